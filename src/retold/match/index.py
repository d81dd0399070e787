"""Hashes of many texts to the pairs worth proving: votes for pairs of texts, counted bucket by bucket.

A hash that few texts share votes for all their pairs. A *run* that more share votes for each of them with the first of them only: a
report printed four hundred times costs a star, not eighty thousand pairs, and `proof.relatives` finds the other pairs from what the
star proves. A *rare* n-gram that many share is not rare and does not vote.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.match.fingerprint import KEPT, is_run, key_of
from retold.match.stretches import ranges
from retold.match.words import I32, I64, U64, distinct

MOST_RUN = 16  # a run in more texts than this votes by its first text only
MOST_RARE = 8  # a rare n-gram in more texts than this does not vote
ENOUGH_RARE = 3  # rare n-grams that two texts without a common run must share to be looked at
ENOUGH_OF = 0.01  # and this share of those that stand for the shorter one: long texts share some by chance


TEXT_BITS = 31  # bits of a text's number
_RUN, _STAR, _RARE = (np.uint64(kind) for kind in range(3))  # the lowest two bits of a vote
_TEXT = np.uint64(TEXT_BITS)
_TEXTS = np.uint64(2**TEXT_BITS - 1)
_TWO = np.uint64(2)


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
    """The votes of stored hashes of one bucket and the texts that hold them."""
    kind, held = is_run(gram), held_by(gram, text)
    return counted_votes(np.concatenate([spoken(held[kind], run=True), spoken(held[~kind], run=False)]))


def held_by(gram: U64, text: I64) -> U64:
    """Stored hashes of one kind and bucket with the texts that hold them, a number each, which fit 64 bits."""
    return (key_of(gram) << _TEXT) | text.astype(np.uint64)


def holders(held: U64) -> tuple[U64, I64]:
    """The keys of hashes and the texts that `held_by` put together."""
    return held >> _TEXT, (held & _TEXTS).astype(np.int64)


def recurring(held: U64, least: int) -> U64:
    """Those of some held hashes that at least so many texts hold."""
    ordered = distinct(held)
    at = _beginnings(ordered >> _TEXT)
    size = np.diff(at, append=len(ordered))
    often = size >= least
    return ordered[ranges(at[often], size[often])]


def spoken(held: U64, *, run: bool) -> U64:
    """What the hashes of one kind and bucket say: a number for each vote, of the pair of texts and what votes for it."""
    ordered = distinct(held)
    at = _beginnings(ordered >> _TEXT)
    size = np.diff(at, append=len(ordered))
    shared = size > 1
    at, size = at[shared], size[shared]
    text, most = ordered & _TEXTS, MOST_RUN if run else MOST_RARE
    votes = [np.zeros(0, np.uint64)]
    for n in range(2, most + 1):
        group = text[at[size == n][:, None] + np.arange(n)]
        left, right = np.triu_indices(n, 1)
        votes.append(_vote(group[:, left].ravel(), group[:, right].ravel(), _RUN if run else _RARE))
    if run:
        crowd = size > most
        others = size[crowd] - 1
        votes.append(_vote(np.repeat(text[at[crowd]], others), text[ranges(at[crowd] + 1, others)], _STAR))
    return np.concatenate(votes)


def first_of(votes: U64) -> U64:
    """The first text of the pair that each vote is for."""
    return votes >> (_TEXT + _TWO)


def counted_votes(votes: U64) -> Votes:
    """The pairs that votes are for, with how many of each kind."""
    ordered = np.sort(votes)
    pair, kind = ordered >> _TWO, ordered & np.uint64(3)
    at = _beginnings(pair)
    runs, star, rares = (
        np.add.reduceat(counted, at, dtype=np.int32) if len(at) else np.zeros(0, np.int32)
        for counted in (kind != _RARE, kind == _STAR, kind == _RARE)
    )
    pair = pair[at]
    return Votes((pair >> _TEXT).astype(np.int64), (pair & _TEXTS).astype(np.int64), runs, rares, star)


def _vote(a: U64, b: U64, kind: np.uint64) -> U64:
    votes: U64 = (((a << _TEXT) | b) << _TWO) | kind
    return votes


def _beginnings(ordered: U64) -> I64:
    """Where each run of equal values begins."""
    if not len(ordered):
        return np.zeros(0, dtype=np.int64)
    return np.concatenate(([0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1))
