"""Web archives (WARC, gzipped or not) to pages, record by record.

Taken: successful responses that carry HTML (or plain text). The capture time becomes `seen`, the address `url`. Requests, metadata,
pictures and scripts are no pages and are passed over without a word; a page that is too large or broken is skipped with its reason.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import IO

from retold.collect.decode import decoded, is_binary
from retold.records import Given, Page, Skipped
from retold.settings import Settings

_HTML = ("text/html", "application/xhtml+xml")
_TAKEN = (*_HTML, "text/plain")
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
_MAX_TAIL = 64_000_000  # bytes after the last page that are looked at for a cut


def pages_of_warc(stream: IO[bytes], name: str, settings: Settings) -> Iterator[Page | Skipped]:
    """The pages of one web archive. A broken end of the file is one skip; what came before it stays."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    found = last = 0
    records = iter(ArchiveIterator(stream, record_types=WarcRecordType.response | WarcRecordType.resource, parse_http=False))
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            last = record.stream_pos
            page = _page(record, name, settings)
        except (OSError, ValueError, EOFError, zlib.error) as error:
            yield Skipped(
                name, "collect", f"broken web archive after {found} pages: {str(error).splitlines()[0][:100] if str(error) else 'cut off'}"
            )
            return
        if page is not None:
            found += isinstance(page, Page)
            yield page
        if found >= settings.max_archive_members:
            yield Skipped(name, "collect", f"more than {settings.max_archive_members} pages: the rest was not read")
            return
    if not found:
        yield Skipped(name, "collect", "web archive without pages")
    elif _is_cut(stream, last):
        yield Skipped(name, "collect", f"web archive cut off after {found} pages")


def _is_cut(stream: IO[bytes], last: int) -> bool:
    """Does an archive end inside a record? What is left from the last page on is looked at to see, since fastwarc ends without a word."""
    if not stream.seekable():
        return False
    stream.seek(last)
    rest = stream.read(_MAX_TAIL)
    if len(rest) == _MAX_TAIL:
        return False
    if not rest.startswith(b"\x1f\x8b"):
        head, _, body = rest.partition(b"\r\n\r\n")
        stated = _LENGTH.search(head)
        return stated is not None and len(body) < int(stated[1])
    while rest.startswith(b"\x1f\x8b"):
        member = zlib.decompressobj(wbits=31)
        data = member.decompress(rest, _MAX_TAIL)
        while member.unconsumed_tail and data:
            data = member.decompress(member.unconsumed_tail, _MAX_TAIL)
        if not member.eof:
            return True
        rest = member.unused_data
    return False


def _page(record: object, name: str, settings: Settings) -> Page | Skipped | None:
    """The page of one record, None where it holds none."""
    url = _header(record.headers, "WARC-Target-URI")  # type: ignore[attr-defined]
    url = url.strip("<>") if url else None
    place = f"{name}:{url or record.record_id}"  # type: ignore[attr-defined]
    try:
        record.parse_http(auto_decode="all")  # type: ignore[attr-defined]
        status = record.http_headers.status_code if record.http_headers else 200  # type: ignore[attr-defined]
        kind = (record.http_content_type or _header(record.headers, "Content-Type") or "").lower()  # type: ignore[attr-defined]
        if status != 200 or not kind.startswith(_TAKEN):
            return None
        data = record.reader.read(settings.max_page_bytes + 1)  # type: ignore[attr-defined]
        charset = record.http_charset  # type: ignore[attr-defined]
    except (OSError, ValueError, EOFError) as error:
        return Skipped(place, "collect", f"broken record: {str(error).splitlines()[0][:100] if str(error) else 'cut off'}")
    if len(data) > settings.max_page_bytes:
        return Skipped(place, "collect", f"larger than {settings.max_page_bytes // 1_000_000} MB")
    if not data.strip():
        return Skipped(place, "collect", "empty page")
    if is_binary(data):
        return Skipped(place, "collect", "not a text: a binary file")
    seen = _header(record.headers, "WARC-Date")  # type: ignore[attr-defined]
    given = Given(id=f"{url or place}@{seen}" if seen else place, url=url, seen=seen)
    return Page(place, "html" if kind.startswith(_HTML) else "text", decoded(data, charset), given)


def _header(headers: object, name: str) -> str | None:
    value = headers.get(name)  # type: ignore[attr-defined]
    return str(value) if value else None
