"""Figures that differ: the number, its unit, what it counts, or how exact it claims to be.

Two figures are about one thing when they stand in the same place of the aligned words, or count the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from retold.compare.figures.counted import counted_changes, traded_changes
from retold.compare.figures.times import is_date, time_changes
from retold.compare.figures.told import told_figure_changes
from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import change
from retold.compare.pair.numbers import YEARS_WRITTEN
from retold.compare.pair.quantities import Quantity, are_comparable, extent, is_other_unit, is_same
from retold.compare.pair.regions import Region
from retold.compare.pair.sides import Side
from retold.records import Change
from retold.words import phrases

_LEAST = 0.4  # sureness from which one figure stands for another
_IN_PLACE = 0.42  # strength, with that of like sentences, of a figure whose words stand partly in the other
_SAME_MONTH = 0.5  # the same, of two days of one month
_SWAPPED_WITHIN = 0.85  # likeness of sentences in which two figures may have changed places
_LIKE_ENOUGH = 0.5  # likeness of sentences in which two percentages or sums of money may be of one thing
_ROUNDED = frozenset(["", "about", "nearly"])
_MOST_FIGURES = 100  # of a sentence; one with more is a table run together, and time grows with their square
_RANGE_WITHIN = 3  # words between the two numbers of a range or score


def figure_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Figures of one sentence pair that tell another number of the same thing, or the same number of another thing."""
    left, right = list(pair.figures_a), list(pair.figures_b)
    if max(len(left), len(right)) > _MOST_FIGURES:
        return
    for x, y in _same_number(left, right):
        yield from _other_unit(diff, pair, x, y) if is_other_unit(x, y) else _exactness(diff, pair, x, y)
        if _linked(diff, x, y):
            yield from counted_changes(diff, pair, x, y)
            yield from traded_changes(diff, pair, x, y)
    yield from _whole(diff, pair, left, right)
    free_a, free_b = _without_counterpart(left, right)
    partly = [(x, y) for x in free_a for y in free_b if _linked(diff, x, y) and _may_be_one(x, y)]
    for x, y in partly:
        strength = _SAME_MONTH if x.unit == y.unit and x.is_day else _IN_PLACE
        yield _exchange(diff, pair, x, y, strength + 0.4 * pair.likeness, "the figures differ")
    free_a = [q for q in free_a if not any(k in diff.a_to_b for k in q.words)]
    free_b = [q for q in free_b if not any(k in diff.b_to_a for k in q.words)]
    for strength, x, y in _exchanged(diff, pair, free_a, free_b):
        yield _exchange(diff, pair, x, y, strength, "the figures differ")
    yield from _swapped(diff, pair, left, right)
    yield from time_changes(diff, pair)
    yield from told_figure_changes(diff, pair, left, right)
    yield from _converted(diff, pair, free_a, free_b)


def _may_be_one(x: Quantity, y: Quantity) -> bool:
    """May two figures that share a word tell of one thing? A measure stands for any other, a thing counted only for itself."""
    if not are_comparable(x, y):
        return False
    if x.single != y.single or (x.is_measure and y.is_measure):
        return x.is_measure and y.is_measure
    return x.unit == y.unit or not (x.unit and y.unit)


