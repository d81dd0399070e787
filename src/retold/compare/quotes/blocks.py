"""Quoted blocks that bear no marks: lines set off with ">", embedded posts, transcripts, and what follows "said in a statement:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from retold.records import Span
from retold.text.stems import function_words
from retold.words import phrases

_LINE = re.compile(r"[^\r\n]*\S")
_SET_OFF = re.compile(r"\s*>\s*(?=\S)")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SIGNED = re.compile(
    rf"\s*[—–-] ?[^\n—–]{{1,60}}\(@\w{{1,30}}\)\s*(?:(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{_MONTHS}) \d{{4}})?\s*$"
)
_LABELLED = re.compile(
    r"^[ \t]*([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}|Q|A|Question|Answer|Reporter|Interviewer)[ \t]?:[ \t]+(\S[^\r\n]*\S)", re.MULTILINE
)
_ASKS = re.compile("Q|Question|Reporter|REPORTER|Interviewer|INTERVIEWER")
QUESTIONS = re.compile("Q|A|Question|Answer")  # labels that name nobody
_STOPS = frozenset(".?!…-–—")
_CLOSING = '"”’)]'
_ANY_MARK = re.compile('["“”„«»‘「]')


def block_quotes(text: str) -> list[tuple[Span, float]]:
    """Quoted blocks without marks, in order and disjoint, each with how sure it is (0..1)."""
    lines = [Span(m.start() + len(m.group()) - len(m.group().lstrip()), m.end()) for m in _LINE.finditer(text)]
    found = {
        span: sure
        for span, sure in (*_set_off(text, lines), *_posts(text, lines), *_transcribed(text), *_announced(text, lines))
        if len(span)
    }
    result: list[tuple[Span, float]] = []
    for span in sorted(found):
        if not result or span.start >= result[-1][0].end:
            result.append((span, found[span]))
    return result


def transcript(text: str) -> list[tuple[Span, Span]]:
    """The lines of a transcript ("MAYOR: …", "Q: …"), each as its label and what is said; none where no two speakers answer each other.

    "PHOTOS: …", "MORE: …" and the headings of sections look alike: their lines end in no full stop, or what they name is a rubric.
    """
    lines = [(Span(*m.span(1)), Span(*m.span(2))) for m in _LABELLED.finditer(text) if not _is_rubric(m)]
    speakers: set[str] = set()
    for (one, said), (other, _) in pairwise(lines):
        if one.of(text) != other.of(text) and text[said.end : other.start].isspace():
            speakers |= {one.of(text), other.of(text)}
    return [(label, said) for label, said in lines if label.of(text) in speakers]


def _is_rubric(labelled: re.Match[str]) -> bool:
    """Is it a heading or a link rather than what somebody says ("WHAT THEY PLAN: …", "MORE: …")?"""
    label = labelled[1].lower()
    is_phrase = "'s " in label or "’s " in label or bool(function_words("en").intersection(label.split()[1:]))
    return is_phrase or label in _rubrics() or labelled[2].rstrip(_CLOSING)[-1:] not in _STOPS


@cache
def _rubrics() -> frozenset[str]:
    return frozenset(phrases("en", "attribution", "rubrics"))


def _transcribed(text: str) -> Iterator[tuple[Span, float]]:
    """What is answered or said in a transcript; what is asked is rather told ("asked how …")."""
    for label, said in transcript(text):
        if not (_ASKS.fullmatch(label.of(text)) or _ANY_MARK.match(text, said.start)):
            yield said, 0.8


def _set_off(text: str, lines: list[Span]) -> Iterator[tuple[Span, float]]:
    """Lines that begin with ">", as letters and forums set off what they quote."""
    for line in lines:
        mark = _SET_OFF.match(text, line.start, line.end)
        if mark:
            yield Span(mark.end(), line.end), 0.9


def _posts(text: str, lines: list[Span]) -> Iterator[tuple[Span, float]]:
    """Embedded posts: text signed "— Name (@handle) July 16, 2018", in one line with it or in the line before."""
    for before, line in zip([None, *lines], lines, strict=False):
        signed = _SIGNED.search(text, max(line.start, line.end - 140), line.end)
        if not signed:
            continue
        if signed.start() > line.start:
            yield Span(line.start, signed.start()), 0.9
        elif before is not None:
            yield before, 0.9


def _announced(text: str, lines: list[Span]) -> Iterator[tuple[Span, float]]:
    """A paragraph without marks after one that ends "… said in a statement:"."""
    speech = frozenset(phrases("en", "attribution", "verbs") + phrases("en", "attribution", "nouns"))
    for line, after in pairwise(lines):
        if text[line.end - 1] != ":" or _ANY_MARK.match(text, after.start) or text[after.end - 1] == ":":
            continue
        last = re.findall(r"\w+", text[max(line.start, line.end - 80) : line.end].lower())[-8:]
        if any(word in speech for word in last) and len(after) > 40:
            yield after, 0.6
