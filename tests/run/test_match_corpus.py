"""`retold match` over a corpus: the same answers as in memory, whatever comes in, and whatever stops it."""

import errno
import gzip
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
from match_prose import edited, prose

from retold.errors import BadInput, CannotRead, CannotWrite
from retold.match import TextToMatch, match_texts
from retold.match import relatives as crowds
from retold.run import duckdb as engine
from retold.run.match import match_corpus, plan_lines
from retold.run.resume import Table


@pytest.fixture
def corpus():
    """Prints of a popular report, edited copies, furniture, a quotation, a lone text."""
    rows, report, banner = [], prose(120, 1), prose(50, 2)
    rows += [{"id": f"print{k}", "outlet": f"o{k}", "text": prose(5, k) + " " + edited(report, 0.04, k)} for k in range(24)]
    rows += [{"id": f"page{k}", "outlet": "one.example", "text": prose(120, 100 + k) + " " + banner} for k in range(8)]
    rows += [{"id": k, "text": edited(prose(150, 200), share, k)} for k, share in enumerate((0, 0.1, 0.3))]
    rows += [{"id": f"says{k}", "text": f'{prose(60, 300 + k)} "{prose(30, 3).replace(".", "")}" {prose(60, 310 + k)}'} for k in range(2)]
    return [*rows, {"id": "lone", "outlet": None, "text": prose(90, 400)}]


def written(path, rows):
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run(source, out, **more):
    return match_corpus(source, out, processes=1, **more)


def test_a_corpus_and_memory_give_the_same_answers(tmp_path, corpus):
    done = run(written(tmp_path / "in.jsonl", corpus), tmp_path / "out.jsonl")
    in_memory = [
        {
            "a": m.a, "b": m.b, "kind": m.kind, "shared": m.shared, "containment_a": m.containment_a, "containment_b": m.containment_b,
            "quoted": m.quoted, "passages": [{"a": [p.a.start, p.a.end], "b": [p.b.start, p.b.end]} for p in m.passages],
        }
        for m in match_texts([TextToMatch(r["id"], r["text"], r.get("outlet")) for r in corpus])
    ]  # fmt: skip
    assert read(tmp_path / "out.jsonl") == in_memory
    assert done.matches == len(in_memory) == 24 * 23 / 2 + 3 + 1
    assert done.texts == len(corpus)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_worker_processes_change_nothing(tmp_path, corpus):
    source = written(tmp_path / "in.jsonl", corpus)
    run(source, tmp_path / "one.jsonl")
    match_corpus(source, tmp_path / "two.jsonl", processes=2)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_parquet_and_gzip_come_in_and_parquet_goes_out(tmp_path, corpus):
    rows = [r | {"id": str(r["id"])} for r in corpus]
    run(written(tmp_path / "in.jsonl", rows), tmp_path / "plain.jsonl")
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress((tmp_path / "in.jsonl").read_bytes()))
    columns = {name: [r.get(name) for r in rows] for name in ("id", "outlet", "text")}
    pa.parquet.write_table(pa.table(columns), tmp_path / "in.parquet", row_group_size=10)
    run(tmp_path / "in.jsonl.gz", tmp_path / "zipped.jsonl")
    run(tmp_path / "in.parquet", tmp_path / "out.parquet")
    assert (tmp_path / "zipped.jsonl").read_bytes() == (tmp_path / "plain.jsonl").read_bytes()
    assert pa.parquet.read_table(tmp_path / "out.parquet").to_pylist() == read(tmp_path / "plain.jsonl")


