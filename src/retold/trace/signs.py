"""What the texts of a whole story say for and against each version being the source of each other: one number a sign.

Row u, column v of a sign speaks about "v took from u"; row 0 is "v took from no version here". Signs need no times. Each is a count
or share that a reader could check in the table of variants; how much each weighs is learnt (weights/learn_trace.md).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.trace.tellings import Table
from retold.trace.variants import Edit, Variants
from retold.trace.wordings import rarity

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_LEARNT_SIZE = 30  # the largest stories that weights were learnt on; larger ones are judged alike
_EDITS = (
    "edits", "wording of the copy alone", "wording of the source alone", "both wordings known", "neither wording known",
    "slips of the copy", "slips of the source", "slips of the copy, known to others", "slips of the source, known to others",
    "figures grown",
)  # fmt: skip
_PLACES = (
    "lacking in source", "lacking in source, of the story", "lacking in source, runs", "lacking in source, at the end",
    "lost by copy", "lost by copy, of the story", "lost by copy, runs", "lost by copy, at the end",
    "own of copy", "own of copy, of the story", "own of source", "own of source, of the story",
    "rare sentences shared", "rare wordings shared", "order changed", "shared", "lacking in one block", "lacking beyond one block", "moved",
    "block from another", "told again as in source",
)  # fmt: skip
_LOGS = (
    "edits", "lacking in source", "lacking in source, of the story", "lost by copy", "own of source", "own of copy", "slips of the source", "shared",
    "lacking in one block", "lacking beyond one block", "order changed", "moved",
)  # fmt: skip
_NONE = (
    "none",
    "none: nearest",
    "none: lacking in nearest",
    "none: size of story",
    "none: share told",
    "none: own, of the story",
    "none: slips",
)

#: The signs, in the order of the last axis of `Signs.values`.
SIGNS = (*_EDITS, *_PLACES, *(f"{name} (log)" for name in _LOGS), "further than nearest", "less of rare than most", *_NONE)
AT = {name: number for number, name in enumerate(SIGNS)}


class Signs(NamedTuple):
    """The signs of a story and which edges are possible at all."""

    values: Array  # (versions + 1, versions + 1, signs)
    possible: Flags


def signs_of(table: Table, variants: Variants, candidates: Flags | None = None) -> Signs:
    """All signs for the versions of a table. `candidates[u, v]` says which pairs are looked at closely (all, if None)."""
    size = len(table.readings)
    shared = table.present.astype(float) @ table.present.T
    possible = np.zeros((size + 1, size + 1), dtype=bool)
    possible[0, 1:] = True
    possible[1:, 1:] = (shared > 0) if candidates is None else candidates & (shared > 0)
    np.fill_diagonal(possible, val=False)
    values = np.zeros((size + 1, size + 1, len(SIGNS)))
    pairs = values[1:, 1:]
    pairs[..., : len(_EDITS)] = _edit_signs(table, variants, possible[1:, 1:])
    _place_signs(table, pairs)
    for name in _LOGS:
        pairs[..., AT[f"{name} (log)"]] = np.log1p(pairs[..., AT[name]])
    _relative_signs(pairs, possible[1:, 1:])
    _rootless_signs(table, values, possible)
    return Signs(values, possible)


def _edit_signs(table: Table, variants: Variants, possible: Flags) -> Array:
    """Signs from the places that both versions tell in different words."""
    size = len(table.readings)
    signs = np.zeros((size, size, len(_EDITS)))
    for place in range(table.readings.shape[1]):
        rivals = variants.readings_at(place)
        for one, other in combinations(rivals, 2):
            here, there = np.ix_(rivals[one], rivals[other]), np.ix_(rivals[other], rivals[one])
            if possible[here].any() or possible[there].any():
                edits = variants.edits(one, other, rivals)
                signs[here] += _weigh(edits)
                signs[there] += _weigh([e.mirrored for e in edits])
    return signs


def _weigh(edits: list[Edit]) -> Array:
    """The signs of some edits from source to copy."""
    counted = np.zeros(len(_EDITS))
    for e in edits:
        source_known, copy_known = int(e.source_in.sum()) > 1, int(e.copy_in.sum()) > 1
        known = (1 if source_known else 2 if copy_known else 4) if not (source_known and copy_known) else 3
        slip = min(abs(e.better) / 4, 1.0)
        worse, worse_known = (5, copy_known) if e.better > 0 else (6, source_known)
        counted[[0, known]] += 1
        counted[worse] += slip
        counted[worse + 2] += slip if worse_known else 0.0
        counted[9] += _growth(e)
    return counted


def _growth(edit: Edit) -> int:
    """+1 where a figure is larger in the copy, -1 where smaller: counts in the news mostly grow."""
    source, copy = set(edit.source.split()), set(edit.copy.split())
    before, after = [w for w in source - copy if w.isdigit()], [w for w in copy - source if w.isdigit()]
    if len(before) != 1 or len(after) != 1:
        return 0
    return int(len(after[0]) < 9 and len(before[0]) < 9 and int(after[0]) > int(before[0])) * 2 - 1


def _place_signs(table: Table, pairs: Array) -> None:
    """Signs from which places each version tells, and in which order."""
    present = table.present
    size, holders = len(present), present.sum(axis=0)
    weight = weights_of(table)
    native = weight * belonging(table)
    told = present.astype(float)
    lacking = 1 - told
    known = holders > 1

    def only_in_second(value: Array) -> Array:
        return lacking @ (told * value).T

    pairs[..., AT["lacking in source"]] = only_in_second(weight * known)
    pairs[..., AT["lacking in source, of the story"]] = only_in_second(native * known)
    pairs[..., AT["lost by copy"]] = only_in_second(weight * known).T
    pairs[..., AT["lost by copy, of the story"]] = only_in_second(native * known).T
    own, own_native = (told * weight)[:, ~known].sum(axis=1), (told * native)[:, ~known].sum(axis=1)
    pairs[..., AT["own of copy"]], pairs[..., AT["own of copy, of the story"]] = own[None, :], own_native[None, :]
    pairs[..., AT["own of source"]], pairs[..., AT["own of source, of the story"]] = own[:, None], own_native[:, None]
    pairs[..., AT["rare sentences shared"]] = (told * weight * (1 - holders / size)) @ told.T
    pairs[..., AT["rare wordings shared"]] = rare_wordings(table)
    pairs[..., AT["shared"]] = (told * weight) @ told.T
    for v, doubles in enumerate(table.again):
        for place, reading in doubles.items():
            pairs[:, v, AT["told again as in source"]] += table.readings[:, place] == reading
    position = np.full(present.shape, -1)
    for v, order in enumerate(table.order):
        position[v, list(order)] = range(len(order))
    for v, order in enumerate(table.order):
        if order:
            has = present[:, list(order)]
            runs, tail, turned = _in_order(has, position[:, list(order)])
            block, all_lacking, elsewhere = _blocks(has, weight[list(order)], v)
            pairs[:, v, AT["lacking in one block"]], pairs[:, v, AT["lacking beyond one block"]] = block, all_lacking - block
            pairs[:, v, AT["block from another"]] = elsewhere
            pairs[:, v, AT["lacking in source, runs"]] = pairs[v, :, AT["lost by copy, runs"]] = runs
            pairs[:, v, AT["lacking in source, at the end"]] = pairs[v, :, AT["lost by copy, at the end"]] = tail
            pairs[:, v, AT["order changed"]] = turned
            for u in np.flatnonzero(turned):
                pairs[u, v, AT["moved"]] = _moved(position[u, list(order)])


def _in_order(has: Flags, position: npt.NDArray[np.int_]) -> tuple[Array, Array, Array]:
    """For each other version, along this one's text: runs that it lacks, whether it lacks the end, where its own order jumps back."""
    starts = ~has & np.column_stack([np.ones(len(has), dtype=bool), has[:, :-1]])
    tail = ~has[:, -1]
    both = has[:, 1:] & has[:, :-1]
    turned = both & (position[:, 1:] < position[:, :-1])
    return (starts.sum(axis=1) - tail).astype(float), tail.astype(float), turned.sum(axis=1).astype(float)


