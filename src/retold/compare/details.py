"""Information inside aligned sentences that stands nowhere in the other version; and, failing all else, other wording.

Details are judged against the whole other article: what most of its words say in any one sentence there is neither added nor dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from functools import cache

from retold.compare.differences import Differences, PairDifference, Region
from retold.compare.findings import change
from retold.compare.sides import Side
from retold.compare.spelling import same_wording
from retold.records import Change, Span
from retold.text.stems import stem

_LEAST_CONTENT = 2  # content words that make a detail
_WHY = "the other version does not say this anywhere"
_SHOWN_WHOLE = 14  # words up to which all that a sentence words otherwise is shown as one
_ELSEWHERE = 0.6  # share of them that one other sentence must hold for the detail to stand elsewhere
_TRIFLES = (
    "said", "says", "say", "added", "told", "also", "however", "but", "and", "still", "meanwhile", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "on", "the", "a", "an", "that", "of", "mr", "mrs", "ms", "dr", "sir", "he", "she", "it",
    "they", "who", "which", "then", "just", "well", "so", "too", "yesterday", "today", "in",
    "at", "to", "for", "his", "her", "their", "its",
)  # fmt: skip


@cache
def _trifles() -> frozenset[str]:
    return frozenset(stem(word) for word in _TRIFLES)


def detail_changes(diff: Differences, pair: PairDifference, claimed_a: Set[int], claimed_b: Set[int]) -> Iterator[Change]:
    """Runs of words that only one side of the pair has and that the other article says nowhere; words claimed by other kinds aside."""
    for run in _runs(diff.a, pair.a, lambda k: k not in claimed_a and diff.gone(k, pair)):
        if _is_detail(diff.a, run) and not _stands_elsewhere(diff.a, run, diff.b):
            yield change(diff, pair, "detail-dropped", (run, ()), _strength(diff.a, run, pair), _WHY)
    for run in _runs(diff.b, pair.b, lambda k: k not in claimed_b and diff.new(k, pair)):
        if _is_detail(diff.b, run) and not _stands_elsewhere(diff.b, run, diff.a):
            yield change(diff, pair, "detail-added", ((), run), _strength(diff.b, run, pair), _WHY)


def rewording(diff: Differences, pair: PairDifference) -> Change | None:
    """The pair's differences in wording from first to last where they lie close together, else the largest; None where only trifles differ."""
    told = [region for region in pair.regions if not _is_trifling(diff, region)]
    if not told:
        return None
    first, last = told[0], told[-1]
    a, b = range(first.a.start, last.a.stop), range(first.b.start, last.b.stop)
    if max(len(a), len(b)) > _SHOWN_WHOLE:
        largest = max(told, key=lambda region: len(region.a) + len(region.b))
        a, b = largest.a, largest.b
    a, b = _with_neighbour(diff, pair, a, b)
    return change(diff, pair, "reworded", (a, b), 0.7, "the same thing in other words")


def _is_trifling(diff: Differences, region: Region) -> bool:
    own_a, own_b = [k for k in region.a if k not in diff.a_to_b], [k for k in region.b if k not in diff.b_to_a]
    if same_wording([diff.a.words[k].norm for k in own_a], [diff.b.words[k].norm for k in own_b]):
        return True
    return all(_is_trifle(diff.a, k) for k in own_a) and all(_is_trifle(diff.b, k) for k in own_b)


def _with_neighbour(diff: Differences, pair: PairDifference, a: range, b: range) -> tuple[range, range]:
    """Both wordings; where one has nothing, a word that both share is shown too: "CBS News" and "CBS" rather than "News" and nothing."""
    if a and b:
        return a, b
    if a.start > pair.a.start and b.start > pair.b.start:
        return range(a.start - 1, a.stop), range(b.start - 1, b.stop)
    if a.stop < pair.a.stop and b.stop < pair.b.stop:
        return range(a.start, a.stop + 1), range(b.start, b.stop + 1)
    return a, b


def _is_trifle(side: Side, k: int) -> bool:
    return side.stems[k] in _trifles()


def _runs(side: Side, where: range, missing: Callable[[int], bool]) -> Iterator[tuple[int, ...]]:
    """Longest runs in which words the other side lacks predominate; single known words between them are bridged."""
    run: list[int] = []
    skipped = 0
    for k in where:
        if missing(k):
            run.append(k)
            skipped = 0
        elif run:
            skipped += 1
            if skipped > (1 if side.is_content(k) else 2):
                yield tuple(range(run[0], run[-1] + 1))
                run, skipped = [], 0
    if run:
        yield tuple(range(run[0], run[-1] + 1))


def _is_detail(side: Side, run: Sequence[int]) -> bool:
    content = [k for k in run if side.is_content(k) and not _is_trifle(side, k)]
    return len(content) >= _LEAST_CONTENT or (len(content) == 1 and any(side.words[k].norm[0].isdigit() for k in content))


def _stands_elsewhere(side: Side, run: Sequence[int], other: Side) -> bool:
    wanted = {side.stems[k] for k in run if side.is_content(k) and not _is_trifle(side, k)}
    if len(wanted & other.known) < _ELSEWHERE * len(wanted):
        return False
    return any(len(wanted & _stems_of(other, s.span)) >= _ELSEWHERE * len(wanted) for s in other.version.sentences)


def _stems_of(side: Side, span: Span) -> set[str]:
    return {side.stems[k] for k in side.within(span)}


def _strength(side: Side, run: Sequence[int], pair: PairDifference) -> float:
    content = sum(side.is_content(k) for k in run)
    return min(0.95, 0.45 + 0.08 * content + 0.2 * pair.likeness)
