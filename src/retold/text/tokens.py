"""Texts as words with their places: runs of letters or digits, inner apostrophes and points kept, hyphens between two words.

Scripts written without spaces (Chinese, Japanese, Thai and kin) give one word a character, so that runs of words still mean something.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from retold.text.fold import UNSEEN, folded, mended

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff"
_TOKEN = re.compile(
    rf"[{_UNSPACED}]"  # one character a word
    rf"|\d+(?:[.,:]\d+)*"  # 1,200  3.5  11:44
    rf"|(?:[^\W\d_{_UNSPACED}]\.){{2,}}"  # U.S.  p.m.
    rf"|[^\W_{_UNSPACED}][^\W_{_UNSPACED}\d]*(?:[{UNSEEN}]+[^\W\d_{_UNSPACED}]+)*(?:[{UNSEEN}]*['’][^\W\d_{_UNSPACED}]+)*"  # words, don't, Russia's
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


class _Kept(NamedTuple):
    """The tokens of a whole text, or its words alone, with their starts."""

    found: list[Token]
    starts: list[int]


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words, numbers and marks of `text[start:end]`, in order, with offsets into `text`."""
    return _between(text, start, len(text) if end is None else end, only_words=False)


def words(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens that are words or numbers."""
    return _between(text, start, len(text) if end is None else end, only_words=True)


def _between(text: str, start: int, stop: int, only_words: bool) -> list[Token]:
    if stop - start < len(text) >= _LONG:
        every, words_alone = _all(text)
        found, starts = words_alone if only_words else every
        first, last = bisect_left(starts, start), bisect_left(starts, stop)
        if not (first and found[first - 1].end > start) and not (last and found[last - 1].end > stop):
            return found[first:last]  # else a bound lies within a token of the whole text
    cut = _cut(text, start, stop)
    return [t for t in cut if t.is_word] if only_words else cut


@lru_cache(maxsize=_KEPT)
def _all(text: str) -> tuple[_Kept, _Kept]:
    """The tokens of a whole text, and the words among them; the last few texts are kept, for every stage asks for the same sentences."""
    found = _cut(text, 0, len(text))
    alone = [t for t in found if t.is_word]
    return _Kept(found, [t.start for t in found]), _Kept(alone, [t.start for t in alone])


def _cut(text: str, start: int, stop: int) -> list[Token]:
    return [Token(m.start(), m.end(), folded(m.group()) or m.group()) for m in _TOKEN.finditer(mended(text), start, stop)]