def _moved(position: npt.NDArray[np.int_]) -> int:
    """How many of the shared places stand outside the longest run of them that keeps its order."""
    shared = [int(p) for p in position if p >= 0]
    ends: list[int] = []
    for p in shared:
        at = bisect_left(ends, p)
        ends[at : at + 1] = [p]
    return len(shared) - len(ends)


def _blocks(has: Flags, weight: Array, own: int) -> tuple[Array, Array, Array]:
    """For each other version, along this one's text: its heaviest run that the other lacks, all that it lacks, and of that run what a third has.

    Weights of places; `own` is this version's row.
    """
    size, length = has.shape
    run, most = np.zeros(size), np.zeros(size)
    begin, first, last = np.zeros(size, dtype=int), np.zeros(size, dtype=int), np.zeros(size, dtype=int)
    for k in range(length):
        begin = np.where(has[:, k], k + 1, begin)
        run = np.where(has[:, k], 0.0, run + weight[k])
        better = run > most
        most, first, last = np.where(better, run, most), np.where(better, begin, first), np.where(better, k + 1, last)
    upto = np.column_stack([np.zeros(size), np.cumsum(has * weight, axis=1)])
    given = upto[:, last] - upto[:, first]  # row: who gives, column: who lacks
    given[own] = 0.0
    return most, (~has * weight).sum(axis=1), given.max(axis=0)


