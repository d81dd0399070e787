"""JSON Lines, CSV and Parquet files, read row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from retold.collect.decode import decoded
from retold.collect.rows import page_of_row
from retold.collect.unpacked import MAX_RATIO, BombError
from retold.records import Page, Skipped

_MAX_LINE = 32_000_000  # bytes, or letters of a table: a page of the largest size read, its letters written as escapes
_BATCH = 16  # rows of a Parquet file at a time, each of which may be a whole page
_DANGEROUS = 500_000_000  # bytes of one row group
_TOO_LONG = f"a line of more than {_MAX_LINE // 1_000_000} MB"


def json_lines(stream: IO[bytes], source: str, mapped: Mapping[str, str] | None = None) -> Iterator[Page | Skipped]:
    """The rows of a JSON Lines stream."""
    for number, line in enumerate(iter(lambda: stream.readline(_MAX_LINE), b""), 1):
        if not line.strip():
            continue
        place = f"{source}:{number}"
        if len(line) >= _MAX_LINE and not line.endswith(b"\n"):
            yield Skipped(place, "collect", _TOO_LONG)
            while rest := stream.readline(_MAX_LINE):
                if rest.endswith(b"\n"):
                    break
            continue
        try:
            row = json.loads(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
        except (ValueError, RecursionError):
            yield Skipped(place, "collect", "not valid JSON")
            continue
        yield page_of_row(row, source, number, mapped) if isinstance(row, dict) else Skipped(place, "collect", "not a JSON object")


def json_document(data: bytes, source: str, mapped: Mapping[str, str] | None = None) -> Iterator[Page | Skipped]:
    """A JSON file with a list of rows, or one row."""
    try:
        whole = json.loads(decoded(data))
    except (ValueError, RecursionError):
        yield Skipped(source, "collect", "not valid JSON")
        return
    rows = whole if isinstance(whole, list) else _rows_inside(whole)
    for number, row in enumerate(rows, 1):
        yield (
            page_of_row(row, source, number, mapped)
            if isinstance(row, dict)
            else Skipped(f"{source}:{number}", "collect", "not a JSON object")
        )


def _rows_inside(whole: object) -> list[Any]:
    """The rows of an object: its only list of objects, else the object itself."""
    if isinstance(whole, dict):
        inside = [v for v in whole.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        texts = any(isinstance(v, str) and len(v) > 200 for v in whole.values())
        if len(inside) == 1 and not texts:
            return list(inside[0])
    return [whole]


def comma_separated(
    stream: IO[bytes], source: str, mapped: Mapping[str, str] | None = None, delimiter: str | None = None
) -> Iterator[Page | Skipped]:
    """The rows of a CSV or TSV stream with a first line of names; the separator is found where it is not given."""
    head = stream.read(64_000)
    encoding = _encoding_of(head)
    text = io.TextIOWrapper(io.BufferedReader(_Chained(head, stream)), encoding=encoding, errors="replace", newline="")
    csv.field_size_limit(_MAX_LINE)
    rows = csv.reader(_lines(text), delimiter=delimiter or _delimiter_of(head.decode(encoding, errors="replace")))
    try:
        names = next(rows, [])
        for number, cells in enumerate(rows, 2):
            if any(cell.strip() for cell in cells):
                yield page_of_row(dict(zip(names, cells, strict=False)), source, number, mapped)
    except csv.Error as error:
        yield Skipped(source, "collect", f"broken table near line {rows.line_num}: {error}")


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a table. Raises csv.Error where one is too long, before it is held whole."""
    while line := text.readline(_MAX_LINE):
        if len(line) >= _MAX_LINE and not line.endswith(("\n", "\r")):
            raise csv.Error(_TOO_LONG)
        yield line


def parquet(file: IO[bytes], source: str, mapped: Mapping[str, str] | None = None) -> Iterator[Page | Skipped]:
    """The rows of a Parquet file, a batch at a time."""
    import pyarrow
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.ParquetFile(file)
        number = 0
        if _is_bomb(table.metadata):
            yield Skipped(source, "collect", str(BombError()))
            return
        for batch in table.iter_batches(batch_size=_BATCH):
            for row in batch.to_pylist():
                number += 1
                yield page_of_row(row, source, number, mapped)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        yield Skipped(source, "collect", f"broken Parquet file: {str(error).splitlines()[0][:120]}")


def _is_bomb(metadata: Any) -> bool:
    """Does any part of a Parquet file unpack to more than its share, as the file itself states?"""
    groups = [metadata.row_group(n) for n in range(metadata.num_row_groups)]
    for group in groups:
        packed = sum(group.column(n).total_compressed_size for n in range(group.num_columns))
        if group.total_byte_size > _DANGEROUS and group.total_byte_size > MAX_RATIO * max(1, packed):
            return True
    return False


def _encoding_of(head: bytes) -> str:
    """The character set of a table by its first bytes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head[: len(head) - 4].decode("utf-8") if len(head) > 8 else head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 8:
            return "cp1252"
    return "utf-8-sig"


def _delimiter_of(head: str) -> str:
    """The mark that parts the most names in the first line."""
    first = head.split("\n", 1)[0]
    return max(",\t;|", key=lambda mark: (first.count(mark), mark == ","))


class _Chained(io.RawIOBase):
    """Bytes read already, then the rest of their stream."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills a buffer from the head, then from the stream."""
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)