def test_parts_of_a_large_file_make_one_corpus(tmp_path, corpus, monkeypatch):
    source = written(tmp_path / "in.jsonl", corpus)
    run(source, tmp_path / "whole.jsonl")
    monkeypatch.setattr("retold.run.match_texts_at._PIECE", 2000)
    run(source, tmp_path / "parts.jsonl")
    assert (tmp_path / "parts.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_rows_that_cannot_be_used_are_counted_by_reason(tmp_path):
    source = tmp_path / "in.jsonl"
    text = prose(60, 1)
    lines = [
        json.dumps({"id": "a", "text": text}), "not json", "[1, 2]", '{"text": "no id"}', '{"id": true, "text": "x"}', '{"id": "n"}', "",
        '{"id": "e", "text": "  "}', '{"id": "e2", "text": 7}', "[" * 100_000, json.dumps({"id": "b", "text": text}),
    ]  # fmt: skip
    source.write_bytes("\n".join(lines).encode() + b'\n{"id": "bad", "text": "\xff\xfe"}\n')
    done = run(source, tmp_path / "out.jsonl")
    assert done.texts == 2
    assert done.skipped == {"empty text": 1, "no id": 2, "no text": 2, "not a JSON object": 1, "not a line of JSON": 3}
    assert [(m["a"], m["b"]) for m in read(tmp_path / "out.jsonl")] == [("a", "b")]


def test_nothing_in_gives_nothing_out(tmp_path):
    assert run(written(tmp_path / "in.jsonl", []), tmp_path / "out.jsonl").texts == 0
    assert read(tmp_path / "out.jsonl") == []


def test_ids_that_stand_twice_are_refused_by_name(tmp_path):
    source = written(tmp_path / "in.jsonl", [{"id": i, "text": prose(30, n)} for n, i in enumerate("abcab")])
    with pytest.raises(BadInput, match="2 ids stand more than once: a, b"):
        run(source, tmp_path / "out.jsonl")
    assert [p.name for p in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize(
    ("name", "out", "error"),
    [("in.csv", "out.jsonl", BadInput), ("absent.jsonl", "out.jsonl", CannotRead), ("in.parquet", "out.jsonl", CannotRead),
     ("in.jsonl.gz", "out.jsonl", CannotRead), ("in.jsonl", "out.csv", BadInput), ("in.jsonl", "no/such/out.jsonl", CannotWrite)],
)  # fmt: skip
def test_what_cannot_be_read_or_written_is_said_in_a_sentence(tmp_path, name, out, error):
    for kind in ("in.csv", "in.parquet", "in.jsonl.gz", "in.jsonl"):
        (tmp_path / kind).write_text('{"id": "a", "text": "x"}\n')
    with pytest.raises(error):
        run(tmp_path / name, tmp_path / out)
    assert not (tmp_path / out).exists()


def test_a_run_goes_on_where_it_was_stopped(tmp_path, corpus, monkeypatch):
    source, work = written(tmp_path / "in.jsonl", corpus), tmp_path / "work"
    run(source, tmp_path / "straight.jsonl")
    made = []
    right = engine.DuckdbEngine.run

    def stopped(self, step, *more):
        if step.name == "proven" and "proven" not in made:
            made.append("proven")
            (work / "proven-0.unfinished").mkdir()
            raise KeyboardInterrupt
        made.append(step.name)
        return right(self, step, *more)

    monkeypatch.setattr(engine.DuckdbEngine, "run", stopped)
    with pytest.raises(KeyboardInterrupt):
        run(source, tmp_path / "out.jsonl", work=work)
    before = set(made) - {"proven"}
    made.clear()
    made.append("proven")
    run(source, tmp_path / "out.jsonl", work=work)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "straight.jsonl").read_bytes()
    assert before
    assert not before & set(made)
    made.clear()
    made.append("proven")
    run(source, tmp_path / "again.jsonl", work=work)
    assert made == ["proven"]  # everything was there
    written(source, corpus[:-1])
    run(source, tmp_path / "other.jsonl", work=work)
    assert "texts" in made  # another input is another run


def test_tables_made_with_other_numbers_do_not_count(tmp_path, corpus, monkeypatch):
    source, work = written(tmp_path / "in.jsonl", corpus), tmp_path / "work"
    run(source, tmp_path / "out.jsonl", work=work)
    before = {p.name for p in work.iterdir()}
    monkeypatch.setattr("retold.match.index.MOST_RARE", 7)
    run(source, tmp_path / "out.jsonl", work=work)
    assert len({p.name for p in work.iterdir()} - before) >= len(plan_lines())


def test_a_killed_process_leaves_nothing_that_counts(tmp_path, corpus):
    source, work = written(tmp_path / "in.jsonl", corpus), tmp_path / "work"
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom retold.run.match import match_corpus\n"
        "def kill(step, done, total):\n    if step == 'votes' and done == 20: os.kill(os.getpid(), 9)\n"
        f"match_corpus(Path({str(source)!r}), Path({str(tmp_path / 'out.jsonl')!r}), work=Path({str(work)!r}), processes=1, progress=kill)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
    assert [p.name for p in work.iterdir() if p.name.startswith("votes")] == [p.name for p in work.glob("votes-*.unfinished")] != []
    run(source, tmp_path / "out.jsonl", work=work)
    run(source, tmp_path / "straight.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "straight.jsonl").read_bytes()


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="looks for processes in /proc")
def test_workers_of_a_killed_process_end(tmp_path, corpus):
    source = written(tmp_path / "in.jsonl", corpus)
    program = (
        "import multiprocessing, os\nfrom pathlib import Path\nfrom retold.run.match import match_corpus\n"
        "def kill(step, done, total):\n"
        "    if step == 'prints' and done:\n"
        f"        Path({str(tmp_path / 'workers')!r}).write_text(' '.join(str(p.pid) for p in multiprocessing.active_children()))\n"
        "        os.kill(os.getpid(), 9)\n"
        "if __name__ == '__main__':\n"
        f"    match_corpus(Path({str(source)!r}), Path({str(tmp_path / 'out.jsonl')!r}), processes=2, progress=kill)\n"
    )
    (tmp_path / "killed.py").write_text(program)
    assert subprocess.run([sys.executable, tmp_path / "killed.py"], check=False).returncode == -9
    workers = (tmp_path / "workers").read_text().split()
    assert workers
    left = 100
    while left and any(alive(pid) for pid in workers):
        time.sleep(0.1)
        left -= 1
    assert left


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_full_disk_is_said_and_the_rest_is_kept(tmp_path, corpus, monkeypatch):
    source, work = written(tmp_path / "in.jsonl", corpus), tmp_path / "work"
    right = engine._write

    def full(out, table, parts):
        if out.parent.name.startswith("votes"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        right(out, table, parts)

    monkeypatch.setattr(engine, "_write", full)
    with pytest.raises(CannotWrite, match="the disk is full"):
        run(source, tmp_path / "out.jsonl", work=work)
    assert not (tmp_path / "out.jsonl").exists()
    assert any(p.name.startswith("prints-") for p in work.iterdir())


def test_an_output_that_cannot_be_written_whole_is_none(tmp_path, corpus, monkeypatch):
    source, work = written(tmp_path / "in.jsonl", corpus), tmp_path / "work"

    def full(lines, out):
        out.write_text("half of it")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("retold.run.match._write_lines", full)
    with pytest.raises(CannotWrite, match="No space left"):
        run(source, tmp_path / "out.jsonl", work=work)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "work"]


def test_a_crowd_too_large_is_told_by_its_first_print_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr(crowds, "CROWD", 30)
    monkeypatch.setattr("retold.run.match.CROWD", 30)
    source = written(tmp_path / "in.jsonl", [{"id": f"c{k}", "text": prose(60, 1)} for k in range(50)])
    done = run(source, tmp_path / "out.jsonl")
    assert done.matches == 49
    assert done.notes == ("49 texts share text with c0: only their pairs with it are told, not all among them.",)


def test_the_plan_names_every_step_with_what_it_reads():
    lines = plan_lines()
    made = []
    for line in lines:
        name, _, rest = line.partition(" ")
        reads = rest.split("->")[0].replace(",", " ").split()
        assert all(r in made for r in reads if r in {entry.split(" ")[0] for entry in lines} and r != name)
        made.append(name)
    assert made[0] == "texts"
    assert made[-1] == "lines"


def test_an_engine_that_is_none_is_refused(tmp_path):
    with pytest.raises(BadInput, match="no engine named abacus"):
        run(written(tmp_path / "in.jsonl", []), tmp_path / "out.jsonl", engine="abacus")


def test_a_table_counts_its_rows(tmp_path, corpus):
    work = tmp_path / "work"
    run(written(tmp_path / "in.jsonl", corpus), tmp_path / "out.jsonl", work=work)
    (texts,) = work.glob("texts-*")
    assert Table(texts).rows() == len(corpus)
