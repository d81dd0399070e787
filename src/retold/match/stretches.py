"""Where two texts run on in step: stretches of equal words, for many pairs at once.

Decided: seeds are equal word 3-grams. The seeds of every first text stand in a table of places, chained where several meet; those of its
partners are looked up there, all pairs in one go. Seeds that follow one another on a diagonal (both texts run on in step) make a stretch.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.match.fingerprint import grams_of
from retold.match.words import I32, I64, U32, U64, distinct, mixed

SEED = 3  # words of a seed
GRAM = 5  # words of the n-grams that are counted as shared
_SALT = np.uint64(0xD1342543DE82EF95)
_LOOKED_AT = 12  # places looked at for one seed, those that only meet it in the table counted

Bools = npt.NDArray[np.bool_]


class Texts(NamedTuple):
    """Texts end to end: text k is `hashes[begin[k]:begin[k] + size[k]]`."""

    hashes: U32
    begin: I64
    size: I64


class Stretches(NamedTuple):
    """Stretches of equal words in the order of pair, diagonal and place: ends are exclusive, `equal` counts equal words."""

    pair: I64
    a: I64
    b: I64
    a_end: I64
    b_end: I64
    equal: I64


class Table(NamedTuple):
    """Where the seeds of some texts stand. Place p of text k is number `begin[k] + p` here."""

    seeds: U64  # each with its text's salt, so that one table serves all
    begin: I64
    salt: U64
    shift: np.uint64  # what of a seed tells its entry
    first: I32  # the first number of an entry, -1 where none
    then: I32  # for each number the next one of its entry
    met: Bools  # which share their entry with others


class Doubtful(NamedTuple):
    """Places of the first texts whose n-gram may stand there again; of pair k the text begins at number `begin[k]`."""

    place: I64
    begin: I64


def end_to_end(texts: Sequence[U32]) -> Texts:
    """Some texts as one array."""
    size = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    return Texts(np.concatenate([np.zeros(0, np.uint32), *texts]), np.cumsum(size) - size, size)


def chosen(found: Stretches, which: Bools | I64) -> Stretches:
    """Some of the stretches."""
    return Stretches(*(column[which] for column in found))


def stretches_of(texts: Texts, a: I64, b: I64) -> tuple[Stretches, Doubtful]:
    """The stretches of each pair (a[k], b[k]) of texts, and which n-grams of the first texts may recur there."""
    seeds = grams_of(texts.hashes, SEED)
    sources, source = np.unique(a, return_inverse=True)
    table = _table(seeds, texts.begin[sources], np.maximum(0, texts.size[sources] - SEED + 1))
    pair, at_a, at_b, length = _in_step(seeds, table, source, texts.begin[b], np.maximum(0, texts.size[b] - SEED + 1))
    low = int((at_a - at_b).min()) if len(pair) else 0
    pair, diagonal, at_b, length = in_order(pair, at_a - at_b - low, at_b, length)
    new = np.ones(len(pair), dtype=bool)  # what the rounds of looking found of one stretch is put together
    new[1:] = (pair[1:] != pair[:-1]) | (diagonal[1:] != diagonal[:-1]) | (at_b[1:] != at_b[:-1] + length[:-1])
    begin = np.flatnonzero(new)
    if len(begin):
        length = np.add.reduceat(length, begin) + SEED - 1
    pair, at_a, at_b = pair[begin], (at_b + diagonal)[begin] + low, at_b[begin]
    return Stretches(pair, at_a, at_b, at_a + length, at_b + length, length), _doubtful(table, source)


def shared_grams(texts: Texts, a: I64, found: Stretches, doubtful: Doubtful) -> I32:
    """How many distinct n-grams of GRAM words lie in each pair's stretches (or in some of those that `stretches_of` found)."""
    long = found.equal >= GRAM
    pair, start, end = uncovered(found.pair[long], found.a[long], found.a_end[long] - GRAM + 1)
    first, last = (np.searchsorted(doubtful.place, edge + doubtful.begin[pair]) for edge in (start, end))
    inside = last - first
    sure = np.bincount(pair, weights=end - start - inside, minlength=len(a))
    which = ranges(first, inside)
    who = np.repeat(pair, inside)
    grams = _grams_at(texts.hashes, doubtful.place[which] + (texts.begin[a] - doubtful.begin)[who])
    bits = np.uint64(len(a).bit_length())
    apart = distinct((who.astype(np.uint64) << (np.uint64(64) - bits)) | (grams >> bits))
    return (sure + np.bincount((apart >> (np.uint64(64) - bits)).astype(np.int64), minlength=len(a))).astype(np.int32)


