"""Pairs of texts to what they share: every passage with its place in both, word by word, moved passages included.

Decided: stretches of equal words (`stretches.py`) a few replaced, added or left out words apart make one passage. A passage needs a core,
so that a phrase alone is none. Everything is done for many pairs at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from retold.match.stretches import GRAM, Bools, Stretches, chosen, end_to_end, in_order, shared_grams, stretches_of, uncovered
from retold.match.words import I32, I64, U32

LEAST_SHARED = 8  # distinct shared n-grams below which nothing is claimed
GAP = 10  # words replaced, added or left out inside one passage
TURN = 3  # equal words of a turn that stayed where all else was told anew
CORE = 8  # equal words that a passage needs
_ECHOES = 200  # passages of one pair that are compared with one another
_TOGETHER = 1 << 17  # words of texts that are looked at together: small enough for the processor's cache


class Told(NamedTuple):
    """A text as proof needs it: its word hashes, and which words are its outlet's furniture (None: none of them)."""

    hashes: U32
    outlet: int = -1
    furniture: Bools | None = None


class Proven(NamedTuple):
    """What pairs share. Pair k of the question holds the passages `first[k]:first[k + 1]`; places count words, ends are exclusive."""

    shared: I32
    words_a: I32  # words of a inside passages
    words_b: I32
    first: I64
    a_start: I32
    a_end: I32
    b_start: I32
    b_end: I32


def prove(texts: Mapping[int, Told], a: Sequence[int], b: Sequence[int], core: int = CORE) -> Proven:
    """What each pair (a[k], b[k]) of `texts` shares, in passages of at least `core` equal words.

    Pairs with equal `a` are cheapest one after another.
    """
    parts = [_proven(texts, a[x:y], b[x:y], core) for x, y in _batches(texts, a, b)] or [_proven(texts, a, b, core)]
    shared, words_a, words_b, sizes, *places = (
        np.concatenate(column) for column in zip(*((*p[:3], np.diff(p.first), *p[4:]) for p in parts), strict=True)
    )
    return Proven(shared, words_a, words_b, np.concatenate(([0], np.cumsum(sizes))), *places)


