"""Meaning turned round: a negation put in or taken out, or a word replaced by its opposite, in otherwise like words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retold.compare.differences import Differences, PairDifference, Region
from retold.compare.findings import change
from retold.compare.quantities import approximating
from retold.compare.sides import Side
from retold.compare.spelling import stem_of
from retold.records import Change
from retold.words import lists, phrases

_BESIDE = 3  # words from one neighbour of a negation to the other where it is not: "do", "to" or one other may stand between
_NEAR = 3  # words on both sides of a negation that must correspond


@cache
def _negations(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "polarity", "negations"))


@cache
def _opposites(language: str | None) -> frozenset[tuple[str, str]]:
    pairs = [(stem_of(x), stem_of(y)) for x, y in lists(language or "en").get("polarity", lists("en")["polarity"])["opposites"]]
    return frozenset(pairs + [(y, x) for x, y in pairs])


def polarity_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Negations that only one side has in a like context, and opposites in one place."""
    vague_a, vague_b = approximating(pair.figures_a), approximating(pair.figures_b)  # "barely 200": compared with the figures
    no_a = [k for k in _negated(diff.a, pair.a) if k not in vague_a]
    no_b = [k for k in _negated(diff.b, pair.b) if k not in vague_b]
    if len(no_a) != len(no_b):
        yield from _negation(diff, pair, no_a, no_b)
    for region in pair.regions:
        yield from _opposite(diff, pair, region)


def _negated(side: Side, where: range) -> list[int]:
    listed = _negations(side.language)
    return [k for k in where if side.words[k].norm.replace("’", "'") in listed]


def _negation(diff: Differences, pair: PairDifference, no_a: list[int], no_b: list[int]) -> Iterator[Change]:
    only_a = [k for k in no_a if k not in diff.a_to_b]
    only_b = [k for k in no_b if k not in diff.b_to_a]
    if len(no_a) > len(no_b) and only_a:
        k = min(only_a, key=lambda k: -_agreement(k, pair.a, diff.a_to_b))
        agreement = _agreement(k, pair.a, diff.a_to_b)
        words: tuple[tuple[int, ...], tuple[int, ...]] = ((k,), ())
    elif only_b:
        k = min(only_b, key=lambda k: -_agreement(k, pair.b, diff.b_to_a))
        agreement = _agreement(k, pair.b, diff.b_to_a)
        words = ((), (k,))
    else:
        return
    tight = _is_tight(words[0][0], pair.a, diff.a_to_b) if words[0] else _is_tight(words[1][0], pair.b, diff.b_to_a)
    if agreement >= 0.6 and pair.likeness >= 0.5 and tight:
        yield change(
            diff, pair, "meaning-flipped", words, 0.45 + 0.5 * agreement * pair.likeness, "one version negates what the other states"
        )


def _agreement(k: int, sentence: range, links: dict[int, int]) -> float:
    """Share of the words around word k that correspond to words of the other side."""
    around = [n for n in range(max(sentence.start, k - _NEAR), min(sentence.stop, k + _NEAR + 1)) if n != k]
    return sum(n in links for n in around) / len(around) if around else 0.0


def _is_tight(k: int, sentence: range, links: dict[int, int]) -> bool:
    """Do the words before and behind word k stand side by side on the other side? Else other words came or went with the negation."""
    before, behind = k - 1, k + 1
    if before not in sentence or behind not in sentence:
        return True
    return before in links and behind in links and 0 < links[behind] - links[before] <= _BESIDE


def _opposite(diff: Differences, pair: PairDifference, region: Region) -> Iterator[Change]:
    if not region.a or not region.b or max(len(region.a), len(region.b)) > 5 or pair.likeness < 0.45:
        return
    listed = _opposites(diff.a.language)
    vague_a, vague_b = approximating(pair.figures_a), approximating(pair.figures_b)
    for i in region.a:
        for j in region.b:
            if i in vague_a and j in vague_b:
                continue
            if (diff.a.stems[i], diff.b.stems[j]) in listed and diff.gone(i, pair) and diff.new(j, pair):
                strength = 0.4 + 0.5 * pair.likeness / max(1, max(len(region.a), len(region.b)) - 1)
                yield change(diff, pair, "meaning-flipped", ((i,), (j,)), strength, "a word is replaced by its opposite")
                return
