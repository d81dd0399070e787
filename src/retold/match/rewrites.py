"""Texts told in other words: pairs that share rare words and turns far beyond what their topic explains.

Two texts of one happening always share names and figures, so likeness alone proves nothing. Decided: a pair counts as a rewrite only
if it is several times as alike as either text is to its third nearest other text (the texts that share passages with one of the two
set apart), and if it shares turns of three words that few texts hold. What stands in both is then shown as short passages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from retold.match.fingerprint import KEPT
from retold.match.words import I32, I64

LEAST_RARE = 2  # rare n-grams that a rewrite shares at least
DENSITY = 0.015  # rare n-grams shared, as a share of those that stand for the shorter text
STANDS_OUT = 2.85  # how many times as alike as each is to its rivals
FLOOR = 0.03  # likeness that any two texts may have
LEAST_LIKENESS = STANDS_OUT * FLOOR  # share of their weighed words that two tellings have in common at least
NEAREST = 3  # the rival that counts: the third nearest
MOST_RIVALS = 30  # texts that share most rare n-grams with a text asked about: its rivals are looked for among them


def worth_asking(rares: npt.NDArray[np.integer], words_a: I64, words_b: I64) -> npt.NDArray[np.bool_]:
    """Which pairs share enough rare n-grams to be asked about, by how many words their texts have."""
    kept = np.minimum(np.minimum(words_a, words_b), KEPT)
    return (rares >= LEAST_RARE) & (rares >= DENSITY * kept)


def rivals(a: I64, b: I64, rares: I32, asked: Sequence[tuple[int, int]], kin: Container[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs whose likeness tells whether those asked about stand out: each text with those that share most rare n-grams with it.

    `a`, `b`, `rares` are all votes, each pair once; pairs in `kin` share passages and are no rivals.
    """
    texts = np.unique(np.array(asked, dtype=np.int64))
    text, other, shared = np.concatenate((a, b)), np.concatenate((b, a)), np.concatenate((rares, rares))
    mine = np.isin(text, texts)
    text, other, shared = text[mine], other[mine], shared[mine]
    order = np.lexsort((other, -shared, text))
    place: dict[int, int] = defaultdict(int)
    found = set(asked)
    for one, two in zip(text[order].tolist(), other[order].tolist(), strict=True):
        pair = (min(one, two), max(one, two))
        if place[one] < MOST_RIVALS and pair not in kin:
            place[one] += 1
            found.add(pair)
    return sorted(found)


def standing_out(
    asked: Sequence[tuple[int, int]], alike: Mapping[tuple[int, int], float], kin: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The pairs among `asked` that stand out from their topic.

    `alike` is the likeness of those pairs and of their `rivals`; `kin` are pairs that share passages.
    """
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), score in alike.items():
        near[a].append((score, b))
        near[b].append((score, a))
    for rivals in near.values():
        rivals.sort(reverse=True)
    related: dict[int, set[int]] = defaultdict(set)
    for a, b in kin:
        related[a].add(b)
        related[b].add(a)
    found = []
    for a, b in asked:
        own = related[a] | related[b] | {a, b}
        bar = max(FLOOR, *(_nearest(near[t], own) for t in (a, b)))
        if alike[a, b] >= STANDS_OUT * bar:
            found.append((a, b))
    return found


def _nearest(rivals: Sequence[tuple[float, int]], own: set[int]) -> float:
    left = NEAREST
    for score, other in rivals:
        if other not in own:
            left -= 1
            if not left:
                return score
    return 0.0
