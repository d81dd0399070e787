"""The rows of a corpus: reading them into texts of word hashes, and looking texts up again by number.

A text's number says where it stands: which part of the input, and which row of it.
"""

from __future__ import annotations

import gzip
import json
import mmap
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from retold.errors import BadInput, CannotRead
from retold.match.quoted import quoted_in
from retold.match.texts import outlet_number
from retold.match.words import joined, words_in
from retold.run.engine import Piece

ROW_BITS = 20  # rows of one part: a million
PART_BITS = 11  # parts of one input: two thousand, so that a number fits 31 bits
_PARTS = 512  # parts of one input, about: each is a file that stays open
_PIECE = 8 << 20  # bytes of input in a part, at least
_ROWS = 4096  # rows of a Parquet file in a part, at least
_BATCH = 1 << 17  # code points of texts whose words are found together: small enough for the processor's cache
_MAX_TEXT = 20_000_000  # code points; a longer text is skipped

TEXTS = pa.schema(
    [("text", pa.int64()), ("id", pa.string()), ("outlet", pa.int32()), ("skipped", pa.string()), ("words_count", pa.int32()),
     ("words", pa.binary()), ("start", pa.binary()), ("end", pa.binary()), ("quoted", pa.binary())]
)  # fmt: skip


def pieces(source: Path) -> Iterator[Piece]:
    """The input in parts, each to be read by one call of `read`. Raises CannotRead, or BadInput for a format that is none of ours."""
    if not source.is_file():
        raise CannotRead("there is no such file", where=str(source), suggestion="a .jsonl, .jsonl.gz or .parquet file")
    if source.suffix == ".parquet":
        return (("rows", rows, 0, 0) for rows in _row_batches(source))
    if source.suffix == ".gz":
        return (("bytes", data, 0, 0) for data in _unzipped(source))
    if source.suffix in (".jsonl", ".ndjson", ".json", ".txt"):
        return (("lines", str(source), begin, end) for begin, end in _cuts(source))
    raise BadInput("the input is neither JSON Lines nor Parquet", where=str(source), suggestion="a .jsonl, .jsonl.gz or .parquet file")


def read(kind: str, where: Any, begin: int, end: int, number: int) -> pa.Table:
    """One part of the input as texts; what cannot be used is a row that says why."""
    if number >> PART_BITS:
        raise BadInput("the input has more parts than can be numbered", suggestion="splitting it")
    return _table([_checked(row) for row in rows_of(kind, where, begin, end)], number)


def rows_of(kind: str, where: Any, begin: int, end: int) -> list[dict[str, Any] | str]:
    """The rows of one part of the input, in order; in place of one that is none, why."""
    if kind == "rows":
        found: list[dict[str, Any] | str] = where.to_pylist()
        return found
    data = where if kind == "bytes" else _piece(Path(where), begin, end)
    return [_row(line) for line in data.split(b"\n") if line.strip()]


_Row = tuple[str, str | None, str, str]  # id as JSON, outlet, text, why it is skipped


def _row(line: bytes) -> dict[str, Any] | str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return "not a line of JSON"
    return row if isinstance(row, dict) else "not a JSON object"


def _checked(row: dict[str, Any] | str) -> _Row:
    if isinstance(row, str):
        return "", None, "", row
    ident, text, outlet = row.get("id"), row.get("text"), row.get("outlet")
    if not isinstance(ident, str | int) or isinstance(ident, bool):
        return "", None, "", "no id"
    name = json.dumps(ident)
    if not isinstance(text, str):
        return name, None, "", "no text"
    if len(text) > _MAX_TEXT:
        return name, None, "", "text too long"
    return name, outlet if isinstance(outlet, str) else None, text, ""


