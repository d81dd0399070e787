"""Where readings of one sentence differ, which side of each difference other versions know, and which side reads better.

A wording that other versions carry is older than its rival that stands in one version alone: this is how textual criticism tells
direction without dates (majority and outgroup; shared errors make families). A wording that reads worse is likelier the slip.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel

from retold.trace.tellings import Table, Words
from retold.trace.wordings import reads_better

Flags = npt.NDArray[np.bool_]


class Edit(NamedTuple):
    """One place where two readings differ, each side with a word of context on each hand."""

    source: str
    copy: str
    source_in: Flags  # the versions that have the source's words here
    copy_in: Flags
    better: float  # by how much the source's words read better

    @property
    def mirrored(self) -> Edit:
        """The same difference seen from the other side."""
        return Edit(self.copy, self.source, self.copy_in, self.source_in, -self.better)


class Variants:
    """The differences between the readings of each place of a table, each pair of readings compared once.

    `readable`: the texts are in the language of the table of wordings; else no wording is said to read better than another.
    """

    def __init__(self, table: Table, *, readable: bool = True) -> None:
        self._table = table
        self._better = reads_better if readable else _no_judgement
        self._text = [f" {' '.join(wording)} " for wording in table.wording]
        self._found: dict[tuple[int, int], list[Edit]] = {}

    def readings_at(self, place: int) -> dict[int, Flags]:
        """The different readings of a place, each with the versions that have it."""
        column = self._table.readings[:, place]
        return {int(r): column == r for r in np.unique(column[column >= 0])}

    def edits(self, one: int, other: int, rivals: dict[int, Flags]) -> list[Edit]:
        """What makes the other reading of the one; `rivals` are all readings of the place."""
        if (one, other) not in self._found:
            self._found[one, other] = [
                Edit(source, copy, self._having(source, one, rivals), self._having(copy, other, rivals), self._better(source, copy))
                for source, copy in differences(self._table.wording[one], self._table.wording[other])
            ]
        return self._found[one, other]

    def _having(self, words: str, reading: int, rivals: dict[int, Flags]) -> Flags:
        """Which versions carry these words at this place."""
        having = rivals[reading].copy()
        for other, holders in rivals.items():
            if other != reading and words in self._text[other]:
                having |= holders
        return having


def _no_judgement(one: str, other: str) -> float:
    return 0.0


def differences(one: Words, other: Words) -> list[tuple[str, str]]:
    """The differing runs of words of two readings, each with its neighbours, as ` word word ` strings."""
    found = []
    a = b = 0
    open_at: tuple[int, int] | None = None
    for step in (*Indel.opcodes(one, other), None):
        if step is not None and step.tag != "equal":
            open_at = open_at or (step.src_start, step.dest_start)
            a, b = step.src_end, step.dest_end
        elif open_at is not None:
            found.append((_around(one, open_at[0], a), _around(other, open_at[1], b)))
            open_at = None
    return found


def _around(wording: Words, start: int, end: int) -> str:
    return f" {' '.join(wording[max(0, start - 1) : end + 1])} "
