"""Figures told in words: a time told as another kind of time, a number that only one side counts with, "the top issue" for "a top issue".

Looked for in sentences that otherwise correspond; each is shown as one to be looked at, for the words around it may have changed as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from retold.compare.differences import Differences, PairDifference
from retold.compare.findings import change
from retold.compare.hedge_signs import View
from retold.compare.hedges import views
from retold.compare.quantities import Quantity, is_measure
from retold.compare.sides import Side
from retold.records import Change
from retold.words import lists, phrases

_LIKE_ENOUGH = 0.4  # likeness of sentences that tell of one time, rank or number
_SURE, _PERHAPS = 0.65, 0.5
YEARS_WRITTEN = range(1900, 2100)


class _Time(NamedTuple):
    """Words that say when: of which kind they are, and the words."""

    kind: str
    words: tuple[int, ...]


def told_figure_changes(
    diff: Differences, pair: PairDifference, figures_a: Sequence[Quantity], figures_b: Sequence[Quantity]
) -> Iterator[Change]:
    """Figure changes of one sentence pair, of which these are the figures, that are told in words."""
    if pair.likeness < _LIKE_ENOUGH:
        return
    yield from _other_times(diff, pair)
    yield from _other_ranks(diff, pair)
    from_a, from_b = views(diff, pair)
    for view, figures, others in ((from_a, figures_a, figures_b), (from_b, figures_b, figures_a)):
        for here, there, strength, why in (*_numbers_dropped(view, figures, others), *_least_of_one(view, figures)):
            yield change(diff, pair, "figure-changed", (here, there) if view is from_a else (there, here), strength, why)


def _other_times(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """ "on Friday" / "recently": the one time of a sentence that the other lacks, against the one that it has instead."""
    only_a = [t for t in _times(diff.a, pair.a) if not any(k in diff.a_to_b for k in t.words)]
    only_b = [t for t in _times(diff.b, pair.b) if not any(k in diff.b_to_a for k in t.words)]
    if len(only_a) != 1 or len(only_b) != 1:
        return
    one, other = only_a[0], only_b[0]
    if {one.kind, other.kind} <= _DATES or {one.kind, other.kind} == {"span", "month"}:  # "last month" may be June
        return
    if [diff.a.stems[k] for k in one.words] != [diff.b.stems[k] for k in other.words]:
        yield change(diff, pair, "figure-changed", (one.words, other.words), _PERHAPS, "the time is told otherwise")


_DATES = frozenset(["day", "month", "year"])  # which are compared as dates


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
    if norms[0] in _listed(side.language, "relative"):
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


def _other_ranks(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """ "the top issue" / "a top issue", "the most religious people" / "most religious people"."""
    ranks = _listed(diff.a.language, "ranks")
    for i in range(pair.a.start + 1, pair.a.stop):
        j = diff.a_to_b.get(i, -1)
        if diff.a.words[i].norm not in ranks or j not in pair.b or j == pair.b.start or diff.a.quote_of[i] >= 0 or diff.b.quote_of[j] >= 0:
            continue
        before = diff.a.words[i - 1].norm, diff.b.words[j - 1].norm
        if "the" in before and any(word in _listed(diff.a.language, "ordinals") for word in before):  # "the second largest"
            yield change(diff, pair, "figure-changed", ((i - 1, i), (j - 1, j)), _SURE, "another rank")
        other = next((w for w in before if w != "the"), "the")
        if before.count("the") == 1 and (other in ("a", "an", "one") or diff.a.words[i].norm == "most"):
            yield change(diff, pair, "figure-changed", ((i - 1, i), (j - 1, j)), _SURE, "one of the first rank is no more the only one")


_Told = tuple[tuple[int, ...], tuple[int, ...], float, str]  # the words here and there, the strength and the reason


def _numbers_dropped(view: View, figures: Sequence[Quantity], others: Sequence[Quantity]) -> Iterator[_Told]:
    """ "three officials" / "officials": the things are counted on one side only."""
    counted_there = {_counted(view.other, q) for q in others}
    for figure in figures:
        noun = _counted(view.side, figure)
        if not _says_how_many(view.side, figure) or noun >= view.sentence.stop:
            continue
        there = view.links.get(noun, -1)
        if there not in view.counterpart or there in counted_there or there - 1 in counted_there or view.side.quote_of[noun] >= 0:
            continue
        if _is_plural(view.side, noun) and _is_plural(view.other, there) and not any(k in view.links for k in figure.words):
            yield (*figure.words, noun), (there,), _PERHAPS, "only one version says how many"


def _says_how_many(side: Side, figure: Quantity) -> bool:
    """Is it a number told in a word, more than one, or a heap of ("dozens of")?"""
    if figure.vague:
        return figure.vague in _listed(side.language, "heaps")
    return (figure.value or 0) >= 2 and side.words[figure.words.start].norm.isalpha() and not is_measure(side, figure)


def _counted(side: Side, figure: Quantity) -> int:
    """Where the noun that a figure counts may stand: right behind it, or behind "of"."""
    stop = figure.words.stop
    return stop + 1 if figure.vague and stop < len(side.words) and side.words[stop].norm == "of" else stop


def _least_of_one(view: View, figures: Sequence[Quantity]) -> Iterator[_Told]:
    """ "at least one cache" / "a cache"."""
    for figure in figures:
        there = view.links.get(figure.words.stop, -1)
        if figure.value == 1 and figure.exactness and there - 1 in view.counterpart and view.other.words[there - 1].norm in ("a", "an"):
            here = (*figure.approximator, *figure.words, figure.words.stop)
            yield here, (there - 1, there), _SURE, "the same number, but not as exact"


def _is_plural(side: Side, k: int) -> bool:
    norm = side.words[k].norm
    return norm.endswith("s") and not norm.endswith("ss") and side.is_content(k)


@cache
def _beginning(language: str | None) -> frozenset[str]:
    """Words with which a time may begin."""
    numbers = frozenset(lists(language or "en").get("figures", {}).get("numbers", {}))
    return numbers.union(*(_listed(language, name) for name in ("relative", "loose", "days", "months", "spans", "vague")))


@cache
def _listed(language: str | None, name: str) -> frozenset[str]:
    return frozenset(phrases(language, "figures", name))
