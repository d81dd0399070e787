"""Versions of one story laid side by side: which of their sentences are tellings of the same sentence.

A *place* is a sentence of the story, in whatever wording: two sentences are of one place when they share many runs of three words.
What a version says at a place is its *reading* there. Places and readings are numbered, so that versions become rows of a table;
where a version lacks a place the table holds -1. This is the table of variants of textual criticism, made without a base text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from retold.records import Span, Version
from retold.text.tokens import words

Words = tuple[str, ...]
_RUN = 3  # words in the runs by which sentences are found
_COMMON = 64  # a run that stands in more different sentences than this finds nothing new
_SHARED = 0.4  # of the runs of the shorter sentence


@dataclass(frozen=True, slots=True)
class Table:
    """Versions by places. `readings[v, p]` is a reading's number or -1; `order[v]` lists the places of a version as it tells them."""

    readings: npt.NDArray[np.int32]
    order: tuple[tuple[int, ...], ...]
    wording: tuple[Words, ...]  # of each reading
    spans: tuple[dict[int, Span], ...]  # of each version: where it tells a place
    again: tuple[dict[int, int], ...]  # of each version: places that it tells once more, in other words

    @property
    def present(self) -> npt.NDArray[np.bool_]:
        """Which version tells which place."""
        return self.readings >= 0


def table_of(versions: Sequence[Version]) -> Table:
    """The table of variants of these versions, in their order."""
    told = [_sentences(version) for version in versions]
    distinct = {wording: number for number, wording in enumerate(dict.fromkeys(w for rows in told for w, _ in rows))}
    place_of = _places(list(distinct))
    numbered: dict[tuple[int, Words], int] = {}
    rows: list[dict[int, int]] = []
    spans: list[dict[int, Span]] = []
    again: list[dict[int, int]] = []
    for sentences in told:
        runs = _runs_of_places(sentences, [place_of[distinct[wording]] for wording, _ in sentences])
        row: dict[int, int] = {}
        doubles: dict[int, int] = {}
        where: dict[int, Span] = {}
        for place, wording, span in runs:
            reading = numbered.setdefault((place, wording), len(numbered))
            if place not in row:
                row[place], where[place] = reading, span
            elif reading != row[place]:
                doubles[place] = reading
        rows.append(row)
        again.append(doubles)
        spans.append(where)
    count = max(place_of.values(), default=-1) + 1
    readings = np.full((len(versions), count), -1, dtype=np.int32)
    for at, row in enumerate(rows):
        for place, reading in row.items():
            readings[at, place] = reading
    return Table(readings, tuple(tuple(row) for row in rows), tuple(wording for _, wording in numbered), tuple(spans), tuple(again))


def _runs_of_places(sentences: Sequence[tuple[Words, Span]], places: Sequence[int]) -> list[tuple[int, Words, Span]]:
    """A version's sentences with their places; neighbours of one place (a sentence that was split) drawn together."""
    runs: list[tuple[int, Words, Span]] = []
    for place, (wording, span) in zip(places, sentences, strict=True):
        if runs and runs[-1][0] == place:
            if wording != runs[-1][1]:
                runs[-1] = (place, runs[-1][1] + wording, Span(runs[-1][2].start, span.end))
        else:
            runs.append((place, wording, span))
    return runs


def _sentences(version: Version) -> list[tuple[Words, Span]]:
    """A version's sentences as words; the body alone where there is one, for headlines are each outlet's own."""
    body = [s for s in version.sentences if s.kind == "body"] or list(version.sentences)
    told = [(tuple(t.norm for t in words(version.text, s.span.start, s.span.end)), s.span) for s in body]
    return [(wording, span) for wording, span in told if wording]


def _places(distinct: Sequence[Words]) -> dict[int, int]:
    """The place of each different sentence."""
    runs = [_runs(wording) for wording in distinct]
    holders: dict[Words, list[int]] = defaultdict(list)
    for number, own in enumerate(runs):
        for run in own:
            holders[run].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if 1 < len(numbers) <= _COMMON:
            shared.update(combinations(numbers, 2))
    leader = list(range(len(distinct)))

    def top(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for (one, other), count in shared.items():
        if count >= _SHARED * min(len(runs[one]), len(runs[other])):
            low, high = sorted((top(one), top(other)))
            leader[high] = low
    return _renumbered(top(number) for number in range(len(distinct)))


def _runs(wording: Words) -> set[Words]:
    if len(wording) <= _RUN:
        return {wording}
    return {wording[k : k + _RUN] for k in range(len(wording) - _RUN + 1)}


def _renumbered(leaders: Iterable[int]) -> dict[int, int]:
    numbers: dict[int, int] = {}
    return {at: numbers.setdefault(leader, len(numbers)) for at, leader in enumerate(leaders)}
