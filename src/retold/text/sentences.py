"""Text to sentence spans, with exact offsets.

Paragraphs are lines. Inside a paragraph sentencex proposes boundaries; ours are those that do not fall inside a quotation that
closes in the same paragraph (a quoted run of sentences is one piece of reporting), nor after an abbreviation that it missed.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from sentencex import get_sentence_boundaries

from retold.records import Span
from retold.text.fold import plain

_PARAGRAPH = re.compile(r"[^\n]+")
_ABBREVIATION = re.compile(
    r"\b(?:Sen|Rep|Gov|Gen|Lt|Col|Sgt|Adm|Maj|Capt|Sec|Amb|Rev|Hon|Pres|Prof|Dr|Mr|Mrs|Ms|St|Ft|Mt|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Ala|Ariz|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|D|R|J|Jr)\.\s+$"
)
_CLOCK = re.compile(r"\b[ap]\.m\.\s+$")
_AFTER_CLOCK = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\(?[A-Z]{2,4}\b")
_LETTER = re.compile(r"(?<![^\W_])[^\W\d_]\.$")  # "Russia-U." before "S. ties"
_PLAIN_END = re.compile(r"[.!?。！？]+[\"'”’»)]*\s+")
_UNUSUAL = re.compile("[^\\S ]|[\ud800-\udfff]")  # white space but the plain one; halves of surrogate pairs
_AT_ONCE = 20_000  # code points of one line shown to sentencex, whose time grows with the square of the marks in it
_MAX_QUOTED = 1500  # code points; a longer "quotation" is an unclosed mark


def paragraphs(text: str) -> list[Span]:
    """Non-blank lines of a text, space trimmed at both ends."""
    spans = (_trimmed(text, m.start(), m.end()) for m in _PARAGRAPH.finditer(text))
    return [s for s in spans if len(s)]


def sentences(text: str, language: str | None = None, within: Span | None = None) -> list[Span]:
    """Sentence spans of a text, or of one paragraph of it; ordered, disjoint, together covering all but white space."""
    parts = [within] if within else paragraphs(text)
    return [s for part in parts for s in _split_paragraph(text, part, language or "en")]


def quoted_runs(text: str) -> list[Span]:
    """Runs between double quotation marks that open and close in this text, marks included."""
    runs: list[Span] = []
    simple = plain(text).replace("''", '""')
    opened: int | None = None
    for at, char in enumerate(simple):
        if char != '"':
            continue
        if opened is None:
            opened = at
        else:
            runs.append(Span(opened, at + 1))
            opened = None
    return runs


def _split_paragraph(text: str, part: Span, language: str) -> list[Span]:
    line = part.of(text)
    ends = _proposed_ends(line, language)
    closed = [r for r in quoted_runs(line) if len(r) <= _MAX_QUOTED]
    kept = [e for e in ends if e >= len(line) or not (_inside(e, closed) or _goes_on(line, e))]
    spans, start = [], 0
    for end in kept:
        span = _trimmed(text, part.start + start, part.start + end)
        if len(span):
            spans.append(span)
            start = end
    if start < len(line):
        rest = _trimmed(text, part.start + start, part.end)
        if len(rest):
            spans.append(rest)
    return spans


def _goes_on(line: str, end: int) -> bool:
    """Does a proposed end stand in or after an abbreviation: in "U.S.", after "Sen.", between "5 p.m." and "EDT"?"""
    before = line[max(0, end - 12) : end]
    if _ABBREVIATION.search(before) or (_CLOCK.search(before) and _AFTER_CLOCK.match(line, end)):
        return True
    return bool(not line[end].isspace() and _LETTER.search(before))


def _proposed_ends(line: str, language: str) -> list[int]:
    """Where sentencex ends sentences; should it panic, marks decide.

    It panics on unusual spaces after an initial, and cannot take halves of surrogate pairs, so it is shown plain spaces for both.
    """
    spaced = line if line.isascii() else _UNUSUAL.sub(" ", line)
    try:
        return [end for start in range(0, len(spaced), _AT_ONCE) for end in _ends_of_piece(spaced, start, language)]
    except BaseException as error:  # a panic of the Rust library is no Exception
        if type(error).__name__ != "PanicException":
            raise
        return [m.end() for m in _PLAIN_END.finditer(line)] + [len(line)]


def _ends_of_piece(line: str, start: int, language: str) -> list[int]:
    """Ends in one piece of a line; where the line is cut into pieces is no end."""
    piece = line[start : start + _AT_ONCE]
    ends = [start + int(b["end_index"]) for b in get_sentence_boundaries(language, piece)]
    cut = start + len(piece)
    return [end for end in ends if end != cut or cut == len(line)]


def _inside(at: int, runs: list[Span]) -> bool:
    """Does a place lie within one of the runs, which are ordered and disjoint?"""
    before = bisect_left(runs, at, key=lambda run: run.start) - 1
    return before >= 0 and at < runs[before].end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