def weights_of(table: Table) -> Array:
    """How much a place counts: a short sentence less than one of eight words."""
    length = np.zeros(table.readings.shape[1])
    lengths = np.array([len(w) for w in table.wording] or [0])
    for row in table.readings:
        at = row >= 0
        length[at] = np.maximum(length[at], lengths[row[at]])
    return np.minimum(1.0, length / 8)


def belonging(table: Table) -> Array:
    """How much each place speaks of what the rest of the story speaks of (0..1): additions from elsewhere do so less."""
    holders = table.present.sum(axis=0)
    share = holders / max(int(holders.max(initial=1)), 1)
    words: list[set[str]] = [set() for _ in share]
    for row in table.readings:
        for told in np.flatnonzero(row >= 0):
            words[told].update(table.wording[row[told]])
    spoken: dict[str, float] = {}
    for place, own in enumerate(words):
        for word in own:
            spoken[word] = spoken.get(word, 0.0) + float(share[place])
    belongs = np.zeros(len(share))
    for place, own in enumerate(words):
        weights = {word: rarity(word) for word in own}
        total = sum(weights.values())
        elsewhere = sum(w * min(1.0, spoken[word] - float(share[place])) for word, w in weights.items())
        belongs[place] = elsewhere / total if total else 0.5
    return np.clip((belongs - 0.1) / 0.4, 0.0, 1.0)


def rare_wordings(table: Table) -> Array:
    """For each pair, over the places that both word alike: the share of the place's tellers that word it otherwise."""
    size = len(table.readings)
    total = np.zeros((size, size))
    for place in range(table.readings.shape[1]):
        column = table.readings[:, place]
        told = np.flatnonzero(column >= 0)
        for reading in np.unique(column[told]):
            having = told[column[told] == reading]
            if 1 < len(having) < len(told):
                total[np.ix_(having, having)] += 1 - len(having) / len(told)
    return total


def _relative_signs(pairs: Array, possible: Flags) -> None:
    """How each candidate compares with the best one for the same copy."""
    distance = np.where(possible, _distance(pairs), np.inf)
    nearest = np.where(possible.any(axis=0), distance.min(axis=0, initial=np.inf), 0.0)
    pairs[..., AT["further than nearest"]] = np.where(possible, np.minimum(distance - nearest, 30.0), 0.0)
    rare = np.where(possible, pairs[..., AT["rare wordings shared"]] + pairs[..., AT["rare sentences shared"]], 0.0)
    pairs[..., AT["less of rare than most"]] = np.where(possible, np.minimum(rare.max(axis=0, initial=0.0) - rare, 30.0), 0.0)


def _distance(pairs: Array) -> Array:
    return pairs[..., AT["edits"]] + pairs[..., AT["lacking in source"]]


def _rootless_signs(table: Table, values: Array, possible: Flags) -> None:
    """Signs for a version that has no source here."""
    size = len(table.readings)
    pairs, may = values[1:, 1:], possible[1:, 1:]
    distance = np.where(may, _distance(pairs), 30.0)
    nearest = distance.argmin(axis=0)
    columns = np.arange(size)
    weight = weights_of(table)
    told = (table.present * weight).sum(axis=1)
    values[0, 1:, AT["none"] :] = np.column_stack([
        np.ones(size), np.minimum(distance[nearest, columns], 30.0), np.minimum(pairs[nearest, columns, AT["lacking in source"]], 30.0),
        np.full(size, math.log(min(size, _LEARNT_SIZE))), told / max(float(told.max()), 1.0), pairs[0, :, AT["own of copy, of the story"]],
        np.minimum(pairs[nearest, columns, AT["slips of the copy"]], 10.0),
    ])  # fmt: skip
