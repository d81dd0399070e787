"""Small files that would become huge: each is one named skip, whatever stands before and after it is read."""

import gzip
import io
import tarfile
import zipfile
import zlib
from dataclasses import replace

import pytest

from retold.collect import pages, tables, unpacked
from retold.collect.decode import is_binary
from retold.records import Page
from retold.settings import DEFAULT

TEXT = "The harbour of Vell was closed for a third day after a crane fell."
SMALL = replace(DEFAULT, max_page_bytes=100_000)


def collected(*inputs, settings=SMALL):
    return list(pages([str(i) for i in inputs], settings))


def reasons(found):
    return [None if isinstance(page, Page) else page.reason for page in found]


class Zeros(io.RawIOBase):
    """So many bytes of nothing, made as they are asked for."""

    def __init__(self, size):
        self._left = size

    def readable(self):
        return True

    def readinto(self, buffer):
        count = min(len(buffer), self._left)
        buffer[:count] = bytes(count)
        self._left -= count
        return count


def tarred(*members, mode="w:gz"):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as archive:
        for name, kind, size, content in members:
            head = tarfile.TarInfo(name)
            head.type, head.size = kind, size
            archive.addfile(head, io.BufferedReader(content))
    return data.getvalue()


def plain(name):
    return (name, tarfile.REGTYPE, len(TEXT), io.BytesIO(TEXT.encode()))


def test_a_tar_file_ends_where_a_member_is_a_bomb(tmp_path):
    bomb = ("b.txt", tarfile.REGTYPE, 40_000_000, Zeros(40_000_000))
    (tmp_path / "a.tar.gz").write_bytes(tarred(plain("a.txt"), bomb, plain("c.txt")))
    assert reasons(collected(tmp_path)) == [None, "unpacks to more than 250 times its size, from member 2 on"]


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK])
def test_the_head_of_a_member_is_no_bomb_either(tmp_path, kind):
    (tmp_path / "a.tar.gz").write_bytes(tarred(plain("a.txt"), ("b", kind, 2_000_000, Zeros(2_000_000)), plain("c.txt")))
    first, second = reasons(collected(tmp_path))
    assert first is None
    assert "the head of a member is larger than 1 MB" in second


def test_a_long_tar_file_is_read_to_its_end(tmp_path):
    (tmp_path / "a.tar").write_bytes(tarred(*(plain(f"{n}.txt") for n in range(300)), mode="w"))
    assert len(collected(tmp_path)) == 300


def test_a_zip_file_of_very_many_members_is_refused_before_its_list_is_read(tmp_path, monkeypatch):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for n in range(40):
            archive.writestr(f"{n}.txt", TEXT)
    (tmp_path / "a.zip").write_bytes(data.getvalue())
    assert len(collected(tmp_path)) == 40
    monkeypatch.setattr("retold.collect.packed._MAX_LIST", 1000)
    assert reasons(collected(tmp_path)) == ["a zip file of too many members: more than some hundred thousand"]


@pytest.mark.parametrize("name", ["rows.jsonl.gz", "rows.csv.gz", "page.html.gz"])
def test_a_gzip_bomb_is_not_unpacked_to_its_end(tmp_path, monkeypatch, name):
    monkeypatch.setattr(unpacked, "_RATIO_FROM", 200_000)
    rows = {"rows.jsonl.gz": b'{"text": "' + TEXT.encode() + b'"}\n', "rows.csv.gz": b"text\n" + TEXT.encode() + b"\n"}.get(name, b"")
    (tmp_path / name).write_bytes(gzip.compress(rows + b" " * 5_000_000, mtime=0))
    expected = ["larger than 0 MB"] if name == "page.html.gz" else [None, "unpacks to more than 250 times its size"]
    assert reasons(collected(tmp_path / name)) == expected


