"""Furniture that shows itself by standing in one version only: stray lines in a text that another version carries almost whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retold.article.asides import is_date_line
from retold.article.dates import find_dates
from retold.article.headline import is_name
from retold.article.lines import Line, lines_of
from retold.records import Article, Chrome

_WORD = re.compile(r"\w+")
_RUN = 4  # words that are looked up together
_CARRIED = 0.7  # of a text's runs of words that another version has: then the two are prints of one text
_SHARED = 0.3  # of a line's runs of words from which another version has it
_MIN_WORDS, _MAX_WORDS = 2, 20  # of a stray line
_MAX_VERSIONS = 60  # of a story that are looked through
_REASON = "stands in no other version"

Runs = frozenset[tuple[str, ...]]


def mark_alone(versions: Sequence[Article]) -> list[Article]:
    """The versions of one story, with lines marked as furniture that only one print has.

    Looked at are short lines without the end of a sentence, in texts of which another version carries seven words in ten or more. Names, date
    lines, signatures and rules are left: they may belong to a byline. A line that another version carries stays, whatever it looks like.
    """
    if not 2 <= len(versions) <= _MAX_VERSIONS:
        return list(versions)
    runs = [_runs(article.text) for article in versions]
    return [_marked(article, [r for k, r in enumerate(runs) if k != at], runs[at]) for at, article in enumerate(versions)]


def _marked(article: Article, others: list[Runs], own: Runs) -> Article:
    if not own or max(len(own & other) for other in others) < _CARRIED * len(own):
        return article
    kept = [*(c.span for c in article.chrome if c.span), *article.asides, *(c.span for c in article.credits)]
    if article.title_span:
        kept.append(article.title_span)
    found = [
        Chrome(line.text, _REASON, line.span)
        for line in lines_of(article.text)
        if _is_stray(line)
        and not any(span.start < line.span.end and line.span.start < span.end for span in kept)
        and not any(_has(other, line) for other in others)
    ]
    return replace(article, chrome=tuple(sorted((*article.chrome, *found), key=_place))) if found else article


def _is_stray(line: Line) -> bool:
    """Has a line the form of a label, a link or a heading?"""
    if line.is_prose or line.ends_sentence or not _MIN_WORDS <= line.words <= _MAX_WORDS or not line.text[0].isalnum():
        return False
    return not (is_name(line.text) or is_date_line(line.text) or find_dates(line.text) or line.text.endswith((":", ",")))


def _has(other: Runs, line: Line) -> bool:
    """Does another version carry the line? Of one shorter than a run, its words at the head or the tail of a run."""
    words = _words(line.text)
    if len(words) < _RUN:
        return any(run[: len(words)] == words or run[-len(words) :] == words for run in other)
    runs = _runs(line.text)
    return len(runs & other) >= _SHARED * len(runs)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def _runs(text: str) -> Runs:
    words = _words(text)
    return frozenset(zip(*(words[n:] for n in range(_RUN)), strict=False))


def _place(chrome: Chrome) -> int:
    return chrome.span.start if chrome.span else -1
