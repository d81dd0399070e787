"""Web archives are streamed; broken records are counted and passed."""

import gzip
from dataclasses import replace

from retold.collect import pages
from retold.records import Page, Skipped
from retold.settings import DEFAULT

HTML = b"<html><body><p>The harbour of Vell was closed.</p></body></html>"


def record(url, body=HTML, kind="text/html; charset=utf-8", status="200 OK", warc_type="response", extra=b""):
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n".encode() + extra + b"\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {warc_type}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(url)) % 10**12:012d}>\r\n"
        f"WARC-Date: 2018-06-07T11:44:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode()
    return head + http + b"\r\n\r\n"


def collected(path, settings=DEFAULT):
    return list(pages([str(path)], settings))


def test_responses_of_html_become_pages(tmp_path):
    file = tmp_path / "a.warc.gz"
    records = [
        record("https://vell.example/1"),
        record("https://vell.example/picture", b"\x89PNG", "image/png"),
        record("https://vell.example/gone", status="404 Not Found"),
        record("https://vell.example/2", gzip.compress(HTML), extra=b"Content-Encoding: gzip\r\n"),
        record("https://vell.example/3", "<p>Порт закрыт".encode("cp1251"), "text/html; charset=windows-1251"),
    ]
    file.write_bytes(b"".join(gzip.compress(r) for r in records))
    first, second, third = collected(file)
    assert (first.kind, first.content, first.source) == ("html", HTML.decode(), f"{file}:https://vell.example/1")
    assert (first.given.url, first.given.seen) == ("https://vell.example/1", "2018-06-07T11:44:00Z")
    assert second.content == HTML.decode()
    assert third.content == "<p>Порт закрыт"
    assert len({p.given.id for p in (first, second, third)}) == 3


def test_a_cut_archive_keeps_what_came_before_the_cut(tmp_path):
    file = tmp_path / "a.warc.gz"
    whole = b"".join(gzip.compress(record(f"https://vell.example/{n}", HTML * 60)) for n in range(4))
    file.write_bytes(whole[:-150])
    found = collected(file)
    assert [isinstance(p, Page) for p in found[:3]] == [True] * 3
    assert len(found) == 4
    assert not isinstance(found[3], Page) or len(found[3].content) < len(HTML) * 60


def test_a_cut_in_an_archive_that_is_not_packed_is_said_too(tmp_path):
    whole = record("https://vell.example/1") + record("https://vell.example/2")
    (tmp_path / "a.warc").write_bytes(whole)
    assert all(isinstance(p, Page) for p in collected(tmp_path / "a.warc"))
    (tmp_path / "a.warc").write_bytes(whole[:-40])
    assert [p.reason for p in collected(tmp_path / "a.warc") if isinstance(p, Skipped)] == ["web archive cut off after 2 pages"]


def test_what_is_no_archive_is_one_skip(tmp_path):
    for name, data in (
        ("noise.warc", b"no archive at all\n" * 50),
        ("empty.warc", b""),
        ("noise.warc.gz", gzip.compress(b"\x00\xff" * 500)),
    ):
        file = tmp_path / name
        file.write_bytes(data)
        (skipped,) = collected(file)
        assert skipped.stage == "collect"
        assert "web archive" in skipped.reason


def test_a_page_larger_than_the_limit_is_skipped_and_the_next_is_read(tmp_path):
    file = tmp_path / "a.warc"
    file.write_bytes(record("https://vell.example/big", b"<p>" + b"word " * 9000) + record("https://vell.example/small"))
    big, small = collected(file, replace(DEFAULT, max_page_bytes=10_000))
    assert "larger than" in big.reason
    assert small.content == HTML.decode()
