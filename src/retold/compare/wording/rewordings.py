"""The same thing in other words: what is told of a sentence pair when nothing else is.

Once for sentences that were split or merged together, and never beside another kind. How likely readers call a difference a rewording,
and not none at all, was learnt (`weights/learn_wording.md`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retold.compare.pair.chances import chance
from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import change
from retold.compare.pair.regions import Region
from retold.compare.pair.spelling import same_wording
from retold.compare.wording.detail_signs import is_trifle
from retold.records import Change, Span

_SHOWN_WHOLE = 14  # words up to which all that a sentence words otherwise is shown as one
_LEAST_CHANCE = 0.25  # chance from which a rewording is told: it claims nothing else, and most of it goes unnamed
_BEYOND_CHANCE = 0.25  # by so much a rewording is surer than the chance that a reader names it


class RewordingSigns(NamedTuple):
    """What speaks for readers calling the differences of a pair a rewording."""

    likeness: float
    in_order: float  # likeness of the words in their order
    told: float  # share of both articles that the pairs have in common
    places: float  # in which the words differ (logarithm)
    one_sided: float  # is there a place where one side has nothing?
    new: float  # content words that only one side has (logarithm)
    gone: float  # share of the differing content words that the other sentence has nowhere
    quoted: float  # share of the sentences that is quoted
    headline: float
    split: float  # has either sentence several partners?


class Rewording(NamedTuple):
    """A sentence pair that says the same in other words, with the places that differ."""

    pair: PairDifference
    regions: list[Region]
    signs: RewordingSigns


def reworded_changes(diff: Differences, pairs: Sequence[PairDifference], kept: Sequence[Change]) -> Iterator[Change]:
    """The rewordings that readers would name; `kept` are the changes beside which there is none."""
    for found in rewordings(diff, pairs, kept):
        rated = chance("reworded", found.signs)
        if rated >= _LEAST_CHANCE:
            words = _shown(diff, found)
            yield change(diff, found.pair, "reworded", words, min(0.95, rated + _BEYOND_CHANCE), "the same thing in other words")


def rewordings(diff: Differences, pairs: Sequence[PairDifference], kept: Sequence[Change]) -> Iterator[Rewording]:
    """One for each group of sentences that were split or merged together, where more than trifles differ and no other change was found."""
    done_a: set[Span | None] = {c.a_sentence for c in kept}
    done_b: set[Span | None] = {c.b_sentence for c in kept}
    headlines = {s.span for side in (diff.a, diff.b) for s in side.version.sentences if s.kind == "headline"}
    told = sum(p.likeness * (len(p.a) + len(p.b)) for p in diff.pairs) / max(1, len(diff.a.words) + len(diff.b.words))
    for pair in sorted(pairs, key=lambda p: -p.likeness):
        group_a, group_b = diff.group(pair)
        if group_a & done_a or group_b & done_b:
            continue
        regions = [region for region in pair.places if not _is_trifling(diff, region)]
        if regions:
            done_a |= group_a
            done_b |= group_b
            yield Rewording(pair, regions, _signs(diff, pair, regions, told, pair.a_span in headlines or pair.b_span in headlines))


def _signs(diff: Differences, pair: PairDifference, regions: list[Region], told: float, headline: bool) -> RewordingSigns:
    own_a = [k for r in regions for k in r.a if diff.a.is_content(k) and not is_trifle(diff.a, k)]
    own_b = [k for r in regions for k in r.b if diff.b.is_content(k) and not is_trifle(diff.b, k)]
    gone = sum(diff.gone(k, pair) for k in own_a) + sum(diff.new(k, pair) for k in own_b)
    quoted = sum(diff.a.quote_of[k] >= 0 for k in pair.a) + sum(diff.b.quote_of[k] >= 0 for k in pair.b)
    return RewordingSigns(
        likeness=pair.likeness,
        in_order=pair.pair.similarity,
        told=told,
        places=math.log(len(regions)),
        one_sided=float(any(not r.a or not r.b for r in regions)),
        new=math.log(1 + len(own_a) + len(own_b)),
        gone=gone / max(1, len(own_a) + len(own_b)),
        quoted=quoted / max(1, len(pair.a) + len(pair.b)),
        headline=float(headline),
        split=float(len(diff.partners_a[pair.a_span]) > 1 or len(diff.partners_b[pair.b_span]) > 1),
    )


def _shown(diff: Differences, found: Rewording) -> tuple[range, range]:
    """The differing words from first to last where they lie close together, else the largest difference."""
    first, last = found.regions[0], found.regions[-1]
    a, b = range(first.a.start, last.a.stop), range(first.b.start, last.b.stop)
    if max(len(a), len(b)) > _SHOWN_WHOLE:
        largest = max(found.regions, key=lambda region: len(region.a) + len(region.b))
        a, b = largest.a, largest.b
    return _with_neighbour(diff, found.pair, a, b)


def _is_trifling(diff: Differences, region: Region) -> bool:
    own_a, own_b = [k for k in region.a if k not in diff.a_to_b], [k for k in region.b if k not in diff.b_to_a]
    if same_wording([diff.a.words[k].norm for k in own_a], [diff.b.words[k].norm for k in own_b]):
        return True
    return all(is_trifle(diff.a, k) for k in own_a) and all(is_trifle(diff.b, k) for k in own_b)


def _with_neighbour(diff: Differences, pair: PairDifference, a: range, b: range) -> tuple[range, range]:
    """Both wordings; where one has nothing, a word that both share is shown too: "CBS News" and "CBS" rather than "News" and nothing."""
    if a and b:
        return a, b
    if a.start > pair.a.start and b.start > pair.b.start:
        return range(a.start - 1, a.stop), range(b.start - 1, b.stop)
    if a.stop < pair.a.stop and b.stop < pair.b.stop:
        return range(a.start, a.stop + 1), range(b.start, b.stop + 1)
    return a, b
