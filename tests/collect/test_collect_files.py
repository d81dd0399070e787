"""Files of every kind become pages; what cannot be read is a skip with a plain reason."""

import bz2
import csv
import gzip
import io
import json
import sys
import tarfile
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.collect import pages
from retold.records import Page, Skipped
from retold.settings import DEFAULT

TEXT = "The harbour of Vell was closed for a third day after a crane fell."
HTML = f"<html><head><title>Crane</title></head><body><p>{TEXT}</p></body></html>"
SMALL = replace(DEFAULT, max_page_bytes=100_000)


def collected(*inputs, settings=DEFAULT, mapped=None):
    return list(pages([str(i) for i in inputs], settings, mapped))


def one(path, data, **more):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (only,) = collected(path, **more)
    return only


@pytest.mark.parametrize("name", ["page.html", "page.HTM", "page.xhtml", "page"])
def test_a_page_of_html(tmp_path, name):
    page = one(tmp_path / name, HTML)
    assert (page.kind, page.content) == ("html", HTML)


@pytest.mark.parametrize("name", ["story.txt", "story.md", "story"])
def test_a_text(tmp_path, name):
    page = one(tmp_path / name, f"Crane\r\n\r\n{TEXT}\r")
    assert (page.kind, page.content) == ("text", f"Crane\n\n{TEXT}\n")
    assert page.source == page.given.id == str(tmp_path / name)


def test_a_gzipped_page_by_name_and_by_its_bytes(tmp_path):
    assert one(tmp_path / "page.html.gz", gzip.compress(HTML.encode())).content == HTML
    assert one(tmp_path / "page.html", gzip.compress(HTML.encode())).content == HTML


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Müller sagt „nein“".encode(), "Müller sagt „nein“"),
        ("Müller sagt „nein“".encode("utf-8-sig"), "Müller sagt „nein“"),
        ("Müller sagt „nein“".encode("utf-16"), "Müller sagt „nein“"),
        ("A plain line of text in UTF-16".encode("utf-16-le"), "A plain line of text in UTF-16"),
        ("Müller sagt „nein“ zu den Plänen für Köln".encode("cp1252"), "Müller sagt „nein“ zu den Plänen für Köln"),
        ('<html><meta charset="windows-1251"><p>Порт закрыт'.encode("cp1251"), '<html><meta charset="windows-1251"><p>Порт закрыт'),
        ('<html><meta charset="iso-8859-1"><p>Порт, wrong label'.encode(), '<html><meta charset="iso-8859-1"><p>Порт, wrong label'),
        ('<html><meta charset="no-such-set"><p>caf\xe9 du port'.encode("cp1252"), '<html><meta charset="no-such-set"><p>café du port'),
    ],
)
def test_character_sets(tmp_path, data, text):
    assert one(tmp_path / "page", data).content == text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.html", b"", "empty file"),
        ("blank.txt", b" \n\t\n", "empty file"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "not a text"),
        ("program", b"\x7fELF\x02\x01\x01" + b"\x00" * 200, "not a text"),
        ("big.html", b"<p>" + b"word " * 40_000, "larger than"),
        ("bomb.html.gz", gzip.compress(b"0" * 5_000_000, mtime=0), "larger than"),
        ("cut.html.gz", gzip.compress(HTML.encode() * 50, mtime=0)[:-20], "cut off"),
        ("noise.html.gz", b"\x1f\x8b\x08\x00 no gzip at all", "broken"),
        ("rows.json", b"{not json", "not valid JSON"),
        ("deep.json", b"[" * 100_000, "not valid JSON"),
        ("other.xml", b"<?xml version='1.0'?><catalogue><item/></catalogue>", "no feed"),
        ("broken.zip", b"PK\x03\x04 no zip at all", "broken zip"),
        ("broken.tar.gz", gzip.compress(b"no tar at all" * 99, mtime=0), "broken tar"),
        ("broken.parquet", b"PAR1 no parquet PAR1", "broken Parquet"),
    ],
)
def test_bad_files_are_skipped_with_their_reason(tmp_path, name, data, reason):
    skipped = one(tmp_path / name, data, settings=SMALL)
    assert isinstance(skipped, Skipped)
    assert skipped.stage == "collect"
    assert reason in skipped.reason
    assert skipped.source == str(tmp_path / name)


def test_a_missing_file_and_a_folder_without_files(tmp_path):
    missing, empty = collected(tmp_path / "none.html", tmp_path)
    assert (missing.reason, empty.reason) == ("no such file", "folder without files")


def test_a_folder_is_read_whole_and_in_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a/2.html", "a/1.txt", ".hidden/x.txt", ".DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [p.source for p in collected(tmp_path)] == [str(tmp_path / n) for n in ("a/1.txt", "a/2.html", "b.txt")]


ROW = {
    "id": "7",
    "headline": "Crane",
    "body": TEXT,
    "source": "Courier",
    "link": "https://vell.example/7",
    "author": "A. Marsh; J. Reed",
    "date": "2018-06-05",
    "lang": "en",
}


