"""Bad input: one sentence or one named skip, the right exit code, never a traceback, and the rest of the work done."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from retold.pipeline import compare, read
from retold.records import Page
from retold.settings import DEFAULT

GOOD = "examples/dialogue/000_975bd9b27c7202f7.txt"
STORY = (
    "The harbour of Alt Wieden was closed at noon on Monday after a crane fell into the basin, the port office said. "
    "No ship may leave before divers have looked at the wreck, it added, and that may take until Friday."
)

OTHER = (
    "Bakers in Lund praise the soft winter wheat of this year, and bread has grown cheaper in every shop of the county. "
    "A loaf of two pounds costs a third less than in spring. The guild expects more of the same, said its head, Nils Brandt."
)


def one_sentence(err):
    """Is it one line, begun with the program's name, with no traceback in it?"""
    return err.startswith("retold: ") and err.count("\n") == 1 and "Traceback" not in err


@pytest.fixture
def bad(tmp_path):
    """A folder with one bad file of each kind and one good one."""
    files = {
        "empty.html": b"",
        "blank.txt": b" \n\n ",
        "binary.html": bytes(range(256)) * 40,
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(200),
        "noarticle.html": b"<html><body><nav><a href=/>Home</a></nav><script>var a=1</script></body></html>",
        "script.html": b"<html><body><script>document.write('hello')</script></body></html>",
        "broken.jsonl": b'{"id": "1", "text": \n[1, 2]\nnull\n',
        "cut.txt.gz": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03cut",
        "good.txt": STORY.encode(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize(
    "command", [("compare", "/no/such/file", GOOD), ("quotes", "/no/such/file"), ("match", "/no/such/file", "-o", "x.jsonl")]
)
def test_a_missing_file_is_one_sentence(retold, command):
    code, out, err = retold(*command)
    assert (code, out) == (1, "")
    assert one_sentence(err)
    assert "/no/such/file" in err


@pytest.mark.parametrize("name", ["empty.html", "blank.txt", "binary.html", "picture.png", "noarticle.html", "script.html", "cut.txt.gz"])
def test_a_side_that_is_no_article_is_one_sentence(retold, bad, name):
    code, out, err = retold("compare", bad / name, GOOD)
    assert (code, out) == (1, "")
    assert one_sentence(err), err
    assert name in err


def test_what_cannot_be_read_is_skipped_by_name_and_the_rest_is_done(retold, bad):
    code, out, err = retold("read", bad, "--jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [Path(r["source"]).name for r in rows if "text" in r] == ["good.txt"]
    skipped = {Path(r["source"]).name: r["skipped"] for r in rows if "skipped" in r}
    assert {"empty.html", "blank.txt", "binary.html", "picture.png", "noarticle.html", "script.html", "cut.txt.gz"} <= skipped.keys()
    assert all(skipped.values())
    assert "Skipped " in err
    assert "Traceback" not in err


def test_strict_fails_where_something_was_skipped(retold, bad):
    assert retold("read", bad, "--jsonl", "--strict")[0] == 1
    assert retold("read", bad / "good.txt", "--jsonl", "--strict")[0] == 0


def test_nothing_done_is_1(retold, bad):
    code, _, err = retold("trace", bad / "empty.html", "/no/such/file")
    assert code == 1
    assert "empty.html" in err
    assert "/no/such/file" in err


def test_trace_goes_on_beside_bad_files(retold, bad):
    (bad / "second.txt").write_text("Late news. " + STORY, encoding="utf-8")
    code, out, _ = retold("trace", bad, "--json")
    made = json.loads(out)
    assert code == 0
    assert max(len(s["versions"]) for s in made["stories"]) >= 2
    assert len(made["skipped"]) >= 6
    assert all({"source", "stage", "skipped"} <= s.keys() for s in made["skipped"])


def test_an_empty_folder_is_said(retold, tmp_path):
    code, _, err = retold("trace", tmp_path)
    assert code == 1
    assert "Traceback" not in err


def test_a_file_that_is_not_utf8_is_read(retold, tmp_path):
    words = (
        "Bürgermeister Jörg Müller sagte am Montag, die Brücke über die Weißach bleibe gesperrt, bis die Prüfung der Träger fertig sei. "
        * 3
    )
    (tmp_path / "latin.txt").write_bytes(words.encode("cp1252"))
    code, out, _ = retold("read", tmp_path / "latin.txt", "--jsonl")
    assert code == 0
    assert "Brücke über die Weißach" in json.loads(out)["text"]


def test_broken_html_is_read(retold, tmp_path):
    page = f"<html><body><div><p>{STORY}<p>{STORY}<b><i></b></div></span><table><tr><td>"
    (tmp_path / "broken.html").write_text(page, encoding="utf-8")
    code, out, _ = retold("read", tmp_path / "broken.html", "--jsonl")
    assert code == 0
    assert "crane fell" in json.loads(out)["text"]


def test_two_identical_inputs_have_no_change(retold):
    made = json.loads(retold("compare", GOOD, GOOD, "--json")[1])
    assert made["relation"] == "copy"
    assert made["changes"] == []
    assert "No change alters what a reader may believe." in retold("compare", GOOD, GOOD)[1]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/x", "http://localhost/x", "http://[::1]/x", "http://169.254.169.254/latest", "http://10.0.0.1/"]
)
def test_a_private_address_is_refused(retold, url):
    code, _, err = retold("compare", url, GOOD)
    assert code == 1
    assert one_sentence(err), err


def test_an_unknown_host_is_one_sentence(retold):
    code, _, err = retold("compare", "http://no-such-host.invalid/page", GOOD)
    assert code == 1
    assert one_sentence(err), err


def test_a_page_of_50_mb_is_a_named_skip(retold, tmp_path):
    with (tmp_path / "huge.html").open("wb") as file:
        file.write(b"<html><body><p>")
        for _ in range(50):
            file.write(b"word and " * 111_111)
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    code, out, _ = retold("read", tmp_path, "--jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [r["skipped"] for r in rows if "skipped" in r] == ["larger than 20 MB"]
    assert len(rows) == 2


HARD = {
    "one word": "Word",
    "right to left": "قال الوزير يوم الاثنين إن الجسر سيبقى مغلقا. «لن نفتحه قبل الفحص»، قال المتحدث باسم الوزارة للصحفيين في المدينة القديمة أمس. "
    * 3,
    "no spaces": "市长周一表示，这座桥将继续关闭。“在检查完成之前我们不会开放，”发言人对记者说。" * 6,
    "unbalanced": 'He said "we go. “Never, she said. ‘Not «now\', they "all" said " and left the "house' * 6,
    "nested deep": "“He told me ‘she said “they said ‘no’ to it” twice’ on Monday,” Ann Lee said. " * 6,
    "controls": "The \x1b[31mred\x1b[0m bridge \x07\x00 stays \u202eclosed\u202c, the mayor said on Monday at the town hall of the old town. "
    * 4,
    "one line of a million": "Lorem and more of it, " * 40_000,
    "marks only": "?!… — “” «» '' ,,, ;;; " * 30,
    "combining": "Zo\u0308e said a\u0301\u0300\u0302 thing about the e\u0301cole on Monday, and nobody in the town of Malmo\u0308 denied it. "
    * 4,
}


@pytest.mark.parametrize("name", HARD)
def test_hard_texts_are_compared_or_refused_in_a_sentence(retold, tmp_path, name):
    (tmp_path / "a.txt").write_text(HARD[name], encoding="utf-8")
    (tmp_path / "b.txt").write_text(HARD[name].replace("a", "e", 3) + " End.", encoding="utf-8")
    for a, b in (("a.txt", "b.txt"), ("b.txt", "a.txt"), ("a.txt", "a.txt")):
        code, out, err = retold("compare", tmp_path / a, tmp_path / b, "--html", tmp_path / "page.html")
        assert "Traceback" not in err
        assert "\x1b" not in out
        assert "fault of Retold" not in err, err
        assert code == 0 or one_sentence(err)


def test_nothing_in_common_is_said(retold, tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(OTHER, encoding="utf-8")
    made = json.loads(retold("compare", tmp_path / "a.txt", tmp_path / "b.txt", "--json")[1])
    assert made["relation"] == "none"
    assert made["changes"] == []


def test_a_page_that_cannot_be_written_is_one_sentence(retold, tmp_path):
    code, _, err = retold("compare", GOOD, GOOD, "--html", tmp_path / "no" / "such" / "folder.html")
    assert code == 1
    assert one_sentence(err)


def test_stdin_cannot_be_both_sides(retold):
    code, _, err = retold("compare", "-", "-")
    assert code == 1
    assert one_sentence(err)


def test_a_folder_is_no_side_of_a_comparison(retold):
    code, _, err = retold("compare", "examples/dialogue", GOOD)
    assert code == 1
    assert one_sentence(err)
    assert "retold trace" in err


def test_a_reader_who_goes_away_ends_it_quietly(root):
    command = [sys.executable, "-m", "retold", "read", "examples/dialogue", "--explain"]
    running = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    running.stdout.close()
    assert running.wait(60) in (0, 1)
    assert running.stderr.read() == b""
    running.stderr.close()


def test_an_interrupt_is_one_word(root):
    code = "import sys, retold.run.read as r; r.read_pages = lambda *a, **k: (_ for _ in ()).throw(KeyboardInterrupt()); sys.argv = ['retold', 'read', 'x']; import retold.cli as c; c.main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "retold: Stopped.\n")


def test_a_fault_of_our_own_is_one_sentence_and_can_be_looked_into(root):
    code = "import sys, retold.run.read as r; r.read_pages = lambda *a, **k: 1 / 0; sys.argv = ['retold', 'read', 'x']; import retold.cli as c; c.main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert one_sentence(done.stderr)
    assert "RETOLD_DEBUG=1" in done.stderr
    seen = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False, env=os.environ | {"RETOLD_DEBUG": "1"}
    )
    assert "ZeroDivisionError" in seen.stderr
    assert "Traceback" in seen.stderr


def test_two_languages_are_said_and_only_figures_and_names_compared(retold, tmp_path):
    german = (
        "Der Hafen von Alt Wieden wurde am Montag geschlossen, nachdem ein Kran in das Becken gefallen war, sagte das Hafenamt. "
        "Kein Schiff darf auslaufen, bevor die Taucher das Wrack gesehen haben, und das kann bis Freitag dauern, hieß es weiter."
    )
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(german, encoding="utf-8")
    made = json.loads(retold("compare", tmp_path / "a.txt", tmp_path / "b.txt", "--json")[1])
    assert "two languages (en, de)" in made["notes"][0]
    assert {c["kind"] for c in made["changes"]} <= {"figure-changed", "name-changed"}


def test_of_a_live_blog_the_reader_is_told_what_was_left_out():
    entries = [f"{k % 24}:{k % 60:02} Dock {k} of the harbour was opened by crew {k * 7 % 997}, the port office said." for k in range(60)]
    pages = [Page(name, "text", "\n\n".join(text)) for name, text in (("a", entries), ("b", entries[::-1]))]
    made = compare(*read(pages).articles, replace(DEFAULT, max_compared_words=300))
    assert [note.split(":")[0] for note in made.notes] == ["a", "b"]
    assert all("only the first 300 words were compared" in note and "sentences were left out" in note for note in made.notes)
