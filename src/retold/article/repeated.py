"""Furniture that shows itself by repetition: lines that one outlet prints under many of its articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from retold.article.dates import find_dates
from retold.article.lines import Line, lines_of
from retold.records import Article, Chrome, Span

_AT_LEAST = 3  # articles of the outlet that must carry the line
_MAX_OUTLETS = 2  # a line that more outlets carry is agency text
_NEAR = 4  # lines apart, within which what stands between two repeated lines is of their kind
_REPEATED, _AMONG = "repeated by the outlet", "among lines that the outlet repeats"
_LOOKED_AT = 30  # carriers of a line that are compared with one another


def mark_repeated(articles: Sequence[Article]) -> list[Article]:
    """The articles, with lines marked as furniture that their outlet repeats over articles which are no prints of one another.

    A line counts as repeated when at least three articles of the outlet carry it that share less than half of their prose, and no more than
    two outlets carry it at all. Figures in a line do not count ("12 comments", "7 comments").
    """
    lines = [lines_of(a.text) for a in articles]
    carriers: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, article in enumerate(articles):
        for key in {_key(line) for line in lines[at]}:
            carriers[key][article.outlet or ""].append(at)
    prose = [_prose(found) for found in lines]
    return [_marked(a, lines[at], carriers, prose) for at, a in enumerate(articles)]


def _prose(lines: list[Line]) -> frozenset[str]:
    """The sentences that tell an article from others: its long lines, all lines where it has none."""
    return frozenset(_key(line) for line in lines if line.is_prose) or frozenset(map(_key, lines))


def _marked(article: Article, lines: list[Line], carriers: dict[str, dict[str, list[int]]], prose: list[frozenset[str]]) -> Article:
    if not article.outlet:
        return article
    known = {c.span for c in article.chrome}
    own = sorted([*article.asides, *(c.span for c in article.credits), *([article.title_span] if article.title_span else [])])
    may_be = [line.span not in known and not _touched(line.span, own) for line in lines]
    repeated = [
        is_free and _is_repeated(line, carriers[_key(line)], article.outlet, prose) for is_free, line in zip(may_be, lines, strict=True)
    ]
    reasons = {at: _REPEATED for at, again in enumerate(repeated) if again}
    reasons |= {at: _AMONG for at in _among(repeated) if may_be[at] and at not in reasons and not lines[at].is_prose}
    found = [Chrome(lines[at].text, reason, lines[at].span) for at, reason in reasons.items()]
    return replace(article, chrome=tuple(sorted((*article.chrome, *found), key=_place))) if found else article


def _is_repeated(line: Line, by_outlet: dict[str, list[int]], outlet: str, prose: list[frozenset[str]]) -> bool:
    """Do articles of the outlet that are no prints of one another carry the line? Not embedded posts' signatures, nor dated captions."""
    here = by_outlet[outlet]
    if len(here) < _AT_LEAST or len(by_outlet) > _MAX_OUTLETS or line.text.startswith("—"):
        return False
    return _unlike(here, prose) >= _AT_LEAST and not find_dates(line.text)


def _among(repeated: list[bool]) -> list[int]:
    """The places with repeated lines close before and close after: what a page has there is a list or a box of its frame."""
    at_repeated = [at for at, again in enumerate(repeated) if again]
    return [at for before, after in pairwise(at_repeated) if after - before <= _NEAR for at in range(before + 1, after)]


def _unlike(carriers: list[int], prose: list[frozenset[str]]) -> int:
    """How many of the carriers are no print of another one, as far as that needs to be known."""
    apart: list[int] = []
    for at in carriers[:_LOOKED_AT]:
        if all(len(prose[at] & prose[other]) < 0.5 * min(len(prose[at]), len(prose[other])) for other in apart):
            apart.append(at)
            if len(apart) >= _AT_LEAST:
                break
    return len(apart)


def _key(line: Line) -> str:
    """A line as it is counted: a label with outer marks and figures folded, where that leaves words, a sentence as it stands."""
    is_label = not line.is_prose and line.words > 1 and any(map(str.isalpha, line.key))
    return line.key if is_label else line.text.lower()


def _place(chrome: Chrome) -> int:
    return chrome.span.start if chrome.span else -1


def _touched(span: Span, others: list[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)