def assert_is_the_row(page):
    assert isinstance(page, Page)
    assert (page.kind, page.content) == ("text", TEXT)
    given = page.given
    assert (given.id, given.title, given.outlet, given.url) == ("7", "Crane", "Courier", "https://vell.example/7")
    assert (given.authors, given.published, given.language) == (("A. Marsh", "J. Reed"), "2018-06-05", "en")


def test_json_lines_with_good_and_bad_rows(tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text(
        "\n".join([json.dumps(ROW), "", "{broken", "[1]", json.dumps({"id": "8", "title": "No text"}), json.dumps({"text": TEXT})])
    )
    row, broken, listed, empty, bare = collected(file)
    assert_is_the_row(row)
    assert [s.reason for s in (broken, listed, empty)] == ["not valid JSON", "not a JSON object", "no field that holds a text"]
    assert bare.given.id == f"{file}:6"


def test_the_same_rows_in_every_kind_of_table(tmp_path):
    import pyarrow
    import pyarrow.parquet

    (tmp_path / "a.json").write_text(json.dumps([ROW]))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(json.dumps(ROW).encode()))
    for name, mark in (("c.csv", ","), ("d.csv", ";"), ("e.tsv", "\t")):
        with (tmp_path / name).open("w", newline="") as out:
            writer = csv.DictWriter(out, ROW, delimiter=mark)
            writer.writeheader()
            writer.writerow(ROW)
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([ROW]), tmp_path / "f.parquet")
    found = collected(tmp_path)
    assert len(found) == 6
    for page in found:
        assert_is_the_row(page)


def test_columns_with_names_of_their_own_are_mapped(tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"kop": "Crane", "inhoud": TEXT}))
    (page,) = collected(file, mapped={"title": "kop", "inhoud": "text"})
    assert (page.given.title, page.content) == ("Crane", TEXT)


def test_a_row_with_html_is_a_page_of_html(tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"url": "https://vell.example/7", "html": HTML}))
    (page,) = collected(file)
    assert (page.kind, page.given.url) == ("html", "https://vell.example/7")


def test_a_lone_surrogate_in_a_row_does_no_harm(tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text('{"text": "The harbour \\ud800 of Vell"}')
    (page,) = collected(file)
    page.content.encode()


def zipped(members, **more):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def tarred(members, mode="w:gz"):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return data.getvalue()


MEMBERS = {
    "a.txt": TEXT.encode(),
    "folder/b.html": HTML.encode(),
    "rows.jsonl": json.dumps(ROW).encode() + b"\n",
    ".hidden": b"x",
    "__MACOSX/._a.txt": b"x",
}


@pytest.mark.parametrize("name", ["all.zip", "all.tar", "all.tar.gz", "all.tgz", "all.tar.xz"])
def test_archives_are_read_member_by_member(tmp_path, name):
    mode = {"all.tar": "w", "all.tar.xz": "w:xz"}.get(name, "w:gz")
    (tmp_path / name).write_bytes(zipped(MEMBERS) if name.endswith("zip") else tarred(MEMBERS, mode))
    found = collected(tmp_path / name)
    assert [(type(p).__name__, p.kind) for p in found] == [("Page", "text"), ("Page", "html"), ("Page", "text")]
    assert found[1].source == f"{tmp_path / name}:folder/b.html"


def test_bombs_and_matryoshkas_are_refused(tmp_path):
    inner = zipped({"zeros.txt": b"0" * 3_000_000})
    nested = zipped({"1.zip": zipped({"2.zip": zipped({"3.txt": TEXT.encode()})})})
    (tmp_path / "bomb.zip").write_bytes(inner)
    (tmp_path / "nested.zip").write_bytes(nested)
    bomb, deep = collected(tmp_path)
    assert bomb.reason == "unpacks to more than 250 times its size"
    assert deep.reason == "archives inside archives more than two deep"


def test_no_more_members_are_read_than_allowed(tmp_path):
    (tmp_path / "many.zip").write_bytes(zipped({f"{n}.txt": TEXT for n in range(9)}))
    found = collected(tmp_path, settings=replace(DEFAULT, max_archive_members=3))
    assert [type(p).__name__ for p in found] == ["Page"] * 3 + ["Skipped"]


def test_a_member_of_an_unknown_compression_is_one_skip(tmp_path):
    (tmp_path / "page.html.bz2").write_bytes(bz2.compress(HTML.encode()))
    (skipped,) = collected(tmp_path)
    assert "not a text" in skipped.reason


def test_standard_input_is_told_apart_by_its_content(monkeypatch):
    for data, kind in (
        (TEXT, "text"),
        (HTML, "html"),
        (json.dumps({"text": TEXT}) + "\n", "text"),
        (json.dumps({"html": HTML}) + "\n", "html"),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        (page,) = collected("-")
        assert (page.kind, page.content) == (kind, HTML if kind == "html" else TEXT)


@given(
    st.binary(max_size=3000),
    st.sampled_from(
        ["x", "x.html", "x.txt", "x.jsonl", "x.csv", "x.json", "x.xml", "x.html.gz", "x.zip", "x.tar.gz", "x.warc", "x.parquet"]
    ),
)
def test_no_bytes_whatever_raise(data, name):
    from retold.collect.files import pages_of_stream

    for found in pages_of_stream(io.BytesIO(data), name, SMALL):
        assert isinstance(found, Page | Skipped)
