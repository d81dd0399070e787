"""Times told in words: another day, month or season, another part of the day, last week for last month, a date for "recently".

What may be the same time in two prints is no change: "today" and "yesterday", evening and night, "last year" and "the past year".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import change
from retold.compare.pair.numbers import YEARS_WRITTEN
from retold.compare.pair.sides import Side
from retold.records import Change
from retold.words import lists, phrases

_LIKE_ENOUGH = 0.4  # likeness of sentences that tell of one time
_PERHAPS = 0.5
_DATED_WITHIN = 6  # words of a region in which one date stands for another
_DATES = frozenset(["day", "month", "year"])  # which are compared as dates
_STRETCHES = ("day_parts", "seasons", "relative_days")  # lists that tell of each word from when to when it lasts


class _Time(NamedTuple):
    """Words that say when: of which kind they are, and the words."""

    kind: str
    words: tuple[int, ...]


def time_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Times of one sentence pair for which the other version has another."""
    for names in ("days", "months"):
        yield from _exchanged(diff, pair, lambda side, k, names=names: is_date(side, k, names), lambda i, j: True)  # type: ignore[misc]
    for name in _STRETCHES:
        yield from _exchanged(diff, pair, lambda side, k, name=name: _lasts(side, k, name) is not None, _apart(diff, name))  # type: ignore[misc]
    yield from _other_spans(diff, pair)
    if pair.likeness >= _LIKE_ENOUGH:
        yield from _other_times(diff, pair)


def is_date(side: Side, k: int, names: str) -> bool:
    """Is word k the name of a day or a month, as the list says?"""
    return side.text[side.words[k].start].isupper() and side.words[k].norm in _listed(side.language, names)


def _exchanged(
    diff: Differences, pair: PairDifference, is_time: Callable[[Side, int], bool], differ: Callable[[int, int], bool]
) -> Iterator[Change]:
    """A word of time that another one of its kind stands for in its place."""
    for region in pair.regions:
        one, other = [k for k in region.a if is_time(diff.a, k)], [k for k in region.b if is_time(diff.b, k)]
        size = max(len(region.a), len(region.b))
        if len(one) != 1 or len(other) != 1 or size > _DATED_WITHIN or not differ(one[0], other[0]):
            continue
        if diff.gone(one[0], pair) and diff.new(other[0], pair):
            strength = 0.42 + 0.4 * pair.likeness - 0.03 * size
            yield change(diff, pair, "figure-changed", (one, other), strength, "another time stands in its place")


def _lasts(side: Side, k: int, name: str) -> tuple[float, float] | None:
    """From when to when the time of word k lasts, if it is one of the list."""
    stretches: dict[str, tuple[float, float]] = lists(side.language or "en").get("figures", {}).get(name, {})
    return stretches.get(side.words[k].norm) if not side.is_name(k) else None


def _apart(diff: Differences, name: str) -> Callable[[int, int], bool]:
    """Do two times of a list never meet?"""

    def apart(i: int, j: int) -> bool:
        one, other = _lasts(diff.a, i, name), _lasts(diff.b, j, name)
        return bool(one and other) and (one[1] <= other[0] or other[1] <= one[0])  # type: ignore[index]

    return apart


