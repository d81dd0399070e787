"""Words of a sentence pair that only changed their place, and what differs beside them.

Words are first aligned in order; of what is left over, runs that both sentences have are linked too, the longest first. What then
still differs is laid side by side by its neighbours: "on 14 May the theatre …" and "the theatre … on 24 May". Ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.compare.pair.regions import Region
from retold.compare.pair.sides import Side

_SHORTEST = 2  # words of a run that moved, of which one has content
_MOST = 300  # words left over in a sentence, above which nothing is looked for: time grows with their square
_Links = dict[int, int]


def without_moved(a: Side, b: Side, regions: Sequence[Region], a_to_b: _Links, b_to_a: _Links) -> list[Region]:
    """The regions without the words that moved, which are linked in both maps."""
    free_a = {i for r in regions for i in r.a if i not in a_to_b}
    free_b = {j for r in regions for j in r.b if j not in b_to_a}
    moved = list(_moved(a, b, free_a, free_b)) if max(len(free_a), len(free_b)) <= _MOST else []
    if not moved:
        return list(regions)
    for i, j in moved:
        a_to_b[i], b_to_a[j] = j, i
    from_a, from_b = {i for i, _ in moved}, {j for _, j in moved}
    untouched = [r for r in regions if from_a.isdisjoint(r.a) and from_b.isdisjoint(r.b)]
    torn = [r for r in regions if r not in untouched]
    runs_a = [run for r in torn for run in _runs(r.a, from_a)]
    runs_b = [run for r in torn for run in _runs(r.b, from_b)]
    return sorted([*untouched, *_side_by_side(runs_a, runs_b, a_to_b)], key=lambda r: (r.a.start, r.b.start))


def _moved(a: Side, b: Side, free_a: set[int], free_b: set[int]) -> Iterator[tuple[int, int]]:
    """The words of runs that both sentences have in other places, the longest runs first; then those around one word that differs."""
    while run := _longest_run(a, b, free_a, free_b):
        i, j, n = run
        free_a.difference_update(range(i, i + n))
        free_b.difference_update(range(j, j + n))
        yield from ((i + k, j + k) for k in range(n))
    yield from _frames(a, b, free_a, free_b)


def _frames(a: Side, b: Side, free_a: set[int], free_b: set[int]) -> Iterator[tuple[int, int]]:
    """Two words that moved and stand around one that differs: "on 14 June", "on 24 June"."""
    at: dict[tuple[str, str], list[int]] = {}
    for j in sorted(free_b):
        if {j + 1, j + 2} <= free_b:
            at.setdefault((b.stems[j], b.stems[j + 2]), []).append(j)
    for i in sorted(free_a):
        places = at.get((a.stems[i], a.stems[i + 2]), []) if {i, i + 1, i + 2} <= free_a else []
        if len(places) == 1 and any(a.is_content(k) or a.is_name(k) for k in (i, i + 2)) and {places[0], places[0] + 2} <= free_b:
            free_a -= {i, i + 2}
            free_b -= {places[0], places[0] + 2}
            yield from ((i, places[0]), (i + 2, places[0] + 2))


def _longest_run(a: Side, b: Side, free_a: set[int], free_b: set[int]) -> tuple[int, int, int] | None:
    """Where the longest run begins in A and in B, and how many words it has."""
    at: dict[str, list[int]] = {}
    for j in sorted(free_b):
        at.setdefault(b.stems[j], []).append(j)
    best = (0, 0, 0)
    for i in sorted(free_a):
        for j in at.get(a.stems[i], ()):
            n = 1
            while i + n in free_a and j + n in free_b and a.stems[i + n] == b.stems[j + n]:
                n += 1
            content = any(a.is_content(k) for k in range(i, i + n))
            if n > best[2] and content and n >= _SHORTEST:
                best = (i, j, n)
    return best if best[2] else None


def _runs(words: range, without: set[int]) -> Iterator[range]:
    """The runs of words that are left when some are taken out."""
    start = words.start
    for k in [*(k for k in words if k in without), words.stop]:
        if start < k:
            yield range(start, k)
        start = k + 1


def _side_by_side(runs_a: Sequence[range], runs_b: Sequence[range], links: _Links) -> Iterator[Region]:
    """Runs of A and of B that have a neighbour in common, each with its counterpart; the others alone."""
    left = list(runs_b)
    for run in runs_a:
        before, behind = links.get(run.start - 1, -2) + 1, links.get(run.stop, -2)
        found = next((r for r in left if r.stop == behind), None) or next((r for r in left if r.start == before), None)
        if found:
            left.remove(found)
            yield Region(run, found)
        else:
            at = max(before, 0) or max(behind, 0)
            yield Region(run, range(at, at))
    back = {j: i for i, j in links.items()}
    for run in left:
        at = back.get(run.start - 1, -1) + 1 or max(back.get(run.stop, 0), 0)
        yield Region(range(at, at), run)
