"""The commands as a user calls them: what goes where, and with which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

A = "examples/dialogue/002_c1f08e4ac3cbfebd.txt"
B = "examples/dialogue/000_975bd9b27c7202f7.txt"


LIGHTHOUSE = (
    "The new lighthouse on Gull Rock was lit for the first time on Sunday evening, in front of some two hundred people in boats. "
    "Its lamp can be seen from nineteen miles, said the keeper, Marta Holm, who moved in with two cats and a stove."
)


def test_compare_prints_findings_on_stdout(retold):
    code, out, err = retold("compare", A, B)
    assert code == 0
    assert "A  NATO will never 'turn off' dialogue with Russia despite tensions" in out
    assert "The quotation was altered:" in out
    assert "{+improve+}" in out
    assert err == ""


def test_compare_json_is_the_contract(retold):
    code, out, _ = retold("compare", A, B, "--json")
    made = json.loads(out)
    assert code == 0
    assert made["relation"] == "edited"
    for side, path in (("a", A), ("b", B)):
        assert made[side]["text"] == Path(path).read_text(encoding="utf-8"), "offsets count in the file's own text"
        for change in made["changes"]:
            for span in (change[side], change[f"{side}_sentence"]):
                assert span is None or made[side]["text"][span["start"] : span["end"]] == span["text"]


def test_compare_all_unfolds(retold):
    folded = retold("compare", A, B)[1]
    assert "--all shows them" in folded
    unfolded = retold("compare", A, B, "--all")[1]
    assert "--all shows them" not in unfolded
    assert len(unfolded) > len(folded)


def test_compare_writes_a_page(retold, tmp_path):
    code, _, err = retold("compare", A, B, "--html", tmp_path / "page.html")
    assert code == 0
    assert "Written:" in err
    assert "side by side" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_trace_shows_the_lost_source(retold):
    code, out, _ = retold("trace", "examples/dialogue")
    assert code == 0
    assert "2 articles: 1 story in more than one version." in out
    assert "(Sputnik)" in out
    assert "altering changes against" in out


def test_trace_json_is_the_contract(retold):
    code, out, _ = retold("trace", "examples/dialogue", "--json")
    made = json.loads(out)
    (story,) = made["stories"]
    assert code == 0
    assert made["skipped"] == []
    assert {"id", "title", "versions", "edges", "changes", "event"} <= story.keys()
    lost = [v for v in story["versions"] if v["lost"]]
    assert [v["name"] for v in lost] == ["Sputnik"]
    known = {v["id"] for v in story["versions"]}
    assert all({e["from"], e["to"]} <= known for e in story["edges"])
    assert all(c["from"] in known and c["to"] in known for c in story["changes"])


def test_trace_gives_single_articles_as_stories_of_one(retold, tmp_path):
    (tmp_path / "a.txt").write_text(LIGHTHOUSE, encoding="utf-8")
    made = json.loads(retold("trace", tmp_path / "a.txt", "--json")[1])
    (story,) = made["stories"]
    assert len(story["versions"]) == 1
    assert story["edges"] == story["changes"] == []


def test_trace_writes_a_page_with_a_tree(retold, tmp_path):
    assert retold("trace", "examples/dialogue", "--html", tmp_path / "t.html")[0] == 0
    page = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert '<svg class="tree"' in page
    assert "Sputnik" in page


def test_trace_prints_trees_for_other_programs(retold):
    code, out, _ = retold("trace", "examples/dialogue", "--export", "dot")
    assert code == 0
    assert out.startswith("digraph")
    assert "Sputnik" in out


def test_outlets_are_told_over_all_stories(retold):
    made = json.loads(retold("trace", "examples/ferry", "--outlets", "--json")[1])["outlets"]
    lantern = next(row for row in made if "lantern" in row["taker"])
    assert "ostrea" in lantern["source"]
    assert (lantern["cases"], lantern["credited"]) == (1, 0)
    assert len(retold("trace", "examples/ferry", "--outlets", "--export", "csv")[1].splitlines()) == len(made) + 1
    assert "lantern" in retold("trace", "examples/ferry", "--outlets")[1]
    assert retold("trace", "examples/ferry", "--outlets", "--export", "newick")[0] == 2


def test_an_unknown_export_is_refused_before_any_work(retold):
    code, out, err = retold("trace", "/no/such/folder", "--export", "papyrus")
    assert (code, out) == (2, "")
    assert "papyrus" in err
    assert "graphml" in err


def test_columns_of_a_table_can_be_named(retold, tmp_path):
    row = {"nr": "7", "Ueberschrift": "Lighthouse lit", "Inhalt": LIGHTHOUSE}
    (tmp_path / "t.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    code, out, _ = retold("read", tmp_path / "t.jsonl", "--jsonl", "--map", "text=Inhalt", "--map", "title=Ueberschrift")
    assert code == 0
    assert json.loads(out)["title"] == "Lighthouse lit"
    assert retold("read", tmp_path / "t.jsonl", "--map", "text")[0] == 2


def test_the_made_up_story_is_found_whole(retold):
    made = json.loads(retold("trace", "examples/ferry", "--json")[1])
    story = made["stories"][0]
    assert len([v for v in story["versions"] if not v["lost"]]) == 6
    outlet = {v["id"]: v["outlet"] for v in story["versions"]}
    kinds = {}
    for change in story["changes"]:
        kinds.setdefault(outlet[change["to"]], set()).add(change["kind"])
    assert {"quote-altered", "hedge-dropped"} <= kinds["Ostrea Today"]
    assert "figure-changed" in kinds["The Daily Lantern"]
    source = {outlet[e["to"]]: outlet[e["from"]] for e in story["edges"] if e["kind"] == "primary"}
    assert source["The Daily Lantern"] == "Ostrea Today"
    assert source["Karstad Courier"] == "Tessel Press Agency"


def test_read_gives_a_line_for_each_article(retold):
    code, out, _ = retold("read", "examples/dialogue", "--jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["source"] for row in rows] == [B, A]
    wanted = {"source", "url", "outlet", "title", "text", "authors", "published", "modified", "language", "credits", "chrome", "links"}
    assert all(wanted <= row.keys() for row in rows)
    for row in rows:
        assert all(row["text"][c["start"] : c["end"]] == c["text"] for c in row["credits"])


def test_read_explains_what_it_left_out(retold):
    out = retold("read", A, "--explain")[1]
    assert "left out, " in out
    assert "Home page World" in out


def test_quotes_point_into_the_file_as_it_is(retold, tmp_path):
    path = tmp_path / "q.txt"
    path.write_bytes(b'A note.\r\n\r\n"We are here to stay," Ann Lee said on Monday.\r\n')
    code, out, _ = retold("quotes", path, "--json")
    text = path.read_bytes().decode()
    (found,) = json.loads(out)["attributions"]
    assert code == 0
    for part in ("source", "cue", "content"):
        assert all(text[s["start"] : s["end"]] == s["text"] for s in found[part])
    assert found["cue"][0]["text"] == "said"


def test_match_writes_each_pair_once(retold, tmp_path):
    text = "The harbour was closed at noon after the crane fell into the basin, and no ship may leave before the divers have looked at the wreck."
    rows = [
        {"id": "x", "text": text},
        {"id": "y", "text": f"Late news. {text}"},
        {"id": "z", "text": "Another matter altogether, told once."},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    code, out, err = retold("match", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    made = json.loads(line)
    assert (code, out) == (0, "")
    assert {made["a"], made["b"]} == {"x", "y"}
    assert {"a", "b", "shared", "containment_a", "containment_b", "passages"} <= made.keys()
    assert "3 texts, 1 match" in err


def test_match_prints_its_plan(retold):
    code, out, _ = retold("match", "--plan")
    assert code == 0
    assert len(out.splitlines()) > 3


def test_a_page_may_come_from_stdin(retold_process, root):
    done = retold_process("compare", "-", B, stdin=(root / A).read_bytes())
    assert done.returncode == 0
    assert "improve" in done.stdout.decode()


def test_output_is_utf8_whatever_the_locale(retold_process):
    done = retold_process("compare", A, B)
    assert "“" in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout


def test_version_and_help(retold):
    assert retold("--version")[1].startswith("retold 0.")
    code, out, _ = retold("--help")
    assert code == 0
    assert all(name in out for name in ("read", "compare", "quotes", "match", "trace"))
    assert "Example:" in retold("trace", "--help")[1]


@pytest.mark.parametrize(
    "args", [("frobnicate",), ("compare", "one"), ("compare", "--wrong", "a", "b"), ("trace",), ("match", "x"), ("trace", "--html")]
)
def test_a_wrong_command_line_is_one_sentence_and_2(retold, args):
    code, out, err = retold(*args)
    assert (code, out) == (2, "")
    assert err.startswith("retold: ")
    assert err.count("\n") == 1


def test_same_input_same_output(root):
    """Byte for byte, whatever the hash seed."""
    runs = {
        subprocess.run(
            [sys.executable, "-m", "retold", "trace", "examples/ferry", "--json"],
            capture_output=True,
            check=True,
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
