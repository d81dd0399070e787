"""Pairs of texts to what they share: every passage with its place in both, word by word, moved passages included.

Decided: seeds are equal word 3-grams. Seeds that follow one another on a diagonal (both texts run on in step) make stretches; stretches
a few replaced, added or left out words apart make one passage. A passage needs a core, so that a phrase alone is none.
Everything is done for many pairs at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.match.fingerprint import grams_of
from retold.match.words import I32, I64, U32, U64

SEED = 3  # words of a seed
GRAM = 5  # words of the n-grams that are counted as shared
LEAST_SHARED = 8  # distinct shared n-grams below which nothing is claimed
GAP = 10  # words replaced, added or left out inside one passage
TURN = 3  # equal words of a turn that stayed where all else was told anew
CORE = 8  # equal words that a passage needs
_ECHOES = 200  # passages of one pair that are compared with one another
_REPEATS = 8  # places of one n-gram inside a text that are looked at

Bools = npt.NDArray[np.bool_]


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


class _Runs(NamedTuple):
    """Stretches of equal words: pair, place in a, place in b, length, and how many of its words are equal."""

    pair: I64
    a: I64
    b: I64
    a_end: I64
    b_end: I64
    equal: I64


def prove(texts: Mapping[int, Told], a: Sequence[int], b: Sequence[int], core: int = CORE) -> Proven:
    """What each pair (a[k], b[k]) of `texts` shares, in passages of at least `core` equal words.

    Pairs with equal `a` are cheapest one after another.
    """
    pair, at_a, at_b = _seeds(texts, a, b)
    runs, shared = _runs(texts, a, b, pair, at_a, at_b)
    passages = _kept(_joined(runs, min(core, GRAM)), core)
    return _counted(passages, shared, len(a))


def _seeds(texts: Mapping[int, Told], a: Sequence[int], b: Sequence[int]) -> tuple[I64, I64, I64]:
    """Where seeds of b stand in a: (pair, place in a, place in b)."""
    found: list[tuple[I64, I64, I64]] = []
    grams: dict[int, U64] = {}
    start = 0
    while start < len(a):
        end = start
        while end < len(a) and a[end] == a[start]:
            end += 1
        source = texts[a[start]]
        own = grams_of(source.hashes, SEED)
        order = np.argsort(own)
        others = []
        for k in range(start, end):
            if b[k] not in grams:
                grams[b[k]] = grams_of(texts[b[k]].hashes, SEED)
            others.append(grams[b[k]])
        found += _looked_up(own[order], order, others, start)
        start = end
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none
    pair, at_a, at_b = (np.concatenate([f[k] for f in found]) for k in range(3))
    return pair, at_a, at_b


def _looked_up(ordered: U64, order: I64, others: list[U64], start: int) -> list[tuple[I64, I64, I64]]:
    """The seeds of some texts in one: its n-grams in order, the places they have in it, and the n-grams of the others."""
    if not len(ordered):
        return []
    asked = np.concatenate(others)
    size = np.fromiter((len(o) for o in others), dtype=np.int64, count=len(others))
    pair = np.repeat(np.arange(start, start + len(others)), size)
    place = np.arange(len(asked)) - np.repeat(np.cumsum(size) - size, size)
    at = np.searchsorted(ordered, asked)
    found = []
    for _ in range(_REPEATS):
        hit = np.flatnonzero(ordered[np.minimum(at, len(ordered) - 1)] == asked)
        hit = hit[at[hit] < len(ordered)]
        if not len(hit):
            break
        found.append((pair[hit], order[at[hit]], place[hit]))
        asked, pair, place, at = asked[hit], pair[hit], place[hit], at[hit] + 1
    return found


def _runs(texts: Mapping[int, Told], a: Sequence[int], b: Sequence[int], pair: I64, at_a: I64, at_b: I64) -> tuple[_Runs, I32]:
    """Seeds to stretches on one diagonal, and the distinct shared n-grams of each pair."""
    if not len(pair):
        return _Runs(pair, pair, pair, pair, pair, pair), np.zeros(len(a), dtype=np.int32)
    pair, diagonal, at_b = _ordered(pair, at_a - at_b, at_b)
    at_a = at_b + diagonal
    step = np.empty(len(pair), dtype=bool)
    step[0] = True
    step[1:] = (pair[1:] != pair[:-1]) | (diagonal[1:] != diagonal[:-1]) | (at_b[1:] != at_b[:-1] + 1)
    begin = np.flatnonzero(step)
    length = np.diff(np.append(begin, len(pair))) + SEED - 1
    runs = _Runs(pair[begin], at_a[begin], at_b[begin], at_a[begin] + length, at_b[begin] + length, length)
    runs = _without_furniture(texts, a, b, runs)
    return runs, _distinct(texts, a, runs)


def _without_furniture(texts: Mapping[int, Told], a: Sequence[int], b: Sequence[int], runs: _Runs) -> _Runs:
    """Stretches of two texts of one outlet that lie mostly in its furniture are left out."""
    keep = np.ones(len(runs.pair), dtype=bool)
    for k in np.unique(runs.pair).tolist():
        mask = texts[a[k]].furniture
        if mask is not None and texts[a[k]].outlet == texts[b[k]].outlet:
            before = np.concatenate(([0], np.cumsum(mask)))
            mine = np.flatnonzero(runs.pair == k)
            keep[mine] = 2 * (before[runs.a_end[mine]] - before[runs.a[mine]]) < runs.equal[mine]
    return _Runs(*(column[keep] for column in runs))


def _ordered(pair: I64, diagonal: I64, at_b: I64) -> tuple[I64, I64, I64]:
    """The three columns in the order of pair, diagonal and place: packed into one number, which sorts fast, where it fits."""
    low = int(diagonal.min())
    bits_b, bits_d = int(at_b.max()).bit_length(), int(diagonal.max() - low).bit_length()
    if int(pair.max()).bit_length() + bits_d + bits_b > 63:
        order = np.lexsort((at_b, diagonal, pair))
        return pair[order], diagonal[order], at_b[order]
    packed = np.sort((((pair << bits_d) | (diagonal - low)) << bits_b) | at_b)
    both = packed >> bits_b
    return both >> bits_d, (both & ((1 << bits_d) - 1)) + low, packed & ((1 << bits_b) - 1)


def _distinct(texts: Mapping[int, Told], a: Sequence[int], runs: _Runs) -> I32:
    """How many distinct n-grams of GRAM words lie in each pair's stretches."""
    long = runs.equal >= GRAM
    size = runs.equal[long] - GRAM + 1
    who = np.repeat(runs.pair[long], size)
    if not len(who):
        return np.zeros(len(a), dtype=np.int32)
    distinct = list(dict.fromkeys(a))
    length = [len(texts[t].hashes) for t in distinct]
    begin = dict(zip(distinct, np.cumsum([0, *length[:-1]]).tolist(), strict=True))
    grams = grams_of(np.concatenate([texts[t].hashes for t in distinct]), GRAM)
    origin = np.array([begin[t] for t in a], dtype=np.int64)
    place = np.repeat(runs.a[long] - np.cumsum(size) + size, size) + np.arange(len(who)) + origin[who]
    bits = np.uint64(len(a).bit_length())
    packed = np.sort((who.astype(np.uint64) << (np.uint64(64) - bits)) | (grams[place] >> bits))
    fresh = np.concatenate(([True], packed[1:] != packed[:-1]))
    return np.bincount((packed[fresh] >> (np.uint64(64) - bits)).astype(np.int64), minlength=len(a)).astype(np.int32)


