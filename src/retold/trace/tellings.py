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
_MUCH_ALIKE = 0.7


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
    place_of = _places(list(distinct), [[distinct[wording] for wording, _ in rows] for rows in told])
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


def _places(distinct: Sequence[Words], told: Sequence[Sequence[int]]) -> dict[int, int]:
    """The place of each different sentence; `told` are each version's sentences by number.

    The likest sentences are joined first. Two that one version tells apart from each other are no tellings of one sentence, unless they are
    much alike: reports that follow a pattern (results, prices, weather) repeat their wording.
    """
    where: list[dict[int, set[int]]] = [{} for _ in distinct]
    for version, numbers in enumerate(told):
        for at, number in enumerate(numbers):
            where[number].setdefault(version, set()).add(at)
    leader = list(range(len(distinct)))

    def top(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for likeness, one, other in _alike(distinct):
        low, high = sorted((top(one), top(other)))
        if low != high and (likeness >= _MUCH_ALIKE or not _told_apart(where[low], where[high])):
            leader[high] = low
            for version, places in where[high].items():
                where[low].setdefault(version, set()).update(places)
    return _renumbered(top(number) for number in range(len(distinct)))


def _alike(distinct: Sequence[Words]) -> list[tuple[float, int, int]]:
    """Pairs of sentences that share runs of words, the likest first."""
    runs = [_runs(wording) for wording in distinct]
    holders: dict[Words, list[int]] = defaultdict(list)
    for number, own in enumerate(runs):
        for run in own:
            holders[run].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if 1 < len(numbers) <= _COMMON:
            shared.update(combinations(numbers, 2))
    rated = ((count / min(len(runs[one]), len(runs[other])), one, other) for (one, other), count in shared.items())
    return sorted((r for r in rated if r[0] >= _SHARED), key=lambda r: (-r[0], r[1], r[2]))


def _told_apart(one: dict[int, set[int]], other: dict[int, set[int]]) -> bool:
    """Does some version tell sentences of both, and nowhere side by side?"""
    return any(
        other[version].isdisjoint(beside for at in one[version] for beside in (at - 1, at + 1)) for version in one.keys() & other.keys()
    )


def _runs(wording: Words) -> set[Words]:
    if len(wording) <= _RUN:
        return {wording}
    return {wording[k : k + _RUN] for k in range(len(wording) - _RUN + 1)}


def _renumbered(leaders: Iterable[int]) -> dict[int, int]:
    numbers: dict[int, int] = {}
    return {at: numbers.setdefault(leader, len(numbers)) for at, leader in enumerate(leaders)}
