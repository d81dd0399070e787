"""Meaning turned round: a negation put in or taken out, or a word replaced by its opposite, in otherwise like words."""

from __future__ import annotations

from collections.abc import Iterator

from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import change
from retold.compare.pair.quantities import approximating
from retold.compare.pair.sides import Side
from retold.compare.truth.contrasts import Contrast, contrasts
from retold.compare.truth.negations import agreement, alone, contrary, governs, is_answered, is_tight, moved, negations, opposites
from retold.records import Change

_LIKE = 0.45  # likeness of sentences that tell of one thing, where a word stands for its opposite
_MOST_LIKE = 0.6  # the same, where that word moved too
_NEGATED_IN = 0.6  # likeness of sentences of which one negates what the other states
_LONGEST = 5  # words of a region in which a word stands for its contrary


def polarity_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Negations that only one side has in a like context, and opposites in one place."""
    vague_a, vague_b = approximating(pair.figures_a), approximating(pair.figures_b)  # "barely 200": compared with the figures
    no_a = [run for run in negations(diff.a, pair.a, diff.a_to_b) if vague_a.isdisjoint(run)]
    no_b = [run for run in negations(diff.b, pair.b, diff.b_to_a) if vague_b.isdisjoint(run)]
    alone_a, alone_b = alone(no_a, diff.a_to_b), alone(no_b, diff.b_to_a)
    answered: set[range] = set()
    for found in _opposed(diff, pair):
        negating = {run for run in alone_a if governs(diff.a, run, found.a[0])} ^ {
            run for run in alone_b if governs(diff.b, run, found.b[0])
        }
        answered |= negating
        if len(negating) != 1:  # "not safe" is "unsafe"
            yield change(diff, pair, "meaning-flipped", (found.a, found.b), _strength(pair, found), "a word is replaced by its opposite")
    one_alone = bool(alone_a) != bool(alone_b)
    if one_alone and not answered and _count(diff, pair, in_a=True) != _count(diff, pair, in_a=False):
        yield from _negation(diff, pair, alone_a, alone_b)


def _strength(pair: PairDifference, found: Contrast) -> float:
    places = max(len(found.region.a), len(found.region.b)) if found.region else 3
    return 0.4 + 0.5 * pair.likeness / max(1, places - 1)


def _opposed(diff: Differences, pair: PairDifference) -> Iterator[Contrast]:
    """Listed opposites, and words of which one is the other negated by a prefix."""
    if pair.likeness < _LIKE:
        return
    vague_a, vague_b = approximating(pair.figures_a), approximating(pair.figures_b)
    for found in contrasts(diff, pair, opposites(diff.a.language)):
        of_names = diff.a.is_name(found.a[0]) and diff.b.is_name(found.b[0])  # "North Korea", "South Korea"
        of_figures = not (vague_a.isdisjoint(found.a) or vague_b.isdisjoint(found.b))  # "less than 200", "more than 200"
        if not (of_names or of_figures) and (found.region or pair.likeness >= _MOST_LIKE):
            yield found
    for region in pair.regions:
        if max(len(region.a), len(region.b)) > _LONGEST:
            continue
        for i in region.a:
            for j in region.b:
                if contrary(diff.a.words[i].norm, diff.b.words[j].norm, diff.a.language) and diff.gone(i, pair) and diff.new(j, pair):
                    yield Contrast((i,), (j,), region)


def _count(diff: Differences, pair: PairDifference, in_a: bool) -> int:
    """The negations of a sentence and of those with which it was split or merged."""
    spans = diff.group(pair)[0 if in_a else 1]
    side, links = (diff.a, diff.a_to_b) if in_a else (diff.b, diff.b_to_a)
    return sum(len(negations(side, side.within(span), links)) for span in spans)


def _negation(diff: Differences, pair: PairDifference, only_a: list[range], only_b: list[range]) -> Iterator[Change]:
    """The negation that one side has alone and whose neighbours the other says side by side."""
    in_a = bool(only_a)
    side: Side = diff.a if in_a else diff.b
    sentence, there, links = (pair.a, pair.b, diff.a_to_b) if in_a else (pair.b, pair.a, diff.b_to_a)
    run = max(only_a or only_b, key=lambda run: agreement(side, run, sentence, links))
    agreed = agreement(side, run, sentence, links)
    if agreed < 0.6 or pair.likeness < _NEGATED_IN or not is_tight(side, run, sentence, links, there):
        return
    if is_answered(diff, pair, run, in_a) or moved(diff, pair, in_a):
        return
    words = ((), tuple(run)) if not in_a else (tuple(run), ())
    yield change(diff, pair, "meaning-flipped", words, 0.45 + 0.5 * agreed * pair.likeness, "one version negates what the other states")
