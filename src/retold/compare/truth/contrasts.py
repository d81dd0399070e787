"""Words of which only one can hold in one place: opposites, and the states, acts or things of one field.

A field is a list of alternatives; what stands for one alternative is joined by "|" and counts in all its forms, after "=" in that one alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import PhraseBook
from retold.compare.pair.regions import Region
from retold.compare.pair.sides import Side
from retold.text.forms import phrase_forms

_LONGEST = 5  # words of a region in which one word is exchanged for another
_BEING = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_AGENT_WITHIN = 8  # words from a passive verb to its "by"
_AROUND = 2  # content words on each side of a word by which its place is known


class Sense(NamedTuple):
    """One alternative of one field."""

    field: int
    alternative: int


class Contrast(NamedTuple):
    """Words of A and words of B that cannot both be true, and the region in which both stand, if they do."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    region: Region | None


class ContrastBook:
    """Fields of alternatives, found in a run of words."""

    def __init__(self, fields: Iterable[Sequence[str]]) -> None:
        senses: dict[str, set[Sense]] = defaultdict(set)
        for n, field in enumerate(fields):
            for m, alternative in enumerate(field):
                for phrase in alternative.split("|"):
                    for form in [phrase[1:]] if phrase.startswith("=") else phrase_forms(phrase):
                        senses[form.replace("-", " ")].add(Sense(n, m))
        self._senses = {form: frozenset(found) for form, found in senses.items()}
        self._book = PhraseBook({"listed": tuple(self._senses)})

    def find(self, side: Side, where: range) -> list[tuple[range, frozenset[Sense]]]:
        """Where listed words stand, with what each may stand for."""
        return [(run, self._senses[" ".join(side.words[k].norm for k in run)]) for run, _ in self._book.find(side, where)]


def excludes(x: frozenset[Sense], y: frozenset[Sense]) -> bool:
    """Can one not be true where the other is: are they alternatives of one field, and in no field the same?"""
    return not x & y and any(s.field == t.field for s in x for t in y)


def contrasts(diff: Differences, pair: PairDifference, listed: ContrastBook) -> Iterator[Contrast]:
    """Words exchanged for others that exclude them: one in a region, and where none is, those that moved with the words beside them."""
    found_a = [(words, senses) for run, senses in listed.find(diff.a, pair.a) if (words := _lost(diff, pair, run))]
    found_b = [(words, senses) for run, senses in listed.find(diff.b, pair.b) if (words := _gained(diff, pair, run))]
    if not found_a or not found_b:
        return
    opposed = [
        (x, y) for x, sense_x in found_a for y, sense_y in found_b if excludes(sense_x, sense_y) and not _is_turned(diff, pair, x[0], y[0])
    ]
    for region in pair.regions:
        here = [(x, y) for x, y in opposed if x[0] in region.a and y[0] in region.b and max(len(region.a), len(region.b)) <= _LONGEST]
        if here:
            yield Contrast(*here[0], region)
            opposed = [(x, y) for x, y in opposed if x != here[0][0] and y != here[0][1]]
    moved = [(x, y) for x, y in opposed if _stand_alike(diff, pair, x, y)]
    if len(moved) == 1:
        yield Contrast(*moved[0], None)


def _lost(diff: Differences, pair: PairDifference, run: range) -> tuple[int, ...]:
    """The words of a phrase of A that B lacks."""
    there = [diff.b.within(span) for span in diff.partners_a[pair.a_span]]
    return tuple(k for k in run if k not in diff.a_to_b and (diff.gone(k, pair) or _is_surplus(diff.a, k, pair.a, diff.b, there)))


def _gained(diff: Differences, pair: PairDifference, run: range) -> tuple[int, ...]:
    """The words of a phrase of B that A lacks."""
    there = [diff.a.within(span) for span in diff.partners_b[pair.b_span]]
    return tuple(k for k in run if k not in diff.b_to_a and (diff.new(k, pair) or _is_surplus(diff.b, k, pair.b, diff.a, there)))


def _is_surplus(side: Side, k: int, here: range, other: Side, there: Sequence[range]) -> bool:
    """Does the sentence of a content word have it more often than its counterparts have?"""
    stem = side.stems[k]
    return side.is_content(k) and sum(side.stems[n] == stem for n in here) > sum(other.stems[n] == stem for run in there for n in run)


def _is_turned(diff: Differences, pair: PairDifference, i: int, j: int) -> bool:
    """Did what stands before and behind these words change places, as in "X sold it to Y" and "Y bought it from X"?

    Not where one sentence is only passive, with the other's subject behind "by".
    """
    if _is_passive_of(diff.a, pair.a, i, diff.b, pair.b, j) or _is_passive_of(diff.b, pair.b, j, diff.a, pair.a, i):
        return False
    before_a, behind_a = _content(diff.a, range(pair.a.start, i)), _content(diff.a, range(i + 1, pair.a.stop))
    before_b, behind_b = _content(diff.b, range(pair.b.start, j)), _content(diff.b, range(j + 1, pair.b.stop))
    return bool((before_a & behind_b) - before_b - behind_a) and bool((behind_a & before_b) - before_a - behind_b)


def _is_passive_of(passive: Side, sentence: range, i: int, active: Side, there: range, j: int) -> bool:
    """Is word i a passive verb, whose agent ("by the house") stands before word j in the other sentence?"""
    if not any(passive.words[k].norm in _BEING for k in range(max(sentence.start, i - 2), i)):
        return False
    by = next((k for k in range(i + 1, min(i + _AGENT_WITHIN, sentence.stop)) if passive.words[k].norm == "by"), None)
    if by is None:
        return False
    agent = [passive.stems[k] for k in range(by + 1, sentence.stop) if passive.is_content(k)][:_AROUND]
    subject = {active.stems[k] for k in range(there.start, j) if active.is_content(k)}
    return bool(agent) and set(agent) <= subject


def _content(side: Side, where: Iterable[int]) -> set[str]:
    return {side.stems[k] for k in where if side.is_content(k)}


def _stand_alike(diff: Differences, pair: PairDifference, x: tuple[int, ...], y: tuple[int, ...]) -> bool:
    """Do the same content words stand beside both, before them or behind them, once in each sentence?"""
    if not diff.a.is_content(x[0]) or not diff.b.is_content(y[0]):
        return False
    before_a, behind_a = _beside(diff.a, pair.a, x)
    before_b, behind_b = _beside(diff.b, pair.b, y)
    if _is_passive_of(diff.a, pair.a, x[0], diff.b, pair.b, y[0]) or _is_passive_of(diff.b, pair.b, y[0], diff.a, pair.a, x[0]):
        return True
    return bool(before_a & before_b) or bool(behind_a & behind_b)


def _beside(side: Side, sentence: range, words: tuple[int, ...]) -> tuple[set[str], set[str]]:
    """The stems of the content words right before and right behind, those that the sentence has once."""
    often = Counter(side.stems[k] for k in sentence)
    before = [k for k in range(sentence.start, words[0]) if side.is_content(k)][-_AROUND:]
    behind = [k for k in range(words[-1] + 1, sentence.stop) if side.is_content(k)][:_AROUND]
    once_before, once_behind = ({side.stems[k] for k in run if often[side.stems[k]] == 1} for run in (before, behind))
    return once_before, once_behind