def _other_spans(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """ "last week" / "last month", "this week" / "next week", word for word in its place."""
    for one in _spans(diff.a, pair.a):
        for other in _spans(diff.b, pair.b):
            if all(_stands_for(diff, pair, i, j) for i, j in zip(one, other, strict=True)) and _differ(diff, one, other):
                strength = 0.42 + 0.35 * pair.likeness
                yield change(diff, pair, "figure-changed", (one, other), strength, "another time stands in its place")


def _spans(side: Side, sentence: range) -> Iterator[tuple[int, int]]:
    """Where a sentence says "last week" and the like."""
    relative, spans = _relative(side.language), _listed(side.language, "calendar")
    for k in range(sentence.start, sentence.stop - 1):
        is_of = k + 2 < sentence.stop and side.words[k + 2].norm == "of"  # "the last week of May"
        if side.words[k].norm in relative and side.words[k + 1].norm in spans and not is_of:
            yield k, k + 1


def _stands_for(diff: Differences, pair: PairDifference, i: int, j: int) -> bool:
    """Do two words correspond or differ in the same place?"""
    return diff.a_to_b.get(i) == j or any(i in region.a and j in region.b for region in pair.regions)


def _differ(diff: Differences, one: tuple[int, int], other: tuple[int, int]) -> bool:
    relative = _relative(diff.a.language)
    when = relative[diff.a.words[one[0]].norm], relative[diff.b.words[other[0]].norm]
    return when[0] != when[1] or diff.a.stems[one[1]] != diff.b.stems[other[1]]


def _other_times(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """ "on Friday" / "recently": the one time of a sentence that the other lacks, against the one that it has instead."""
    only_a = [t for t in _times(diff.a, pair.a) if not any(k in diff.a_to_b for k in t.words)]
    only_b = [t for t in _times(diff.b, pair.b) if not any(k in diff.b_to_a for k in t.words)]
    if len(only_a) != 1 or len(only_b) != 1:
        return
    one, other = only_a[0], only_b[0]
    if {one.kind, other.kind} <= _DATES or {one.kind, other.kind} == {"span", "month"}:  # "last month" may be June
        return
    if one.kind == other.kind == "span" and not any(_stands_for(diff, pair, i, j) for i in one.words for j in other.words):
        return  # "last fall" lies in "last year"
    if [diff.a.stems[k] for k in one.words] != [diff.b.stems[k] for k in other.words]:
        yield change(diff, pair, "figure-changed", (one.words, other.words), _PERHAPS, "the time is told otherwise")


def _times(side: Side, sentence: range) -> Iterator[_Time]:
    """The times that a sentence tells outside quotation marks."""
    k = sentence.start
    while k < sentence.stop:
        found = _time_at(side, k, sentence.stop) if side.quote_of[k] < 0 else None
        if found:
            found = _whole_date(side, found, sentence.stop)
            yield found
        k = found.words[-1] + 1 if found else k + 1


def _whole_date(side: Side, time: _Time, stop: int) -> _Time:
    """A month or a day with the date and the year that follow it: "November 2012", "July 14, 2018"."""
    end = time.words[-1] + 1
    while time.kind in ("day", "month") and end < stop and side.words[end].norm[0].isdigit():
        end += 1
    return _Time(time.kind, tuple(range(time.words[0], end)))


def _time_at(side: Side, k: int, stop: int) -> _Time | None:
    first = side.words[k].norm
    if first not in _beginning(side.language) and not first[0].isdigit():
        return None
    norms = [side.words[n].norm for n in range(k, min(k + 4, stop))]
    spans = _listed(side.language, "spans")
    if norms[0] in _relative(side.language):
        size = next((n for n in (1, 2) if n < len(norms) and norms[n] in spans), 0)
        return _Time("span", tuple(range(k, k + size + 1))) if size else None
    if norms[0] in _listed(side.language, "loose"):
        return _Time("loose", (k,))
    for size in (3, 2):
        if len(norms) > size - 1 and norms[size - 1] in _listed(side.language, "counted_from") and norms[size - 2] in spans:
            return _Time("ago", tuple(range(k, k + size)))
    if side.text[side.words[k].start].isupper():
        kind = next((kind for kind in ("day", "month") if norms[0] in _listed(side.language, kind + "s")), None)
        return _Time(kind, (k,)) if kind else None
    return _Time("year", (k,)) if norms[0].isdigit() and len(norms[0]) == 4 and int(norms[0]) in YEARS_WRITTEN else None


@cache
def _beginning(language: str | None) -> frozenset[str]:
    """Words with which a time may begin."""
    figures = lists(language or "en").get("figures", {})
    starts = ("loose", "days", "months", "spans", "vague", "heaps")
    return frozenset([*figures.get("numbers", {}), *_relative(language)]).union(*(_listed(language, name) for name in starts))


@cache
def _relative(language: str | None) -> dict[str, int]:
    """Words before a week or a year, with how many of them it lies ahead."""
    found: dict[str, int] = lists(language or "en").get("figures", lists("en")["figures"])["relative"]
    return found


@cache
def _listed(language: str | None, name: str) -> frozenset[str]:
    return frozenset(phrases(language, "figures", name))
