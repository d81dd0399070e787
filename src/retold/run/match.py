"""`retold match`: all matches of a corpus, from a file of rows to a file of matches."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import xxhash

from retold.errors import BadInput, CannotRead, CannotWrite
from retold.match import fingerprint, furniture, index, likeness, proof, quoted, relatives, rewrites, stretches, topic
from retold.match import stories as story_rules
from retold.match.relatives import CROWD
from retold.match.texts import repeated_ids
from retold.run.engine import Engine, Progress, open_engine, processes_here
from retold.run.match_stories import note_of, write_stories
from retold.run.match_texts_at import pieces
from retold.run.plan import matching_plan
from retold.run.repeat import settled
from retold.run.resume import Table, finished
from retold.run.steps import PlanStep, ReadStep, RepeatStep, Step, described, digest, sources_of
from retold.run.story_plan import story_steps

_PASSAGE = pa.struct([("a", pa.list_(pa.int32(), 2)), ("b", pa.list_(pa.int32(), 2))])
_OUT = pa.schema(
    [("a", pa.string()), ("b", pa.string()), ("kind", pa.string()), ("shared", pa.int32()), ("containment_a", pa.float64()),
     ("containment_b", pa.float64()), ("quoted", pa.float64()), ("passages", pa.list_(_PASSAGE))]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MatchReport:
    """What a corpus run did: texts matched, rows skipped by reason, matches and stories written, and notes for the reader."""

    texts: int
    matches: int
    skipped: Mapping[str, int]
    notes: tuple[str, ...] = ()
    stories: int | None = None  # None: not asked for


def plan_lines(stories: bool = False) -> list[str]:
    """The steps of `retold match` in the order they run, a line each."""
    return [described(step) for step in _plan(stories)]


def _plan(stories: bool) -> tuple[PlanStep, ...]:
    return (*matching_plan(), *(story_steps() if stories else ()))


def match_corpus(  # noqa: PLR0913 - what a command line can say
    source: Path,
    out: Path,
    *,
    engine: str = "duckdb",
    work: Path | None = None,
    processes: int | None = None,
    memory_mb: int = 2000,
    stories: bool = False,
    semantic: bool = False,
    progress: Progress = lambda step, done, total: None,
) -> MatchReport:
    """Write all matches among the rows of `source` (JSON Lines, gzipped or not, or Parquet) to `out` (JSON Lines or Parquet).

    With `stories`, the stories that they form, their events and the table of outlets are written beside it (`match_stories.beside`). With `semantic`, pairs
    are also looked for that share no words (`run.semantic`, which needs the extra); they are told last and join no story.

    Tables are kept in `work` (default: a folder beside `out`, removed at the end): a run that was stopped goes on where it was. Raises
    BadInput for ids that stand twice and for formats unknown, CannotRead, and CannotWrite where a disk is full.
    """
    if out.suffix not in (".jsonl", ".ndjson", ".parquet"):
        raise BadInput("the matches can be written as JSON Lines or Parquet", where=str(out), suggestion="-o OUT.jsonl or OUT.parquet")
    if not out.parent.is_dir():
        raise CannotWrite("there is no such folder", where=str(out.parent))
    folder = work or out.with_name(out.name + ".work")
    try:
        runner = open_engine(engine, folder, processes=processes or processes_here(), memory_mb=memory_mb, progress=progress)
        try:
            tables = _run(_plan(stories), source, runner, folder)
        finally:
            runner.close()
        written = _write(tables, out, _by_meaning(source, tables) if semantic else [])
        told = write_stories(tables, out) if stories else None
    except (BadInput, CannotRead):
        if work is None:  # nothing here helps a run on other input
            shutil.rmtree(folder, ignore_errors=True)
        raise
    except OSError as error:
        raise CannotWrite(f"the matches cannot be written: {error.strerror}", where=str(out)) from error
    texts, skipped = _counts(tables["texts"])
    notes = _notes(tables) + (note_of(tables) if stories else ())
    if work is None:
        shutil.rmtree(folder, ignore_errors=True)
    return MatchReport(texts, written, skipped, notes, told)


def _run(plan: Sequence[PlanStep], source: Path, runner: Engine, folder: Path) -> dict[str, Table]:
    """Every step of a plan, finished ones taken as they are."""
    pieces(source)  # refuses what cannot be read before anything is made
    mark, made_with, tables = _content_mark(source), _made_with(), dict[str, Table]()

    def made(step: Step, known: Mapping[str, Table]) -> Table:
        inputs = [mark] if isinstance(step, ReadStep) else [known[name].digest for name in sources_of(step)]
        name = digest(step, inputs, made_with)
        return finished(folder, step.name, name) or runner.run(step, name, known, pieces(source) if isinstance(step, ReadStep) else ())

    for step in plan:
        tables[step.name] = settled(step, tables, made) if isinstance(step, RepeatStep) else made(step, tables)
        if step.name == "repeated":
            _refuse_repeated(tables["repeated"], source)
    return tables


def _made_with() -> dict[str, int | float]:
    """Every number that the stage of matching decides by: a table made with others is another table."""
    modules = (fingerprint, furniture, index, likeness, proof, quoted, relatives, rewrites, story_rules, stretches, topic)
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in sorted(vars(module).items())
        if name.isupper() and isinstance(value, int | float)
    }


def _content_mark(source: Path) -> str:
    """A digest of a file's bytes."""
    seen = xxhash.xxh3_128()
    with source.open("rb") as file:
        while block := file.read(1 << 22):
            seen.update(block)
    return seen.hexdigest()


