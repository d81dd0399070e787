"""Files and folders to pages."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, cast

from retold.collect.decode import decoded, is_binary
from retold.collect.feeds import FeedKind, feed_kind, pages_of_list
from retold.collect.packed import pages_of_tar, pages_of_zip
from retold.collect.tables import comma_separated, json_document, json_lines, parquet
from retold.collect.unpacked import BombError, gunzipped
from retold.collect.warc import pages_of_warc
from retold.records import Given, Page, Skipped
from retold.settings import Settings

HTML = (".html", ".htm", ".xhtml", ".shtml", ".mhtml")
TEXT = (".txt", ".text", ".md", ".markdown", ".rst")
JSON_LINES = (".jsonl", ".ndjson", ".jsonlines")
TABLES = (".csv", ".tsv", ".tab")
FEEDS = (".xml", ".rss", ".atom", ".opml", ".rdf")
WARCS = (".warc", ".wet", ".warc.gz", ".wet.gz")
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
#: Names that say what a file holds, other than a page or a plain text.
NAMED = (*(n + z for n in (*JSON_LINES, *TABLES, ".json") for z in ("", ".gz")), ".parquet", ".zip", *WARCS, *TARS)
_FORMS = (((".json",), "json"), (HTML, "html"), (TEXT, "text"))
_DOCUMENTS = (".docx", ".xlsx", ".pptx", ".epub", ".odt", ".jar")
_HEAD = 20_000
_MAX_UNSEEKABLE = 500_000_000
_MAX_DEPTH = 2  # archives inside archives
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


def pages_of_stream(
    stream: IO[bytes], name: str, settings: Settings, mapped: Mapping[str, str] | None = None, depth: int = 0
) -> Iterator[Page | Skipped]:
    """The pages of one open file, which its name and its first bytes tell apart; `depth` counts the archives it lies in."""
    lower = name.lower()
    try:
        if lower.endswith(WARCS):
            yield from pages_of_warc(stream, name, settings)
        elif lower.endswith((".zip", *TARS)):
            yield from _unpacked(stream, name, settings, mapped, depth)
        else:
            yield from _pages_of_file(stream, name, settings, mapped, depth)
    except _READ_ERRORS as error:
        yield Skipped(name, "collect", _why(error))


def _unpacked(stream: IO[bytes], name: str, settings: Settings, mapped: Mapping[str, str] | None, depth: int) -> Iterator[Page | Skipped]:
    """The pages of a zip or tar file."""
    if depth >= _MAX_DEPTH:
        yield Skipped(name, "collect", "archives inside archives more than two deep")
        return

    def opened(member: IO[bytes], place: str) -> Iterator[Page | Skipped]:
        yield from pages_of_stream(member, place, settings, mapped, depth + 1)

    if name.lower().endswith(".zip"):
        seekable: IO[bytes] = stream
        if not stream.seekable():
            data = stream.read(_MAX_UNSEEKABLE + 1)
            if len(data) > _MAX_UNSEEKABLE:
                yield Skipped(name, "collect", "a zip file larger than 500 MB that is no file of its own")
                return
            seekable = io.BytesIO(data)
        yield from pages_of_zip(seekable, name, settings, opened)
    else:
        yield from pages_of_tar(stream, name, settings, opened)


def _pages_of_file(
    stream: IO[bytes], name: str, settings: Settings, mapped: Mapping[str, str] | None, depth: int
) -> Iterator[Page | Skipped]:
    """The pages of a table or of a single page, gzipped or not."""
    lower = name.lower()
    opened: IO[bytes] = stream
    if lower.endswith(".gz"):
        opened, lower = gunzipped(stream), lower[:-3]
    if lower.endswith(JSON_LINES):
        yield from json_lines(opened, name, mapped)
    elif lower.endswith(TABLES):
        yield from comma_separated(opened, name, mapped, None if lower.endswith(".csv") else "\t")
    elif lower.endswith(".parquet"):
        seekable = stream if stream.seekable() and opened is stream else io.BytesIO(opened.read(_MAX_UNSEEKABLE))
        yield from parquet(seekable, name, mapped)
    else:
        data = opened.read(settings.max_page_bytes + 1)
        yield from _pages_of_bytes(data, name, lower, settings, mapped, depth)


def _pages_of_bytes(
    data: bytes, name: str, lower: str, settings: Settings, mapped: Mapping[str, str] | None, depth: int
) -> Iterator[Page | Skipped]:
    """The page of some bytes, or the articles of the feed they are; what they hold is judged by themselves where the name is silent."""
    form = _form_of(data, lower, settings)
    if isinstance(form, Skipped):
        yield Skipped(name, "collect", form.reason)
    elif form == "gzip":
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as inner:
            yield from _pages_of_bytes(inner.read(settings.max_page_bytes + 1), name, lower + ".gz", settings, mapped, depth)
    elif form == "zip":
        yield from _unpacked(io.BytesIO(data), name + ".zip", settings, mapped, depth)
    elif form == "json":
        yield from json_document(data, name, mapped)
    elif form == "json lines":
        yield from json_lines(io.BytesIO(data), name, mapped)
    elif form in ("feed", "sitemap", "opml"):
        yield from pages_of_list(data, name, cast(FeedKind, form))
    else:
        yield Page(name, "html" if form == "html" else "text", decoded(data), Given(id=name))


def _form_of(data: bytes, lower: str, settings: Settings) -> str | Skipped:
    """What some bytes are: "html", "text", "json", "gzip" …, or why they are nothing to read."""
    if len(data) > settings.max_page_bytes:
        return Skipped("", "collect", f"larger than {settings.max_page_bytes // 1_000_000} MB")
    if not data.strip():
        return Skipped("", "collect", "empty file")
    packed = _packing_of(data, lower)
    if packed:
        return packed
    if is_binary(data):
        return Skipped("", "collect", "not a text: a binary file")
    return next((form for names, form in _FORMS if lower.endswith(names)), None) or _form_by_content(data, lower)


def _packing_of(data: bytes, lower: str) -> str | None:
    """How some bytes are packed, where their name does not say so. Office documents are zip files too, and no archives."""
    if data.startswith(b"\x1f\x8b") and not lower.endswith(".gz"):
        return "gzip"
    return "zip" if data.startswith(b"PK\x03\x04") and not lower.endswith(_DOCUMENTS) else None


def _form_by_content(data: bytes, lower: str) -> str | Skipped:
    """What a text is by its first lines."""
    if _looks_like_rows(data):
        return "json lines"
    listed = feed_kind(decoded(data[:_HEAD])) if b"<" in data[:_HEAD] else None
    if listed:
        return listed
    if lower.endswith(FEEDS):
        return Skipped("", "collect", "XML that is no feed, sitemap or list of feeds")
    return "html" if looks_like_html(data) else "text"


def _looks_like_rows(data: bytes) -> bool:
    """Is the first line a JSON object, as on standard input, which has no name?"""
    first = data[:200_000].split(b"\n", 1)[0].strip()
    if not (first.startswith(b"{") and first.endswith(b"}")):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


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
    if isinstance(error, BombError):
        return str(error)
    if isinstance(error, gzip.BadGzipFile | zlib.error):
        return "broken compression"
    return f"cannot be read: {error.strerror or error}" if isinstance(error, OSError) else "cannot be read"
