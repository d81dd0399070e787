"""Bytes to text: which character set a page or file is in.

Asked in this order: a byte order mark, UTF-8 where the bytes are valid UTF-8 beyond plain ASCII, the HTTP header, a `<meta charset>`,
a guess from the bytes, Windows-1252. Valid UTF-8 goes before the labels because labels are often wrong and UTF-8 by chance is not.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE
)
_BINARY = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"MZ\x90", b"RIFF", b"OggS", b"ID3",
    b"\x00\x00\x01\x00", b"PAR1", b"SQLite format 3", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"(\xb5/\xfd", b"BZh",
)  # fmt: skip
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_LOOKED_AT = 4096
_MAX_NULLS = 0.002  # of the bytes of a text: a slip of its system leaves a few, other files are full of them


def is_binary(data: bytes) -> bool:
    """Are these the bytes of no text at all: a known file form, or control characters that no text has?"""
    if data.startswith(tuple(bom for bom, _ in _BOMS)):
        return False
    if data.startswith(_BINARY):
        return True
    sample = data[:_LOOKED_AT]
    if not sample:
        return False
    if _looks_utf16(sample):
        return False
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return sample.count(0) > len(sample) * _MAX_NULLS or control > len(sample) * 0.05


def decoded(data: bytes, declared: str | None = None) -> str:
    """The text of some bytes, line ends as `\\n`; `declared` is the HTTP header's character set. Undecodable bytes become U+FFFD."""
    return _lines(_text(data, declared))


def decoded_untouched(data: bytes, declared: str | None = None) -> str:
    """`decoded` with line ends as they are, for offsets into the file itself."""
    return _text(data, declared)


def _text(data: bytes, declared: str | None) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, errors="replace").removeprefix("\ufeff")
    if _looks_utf16(data[:_LOOKED_AT]):
        return data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_at_end = error.reason == "unexpected end of data" and error.start >= len(data) - 3
        if cut_at_end and error.start > 0:
            return data[: error.start].decode("utf-8")
    for label in (declared, _meta(data)):
        codec = _codec(label)
        if codec and codec.name != "utf-8":
            return data.decode(codec.name, errors="replace")
    return data.decode(_guessed(data), errors="replace")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _looks_utf16(sample: bytes) -> bool:
    """Is every other byte null, as in Latin text in UTF-16 without a mark?"""
    if len(sample) < 8:
        return False
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    return (odd > 0.7 * half and even < 0.1 * half) or (even > 0.7 * half and odd < 0.1 * half)


def _meta(data: bytes) -> str | None:
    match = _META.search(data[:_LOOKED_AT])
    return (match[1] or match[2]).decode("ascii", errors="ignore") if match else None


def _codec(label: str | None) -> codecs.CodecInfo | None:
    """A text codec by its label, as browsers read labels: ISO-8859-1 means Windows-1252."""
    if not label:
        return None
    name = label.strip().lower()
    name = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
            "gb2312": "gb18030", "gbk": "gb18030", "iso-8859-9": "cp1254", "shift_jis": "cp932", "x-sjis": "cp932",
            "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "big5": "big5hkscs"}.get(name, name)  # fmt: skip
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return (
        codec
        if getattr(codec, "_is_text_encoding", False)
        and codec.name not in ("utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")
        else None
    )


def _guessed(data: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding  # loaded for the few pages that need it

    codec = _codec(detect_encoding(data[:200_000]))
    return codec.name if codec and codec.name != "utf-8" else "cp1252"
