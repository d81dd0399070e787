"""What the texts of a whole story say for and against each version being the source of each other: one number a sign.

Row u, column v of a sign speaks about "v took from u"; row 0 is "v took from no version here". Signs need no times. Each is a count
or share that a reader could check in the table of variants; how much each weighs is learnt (weights/learn_trace.md).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.trace.tellings import Table
from retold.trace.variants import Variants

Array = npt.NDArray[np.float64]

#: The signs, in the order of the last axis of `signs_of`.
SIGNS = (
    "edits", "edits, log", "copy's wording known to none else", "source's wording known to none else", "both wordings known to others",
    "wording known to neither side's kin", "sentences others have, not in the source", "the same, log", "runs of such sentences",
    "sentences others have, dropped by the copy", "runs of dropped sentences", "cut at the end", "own sentences of the source",
    "the same, log", "own sentences of the copy", "the same, log", "rare sentences shared", "rare wordings shared", "order changed",
    "further than the copy's nearest", "same places", "number starts again", "edge",
    "none", "none: distance to nearest", "none: missing from nearest", "none: size of story, log", "none: share of story told",
    "none: own sentences",
)  # fmt: skip
_EDGE = SIGNS.index("none")


class Signs(NamedTuple):
    """The signs of a story and which edges are possible at all."""

    values: Array  # (versions + 1, versions + 1, signs)
    possible: npt.NDArray[np.bool_]


def signs_of(table: Table, candidates: npt.NDArray[np.bool_] | None = None) -> Signs:
    """All signs for the versions of a table. `candidates[u, v]` says which pairs are looked at closely (all, if None)."""
    present = table.present
    size = len(present)
    weight = _weights(table)
    shared = present.astype(float) @ present.T
    possible = np.zeros((size + 1, size + 1), dtype=bool)
    possible[0, 1:] = True
    possible[1:, 1:] = (shared > 0) if candidates is None else candidates & (shared > 0)
    np.fill_diagonal(possible, False)
    values = np.zeros((size + 1, size + 1, len(SIGNS)))
    variants = Variants(table)
    holders = present.sum(axis=0)
    own = ((holders == 1) & present) * weight
    rare_place = 1 - holders / size
    rare_reading = _rare_readings(table)
    for u, v in np.argwhere(possible[1:, 1:]):
        values[u + 1, v + 1, :_EDGE] = _pair(table, variants, (u, v), holders, weight, own, rare_place, rare_reading)
    _relative(values, possible)
    values[0, 1:, _EDGE:] = _rootless(values, possible, present, weight, own)
    return Signs(values, possible)


def _weights(table: Table) -> Array:
    """How much a place counts: a short sentence less than one of eight words."""
    length = np.zeros(table.readings.shape[1])
    for row in table.readings:
        for place in np.flatnonzero(row >= 0):
            length[place] = max(length[place], len(table.wording[row[place]]))
    return np.minimum(1.0, length / 8)


def _rare_readings(table: Table) -> Array:
    """For each reading the share of the place's tellers that word it otherwise."""
    count = np.bincount(table.readings[table.present], minlength=len(table.wording)).astype(float)
    rare = np.zeros(len(table.wording))
    for place in range(table.readings.shape[1]):
        column = table.readings[:, place]
        told = column[column >= 0]
        rare[np.unique(told)] = 1 - count[np.unique(told)] / len(told)
    return rare


def _pair(table, variants, pair, holders, weight, own, rare_place, rare_reading):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, PLR0913, PLR0917
    u, v = pair
    source, copy = table.present[u], table.present[v]
    both = source & copy
    same = table.readings[u] == table.readings[v]
    edits = variants.between(u, v)
    fresh = sum(e.copy_known == 0 and e.source_known > 0 for e in edits)
    stale = sum(e.copy_known > 0 and e.source_known == 0 for e in edits)
    split = sum(e.copy_known > 0 and e.source_known > 0 for e in edits)
    alone = len(edits) - fresh - stale - split
    known = holders > 1
    missing = copy & ~source & known
    dropped = source & ~copy & known
    runs_missing = _runs(table.order[v], missing)
    runs_dropped, tail = _runs_and_tail(table.order[u], source & ~copy, both)
    miss, drop = float(weight[missing].sum()), float(weight[dropped].sum())
    own_u, own_v = float(own[u].sum()), float(own[v].sum())
    position = {p: k for k, p in enumerate(table.order[u])}
    told = [position[p] for p in table.order[v] if p in position]
    return (
        len(edits), np.log1p(len(edits)), fresh, stale, split, alone, miss, np.log1p(miss), runs_missing, drop, runs_dropped,
        float(tail > 0), own_u, np.log1p(own_u), own_v, np.log1p(own_v), float((rare_place * weight)[both].sum()),
        float(rare_reading[table.readings[v][both & same]].sum()), sum(b < a for a, b in zip(told, told[1:], strict=False)),
        0.0, np.log1p(float(weight[both].sum())), 0.0, 1.0,
    )  # fmt: skip


def _runs(order: tuple[int, ...], marked: npt.NDArray[np.bool_]) -> int:
    """How many unbroken runs of the marked places a version tells."""
    flags = [bool(marked[p]) for p in order]
    return sum(flag and not before for flag, before in zip(flags, [False, *flags], strict=False))


def _runs_and_tail(order: tuple[int, ...], gone: npt.NDArray[np.bool_], both: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """Runs of places that are gone before the last one kept, and how many are gone after it."""
    last = max((k for k, p in enumerate(order) if both[p]), default=-1)
    inner = _runs(order[: last + 1], gone)
    return inner, sum(bool(gone[p]) for p in order[last + 1 :])


def _relative(values: Array, possible: npt.NDArray[np.bool_]) -> None:
    """Fill in how much further off each candidate is than the nearest one."""
    distance = _distance(values)
    distance[~possible] = np.inf
    nearest = distance[1:].min(axis=0)
    further = np.where(np.isfinite(distance), distance - np.where(np.isfinite(nearest), nearest, 0.0), 0.0)
    values[1:, :, SIGNS.index("further than the copy's nearest")] = np.minimum(further[1:], 30.0)


def _distance(values: Array) -> Array:
    return values[..., 0] + values[..., SIGNS.index("sentences others have, not in the source")]


def _rootless(values, possible, present, weight, own):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    size = len(present)
    distance = np.where(possible, _distance(values), np.inf)[1:, 1:]
    missing = np.where(possible, values[..., SIGNS.index("sentences others have, not in the source")], np.inf)[1:, 1:]
    told = (present * weight).sum(axis=1)
    return np.column_stack([
        np.ones(size), np.minimum(distance.min(axis=0), 30.0), np.minimum(missing.min(axis=0), 30.0), np.full(size, np.log(size)),
        told / max(float(told.max()), 1.0), np.log1p(own.sum(axis=1)),
    ])  # fmt: skip