def _joined(runs: _Runs, least: int) -> _Runs:
    """Stretches a few words apart as one: first those on one diagonal, then those that words put in or left out have shifted."""
    same = _merged(runs, lambda one, two: (one.a_end - one.b_end == two.a - two.b) & (two.b - one.b_end <= GAP))
    solid = same.equal >= least
    kept = _Runs(*(column[solid] for column in same))
    order = np.lexsort((kept.a, kept.b, kept.pair))
    kept = _Runs(*(column[order] for column in kept))

    def follows(one: _Runs, two: _Runs) -> Bools:
        gap_a, gap_b = two.a - one.a_end, two.b - one.b_end
        return (gap_a >= -GRAM) & (gap_b >= -GRAM) & (gap_a <= GAP) & (gap_b <= GAP)

    return _merged(kept, follows)


def _merged(runs: _Runs, follows: Callable[[_Runs, _Runs], Bools]) -> _Runs:
    """Neighbours of one pair that follow one another, as one stretch each."""
    if not len(runs.pair):
        return runs
    one, two = _Runs(*(c[:-1] for c in runs)), _Runs(*(c[1:] for c in runs))
    new = np.concatenate(([True], (one.pair != two.pair) | ~follows(one, two)))
    at = np.flatnonzero(new)
    return _Runs(
        runs.pair[at], runs.a[at], runs.b[at], np.maximum.reduceat(runs.a_end, at), np.maximum.reduceat(runs.b_end, at),
        np.add.reduceat(runs.equal, at),
    )  # fmt: skip