def _without_counterpart(left: list[Quantity], right: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """The figures of both sides that the other does not tell: no figure of the same number, nor the same loose word ("several")."""
    apart = [*_told_apart(left, right), *_told_apart(right, left)]
    free_a = [q for q in left if q not in apart and not any(is_same(q, y) for y in right)]
    free_b = [q for q in right if q not in apart and not any(is_same(q, x) for x in left)]
    return free_a, free_b


def _told_apart(wholes: list[Quantity], parts: list[Quantity]) -> Iterator[Quantity]:
    """Ranges and scores whose two numbers the other sentence tells one by one, with those: "between 5 and 7", "from 5 to 7"."""
    for whole in wholes:
        ends = [q for q in parts if q.least is None and q.value is not None and q.value in whole.number]
        if whole.least is None or {q.value for q in ends} != set(whole.number):
            continue
        if ends[-1].words.start - ends[0].words.stop <= _RANGE_WITHIN:
            yield whole
            yield from ends


def _converted(diff: Differences, pair: PairDifference, free_a: list[Quantity], free_b: list[Quantity]) -> Iterator[Change]:
    """A measure told in another unit too, in brackets behind the first: "12 meters (39 feet)"."""
    strength, why = 0.45 + 0.35 * pair.likeness, "one version converts the figure into another unit"
    for side, free, links, other_first in ((diff.a, free_a, diff.a_to_b, False), (diff.b, free_b, diff.b_to_a, True)):
        for figure in free:
            k = figure.words.start
            if k < 2 or not figure.is_measure or side.text[side.words[k].start - 1] != "(" or links.get(k - 2) is None:
                continue
            if side.words[k - 2].norm[0].isdigit():
                there = tuple(range(links[k - 2], links[k - 2] + 2))
                here = tuple(range(k - 2, figure.words.stop + 1))
                yield change(diff, pair, "figure-changed", (there, here) if other_first else (here, there), strength, why)


def _same_number(left: list[Quantity], right: list[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    for x in left:
        same = [y for y in right if y.value is not None and is_same(x, y)]
        if len(same) == 1 and sum(is_same(x, q) for q in left) == 1:
            yield x, same[0]


def _other_unit(diff: Differences, pair: PairDifference, x: Quantity, y: Quantity) -> Iterator[Change]:
    """The same number of another unit or currency: "€3 million", "$3 million"."""
    if _linked(diff, x, y) or (x.single and y.single and _is_in_place(pair, x, y)):
        yield _exchange(diff, pair, x, y, _IN_PLACE + 0.4 * pair.likeness, "the same number in another unit")


def _swapped(diff: Differences, pair: PairDifference, left: list[Quantity], right: list[Quantity]) -> Iterator[Change]:
    """Two figures that changed places, each now with the other's unit: "215 votes to 213", "213 votes to 215"."""
    if pair.likeness < _SWAPPED_WITHIN:
        return
    for x, x2 in zip(left, left[1:], strict=False):
        for y, y2 in zip(right, right[1:], strict=False):
            if (x.number, x2.number) == (y2.number, y.number) and x.number != y.number and (x.unit, x2.unit) == (y.unit, y2.unit):
                for one, other in ((x, y), (x2, y2)) if x.unit != x2.unit else ():
                    yield _exchange(diff, pair, one, other, _IN_PLACE + 0.4 * pair.likeness, "two figures changed places")


def _exchange(diff: Differences, pair: PairDifference, x: Quantity, y: Quantity, strength: float, why: str) -> Change:
    """One figure for another, shown with their units and signs."""
    found = change(diff, pair, "figure-changed", (tuple(x.words), tuple(y.words)), strength, why)
    exact = x.exactness == y.exactness
    return replace(found, a=extent(diff.a, x, exact), b=extent(diff.b, y, exact))


def _exactness(diff: Differences, pair: PairDifference, x: Quantity, y: Quantity) -> Iterator[Change]:
    if x.exactness == y.exactness or not _may_be_rounded(x, y):
        return
    words = tuple(x.whole), tuple(y.whole)
    if _judging_only(x.exactness) and _judging_only(y.exactness):
        why = "a figure is belittled on one side only"
        yield change(diff, pair, "loaded-word", (tuple(x.approximator), tuple(y.approximator)), 0.4 + 0.35 * pair.likeness, why)
        return
    yield change(diff, pair, "figure-changed", words, 0.5 + 0.35 * pair.likeness, "the same number, but not as exact")


def _whole(diff: Differences, pair: PairDifference, left: list[Quantity], right: list[Quantity]) -> Iterator[Change]:
    """ "almost all" / "all"."""
    wholes = phrases(diff.a.language, "figures", "wholes")
    same = ((x, y) for x in left for y in right if x.vague in wholes and is_same(x, y) and _linked(diff, x, y))
    for x, y in same:
        if x.exactness != y.exactness and {x.exactness, y.exactness} <= _ROUNDED and not _is_quoted(diff, x, y):
            words, strength = (tuple(x.whole), tuple(y.whole)), 0.5 + 0.35 * pair.likeness
            yield change(diff, pair, "figure-changed", words, strength, "the whole, or nearly the whole")


def _is_quoted(diff: Differences, x: Quantity, y: Quantity) -> bool:
    """Do both stand in quotation marks, where words are compared as the quotation's?"""
    return diff.a.quote_of[x.words.start] >= 0 and diff.b.quote_of[y.words.start] >= 0


def _may_be_rounded(x: Quantity, y: Quantity) -> bool:
    """Can the same number be told less exactly: more than one of things, or a measure ("about an hour"; "over a year" says during)?"""
    return (x.value or 0) > 1 or (x.is_measure and y.is_measure and {x.exactness, y.exactness} <= _ROUNDED)


def _judging_only(exactness: str) -> bool:
    return exactness in ("", "only", "just")


def _linked(diff: Differences, x: Quantity, y: Quantity) -> bool:
    return any(diff.a_to_b.get(k) in y.words for k in x.words)


def _exchanged(
    diff: Differences, pair: PairDifference, free_a: list[Quantity], free_b: list[Quantity]
) -> Iterator[tuple[float, Quantity, Quantity]]:
    """Which figure of B stands for which of A, the surest first; each stands for one."""
    rated = [(s, x, y) for x in free_a for y in free_b if (s := _standing_for(diff, pair, x, y)) >= _LEAST]
    rated.sort(key=lambda r: (-r[0], r[1].words.start + r[2].words.start, r[1].words.start))
    taken: set[tuple[str, int]] = set()
    for strength, x, y in rated:
        places = {("a", x.words.start), ("b", y.words.start)}
        if not taken & places:
            taken |= places
            yield strength, x, y


def _standing_for(diff: Differences, pair: PairDifference, x: Quantity, y: Quantity) -> float:
    """How sure it is that two figures tell of one thing: by their place, what they count, and the word before them."""
    if (x.value is None and y.value is None and _region_of(pair, x) is None) or not are_comparable(x, y):
        return 0.0
    if not (x.unit and x.unit == y.unit) and _is_year(diff.a, x) != _is_year(diff.b, y):
        return 0.0  # "in 2012", "two years ago"
    region = _region_of(pair, x)
    in_place = _is_in_place(pair, x, y)
    if (x.single or y.single) and not (in_place and x.is_measure and y.is_measure):
        return 0.0  # "a week" stands everywhere
    same_thing = (
        bool(x.unit) and not x.is_day and (x.unit, x.worth) == (y.unit, y.worth) and (pair.likeness >= _LIKE_ENOUGH or not x.is_measure)
    )
    led_x, led_y = _leading(diff.a, x), _leading(diff.b, y)
    led_alike = bool(led_x & led_y)
    led_otherwise = bool(led_x and led_y) and not led_alike
    if not in_place and not (same_thing and pair.likeness >= 0.35) and not led_alike:
        return 0.0
    size = max(len(region.a), len(region.b)) if region and in_place else 4
    context = 0.2 * same_thing + 0.25 * led_alike - 0.2 * led_otherwise
    strength = 0.42 + context + 0.35 * pair.likeness - 0.03 * size
    return min(0.95, strength - (0.15 if x.value is None or y.value is None else 0.0))


def _is_year(side: Side, figure: Quantity) -> bool:
    """Is it written as a year is?"""
    norm = side.words[figure.words.start].norm
    return len(figure.words) == 1 and len(norm) == 4 and norm.isdigit() and int(norm) in YEARS_WRITTEN


def _leading(side: Side, figure: Quantity) -> frozenset[str]:
    """The content word right before a figure, with nothing but a space between: "injuring" 17."""
    start = figure.whole.start
    k = start - 1
    if _is_age(side, figure):
        return frozenset({side.stems[k]})
    if (
        k < 0
        or not side.is_content(k)
        or is_date(side, k, "months")
        or side.words[start].start - side.words[k].end > 1
        or side.stems[k].isdigit()
    ):
        return frozenset()
    return frozenset({side.stems[k]})


def _is_age(side: Side, figure: Quantity) -> bool:
    """Does a figure stand behind a name as an age does: "Ann Hall, 38,"?"""
    k, end = figure.words.start - 1, side.words[figure.words.stop - 1].end
    if k < 0 or not side.is_name(k) or not side.words[k + 1].norm.isdecimal() or len(side.words[k + 1].norm) > 2:
        return False
    return side.text[side.words[k].end : side.words[k + 1].start] == ", " and side.text[end : end + 1] in (",", ".")


def _is_in_place(pair: PairDifference, x: Quantity, y: Quantity) -> bool:
    region = _region_of(pair, x)
    return region is not None and y.words.start in region.b


def _region_of(pair: PairDifference, x: Quantity) -> Region | None:
    return next((r for r in pair.regions if x.words.start in r.a), None)
