"""A text as its lines, each with the forms in which rules look at it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from retold.records import Span
from retold.text.fold import plain
from retold.text.sentences import paragraphs

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNSPACED = re.compile("[\u3040-\u9fff\u0e00-\u0e7f]")
_SPACES = re.compile(r"\s+")
_EDGES = " .,;:!?|•·*-–—_…»«›‹>()[]\"'"
_TERMINAL = re.compile(r"[.!?。！？؟…।][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line: its place, its words as written, and how many they are."""

    span: Span
    text: str
    words: int

    @property
    def key(self) -> str:
        """The line with case, outer marks and figures folded."""
        return key_of(self.text)

    @property
    def ends_sentence(self) -> bool:
        """Does it end as a sentence does?"""
        return bool(_TERMINAL.search(self.text[-12:]))

    @property
    def is_prose(self) -> bool:
        """Is it long enough, and closed as a sentence, to be body text for certain?"""
        return (self.words >= 12 and self.ends_sentence) or self.words >= 45


@lru_cache(maxsize=4096)  # many rules ask for the key of one line, and of most paragraphs none does
def key_of(text: str) -> str:
    """A line as word lists hold it: lower case, simple marks and spaces, every number "#", outer marks cut."""
    return _SPACES.sub(" ", _NUMBER.sub("#", plain(text).lower())).strip(_EDGES)


def word_count(text: str) -> int:
    """How many words a line has; scripts without spaces count two characters a word."""
    if text.isascii():
        return len(text.split())
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def line_of(text: str, start: int = 0) -> Line:
    """A line with its words counted; `start` is its place in the text around it."""
    return Line(Span(start, start + len(text)), text, word_count(text))


def lines_of(text: str) -> list[Line]:
    """The non-blank lines of a text, in order."""
    return [line_of(span.of(text), span.start) for span in paragraphs(text)]
