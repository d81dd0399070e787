"""The engine for one machine: SELECTs by DuckDB (which spills to disk), maps by processes over memory-mapped Arrow files."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from itertools import pairwise
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Thread

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.dataset

from retold.errors import CannotWrite, RetoldError
from retold.run.engine import Piece, Progress
from retold.run.resume import Table, Unfinished, opened
from retold.run.steps import Function, MapStep, ReadStep, SqlStep, Step

_ROWS = 20_000  # rows that one call of a map sees, about
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class DuckdbEngine:
    """Tables are Arrow files in `work`; at most `processes` maps run at once, and DuckDB keeps to `memory_mb`."""

    def __init__(self, work: Path, *, processes: int, memory_mb: int, progress: Progress) -> None:
        work.mkdir(parents=True, exist_ok=True)
        self._work, self._processes, self._progress = work, processes, progress
        spill = work / "spill"
        self._connection = duckdb.connect(
            config={
                "memory_limit": f"{memory_mb}MB",
                "temp_directory": str(spill),
                "threads": max(1, processes),
                "preserve_insertion_order": False,  # a SELECT whose order counts says so; keeping any other takes memory
            }
        )
        self._pool: ProcessPoolExecutor | None = None

    def run(self, step: Step, digest: str, tables: Mapping[str, Table], pieces: Iterable[Piece]) -> Table:
        """Make the table of a step. Raises CannotWrite where the disk is full."""
        made = Unfinished(self._work, step.name, digest)
        try:
            if isinstance(step, SqlStep):
                self._select(step, made, tables)
            elif isinstance(step, MapStep):
                self._map(step, made, tables)
            else:
                self._read(step, made, pieces)
            return made.finish()
        except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise _told(error, self._work) from error
        except BrokenProcessPool as error:
            raise RetoldError(
                f"a worker process ended while {step.name} was made", suggestion="more memory, or running it again"
            ) from error

    def close(self) -> None:
        """End the worker processes and the connection."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        _reader.cache_clear()
        self._connection.close()

    def _select(self, step: SqlStep, made: Unfinished, tables: Mapping[str, Table]) -> None:
        for name in step.sources:
            files = [str(p) for p in tables[name].parts]
            self._connection.register(name, pyarrow.dataset.dataset(files, format="ipc"))
        self._progress(step.name, 0, 1)
        reader = self._connection.sql(step.select, params=dict(step.values)).to_arrow_reader(_ROWS)
        with pa.OSFile(str(made.part(0)), "wb") as sink, pa.ipc.new_file(sink, step.columns) as out:
            for batch in reader:
                out.write_table(pa.Table.from_batches([batch]).cast(step.columns))
        for name in step.sources:
            self._connection.unregister(name)
        self._progress(step.name, 1, 1)

    def _read(self, step: ReadStep, made: Unfinished, pieces: Iterable[Piece]) -> None:
        tasks = (partial(_read_piece, step.function, piece, n, step.columns, made.part(n)) for n, piece in enumerate(pieces))
        self._all(step.name, tasks, 0)
        if not any(made.folder.iterdir()):
            _write(made.part(0), step.columns.empty_table(), 0)

    def _map(self, step: MapStep, made: Unfinished, tables: Mapping[str, Table]) -> None:
        source = tables[step.source]
        beside = [tables[name].parts for name in step.beside]
        lookup = tables[step.looks_up].folder if step.looks_up else None
        slices = [piece for piece in _slices(source, step.by) if piece]
        tasks = (
            partial(_map_slice, step.function, piece, beside, lookup, step.columns, step.parts, made.part(n))
            for n, piece in enumerate(slices)
        )
        self._all(step.name, tasks, len(slices))
        if not slices:
            _write(made.part(0), step.columns.empty_table(), step.parts)

    def _all(self, name: str, tasks: Iterable[Callable[[], None]], total: int) -> None:
        """Run tasks in the worker processes, a few ahead of need; stop at the first failure."""
        if self._pool is None and self._processes > 1:
            _sort_fast()
            self._pool = ProcessPoolExecutor(self._processes, mp_context=get_context("spawn"), initializer=_end_with_parent)
        done, running = 0, set[Future[None]]()
        self._progress(name, 0, total)
        for task in tasks:
            if self._pool is None:
                task()
                done += 1
                self._progress(name, done, total)
                continue
            running.add(self._pool.submit(task))
            if len(running) >= 2 * self._processes:
                ended, running = wait(running, return_when=FIRST_COMPLETED)
                done += _checked(ended)
                self._progress(name, done, total)
        done += _checked(running)
        self._progress(name, done, max(done, total))


