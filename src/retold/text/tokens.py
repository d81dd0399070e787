"""Texts as words with their places: runs of letters or digits, inner apostrophes and points kept, hyphens between two words.

Scripts written without spaces (Chinese, Japanese, Thai and kin) give one word a character, so that runs of words still mean something.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from retold.text.fold import folded

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff"
_TOKEN = re.compile(
    rf"[{_UNSPACED}]"  # one character a word
    rf"|\d+(?:[.,:]\d+)*"  # 1,200  3.5  11:44
    rf"|(?:[^\W\d_{_UNSPACED}]\.){{2,}}"  # U.S.  p.m.
    rf"|[^\W_{_UNSPACED}][^\W_{_UNSPACED}\d]*(?:['’][^\W\d_{_UNSPACED}]+)*"  # words, don't, Russia's
    rf"|[^\w\s]"  # a mark
)

_LONG = 400  # code points from which the tokens of a text are kept
_KEPT = 4  # texts


class Token(NamedTuple):
    """A word or mark of a text: `text[start:end]`, with the form in which it is compared."""

    start: int
    end: int
    norm: str

    @property
    def is_word(self) -> bool:
        """Is it a word or a number, not a mark?"""
        return self.norm[0].isalnum()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words, numbers and marks of `text[start:end]`, in order, with offsets into `text`."""
    stop = len(text) if end is None else end
    if stop - start >= len(text) or len(text) < _LONG:
        return _cut(text, start, stop)
    found, starts = _all(text)
    first, last = bisect_left(starts, start), bisect_left(starts, stop)
    if (first and found[first - 1].end > start) or (last and found[last - 1].end > stop):
        return _cut(text, start, stop)  # a bound lies within a token of the whole text
    return found[first:last]


@lru_cache(maxsize=_KEPT)
def _all(text: str) -> tuple[list[Token], list[int]]:
    """The tokens of a whole text and their starts; the last few texts are kept, for every stage asks for the same sentences."""
    found = _cut(text, 0, len(text))
    return found, [t.start for t in found]


def _cut(text: str, start: int, stop: int) -> list[Token]:
    return [Token(m.start(), m.end(), folded(m.group()) or m.group()) for m in _TOKEN.finditer(text, start, stop)]


def words(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens that are words or numbers."""
    return [t for t in tokens(text, start, end) if t.is_word]