def _row_batches(source: Path) -> Iterator[pa.RecordBatch]:
    """Parts of a Parquet file, whatever its row groups: one group may hold a whole corpus."""
    try:
        file = pyarrow.parquet.ParquetFile(source, buffer_size=_PIECE, pre_buffer=False)
        columns = [c for c in ("id", "text", "outlet", "published", "seen") if c in file.schema_arrow.names]
        yield from file.iter_batches(max(_ROWS, file.metadata.num_rows // _PARTS + 1), columns=columns)
    except (pa.ArrowInvalid, OSError) as error:
        raise CannotRead("the file is no Parquet file, or not whole", where=str(source)) from error


def _table(rows: list[_Row], number: int) -> pa.Table:
    if len(rows) >> ROW_BITS:
        raise BadInput("a part of the input has more rows than can be numbered", suggestion="rows with longer texts, or smaller row groups")
    none = np.zeros(0, dtype=np.int32)
    words, starts, ends, quoted, counts, runs = [none], [none], [none], [none], [none], [none]
    for first, last in _batches([len(text) for _, _, text, _ in rows]):
        texts = [text for _, _, text, _ in rows[first:last]]
        at = joined(texts)
        found = words_in(at)
        spans, begin = quoted_in(texts, at, found)
        words.append(found.hashes.view(np.int32))
        starts.append(found.start)
        ends.append(found.end)
        quoted.append(spans.ravel())
        counts.append(np.diff(found.first).astype(np.int32))
        runs.append(2 * np.diff(begin).astype(np.int32))
    words_count = np.concatenate(counts)
    why = [skipped or ("" if n else "empty text") for (_, _, _, skipped), n in zip(rows, words_count.tolist(), strict=True)]
    numbers = (number << ROW_BITS) + np.arange(len(rows), dtype=np.int64)
    columns = [_binary(values, words_count) for values in (words, starts, ends)]
    outlets = [outlet_number(outlet) for _, outlet, _, _ in rows]
    return pa.table(
        [numbers, [r[0] for r in rows], outlets, why, words_count, *columns, _binary(quoted, np.concatenate(runs))], schema=TEXTS
    )


def _batches(sizes: list[int]) -> Iterator[tuple[int, int]]:
    """Texts in pieces of about so many code points."""
    piece = np.cumsum(sizes) // _BATCH
    edges = [0, *(np.flatnonzero(piece[1:] != piece[:-1]) + 1).tolist(), len(sizes)]
    yield from ((first, last) for first, last in pairwise(edges) if first < last)


def _binary(values: list[np.ndarray], count: np.ndarray) -> pa.Array:
    """A binary column of 32-bit numbers, so many for each row."""
    offsets = np.concatenate(([0], 4 * np.cumsum(count, dtype=np.int64)))
    if offsets[-1] >= 2**31:
        raise BadInput("a part of the input has more text than fits", suggestion="smaller row groups")
    buffers = [None, pa.py_buffer(offsets.astype(np.int32)), pa.py_buffer(np.concatenate(values))]
    return pa.Array.from_buffers(pa.binary(), len(count), buffers)


def _cuts(source: Path) -> Iterator[tuple[int, int]]:
    """Parts of a file of lines, cut at line ends."""
    size = source.stat().st_size
    step = max(_PIECE, size // _PARTS + 1)
    with source.open("rb") as file:
        begin = 0
        while begin < size:
            file.seek(min(begin + step, size))
            file.readline()
            yield begin, file.tell()
            begin = file.tell()


def _piece(source: Path, begin: int, end: int) -> bytes:
    with source.open("rb") as file:
        file.seek(begin)
        return file.read(end - begin)


def _unzipped(source: Path) -> Iterator[bytes]:
    """Parts of a gzipped file of lines, cut at line ends."""
    rest = b""
    try:
        with gzip.open(source, "rb") as file:
            for part in count():
                if not (data := file.read(_PIECE << part // 128)):  # whose size none knows beforehand
                    break
                head, mark, tail = (rest + data).rpartition(b"\n")
                if mark:
                    yield head
                rest = tail
    except (OSError, EOFError) as error:
        raise CannotRead("the file is not whole or no gzip file", where=str(source)) from error
    if rest:
        yield rest


def binaries(column: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """The bytes of a binary column, and where each value begins in them."""
    _, offsets, data = column.buffers()
    begin = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1].astype(np.int64)
    return np.frombuffer(data, dtype=np.uint8) if data is not None else np.zeros(0, dtype=np.uint8), begin


class TextsAt:
    """The table of texts, memory-mapped, for looking up some of them."""

    def __init__(self, folder: Path) -> None:
        self._parts: list[dict[str, Any]] = []
        self._maps: list[mmap.mmap] = []
        for part in sorted(folder.glob("*.arrow")):
            with part.open("rb") as file:
                self._maps.append(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            batch = pa.ipc.open_file(pa.py_buffer(self._maps[-1])).get_batch(0)
            columns = {name: binaries(batch.column(name)) for name in ("words", "start", "end", "quoted")}
            outlet = batch.column("outlet").to_numpy()
            self._parts.append({**columns, "outlet": outlet})

    @classmethod
    def of(cls, folder: Path) -> TextsAt:
        """The texts of this folder, opened once a process; what was looked up before no longer takes memory."""
        texts = _opened(folder)
        for mapped in texts._maps:
            if hasattr(mmap, "MADV_DONTNEED"):
                mapped.madvise(mmap.MADV_DONTNEED)
        return texts

    def words(self, number: int) -> np.ndarray:
        """The word hashes of a text."""
        return self._ints("words", number).view(np.uint32)

    def count(self, number: int) -> int:
        """How many words a text has."""
        _, begin = self._parts[number >> ROW_BITS]["words"]
        row = number & ((1 << ROW_BITS) - 1)
        return int(begin[row + 1] - begin[row]) // 4

    def quoted(self, number: int) -> np.ndarray:
        """The quoted places of a text, as `quoted_places` tells them."""
        return self._ints("quoted", number).reshape(-1, 2)

    def outlet(self, number: int) -> int:
        """The number of a text's outlet, negative where it is not known."""
        return int(self._parts[number >> ROW_BITS]["outlet"][number & ((1 << ROW_BITS) - 1)])

    def outlets(self, numbers: np.ndarray) -> np.ndarray:
        """The outlets of many texts."""
        every = np.concatenate([np.zeros(0, np.int32), *(part["outlet"] for part in self._parts)])
        begin = np.cumsum([0, *(len(part["outlet"]) for part in self._parts)])
        found: np.ndarray = every[begin[numbers >> ROW_BITS] + (numbers & ((1 << ROW_BITS) - 1))]
        return found

    def spans(self, texts: Sequence[int], which: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Places of words (the end exclusive) in `texts[which[k]]` as spans of code points, a row each."""
        each = {t: k for k, t in enumerate(dict.fromkeys(texts))}
        at = np.concatenate(([0], np.cumsum([self.count(t) for t in each])))[[each[t] for t in texts]][which]
        start, end = (np.concatenate([self._ints(column, t) for t in each]) for column in ("start", "end"))
        return np.column_stack((start[at + first], end[at + last - 1]))

    def _ints(self, column: str, number: int) -> np.ndarray:
        data, begin = self._parts[number >> ROW_BITS][column]
        row = number & ((1 << ROW_BITS) - 1)
        found: np.ndarray = data[begin[row] : begin[row + 1]].view(np.int32)
        return found


@lru_cache(maxsize=1)
def _opened(folder: Path) -> TextsAt:
    return TextsAt(folder)
