"""Sentences in pieces, so that the changed words of each can be marked; and two whole texts side by side in rows.

A piece is a run of text on which the same changes stand. Pieces of one text, in order, give back that text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retold.records import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and the numbers of the changes that stand on it."""

    text: str
    changes: tuple[int, ...] = ()
    first_of: tuple[int, ...] = ()  # changes that begin here: where a link to them leads

    @property
    def marked(self) -> bool:
        """Does a change stand on it?"""
        return bool(self.changes)


def pieces(text: str, within: Span, marks: Sequence[tuple[int, Span]]) -> tuple[Piece, ...]:
    """The text of a span cut where marks begin and end; `marks` are numbers of changes with their spans, overlapping as they like."""
    inside = [(number, Span(max(s.start, within.start), min(s.end, within.end))) for number, s in marks]
    inside = [(number, s) for number, s in inside if s.start < s.end]
    cuts = sorted({within.start, within.end, *(s.start for _, s in inside), *(s.end for _, s in inside)})
    return tuple(
        Piece(
            text[start:end],
            tuple(sorted(number for number, s in inside if s.start <= start and end <= s.end)),
            tuple(sorted(number for number, s in inside if s.start == start)),
        )
        for start, end in pairwise(cuts)
    )


def marked_sentence(text: str, sentence: Span | None, marks: Sequence[tuple[int, Span]], room: int = 320) -> tuple[Piece, ...]:
    """A sentence with its changed words marked; of a long one, `room` characters on each side of them."""
    spans = [span for _, span in marks]
    edges = [*spans, *([sentence] if sentence is not None else [])]
    if not edges:
        return ()
    whole = Span(min(s.start for s in edges), max(s.end for s in edges))
    first = min((s.start for s in spans), default=whole.start)
    last = max((s.end for s in spans), default=whole.start)
    start = whole.start if first - whole.start <= room else _word_start(text, first - room)
    end = whole.end if whole.end - last <= room else _word_start(text, last + room)
    before = (Piece("… "),) if start > whole.start else ()
    after = (Piece(" …"),) if end < whole.end else ()
    return before + pieces(text, Span(start, end), marks) + after


def _word_start(text: str, at: int) -> int:
    """The start of the word that a place stands in, so that no word is cut; a word of no end (a script without spaces) is cut."""
    start = at
    while start > max(0, at - 30) and not text[start - 1].isspace():
        start -= 1
    return start if start > max(0, at - 30) else at
