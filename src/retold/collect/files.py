"""Files and folders to pages."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from retold.collect.decode import decoded, is_binary
from retold.collect.tables import comma_separated, json_document, json_lines, parquet
from retold.records import Given, Page, Skipped
from retold.settings import Settings

HTML = (".html", ".htm", ".xhtml", ".shtml", ".mhtml")
TEXT = (".txt", ".text", ".md", ".markdown", ".rst")
JSON_LINES = (".jsonl", ".ndjson", ".jsonlines")
TABLES = (".csv", ".tsv", ".tab")
KNOWN = (*HTML, *TEXT, *JSON_LINES, *TABLES, ".json", ".parquet")
_READ_ERRORS = (OSError, EOFError, zlib.error)


def pages_of_path(path: Path, settings: Settings, mapped: Mapping[str, str] | None = None) -> Iterator[Page | Skipped]:
    """The pages of a file or of everything in a folder, sorted by name."""
    if path.is_dir():
        yield from _pages_of_folder(path, settings, mapped)
        return
    try:
        with path.open("rb") as stream:
            yield from pages_of_stream(stream, str(path), settings, mapped)
    except _READ_ERRORS as error:
        yield Skipped(str(path), "collect", _why(error))


def _pages_of_folder(folder: Path, settings: Settings, mapped: Mapping[str, str] | None) -> Iterator[Page | Skipped]:
    found = False
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            found = True
            yield from pages_of_path(path, settings, mapped)
    if not found:
        yield Skipped(str(folder), "collect", "folder without files")


def pages_of_stream(stream: IO[bytes], name: str, settings: Settings, mapped: Mapping[str, str] | None = None) -> Iterator[Page | Skipped]:
    """The pages of one open file, which its name and its first bytes tell apart."""
    lower = name.lower()
    opened: IO[bytes] = stream
    if lower.endswith(".gz"):
        opened, lower = gzip.GzipFile(fileobj=stream), lower[:-3]
    try:
        if lower.endswith(JSON_LINES):
            yield from json_lines(opened, name, mapped)
        elif lower.endswith(TABLES):
            yield from comma_separated(opened, name, mapped, None if lower.endswith(".csv") else "\t")
        elif lower.endswith(".parquet"):
            yield from parquet(stream, name, mapped)
        else:
            data = opened.read(settings.max_page_bytes + 1)
            yield from _pages_of_bytes(data, name, lower, settings, mapped)
    except _READ_ERRORS as error:
        yield Skipped(name, "collect", _why(error))


def _pages_of_bytes(data: bytes, name: str, lower: str, settings: Settings, mapped: Mapping[str, str] | None) -> Iterator[Page | Skipped]:
    if len(data) > settings.max_page_bytes:
        yield Skipped(name, "collect", f"larger than {settings.max_page_bytes // 1_000_000} MB")
    elif not data.strip():
        yield Skipped(name, "collect", "empty file")
    elif data.startswith(b"\x1f\x8b") and not lower.endswith(".gz"):
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as inner:
            yield from _pages_of_bytes(inner.read(settings.max_page_bytes + 1), name, lower + ".gz", settings, mapped)
    elif is_binary(data):
        yield Skipped(name, "collect", "not a text: a binary file")
    elif lower.endswith(".json"):
        yield from json_document(data, name, mapped)
    else:
        yield page_of_text(decoded(data), name, html=lower.endswith(HTML) or (not lower.endswith(TEXT) and looks_like_html(data)))


def page_of_text(text: str, name: str, *, html: bool) -> Page:
    """A page of a decoded file."""
    return Page(name, "html" if html else "text", text, Given(id=name))


def looks_like_html(data: bytes) -> bool:
    """Do these bytes begin as a web page does?"""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<!--")) or b"<html" in head or b"<body" in head


def _why(error: Exception) -> str:
    """A read error in words."""
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, EOFError):
        return "cut off: the compressed file ends too early"
    if isinstance(error, gzip.BadGzipFile | zlib.error):
        return "broken compression"
    return f"cannot be read: {error.strerror or error}" if isinstance(error, OSError) else "cannot be read"
