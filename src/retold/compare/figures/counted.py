"""What a figure counts: the same number, of something else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import change
from retold.compare.pair.quantities import Quantity
from retold.compare.pair.regions import Region
from retold.compare.pair.sides import Side
from retold.compare.pair.spelling import stem_of
from retold.records import Change
from retold.words import phrases

_COUNTED_WITHIN = 6  # words around a figure in which the thing it counts stands
_MANY_WORDS = 5  # of a region in which another thing is counted
_TWO = 2
_TRADED_WITHIN = 0.85  # likeness of sentences in which two things may have changed their numbers


def counted_changes(diff: Differences, pair: PairDifference, x: Quantity, y: Quantity) -> Iterator[Change]:
    """The same number of another thing: the words around it that differ hold a thing on both sides."""
    if (x.value or 0) < _TWO or x.is_day or (x.is_measure and y.is_measure):
        return
    for region in pair.regions:
        near = _distance(region.a, x.words) <= _COUNTED_WITHIN and _distance(region.b, y.words) <= _COUNTED_WITHIN
        most = _MANY_WORDS if x.is_measure == y.is_measure else 1
        if not (near and region.a and region.b and max(len(region.a), len(region.b)) <= most):
            continue
        things_a = [k for k in region.a if _is_thing(diff.a, k) and diff.gone(k, pair)]
        things_b = [k for k in region.b if _is_thing(diff.b, k) and diff.new(k, pair)]
        if _head_is_shared(diff, region) or not _may_be_others(diff, things_a, things_b, x):
            continue
        if things_a and things_b and _counts(diff.a, region.a, x.words) and _counts(diff.b, region.b, y.words):
            words = (tuple(sorted({*region.a, *x.words})), tuple(sorted({*region.b, *y.words})))
            yield change(diff, pair, "figure-changed", words, 0.4 + 0.45 * pair.likeness, "the same number, of something else")
            return


def traded_changes(diff: Differences, pair: PairDifference, x: Quantity, y: Quantity) -> Iterator[Change]:
    """The same number of what the other sentence has in another number: "two teachers and a pupil", "two pupils and a teacher"."""
    i, j = x.words.stop, y.words.stop
    if pair.likeness < _TRADED_WITHIN or i not in pair.a or j not in pair.b or diff.a_to_b.get(i) == j:
        return
    in_a, in_b = {diff.a.stems[k] for k in pair.a}, {diff.b.stems[k] for k in pair.b}
    one, other = diff.a.stems[i], diff.b.stems[j]
    if one != other and {one, other} <= in_a & in_b and _is_plural(diff.a, i) and _is_plural(diff.b, j):
        words = ((*x.words, i), (*y.words, j))
        yield change(diff, pair, "figure-changed", words, 0.4 + 0.45 * pair.likeness, "the same number, of what the other has in another")


def _is_plural(side: Side, k: int) -> bool:
    return _is_thing(side, k) and side.words[k].norm.endswith(("s", "men")) and not side.words[k].norm.endswith("ss")


def _may_be_others(diff: Differences, things_a: list[int], things_b: list[int], figure: Quantity) -> bool:
    """Are they other things, not names of one ("kids", "children")? Two of a thing are often named anew; they must exclude each other."""
    one, other = {diff.a.stems[k] for k in things_a}, {diff.b.stems[k] for k in things_b}
    if figure.value == _TWO:
        return any(one & names and other & names for names in _names(diff.a.language, "excluding"))
    return not any(one & names and other & names for names in _names(diff.a.language, "namesakes"))


def _head_is_shared(diff: Differences, region: Region) -> bool:
    """Does the noun that both count follow right behind: "seven teenage girls", "seven different girls"?"""
    i, j = region.a.stop, region.b.stop
    if diff.a_to_b.get(i) != j or not _is_thing(diff.a, i) or not diff.a.words[i].norm.endswith("s"):
        return False
    if diff.a.words[i - 1].norm.endswith("s") or diff.b.words[j - 1].norm.endswith("s"):
        return False  # "1,200 soldiers", "1,200 clerks": the plural is the thing counted, not what follows it
    gap = diff.a.text[diff.a.words[i - 1].end : diff.a.words[i].start], diff.b.text[diff.b.words[j - 1].end : diff.b.words[j].start]
    return gap == (" ", " ")


def _counts(side: Side, region: range, figure: range) -> bool:
    """Do these words name what a figure counts: right behind it ("1,200 soldiers"), or before it with "by" ("soldiers by 1,200")?"""
    if region.start == figure.stop:
        return not any(side.words[k].norm.endswith(("ed", "ing")) for k in region)
    if any(side.is_name(k) for k in region):
        return False  # "Hall rises to 32"
    return region.stop == figure.start - 1 and side.words[region.stop].norm in ("by", "at", "to", "of")


def _distance(x: range, y: range) -> int:
    return max(0, y.start - x.stop, x.start - y.stop)


def _is_thing(side: Side, k: int) -> bool:
    return side.is_content(k) and side.words[k].norm.isalpha() and len(side.stems[k]) > 2


@cache
def _names(language: str | None, name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(stem_of(word) for word in words) for words in phrases(language, "figures", name))
