"""Evaluative words put in, taken out or exchanged, by a list with the words found as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retold.compare.differences import Differences, PairDifference, Region
from retold.compare.findings import change
from retold.compare.sides import Side
from retold.records import Change
from retold.text.stems import function_words, stem
from retold.words import phrases

_LONGEST_SWAP = 3  # words of an exchange in which the neutral side is shown too


@cache
def _loaded(language: str | None) -> frozenset[tuple[str, ...]]:
    """Loaded words as runs of stems: "high-stakes" is two."""
    grammar = frozenset(stem(w) for w in function_words(language))
    runs = (tuple(stem(part) for part in word.replace("-", " ").split()) for word in phrases(language, "loaded", "words"))
    return frozenset(run for run in runs if not set(run) <= grammar)


def loaded_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Words that judge and that one of the two articles does not use at all."""
    for region in pair.regions:
        lost = [k for k in _judging(diff.a, region.a) if diff.gone(k, pair) and diff.a.stems[k] not in diff.b.known]
        gained = [k for k in _judging(diff.b, region.b) if diff.new(k, pair) and diff.b.stems[k] not in diff.a.known]
        if lost or gained:
            yield _change(diff, pair, region, lost, gained)


def _judging(side: Side, where: range) -> list[int]:
    """Indices of the unquoted words in a run of words that belong to loaded ones."""
    listed = _loaded(side.language)
    found = []
    for k in where:
        for length in (2, 1):
            run = range(k, min(k + length, where.stop))
            if tuple(side.stems[n] for n in run) in listed and all(side.quote_of[n] < 0 for n in run):
                found += [n for n in _compound(side, run) if n not in found]
                break
    return found


def _compound(side: Side, run: range) -> range:
    """The words with those that a hyphen ties to them: "high-stakes" where "stakes" is listed."""
    first, last = run.start, run.stop - 1
    while first > 0 and side.text[side.words[first - 1].end : side.words[first].start] == "-":
        first -= 1
    while last + 1 < len(side.words) and side.text[side.words[last].end : side.words[last + 1].start] == "-":
        last += 1
    return range(first, last + 1)


def _change(diff: Differences, pair: PairDifference, region: Region, lost: list[int], gained: list[int]) -> Change:
    size = max(len(region.a), len(region.b))
    strength = 0.35 + 0.55 * pair.likeness / max(1.0, size / 3)
    swapped = 0 < len(region.a) <= _LONGEST_SWAP and 0 < len(region.b) <= _LONGEST_SWAP
    words_a = tuple(lost) or (tuple(k for k in region.a if diff.a.is_content(k)) if swapped else ())
    words_b = tuple(gained) or (tuple(k for k in region.b if diff.b.is_content(k)) if swapped else ())
    return change(diff, pair, "loaded-word", (words_a, words_b), strength, "one version uses a word that judges; the other does not")
