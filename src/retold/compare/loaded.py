"""Evaluative words put in, taken out or exchanged, by a list with the words found as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retold.compare.differences import Differences, PairDifference, Region
from retold.compare.findings import change, same_stem
from retold.compare.sides import Side
from retold.records import Change
from retold.text.stems import function_words
from retold.words import phrases


@cache
def _loaded(language: str | None) -> frozenset[str]:
    return same_stem(phrases(language, "loaded", "words")) - same_stem(tuple(function_words(language)))


def loaded_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Words that judge and stand on one side only."""
    for region in pair.regions:
        lost = [k for k in region.a if _judges(diff.a, k) and diff.gone(k, pair) and diff.a.stems[k] not in diff.b.known]
        gained = [k for k in region.b if _judges(diff.b, k) and diff.new(k, pair) and diff.b.stems[k] not in diff.a.known]
        if lost or gained:
            yield _change(diff, pair, region, lost, gained)


def _judges(side: Side, k: int) -> bool:
    return side.stems[k] in _loaded(side.language) and side.quote_of[k] < 0


def _change(diff: Differences, pair: PairDifference, region: Region, lost: list[int], gained: list[int]) -> Change:
    size = max(len(region.a), len(region.b))
    strength = 0.35 + 0.55 * pair.likeness / max(1.0, size / 3)
    swapped = 0 < len(region.a) <= 3 and 0 < len(region.b) <= 3
    words_a = tuple(lost) or (tuple(k for k in region.a if diff.a.is_content(k)) if swapped else ())
    words_b = tuple(gained) or (tuple(k for k in region.b if diff.b.is_content(k)) if swapped else ())
    side = "A" if lost and not gained else "B"
    return change(diff, pair, "loaded-word", (words_a, words_b), strength, f"{side} uses a word that judges; the other version does not")