def _end_with_parent() -> None:
    """Has a worker end when the process that started it is gone, however it went: a killed one cannot tell its workers."""
    parent = parent_process()
    if parent is not None:
        watch = Thread(target=lambda: (connection.wait([parent.sentinel]), os._exit(1)), daemon=True)
        watch.start()


def _sort_fast() -> None:
    """Has worker processes sort numbers with AVX2: numpy's way with AVX-512 takes five times as long on some processors."""
    slow = {"X86_V4", "AVX512_SKX"} & set(np.show_config(mode="dicts")["SIMD Extensions"]["found"])
    if slow:
        os.environ.setdefault("NPY_DISABLE_CPU_FEATURES", " ".join(sorted(slow)))


Slice = list[tuple[Path, int, int, int]]  # (file, batch, first row, rows): what one call of a map sees


def _slices(source: Table, by: str | None) -> Iterator[Slice]:
    """The rows of a table in pieces for one call each."""
    batches = [(part, k, batch.num_rows) for part in source.parts for k, batch in enumerate(opened(part))]
    if by is None:
        for part, k, rows in batches:
            for first in range(0, rows, _ROWS):
                yield [(part, k, first, min(_ROWS, rows - first))]
    elif by == "bucket":
        for number in sorted({k for _, k, _ in batches}):
            yield [(part, k, 0, rows) for part, k, rows in batches if k == number and rows]
    elif batches:  # all rows in one call keep every promise
        yield [(part, k, 0, rows) for part, k, rows in batches]


def _checked(ended: Iterable[Future[None]]) -> int:
    done = 0
    for future in ended:
        future.result()
        done += 1
    return done


def _told(error: Exception, work: Path) -> RetoldError:
    full = isinstance(error, OSError) and error.errno in _FULL
    what = "the disk is full" if full else f"the corpus run could not write its tables: {str(error).splitlines()[0]}"
    return CannotWrite(what, where=str(work), suggestion="a folder with more room (--work); what is finished there is kept")


def _read_piece(function: Function, piece: Piece, number: int, columns: pa.Schema, out: Path) -> None:
    _write(out, function(*piece, number).cast(columns), 0)


def _map_slice(
    function: Function, piece: Slice, beside: list[list[Path]], lookup: Path | None, columns: pa.Schema, parts: int, out: Path
) -> None:
    """One call of a map, in a worker: rows in, one file out."""
    batches = [_reader(part).get_batch(k).slice(first, rows) for part, k, first, rows in piece]
    tables = [_whole(files) for files in beside]
    extra = [lookup] if lookup else []
    _write(out, function(pa.Table.from_batches(batches), *tables, *extra).cast(columns), parts)


@lru_cache(maxsize=256)
def _reader(part: Path) -> pa.ipc.RecordBatchFileReader:
    """A part file, opened once a process; what is read of it is a copy, let go of after use, where a mapped file would stay in memory."""
    return pa.ipc.open_file(pa.OSFile(str(part)))


def _whole(files: list[Path]) -> pa.Table:
    """All rows of a table; one without rows keeps its columns."""
    tables = []
    for part in files:
        with pa.memory_map(str(part)) as source:
            tables.append(pa.ipc.open_file(source).read_all())
    return pa.concat_tables(tables)


def _write(out: Path, table: pa.Table, parts: int) -> None:
    """A table as one file: in one batch, or in one batch for each bucket (the table is ordered by it)."""
    with pa.OSFile(str(out), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        if not parts:
            for batch in table.combine_chunks().to_batches() or [pa.RecordBatch.from_pylist([], table.schema)]:
                writer.write_batch(batch)
            return
        edges = np.searchsorted(table.column("bucket").to_numpy(), np.arange(parts + 1)).tolist()
        whole = table.combine_chunks()
        for first, last in pairwise(edges):
            batch = whole.slice(first, last - first).to_batches()
            writer.write_batch(batch[0] if batch else pa.RecordBatch.from_pylist([], table.schema))
