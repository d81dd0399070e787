"""Figures told in words: a number that only one side counts with, "the top issue" for "a top issue".

Looked for in sentences that otherwise correspond; each is shown as one to be looked at, for the words around it may have changed as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import change
from retold.compare.pair.numerals import listed
from retold.compare.pair.quantities import Quantity, is_alike, is_same
from retold.compare.pair.sides import Side
from retold.compare.pair.views import View, views
from retold.records import Change
from retold.words import lists, phrases

_LIKE_ENOUGH = 0.4  # likeness of sentences that tell of one time, rank or number
_SURE, _PERHAPS = 0.65, 0.5
_NOUN_WITHIN = 3  # words behind a number in which the noun stands that it counts
_ROLE_WITHIN = 5  # words from a figure to the one that says what it is


def told_figure_changes(
    diff: Differences, pair: PairDifference, figures_a: Sequence[Quantity], figures_b: Sequence[Quantity]
) -> Iterator[Change]:
    """Figure changes of one sentence pair, of which these are the figures, that are told in words."""
    if pair.likeness < _LIKE_ENOUGH:
        return
    yield from _other_ranks(diff, pair)
    for x, y in ((x, y) for x in figures_a for y in figures_b if x.value is not None and is_same(x, y)):
        yield from _other_roles(diff, pair, x, y)
        yield from _by_or_to(diff, pair, x, y)
    from_a, from_b = views(diff, pair)
    for view, figures, others in ((from_a, figures_a, figures_b), (from_b, figures_b, figures_a)):
        for here, there, strength, why in _told_by_one(view, figures, others):
            yield change(diff, pair, "figure-changed", (here, there) if view is from_a else (there, here), strength, why)


def _other_ranks(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """ "the top issue" / "a top issue", "the most religious people" / "most religious people"."""
    ranks = _listed(diff.a.language, "ranks")
    for i in range(pair.a.start + 1, pair.a.stop):
        j = diff.a_to_b.get(i, -1)
        if diff.a.words[i].norm not in ranks or j not in pair.b or j == pair.b.start or diff.a.quote_of[i] >= 0 or diff.b.quote_of[j] >= 0:
            continue
        if diff.a_to_b.get(i + 1, -1) != j + 1:
            continue  # what is of this rank is not the same
        before = diff.a.words[i - 1].norm, diff.b.words[j - 1].norm
        if "the" in before and any(listed("ordinals").get(word, 0) > 1 for word in before):  # "the second largest"
            yield change(diff, pair, "figure-changed", ((i - 1, i), (j - 1, j)), _SURE, "another rank")
        other = next((w for w in before if w != "the"), "the")
        if before.count("the") == 1 and (other in ("a", "an", "one") or diff.a.words[i].norm == "most"):
            yield change(diff, pair, "figure-changed", ((i - 1, i), (j - 1, j)), _SURE, "one of the first rank is no more the only one")


_Told = tuple[tuple[int, ...], tuple[int, ...], float, str]  # the words here and there, the strength and the reason


def _told_by_one(view: View, figures: Sequence[Quantity], others: Sequence[Quantity]) -> Iterator[_Told]:
    """What one sentence says in figures and the other without."""
    yield from _numbers_dropped(view, figures, others)
    yield from _least_of_one(view, figures, others)
    yield from _one_of_several(view, figures)


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
        if _is_definite(view.side, figure.words[0]) and _is_definite(view.other, there):
            continue  # "the two leaders", "the leaders"
        if _is_plural(view.side, noun) and _is_plural(view.other, there) and not any(k in view.links for k in figure.words):
            yield (*figure.words, noun), (there,), _PERHAPS, "only one version says how many"


def _is_definite(side: Side, k: int) -> bool:
    return k > 0 and side.words[k - 1].norm in ("the", "these", "those", "both", "their", "his", "her", "its")


def _says_how_many(side: Side, figure: Quantity) -> bool:
    """Is it a number told in a word, more than one, or a heap of ("dozens of")?"""
    if figure.vague:
        return figure.vague in _listed(side.language, "heaps")
    return (figure.value or 0) >= 2 and side.words[figure.words.start].norm in listed("numbers") and not figure.is_measure


def _counted(side: Side, figure: Quantity) -> int:
    """Where the noun that a figure counts may stand: right behind it, or behind "of"."""
    stop = figure.words.stop
    return stop + 1 if figure.vague and stop < len(side.words) and side.words[stop].norm == "of" else stop


def _least_of_one(view: View, figures: Sequence[Quantity], others: Sequence[Quantity]) -> Iterator[_Told]:
    """ "at least one cache" / "a cache"."""
    for figure in figures:
        if figure.single or any(is_alike(figure, q) for q in others):
            continue
        there = view.links.get(figure.words.stop, -1)
        if figure.value == 1 and figure.exactness and there - 1 in view.counterpart and view.other.words[there - 1].norm in ("a", "an"):
            here = (*figure.approximator, *figure.words, figure.words.stop)
            yield here, (there - 1, there), _SURE, "the same number, but not as exact"


def _one_of_several(view: View, figures: Sequence[Quantity]) -> Iterator[_Told]:
    """ "two paintings" / "a painting"."""
    for figure in figures:
        if figure.is_measure or (figure.value or 0) < 2 or any(k in view.links for k in figure.words):
            continue
        for noun in range(figure.words.stop, min(figure.words.stop + _NOUN_WITHIN, view.sentence.stop)):
            there = view.links.get(noun, -1)
            article = there - (noun - figure.words.stop) - 1
            if (
                there not in view.counterpart
                or article not in view.counterpart
                or view.side.words[noun].norm == view.other.words[there].norm
            ):
                continue
            if view.other.words[article].norm in ("a", "an") and view.side.is_content(noun):
                yield (*figure.words, *range(figure.words.stop, noun + 1)), tuple(range(article, there + 1)), _SURE, "one, or several"


def _other_roles(diff: Differences, pair: PairDifference, x: Quantity, y: Quantity) -> Iterator[Change]:
    """The same number as something else: "an average of 60" / "a maximum of 60", "8,000 in total" / "8,000 each"."""
    roles: dict[str, str] = lists("en")["figures"]["roles"]
    one = [k for k in _around(x, pair.a) if diff.a.words[k].norm in roles and diff.gone(k, pair)]
    other = [k for k in _around(y, pair.b) if diff.b.words[k].norm in roles and diff.new(k, pair)]
    if len(one) == len(other) == 1 and roles[diff.a.words[one[0]].norm] != roles[diff.b.words[other[0]].norm]:
        yield change(diff, pair, "figure-changed", (one, other), _SURE, "the same number, as something else")


def _around(figure: Quantity, sentence: range) -> range:
    """The words of a sentence that may say what a figure is."""
    return range(max(sentence.start, figure.words.start - _ROLE_WITHIN), min(sentence.stop, figure.words.stop + _ROLE_WITHIN))


def _by_or_to(diff: Differences, pair: PairDifference, x: Quantity, y: Quantity) -> Iterator[Change]:
    """ "raised by 2 percent" / "raised to 2 percent"."""
    i, j = x.whole.start - 1, y.whole.start - 1
    if (
        i - 1 in pair.a
        and j - 1 in pair.b
        and diff.a_to_b.get(i - 1) == j - 1
        and {diff.a.words[i].norm, diff.b.words[j].norm} == {"by", "to"}
    ):
        yield change(diff, pair, "figure-changed", ((i, *x.with_unit), (j, *y.with_unit)), _SURE, "by so much, or to so much")


def _is_plural(side: Side, k: int) -> bool:
    norm = side.words[k].norm
    return norm.endswith("s") and not norm.endswith("ss") and side.is_content(k)


@cache
def _listed(language: str | None, name: str) -> frozenset[str]:
    return frozenset(phrases(language, "figures", name))