def _kept(passages: _Runs, core: int) -> _Runs:
    """Passages with enough equal words to be no phrase, without the echoes of larger ones."""
    enough = passages.equal >= core
    solid = _Runs(*(column[enough] for column in passages))
    keep = np.ones(len(solid.pair), dtype=bool)
    for k in np.unique(np.concatenate((_overlapping(solid.pair, solid.a, solid.a_end), _overlapping(solid.pair, solid.b, solid.b_end)))):
        first, last = np.searchsorted(solid.pair, (k, k + 1))
        _drop_echoes(_Runs(*(column[first:last] for column in solid)), keep[first:last])
    return _Runs(*(column[keep] for column in solid))


def _overlapping(pair: I64, start: I64, end: I64) -> I64:
    """The pairs of which two spans overlap."""
    order = np.lexsort((start, pair))
    pair, start, end = pair[order], start[order], end[order]
    found: I64 = pair[1:][(pair[1:] == pair[:-1]) & (start[1:] < end[:-1])]
    return found


def _drop_echoes(passages: _Runs, keep: Bools) -> None:
    """Marks passages of one pair that lie in larger ones: on both sides, or on one side and not half as long.

    A text that repeats itself echoes a passage in many places; a paragraph that one text prints twice is told twice.
    """
    sides = ((passages.a, passages.a_end), (passages.b, passages.b_end))
    larger: list[int] = []
    for k in np.argsort(-passages.equal, kind="stable").tolist():
        for big in larger:
            inside = sum(5 * (min(end[k], end[big]) - max(start[k], start[big])) >= 4 * (end[k] - start[k]) for start, end in sides)
            if inside == 2 or (inside == 1 and 2 * passages.equal[k] <= passages.equal[big]):
                keep[k] = False
                break
        else:
            larger.append(k)
        if len(larger) > _ECHOES:
            return


def _counted(passages: _Runs, shared: I32, pairs: int) -> Proven:
    first = np.searchsorted(passages.pair, np.arange(pairs + 1))
    words = [_covered(passages.pair, start, end, pairs) for start, end in ((passages.a, passages.a_end), (passages.b, passages.b_end))]
    places = [column.astype(np.int32) for column in (passages.a, passages.a_end, passages.b, passages.b_end)]
    return Proven(shared, words[0], words[1], first, *places)


def _covered(pair: I64, start: I64, end: I64, pairs: int) -> I32:
    """Words of each pair's text that lie in at least one of its spans."""
    order = np.lexsort((start, pair))
    pair, start, end = pair[order], start[order], end[order]
    size = int(end.max()) + 1 if len(end) else 1
    reach = np.maximum.accumulate(pair * size + end) if len(end) else end
    before = np.concatenate(([0], reach[:-1])) - pair * size if len(end) else end
    new = np.maximum(0, end - np.maximum(start, before))
    return np.bincount(pair, weights=new, minlength=pairs).astype(np.int32)