def test_a_packed_text_of_usual_density_is_read_whole(monkeypatch):
    monkeypatch.setattr(unpacked, "_RATIO_FROM", 1000)
    rows = b"".join(zlib.crc32(bytes([n % 256, n // 256])).to_bytes(4).hex().encode() for n in range(50_000))
    assert unpacked.gunzipped(io.BytesIO(gzip.compress(rows))).read() == rows


def test_very_long_lines_of_tables_are_never_held_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "_MAX_LINE", 1000)
    (tmp_path / "a.csv").write_text(f"text\n{TEXT}\n" + "word " * 1000 + f"\n{TEXT}\n")
    (tmp_path / "b.jsonl").write_text('{"text": "' + "word " * 1000 + '"}\n{"text": "' + TEXT + '"}\n')
    first, cut, long, last = reasons(collected(tmp_path))
    assert (first, last) == (None, None)
    assert cut.startswith("broken table near line 2: a line of more than")
    assert long.startswith("a line of more than")


def test_an_unclosed_quotation_in_a_table_is_bounded_by_the_size_of_a_field(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "_MAX_LINE", 1000)
    (tmp_path / "a.csv").write_text(f'text\n{TEXT}\n"never closed\n' + "word\n" * 1000)
    first, broken = reasons(collected(tmp_path))
    assert first is None
    assert "field larger than field limit" in broken


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss"])
def test_a_feed_without_articles_is_said(tmp_path, name):
    (tmp_path / name).write_text("<rss><channel>" + "<item>" * 2000)
    assert reasons(collected(tmp_path / name)) == ["feed without articles"]


def test_entities_of_a_feed_do_not_grow_and_read_no_files(tmp_path):
    steps = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    (tmp_path / "feeds").mkdir()
    feed = "<rss version='2.0'><channel><title>{0}</title><item><title>{0}</title><link>https://a.example/1</link><description>{0} {1}</description></item></channel></rss>"
    (tmp_path / "feeds/bomb.xml").write_text(f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">{steps}]>' + feed.format("&m;", ""))
    told = feed.format("&x;", f"{TEXT} " * 9)
    (tmp_path / "feeds/file.xml").write_text(f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>{told}')
    bomb, page = collected(tmp_path / "feeds")
    assert bomb.reason.startswith("1 address without its text")
    assert "a secret" not in page.content
    assert len(page.content) < 2000


def test_a_stray_null_byte_makes_no_binary_file():
    page = f"<html><body><p>{TEXT * 20}</p></body></html>".encode()
    assert not is_binary(page.replace(b"crane", b"cra\x00ne", 1))
    assert is_binary(page.replace(b" ", b"\x00"))


def test_a_parquet_bomb_says_so_itself(tmp_path, monkeypatch):
    import pyarrow
    import pyarrow.parquet

    rows = pyarrow.table({"text": [TEXT + " " * 100_000] * 20})
    pyarrow.parquet.write_table(rows, tmp_path / "a.parquet", compression="zstd", use_dictionary=False)
    assert reasons(collected(tmp_path)) == [None] * 20
    monkeypatch.setattr(tables, "_DANGEROUS", 1_000_000)
    assert reasons(collected(tmp_path)) == ["unpacks to more than 250 times its size"]


def test_a_row_may_be_no_larger_than_a_page(tmp_path, monkeypatch):
    monkeypatch.setattr("retold.collect.rows.DEFAULT", SMALL)
    (tmp_path / "a.csv").write_text(f"text\n{TEXT}\n{'word ' * 25_000}\n{TEXT}\n")
    assert reasons(collected(tmp_path)) == [None, "larger than 0 MB", None]


def test_a_feed_closed_where_nothing_was_opened(tmp_path):
    (tmp_path / "feed.xml").write_text('<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</titt type="html">words</content><entry>')
    assert reasons(collected(tmp_path)) == ["feed without articles"]


def test_a_feed_that_its_parser_cannot_stand_is_one_skip(tmp_path):
    (tmp_path / "feed.xml").write_text("<rss><item<channel<link></item/</link>")
    assert reasons(collected(tmp_path)) == ["broken feed"]
