"""Pages to articles over all cores: order kept, memory bounded.

Pages travel to the workers in chunks, and no more chunks are under way than the workers can soon take, so that an archive of any size
passes through the same few hundred megabytes. A page that brings a worker down is skipped by name, and the rest goes on.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from retold.article import read_page
from retold.errors import RetoldError
from retold.records import Article, Page, Skipped
from retold.settings import DEFAULT, Settings

T = TypeVar("T")

_CHUNK_PAGES = 12
_CHUNK_CHARS = 2_000_000
_MANY_RECORDS = 50_000  # new records after which a worker looks which of them nothing leads to
_SPECIMEN = Page("specimen", "html", f"<title>A headline</title><p>{'A word and some more of the same. ' * 20}</p>")
_ALONE = 8  # so few pages are read without workers: starting those takes longer


def _itself(article: Article) -> Article:
    """The article as it is; a module's function, because a lambda cannot travel to a worker."""
    return article


def read_pages(
    pages: Iterable[Page | Skipped],
    settings: Settings = DEFAULT,
    *,
    finish: Callable[[Article], T] = _itself,  # type: ignore[assignment]
    processes: int | None = None,
) -> Iterator[T | Skipped]:
    """What `finish` makes of each page's article, in the order of the pages; skips stand where their pages stood.

    `finish` runs in the worker (it must be a module's function there): what it returns is all that travels back. `processes` is the number
    of workers, all cores where not given; 1 reads here.
    """
    source = iter(pages)
    workers = processes or os.cpu_count() or 1
    first = _taken(source, _ALONE)
    if workers == 1 or len(first) < _ALONE:
        for page in _chained(first, source):
            yield _read_one(page, settings, finish)
        return
    yield from _in_parallel(_chunks(_chained(first, source)), settings, finish, workers)


def _in_parallel(
    chunks: Iterator[list[Page | Skipped]], settings: Settings, finish: Callable[[Article], T], workers: int
) -> Iterator[T | Skipped]:
    """Chunks through a pool of workers; a sliding window keeps order and bounds what is under way."""
    _read_one(_SPECIMEN, settings, _itself)  # loads word lists and weights here once: workers are forked from this process
    pool = _pool(workers)
    under_way: deque[tuple[list[Page | Skipped], Future[list[T | Skipped]]]] = deque()
    try:
        for chunk in chunks:
            under_way.append((chunk, pool.submit(_read_chunk, chunk, settings, finish)))
            if len(under_way) > 2 * workers:
                results, pool = _collected(under_way, pool, settings, finish, workers)
                yield from results
        while under_way:
            results, pool = _collected(under_way, pool, settings, finish, workers)
            yield from results
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _collected(
    under_way: deque[tuple[list[Page | Skipped], Future[list[T | Skipped]]]],
    pool: ProcessPoolExecutor,
    settings: Settings,
    finish: Callable[[Article], T],
    workers: int,
) -> tuple[list[T | Skipped], ProcessPoolExecutor]:
    """The results of the oldest chunk, and the pool to go on with: a new one where a page brought a worker down."""
    chunk, future = under_way.popleft()
    try:
        return future.result(), pool
    except BrokenProcessPool:
        pool.shutdown(wait=True, cancel_futures=True)
        results = [_read_apart(page, settings, finish) for page in chunk]
        fresh = _pool(workers)
        for at, (waiting, _) in enumerate(under_way):
            under_way[at] = (waiting, fresh.submit(_read_chunk, waiting, settings, finish))
        return results, fresh


def _read_apart(page: Page | Skipped, settings: Settings, finish: Callable[[Article], T]) -> T | Skipped:
    """One page in a process of its own, so that only it is lost if that dies."""
    with _pool(1) as pool:
        try:
            return pool.submit(_read_one, page, settings, finish).result()
        except BrokenProcessPool:
            return Skipped(page.source, "article", "the page brought its reader down")


def _read_chunk(chunk: Sequence[Page | Skipped], settings: Settings, finish: Callable[[Article], T]) -> list[T | Skipped]:
    return [_read_one(page, settings, finish) for page in chunk]


def _read_one(page: Page | Skipped, settings: Settings, finish: Callable[[Article], T]) -> T | Skipped:
    if isinstance(page, Skipped):
        return page
    try:
        return finish(read_page(page, settings))
    except RetoldError as error:
        return Skipped(page.source, "article", error.what)


def _chunks(pages: Iterator[Page | Skipped]) -> Iterator[list[Page | Skipped]]:
    """Pages in chunks of a dozen, fewer where they are long."""
    chunk: list[Page | Skipped] = []
    size = 0
    for page in pages:
        chunk.append(page)
        size += len(page.content) if isinstance(page, Page) else 0
        if len(chunk) >= _CHUNK_PAGES or size >= _CHUNK_CHARS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _pool(workers: int) -> ProcessPoolExecutor:
    """Workers; forked where that is safe and quick, so that they start with everything loaded."""
    method = "fork" if sys.platform == "linux" else "spawn"
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(method), initializer=_settle)


def _settle() -> None:
    """Has a worker look for lost memory seldom: what it started with stays, and a page's thousands of records go by themselves."""
    gc.freeze()
    gc.set_threshold(_MANY_RECORDS, 20, 50)


def _taken(source: Iterator[Page | Skipped], count: int) -> list[Page | Skipped]:
    return [page for _, page in zip(range(count), source, strict=False)]


def _chained(first: list[Page | Skipped], rest: Iterator[Page | Skipped]) -> Iterator[Page | Skipped]:
    yield from first
    yield from rest
