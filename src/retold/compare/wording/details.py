"""Information inside aligned sentences that stands nowhere in the other version.

Details are judged against the whole other article: what most of its words say in any one sentence there is neither added nor dropped.
Decided: each side of a pair tells one detail at most, the likeliest; how likely readers call it one was learnt (`weights/learn_wording.md`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from typing import NamedTuple

from retold.compare.pair.chances import chance
from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import change
from retold.compare.pair.sides import Side
from retold.compare.wording.detail_signs import DetailSigns, Seen, best_elsewhere, detail_signs, is_trifle, wanted_stems
from retold.records import Change, ChangeKind

_LEAST_CONTENT = 2  # content words that make a detail
_WHY = "the other version does not say this anywhere"
_ELSEWHERE = 0.6  # share of them that one other sentence must hold for the detail to stand elsewhere
_LEAST_CHANCE = 0.2  # chance from which a detail is told: readers name but a part of all that could be named
_BEYOND_CHANCE = 0.25  # by so much a detail is surer than the chance that a reader names it


class Detail(NamedTuple):
    """Words that only one side of a pair has, with their signs."""

    kind: ChangeKind
    run: tuple[int, ...]
    pair: PairDifference
    signs: DetailSigns


def detail_changes(diff: Differences, pairs: Sequence[PairDifference], claimed: tuple[Set[int], Set[int]]) -> Iterator[Change]:
    """The likeliest detail of each side of each pair; words that other kinds claim (in A, in B) aside."""
    best: dict[tuple[ChangeKind, range, range], tuple[float, Detail]] = {}
    for found in details(diff, pairs, claimed):
        rated = chance("detail", found.signs)
        key = (found.kind, found.pair.a, found.pair.b)
        if rated >= _LEAST_CHANCE and (key not in best or rated > best[key][0]):
            best[key] = rated, found
    for rated, found in best.values():
        words = (found.run, ()) if found.kind == "detail-dropped" else ((), found.run)
        yield change(diff, found.pair, found.kind, words, min(0.95, rated + _BEYOND_CHANCE), _WHY)


def details(diff: Differences, pairs: Sequence[PairDifference], claimed: tuple[Set[int], Set[int]]) -> Iterator[Detail]:
    """Every run of words that only one side of a pair has and that no one sentence of the other article says."""
    told = sum(p.likeness * (len(p.a) + len(p.b)) for p in diff.pairs) / max(1, len(diff.a.words) + len(diff.b.words))
    stems_a, stems_b = _stems_by_sentence(diff.a), _stems_by_sentence(diff.b)
    for pair in pairs:
        of_a = tuple((r.a, r.b) for r in pair.regions), stems_b, len(diff.partners_a[pair.a_span]) > 1
        of_b = tuple((r.b, r.a) for r in pair.regions), stems_a, len(diff.partners_b[pair.b_span]) > 1
        lost = _runs(diff.a, pair.a, lambda k, p=pair: k not in claimed[0] and diff.gone(k, p))  # type: ignore[misc]
        new = _runs(diff.b, pair.b, lambda k, p=pair: k not in claimed[1] and diff.new(k, p))  # type: ignore[misc]
        yield from _told_alone(Seen(diff.a, diff.b, pair.a, pair.b, *of_a, pair.likeness, told), "detail-dropped", lost, pair)
        yield from _told_alone(Seen(diff.b, diff.a, pair.b, pair.a, *of_b, pair.likeness, told), "detail-added", new, pair)


def _told_alone(seen: Seen, kind: ChangeKind, runs: Iterator[tuple[int, ...]], pair: PairDifference) -> Iterator[Detail]:
    telling = [run for run in runs if _is_detail(seen.side, run)]
    for run in telling:
        if not _stands_elsewhere(seen, run):
            yield Detail(kind, run, pair, detail_signs(seen, run, len(telling)))


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
    content = [k for k in run if side.is_content(k) and not is_trifle(side, k)]
    return len(content) >= _LEAST_CONTENT or (len(content) == 1 and any(side.words[k].norm[0].isdigit() for k in content))


def _stands_elsewhere(seen: Seen, run: Sequence[int]) -> bool:
    wanted = wanted_stems(seen.side, run)
    return len(wanted & seen.other.known) >= _ELSEWHERE * len(wanted) and best_elsewhere(seen, wanted) >= _ELSEWHERE


def _stems_by_sentence(side: Side) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(side.stems[k] for k in side.within(s.span)) for s in side.version.sentences)
