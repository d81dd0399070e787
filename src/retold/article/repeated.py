"""Furniture that shows itself by repetition: lines that one outlet prints under many of its articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from retold.article.dates import find_dates
from retold.article.lines import Line, lines_of
from retold.records import Article, Chrome, Span

_AT_LEAST = 3  # articles of the outlet that must carry the line
_MAX_OUTLETS = 2  # a line that more outlets carry is agency text


def mark_repeated(articles: Sequence[Article]) -> list[Article]:
    """The articles, with lines marked as furniture that their outlet repeats over articles which are no prints of one another.

    A line counts as repeated when at least three articles of the outlet carry it that share less than half of their other lines, and
    no more than two outlets carry it at all.
    """
    lines = [lines_of(a.text) for a in articles]
    carriers: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, article in enumerate(articles):
        for key in {_key(line) for line in lines[at]}:
            carriers[key][article.outlet or ""].append(at)
    keys = [frozenset(_key(line) for line in found) for found in lines]
    return [_marked(a, lines[at], carriers, keys) for at, a in enumerate(articles)]


def _marked(article: Article, lines: list[Line], carriers: dict[str, dict[str, list[int]]], keys: list[frozenset[str]]) -> Article:
    if not article.outlet:
        return article
    known = {c.span for c in article.chrome}
    found = []
    for line in lines:
        if line.span in known or line.span == article.title_span or any(_overlap(a, line.span) for a in article.asides):
            continue
        if any(_overlap(c.span, line.span) for c in article.credits) or line.text.startswith("—") or find_dates(line.text):
            continue  # signatures of embedded posts, and captions, which carry a date
        by_outlet = carriers[_key(line)]
        here = by_outlet[article.outlet]
        if len(here) >= _AT_LEAST and len(by_outlet) <= _MAX_OUTLETS and _unlike(here, keys) >= _AT_LEAST:
            found.append(Chrome(line.text, "repeated by the outlet", line.span))
    return replace(article, chrome=tuple(sorted((*article.chrome, *found), key=_place))) if found else article


def _unlike(carriers: list[int], keys: list[frozenset[str]]) -> int:
    """How many of the carriers are no print of another one (at most the first 30 are looked at)."""
    apart: list[int] = []
    for at in carriers[:30]:
        if all(len(keys[at] & keys[other]) < 0.5 * min(len(keys[at]), len(keys[other])) for other in apart):
            apart.append(at)
    return len(apart)


def _key(line: Line) -> str:
    return line.text.lower()


def _place(chrome: Chrome) -> int:
    return chrome.span.start if chrome.span else -1


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
