"""Texts as words with their places: runs of letters or digits, inner apostrophes and points kept, hyphens between two words.

Scripts written without spaces (Chinese, Japanese, Thai and kin) give one word a character, so that runs of words still mean something.
"""

from __future__ import annotations

import re
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
    return [Token(m.start(), m.end(), folded(m.group()) or m.group()) for m in _TOKEN.finditer(text, start, stop)]


def words(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens that are words or numbers."""
    return [t for t in tokens(text, start, end) if t.is_word]