def _batches(texts: Mapping[int, Told], a: Sequence[int], b: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs in pieces of about so many words."""
    words = np.fromiter((len(texts[t].hashes) for t in b), dtype=np.int64, count=len(b))
    anew = np.fromiter((not k or a[k] != a[k - 1] for k in range(len(a))), dtype=bool, count=len(a))
    words[anew] += np.fromiter((len(texts[a[k]].hashes) for k in np.flatnonzero(anew).tolist()), dtype=np.int64)
    piece = np.cumsum(words) // _TOGETHER
    edges = [0, *(np.flatnonzero(piece[1:] != piece[:-1]) + 1).tolist(), len(a)]
    yield from ((x, y) for x, y in pairwise(edges) if x < y)


def _proven(texts: Mapping[int, Told], a: Sequence[int], b: Sequence[int], core: int) -> Proven:
    place = {t: k for k, t in enumerate(dict.fromkeys((*a, *b)))}
    joined = end_to_end([texts[t].hashes for t in place])
    at_a, at_b = (np.fromiter((place[t] for t in side), dtype=np.int64, count=len(side)) for side in (a, b))
    found, doubtful = stretches_of(joined, at_a, at_b)
    found = _without_furniture(texts, a, b, found)
    shared = shared_grams(joined, at_a, found, doubtful)
    return _counted(_kept(_joined(found, min(core, GRAM)), core), shared, len(a))


def _without_furniture(texts: Mapping[int, Told], a: Sequence[int], b: Sequence[int], found: Stretches) -> Stretches:
    """Stretches of two texts of one outlet that lie mostly in its furniture are left out."""
    keep = np.ones(len(found.pair), dtype=bool)
    masks = [(k, mask) for k, x in enumerate(a) if (mask := texts[x].furniture) is not None and texts[x].outlet == texts[b[k]].outlet]
    for k, mask in masks:
        first, last = np.searchsorted(found.pair, (k, k + 1))
        before = np.concatenate(([0], np.cumsum(mask)))
        keep[first:last] = 2 * (before[found.a_end[first:last]] - before[found.a[first:last]]) < found.equal[first:last]
    return chosen(found, keep)


def _joined(found: Stretches, least: int) -> Stretches:
    """Stretches a few words apart as one: first those on one diagonal, then those that words put in or left out have shifted."""
    same = _merged(found, lambda one, two: (one.a_end - one.b_end == two.a - two.b) & (two.b - one.b_end <= GAP))
    kept = chosen(same, same.equal >= least)
    kept = chosen(kept, np.lexsort((kept.a, kept.b, kept.pair)))

    def follows(one: Stretches, two: Stretches) -> Bools:
        gap_a, gap_b = two.a - one.a_end, two.b - one.b_end
        return (gap_a >= -GRAM) & (gap_b >= -GRAM) & (gap_a <= GAP) & (gap_b <= GAP)

    return _merged(kept, follows)


def _merged(found: Stretches, follows: Callable[[Stretches, Stretches], Bools]) -> Stretches:
    """Neighbours of one pair that follow one another, as one stretch each."""
    if not len(found.pair):
        return found
    one, two = Stretches(*(c[:-1] for c in found)), Stretches(*(c[1:] for c in found))
    at = np.flatnonzero(np.concatenate(([True], (one.pair != two.pair) | ~follows(one, two))))
    return Stretches(
        found.pair[at], found.a[at], found.b[at], np.maximum.reduceat(found.a_end, at), np.maximum.reduceat(found.b_end, at),
        np.add.reduceat(found.equal, at),
    )  # fmt: skip


def _kept(passages: Stretches, core: int) -> Stretches:
    """Passages with enough equal words to be no phrase, without the echoes of larger ones."""
    solid = chosen(passages, passages.equal >= core)
    keep = np.ones(len(solid.pair), dtype=bool)
    for k in np.unique(np.concatenate((_overlapping(solid.pair, solid.a, solid.a_end), _overlapping(solid.pair, solid.b, solid.b_end)))):
        first, last = np.searchsorted(solid.pair, (k, k + 1))
        _drop_echoes(chosen(solid, np.arange(first, last)), keep[first:last])
    return chosen(solid, keep)


def _overlapping(pair: I64, start: I64, end: I64) -> I64:
    """The pairs of which two spans overlap."""
    pair, start, end = in_order(pair, start, end)
    found: I64 = pair[1:][(pair[1:] == pair[:-1]) & (start[1:] < end[:-1])]
    return found


def _drop_echoes(passages: Stretches, keep: Bools) -> None:
    """Marks passages of one pair that lie in larger ones: on both sides, or on one side and not half as long.

    A text that repeats itself echoes a passage in many places; a paragraph that one text prints twice is told twice.
    """
    equal = passages.equal.tolist()
    sides = [(start.tolist(), end.tolist()) for start, end in ((passages.a, passages.a_end), (passages.b, passages.b_end))]
    larger: list[int] = []
    for k in np.argsort(-passages.equal, kind="stable").tolist():
        for big in larger:
            inside = sum(5 * (min(end[k], end[big]) - max(start[k], start[big])) >= 4 * (end[k] - start[k]) for start, end in sides)
            if inside == 2 or (inside == 1 and 2 * equal[k] <= equal[big]):
                keep[k] = False
                break
        else:
            larger.append(k)
        if len(larger) > _ECHOES:
            return


def _counted(passages: Stretches, shared: I32, pairs: int) -> Proven:
    first = np.searchsorted(passages.pair, np.arange(pairs + 1))
    words = [_covered(passages.pair, start, end, pairs) for start, end in ((passages.a, passages.a_end), (passages.b, passages.b_end))]
    places = [column.astype(np.int32) for column in (passages.a, passages.a_end, passages.b, passages.b_end)]
    return Proven(shared, words[0], words[1], first, *places)


def _covered(pair: I64, start: I64, end: I64, pairs: int) -> I32:
    """Words of each pair's text that lie in at least one of its spans."""
    pair, start, end = uncovered(pair, start, end)
    return np.bincount(pair, weights=end - start, minlength=pairs).astype(np.int32)