def uncovered(pair: I64, start: I64, end: I64) -> tuple[I64, I64, I64]:
    """Spans of each pair, in order, without what earlier ones cover; empty ones stay."""
    pair, start, end = in_order(pair, start, end)
    if len(pair):
        room = int(end.max()) + 1
        reach = np.maximum.accumulate(pair * room + end)
        start = np.minimum(np.maximum(start, np.concatenate(([0], reach[:-1])) - pair * room), end)
    return pair, start, end


def in_order(*columns: I64) -> tuple[I64, ...]:
    """Rows in the order of their columns, none of them negative: each packed into one number, which sort fast, where they fit."""
    bits = [int(c.max(initial=0)).bit_length() for c in columns]
    if sum(bits) > 63:
        order = np.lexsort(columns[::-1])
        return tuple(c[order] for c in columns)
    packed = np.zeros_like(columns[0])
    for column, size in zip(columns, bits, strict=True):
        packed = (packed << size) | column
    packed.sort()
    unpacked = []
    for size in reversed(bits):
        unpacked.append(packed & ((1 << size) - 1))
        packed >>= size
    return tuple(reversed(unpacked))


def ranges(begin: I64, size: I64) -> I64:
    """`begin[k], begin[k] + 1, …`, `size[k]` numbers for each k."""
    return np.repeat(begin - np.cumsum(size) + size, size) + np.arange(int(size.sum()))


def _table(seeds: U64, begin: I64, count: I64) -> Table:
    """The table of some texts, which begin at `begin` and have so many seeds each."""
    salt = mixed(np.arange(len(begin), dtype=np.uint64) * _SALT + _SALT)
    own = seeds[ranges(begin, count)] + np.repeat(salt, count)
    bits = max(4, (4 * len(own)).bit_length())
    shift = np.uint64(64 - bits)
    entry = (own >> shift).astype(np.int32)
    first = np.full(1 << bits, -1, dtype=np.int32)
    then = np.full(len(own), -1, dtype=np.int32)
    crowded = np.zeros(len(first), dtype=bool)
    left, at = np.arange(len(own), dtype=np.int32), entry
    for _ in range(_LOOKED_AT):
        second = first[at]
        first[at] = left
        won = first[at] == left
        then[left[won]] = second[won]
        left, at = left[~won], at[~won]
        crowded[at] = True
        if not len(left):
            break
    return Table(own, np.cumsum(count) - count, salt, shift, first, then, crowded[entry])


def _doubtful(table: Table, source: I64) -> Doubtful:
    """An n-gram of which one seed is alone in its entry stands nowhere else in its text."""
    met = table.met.copy()
    for k in range(1, GRAM - SEED + 1):
        met[:-k] &= table.met[k:]
    return Doubtful(np.flatnonzero(met), table.begin[source])


def _in_step(seeds: U64, table: Table, source: I64, begin: I64, count: I64) -> tuple[I64, I64, I64, I64]:
    """Runs of equal seeds: pair, place of the first in the text that the table holds, place in the other, how many."""
    pieces = [seeds[x : x + n] for x, n in zip(begin.tolist(), count.tolist(), strict=True)]
    asked = np.concatenate([np.zeros(0, np.uint64), *pieces]) + np.repeat(table.salt[source], count)
    at = table.first[(asked >> table.shift).astype(np.int32)]
    which = np.flatnonzero(at >= 0)
    at = at[which]
    pair = np.repeat(np.arange(len(begin), dtype=np.int32), count)
    offset = np.cumsum(count) - count
    found = [(offset[:0], offset[:0], offset[:0], offset[:0])]
    while len(which):
        hit = np.flatnonzero(table.seeds[at] == asked[which])
        if len(hit):
            place, here = which[hit], at[hit]
            who = pair[place]
            new = np.ones(len(hit), dtype=bool)
            new[1:] = (place[1:] != place[:-1] + 1) | (here[1:] != here[:-1] + 1) | (who[1:] != who[:-1])
            start = np.flatnonzero(new)
            who = who[start].astype(np.int64)
            found.append((who, here[start] - table.begin[source[who]], place[start] - offset[who], np.diff(start, append=len(hit))))
        at = table.then[at]
        more = np.flatnonzero(at >= 0)
        at, which = at[more], which[more]
    pair_of, at_a, at_b, length = (np.concatenate(column).astype(np.int64) for column in zip(*found, strict=True))
    return pair_of, at_a, at_b, length


def _grams_at(hashes: U32, places: I64) -> U64:
    """The n-grams of GRAM words at some places."""
    if not len(places):
        return np.zeros(0, dtype=np.uint64)
    return grams_of(hashes[(places[:, None] + np.arange(GRAM)).ravel()], GRAM)[::GRAM]
