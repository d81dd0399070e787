"""Figures that differ: the number, its unit, what it counts, or how exact it claims to be.

Two figures are about one thing when they stand in the same place of the aligned words, or count the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.compare.differences import Differences, PairDifference, Region
from retold.compare.findings import change
from retold.compare.quantities import Quantity, quantities
from retold.compare.sides import Side
from retold.records import Change

_COUNTED_WITHIN = 6  # words around a figure in which the thing it counts stands


def figure_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Figures of one sentence pair that tell another number of the same thing, or the same number of another thing."""
    left, right = list(quantities(diff.a, pair.a)), list(quantities(diff.b, pair.b))
    for x, y in _same_number(left, right):
        yield from _exactness(diff, pair, x, y)
        yield from _counted(diff, pair, x, y)
    free_a = [q for q in left if not any(k in diff.a_to_b for k in q.words)]
    free_b = [q for q in right if not any(k in diff.b_to_a for k in q.words)]
    moved = {q.value for q in free_a} & {q.value for q in free_b} - {None}
    free_a = [q for q in free_a if q.value not in moved and not _told_vaguely(q, diff.b, pair.b)]
    free_b = [q for q in free_b if q.value not in moved and not _told_vaguely(q, diff.a, pair.a)]
    for x in free_a:
        other, strength = _counterpart(diff, pair, x, free_b)
        if other is not None:
            free_b.remove(other)
            yield change(diff, pair, "figure-changed", (tuple(x.words), tuple(other.words)), strength, "the figures differ")


def _same_number(left: list[Quantity], right: list[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    for x in left:
        same = [y for y in right if y.value is not None and y.value == x.value]
        if len(same) == 1 and sum(q.value == x.value for q in left) == 1:
            yield x, same[0]


def _told_vaguely(figure: Quantity, other: Side, sentence: range) -> bool:
    """Does the other sentence hold the word of a figure without a number ("several", "twice") too?"""
    return figure.value is None and any(other.words[k].norm == figure.vague for k in sentence)


def _exactness(diff: Differences, pair: PairDifference, x: Quantity, y: Quantity) -> Iterator[Change]:
    if x.exactness == y.exactness or (x.value or 0) <= 1:
        return
    words = (tuple(x.approximator) + tuple(x.words), tuple(y.approximator) + tuple(y.words))
    if _judging_only(x.exactness) and _judging_only(y.exactness):
        why = "a figure is belittled on one side only"
        yield change(diff, pair, "loaded-word", (tuple(x.approximator), tuple(y.approximator)), 0.4 + 0.35 * pair.likeness, why)
        return
    yield change(diff, pair, "figure-changed", words, 0.5 + 0.35 * pair.likeness, "the same number, but not as exact")


def _judging_only(exactness: str) -> bool:
    return exactness in ("", "only", "just")


def _counted(diff: Differences, pair: PairDifference, x: Quantity, y: Quantity) -> Iterator[Change]:
    """The same number of another thing: the words around it that differ hold a thing on both sides."""
    if (x.value or 0) < 3 or not _linked(diff, x, y):
        return
    for region in pair.regions:
        near = _distance(region.a, x.words) <= _COUNTED_WITHIN and _distance(region.b, y.words) <= _COUNTED_WITHIN
        if not (near and region.a and region.b and max(len(region.a), len(region.b)) <= 5):
            continue
        things_a = [k for k in region.a if _is_thing(diff.a, k) and diff.gone(k, pair)]
        things_b = [k for k in region.b if _is_thing(diff.b, k) and diff.new(k, pair)]
        if things_a and things_b and _counts(diff.a, region.a, x.words) and _counts(diff.b, region.b, y.words):
            words = (tuple(sorted({*region.a, *x.words})), tuple(sorted({*region.b, *y.words})))
            yield change(diff, pair, "figure-changed", words, 0.4 + 0.45 * pair.likeness, "the same number, of something else")
            return


def _linked(diff: Differences, x: Quantity, y: Quantity) -> bool:
    return any(diff.a_to_b.get(k) in y.words for k in x.words)


def _counts(side: Side, region: range, figure: range) -> bool:
    """Do these words name what a figure counts: right behind it ("1,200 soldiers"), or before it with "by" ("soldiers by 1,200")?"""
    if region.start == figure.stop:
        return not any(side.words[k].norm.endswith(("ed", "ing")) for k in region)
    return region.stop == figure.start - 1 and side.words[region.stop].norm in ("by", "at", "to", "of")


def _distance(x: range, y: range) -> int:
    return max(0, y.start - x.stop, x.start - y.stop)


def _is_thing(side: Side, k: int) -> bool:
    return side.is_content(k) and side.words[k].norm.isalpha() and len(side.stems[k]) > 2


def _counterpart(diff: Differences, pair: PairDifference, x: Quantity, free: list[Quantity]) -> tuple[Quantity | None, float]:
    """The figure of B that stands for figure x of A, and how sure that is."""
    region = _region_of(pair, x)
    best: tuple[Quantity | None, float] = (None, 0.0)
    for y in free:
        in_place = region is not None and y.words.start in region.b
        same_thing = bool(x.unit) and x.unit == y.unit
        if x.value is None and y.value is None and not in_place:
            continue
        if not (in_place or (same_thing and pair.likeness >= 0.35)):
            continue
        size = max(len(region.a), len(region.b)) if region and in_place else 4
        strength = 0.45 + 0.2 * same_thing + 0.35 * pair.likeness - 0.03 * size
        if x.value is None or y.value is None:
            strength -= 0.15
        if strength > best[1]:
            best = (y, min(0.95, strength))
    return best if best[1] >= 0.4 else (None, 0.0)


def _region_of(pair: PairDifference, x: Quantity) -> Region | None:
    return next((r for r in pair.regions if x.words.start in r.a), None)
