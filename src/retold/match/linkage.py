"""Average linkage: sets of things join while the mean strength between all their pairs is large enough, the strongest first.

One strong link between two sets does not join them, nor does a chain of links: what counts is the mean over all pairs, and pairs without a
link count as nothing (UPGMA, Sokal and Michener 1958).
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence


def joined(strength: Sequence[Mapping[int, float]], sizes: Sequence[int], least: float, sure: float = 0.0) -> list[list[int]]:
    """Sets of 0, 1, …, in order. `strength[k]` tells how strongly k is linked with others, both ways; `sizes` for how many each counts.

    Two sets join while their mean strength is `least` or more, and some pair of them has `sure` or more.
    """
    members = {k: [k] for k in range(len(strength))}
    size = dict(enumerate(sizes))
    near = {k: {other: (mean, mean) for other, mean in row.items()} for k, row in enumerate(strength)}
    heap = [(-mean, a, b) for a, row in near.items() for b, (mean, best) in row.items() if a < b and mean >= least and best >= sure]
    heapq.heapify(heap)
    fresh = len(strength)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if a not in members or b not in members:
            continue
        rows = near.pop(a), near.pop(b)
        near[fresh], size[fresh] = {}, size[a] + size[b]
        for other in {*rows[0], *rows[1]} - {a, b}:
            (one, best), (two, better) = (row.get(other, (0.0, 0.0)) for row in rows)
            mean, best = (size[a] * one + size[b] * two) / size[fresh], max(best, better)
            near[fresh][other] = near[other][fresh] = mean, best
            near[other].pop(a, None)
            near[other].pop(b, None)
            if mean >= least and best >= sure:
                heapq.heappush(heap, (-mean, min(other, fresh), max(other, fresh)))
        members[fresh] = members.pop(a) + members.pop(b)
        fresh += 1
    return [sorted(m) for m in members.values()]
