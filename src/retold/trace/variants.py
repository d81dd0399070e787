"""Where two readings of one sentence differ, and which side of each difference other versions know.

A variant that other versions carry is older than its rival that stands in one version alone: this is how textual criticism tells
direction without dates (majority and outgroup; shared errors make families).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Indel

from retold.trace.tellings import Table, Words

Rows = Sequence[int]


class Edit(NamedTuple):
    """One place where two readings differ, each side with a word of context, and how many other versions have each side."""

    place: int
    source: str
    copy: str
    source_known: int
    copy_known: int


class Variants:
    """The differences between readings of one table, found once for each pair of readings."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._text = [f" {' '.join(wording)} " for wording in table.wording]
        self._edits: dict[tuple[int, int], tuple[tuple[str, str], ...]] = {}
        self._known: dict[tuple[int, str], int] = {}

    @cached_property
    def _readings_at(self) -> list[dict[int, int]]:
        """For each place its readings and how many versions have them."""
        found: list[dict[int, int]] = [defaultdict(int) for _ in range(self._table.readings.shape[1])]
        for row in self._table.readings:
            for place in np.flatnonzero(row >= 0):
                found[int(place)][int(row[place])] += 1
        return found

    def between(self, source: int, copy: int) -> list[Edit]:
        """The edits that would make the copy's readings from the source's, at the places that both tell."""
        ours, theirs = self._table.readings[source], self._table.readings[copy]
        edits = []
        for place in np.flatnonzero((ours >= 0) & (theirs >= 0) & (ours != theirs)):
            at = int(place)
            for before, after in self._differences(int(ours[at]), int(theirs[at])):
                edits.append(Edit(at, before, after, self._knowing(at, before) - 1, self._knowing(at, after) - 1))
        return edits

    def _knowing(self, place: int, words: str) -> int:
        """How many versions carry these words at this place."""
        key = (place, words)
        if key not in self._known:
            self._known[key] = sum(n for reading, n in self._readings_at[place].items() if words in self._text[reading])
        return self._known[key]

    def _differences(self, one: int, other: int) -> tuple[tuple[str, str], ...]:
        if (one, other) not in self._edits:
            found = _differences(self._table.wording[one], self._table.wording[other])
            self._edits[one, other] = found
            self._edits[other, one] = tuple((after, before) for before, after in found)
        return self._edits[one, other]


def _differences(one: Words, other: Words) -> tuple[tuple[str, str], ...]:
    """The differing runs of words of two readings, each with its neighbours, as ` word word ` strings."""
    found, a, b, open_at = [], 0, 0, None
    for step in (*Indel.opcodes(one, other), None):
        if step is not None and step.tag != "equal":
            open_at = open_at or (step.src_start, step.dest_start)
            a, b = step.src_end, step.dest_end
        elif open_at is not None:
            found.append((_around(one, open_at[0], a), _around(other, open_at[1], b)))
            open_at = None
    return tuple(found)


def _around(wording: Words, start: int, end: int) -> str:
    return f" {' '.join(wording[max(0, start - 1) : end + 1])} "
