"""Hashes of many texts to the pairs worth proving: votes for pairs of texts, counted bucket by bucket.

A hash that few texts share votes for all their pairs. A *run* that more share votes for each of them with the first of them only: a
report printed four hundred times costs a star, not eighty thousand pairs, and `proof.relatives` finds the other pairs from what the
star proves. A *rare* n-gram that many share is not rare and does not vote.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.match.fingerprint import KEPT, is_run
from retold.match.words import I32, I64, U64, distinct

MOST_RUN = 16  # a run in more texts than this votes by its first text only
MOST_RARE = 8  # a rare n-gram in more texts than this does not vote
ENOUGH_RARE = 3  # rare n-grams that two texts without a common run must share to be looked at
ENOUGH_OF = 0.01  # and this share of those that stand for the shorter one: long texts share some by chance


_TOP = np.uint64(0xFFFFFFFF00000000)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


class Votes(NamedTuple):
    """Pairs of texts (a before b) with the hashes they share; `star` counts votes that stand for a whole crowd."""

    a: I64
    b: I64
    runs: I32
    rares: I32
    star: I32


def worth_proving(votes: Votes, words: I64) -> npt.NDArray[np.bool_]:
    """Which pairs share enough hashes to be looked at; `words` tells how many words each text has."""
    kept = np.minimum(np.minimum(words[votes.a], words[votes.b]), KEPT)
    enough: npt.NDArray[np.bool_] = (votes.runs > 0) | ((votes.rares >= ENOUGH_RARE) & (votes.rares >= ENOUGH_OF * kept))
    return enough


def votes_of(gram: U64, text: I64) -> Votes:
    """The votes of one bucket: hashes and the (32-bit) numbers of the texts that hold them."""
    kind = is_run(gram)
    parts = [*_voted(gram[kind], text[kind], MOST_RUN, star=True), _voted(gram[~kind], text[~kind], MOST_RARE, star=False)[0]]
    pairs = np.concatenate(parts)
    which = np.repeat(np.array([0, 1, 2], dtype=np.uint8), [len(p) for p in parts])
    order = np.argsort(pairs)
    pairs, which = pairs[order], which[order]
    at = _beginnings(pairs)
    few, star, rare = (_sums(which == k, at) for k in range(3))
    packed = pairs[at]
    return Votes((packed >> _HALF).astype(np.int64), (packed & _LOW).astype(np.int64), few + star, rare, star)


def _voted(gram: U64, text: I64, most: int, *, star: bool) -> list[U64]:
    """Packed pairs: those of hashes that few share, then those of crowds."""
    packed = distinct((gram & _TOP) | text.astype(np.uint64))
    at = _beginnings(packed & _TOP)
    size = np.diff(np.append(at, len(packed)))
    held = packed & _LOW
    few = [_all_pairs(held, at[size == n], n) for n in range(2, most + 1)]
    few = [p for p in few if len(p)]
    pairs = [np.concatenate(few) if few else np.zeros(0, dtype=np.uint64)]
    if star:
        crowd = size > most
        first = np.repeat(held[at[crowd]], size[crowd])
        member = held[np.repeat(crowd, size)]
        other = first != member
        pairs.append((first[other] << _HALF) | member[other])
    return pairs


def _all_pairs(held: U64, at: I64, size: int) -> U64:
    """All pairs of each group of `size` texts that begins at one of `at`."""
    if not len(at):
        return np.zeros(0, dtype=np.uint64)
    group = held[at[:, None] + np.arange(size)]
    left, right = np.triu_indices(size, 1)
    pairs: U64 = ((group[:, left] << _HALF) | group[:, right]).ravel()
    return pairs


def _sums(counted: npt.NDArray[np.bool_], at: I64) -> I32:
    """How many are true from each of `at` up to the next."""
    return np.add.reduceat(counted.astype(np.int32), at) if len(at) else np.zeros(0, dtype=np.int32)


def _beginnings(ordered: U64) -> I64:
    """Where each run of equal values begins."""
    if not len(ordered):
        return np.zeros(0, dtype=np.int64)
    return np.concatenate(([0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1))