def _refuse_repeated(repeated: Table, source: Path) -> None:
    ids = [str(json.loads(i)) for batch in repeated.batches() for i in batch.column("id").to_pylist()]
    if ids:
        raise repeated_ids(ids, str(source))


def _notes(tables: Mapping[str, Table]) -> tuple[str, ...]:
    """What is left out for size, in sentences: crowds so large that not every pair of them is told."""
    first = np.concatenate([np.zeros(0, np.int64), *(batch.column("a").to_numpy() for batch in tables["stars"].batches())])
    texts, others = np.unique(first, return_counts=True)
    crowds = {int(t): int(n) for t, n in zip(texts, others, strict=True) if n > CROWD}
    if not crowds:
        return ()
    names: dict[int, str | int] = {}
    for batch in tables["texts"].batches():
        numbers = batch.column("text").to_numpy()
        names |= {int(numbers[k]): json.loads(batch.column("id")[k].as_py()) for k in np.flatnonzero(np.isin(numbers, list(crowds)))}
    return tuple(f"{n} texts share text with {names[t]}: only their pairs with it are told, not all among them." for t, n in crowds.items())


def _counts(texts: Table) -> tuple[int, dict[str, int]]:
    reasons = Counter(why for batch in texts.batches() for why in batch.column("skipped").to_pylist())
    return reasons.pop("", 0), dict(sorted(reasons.items()))


def _by_meaning(source: Path, tables: Mapping[str, Table]) -> list[dict[str, Any]]:
    """The matches that words do not show, as rows of the result."""
    from retold.run.semantic import as_row, embedder, texts_in, told_by_meaning  # loads only what is asked for

    known = {pair for batch in tables["matches"].batches() for pair in zip(*(batch.column(c).to_pylist() for c in "ab"), strict=True)}
    return [as_row(match) for match in told_by_meaning(texts_in(source), known, embedder())]


def _write(tables: Mapping[str, Table], out: Path, more: Sequence[Mapping[str, Any]]) -> int:
    """The matches under their final name, whole or not at all."""
    unfinished = out.with_name(out.name + ".unfinished")
    try:
        written = _write_rows(tables["matches"], unfinished) if out.suffix == ".parquet" else _write_lines(tables["lines"], unfinished)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    return written


def _write_rows(matches: Table, out: Path) -> int:
    with pyarrow.parquet.ParquetWriter(out, _OUT) as writer:
        for batch in matches.batches():
            writer.write_table(_columns(batch))
    return matches.rows()


def _write_lines(lines: Table, out: Path) -> int:
    with out.open("wb") as file:
        for batch in lines.batches():
            file.writelines(f"{line}\n".encode() for line in batch.column("line").to_pylist())
    return lines.rows()


def _columns(batch: pa.RecordBatch) -> pa.Table:
    """Matches with ids as they were given and passages as lists."""
    columns: dict[str, Any] = {name: batch.column(name) for name in ("kind", "shared", "containment_a", "containment_b", "quoted")}
    for name in ("a", "b"):
        columns[name] = [str(json.loads(i)) for i in batch.column(name).to_pylist()]
    spans = [np.frombuffer(s, dtype="<i4").reshape(-1, 4).tolist() for s in batch.column("spans").to_pylist()]
    columns["passages"] = [[{"a": r[:2], "b": r[2:]} for r in rows] for rows in spans]
    return pa.table([columns[name] for name in _OUT.names], schema=_OUT)
