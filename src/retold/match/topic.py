"""What two texts share and their topic does not: words and turns weighed by how few of the rivals hold them.

All texts of one happening, or all answers to one question, share its words. A word that stands in two of them and in none of the others
says more. So rarity is counted twice: among all texts (`likeness`), and among the rivals of the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.match.fingerprint import RARE, grams_of
from retold.match.likeness import Weights, weighed
from retold.match.words import I64, U32, U64, distinct

FLOOR = 0.03  # likeness that any two texts may have
NEAREST = 3  # the rival that counts: the third nearest

Bools = npt.NDArray[np.bool_]
F64 = npt.NDArray[np.float64]


class Against(NamedTuple):
    """What two texts share beyond their topic."""

    share_one: float  # of the weight of the words of the first text, what stands in the second
    share_two: float
    margin: float  # how many times the share that each has in common with its third rival, where that is smaller


def against(one: U32, two: U32, near_one: Sequence[U32], near_two: Sequence[U32], by: Weights) -> Against:
    """Two texts (as word hashes in order) beside the rivals of each."""
    rivals = [*near_one, *near_two]
    words = distinct(np.concatenate((one, two)))
    in_one, in_two = (_among(words, text) for text in (one, two))
    held = np.array([_among(words, text) for text in rivals], dtype=bool).reshape(len(rivals), len(words))
    times, rarity = held.sum(axis=0), np.maximum(weighed(words, by), 0).astype(np.float64)
    weight = rarity * _local(times, len(rivals))
    whole_one, whole_two = max(float(weight[in_one].sum()), 1e-9), max(float(weight[in_two].sum()), 1e-9)
    shared = float(weight[in_one & in_two].sum())
    # what a rival shares is weighed by the other rivals, as what the two share is
    without_one = rarity * _local(np.maximum(times - 1, 0), len(rivals))
    thirds = (
        _third(held[: len(near_one)] & in_one, without_one) / whole_one,
        _third(held[len(near_one) :] & in_two, without_one) / whole_two,
    )
    shares = shared / whole_one, shared / whole_two
    margin = min(share / max(FLOOR, third) for share, third in zip(shares, thirds, strict=True))
    return Against(*shares, margin)


def _local(times: I64, rivals: int) -> F64:
    """How rare words are among the rivals, by how many hold each: 1 for a word that none holds."""
    rare: F64 = np.log((rivals + 1) / (times + 0.5)) / np.log((rivals + 1) / 0.5)
    return rare


def _third(held: Bools, weight: F64) -> float:
    shares = np.sort(held @ weight)[::-1]
    return float(shares[NEAREST - 1]) if len(shares) >= NEAREST else 0.0


def _among(ordered: U32, asked: U32) -> Bools:
    """Which of some distinct values in order are among others."""
    found = np.zeros(len(ordered), dtype=bool)
    found[_places(ordered, asked)] = True
    return found


def _places(ordered: npt.NDArray[np.unsignedinteger], asked: npt.NDArray[np.unsignedinteger]) -> I64:
    """Where values asked for stand among distinct values in order, those that do left out."""
    if not len(ordered):
        return np.zeros(0, dtype=np.int64)
    at = np.minimum(np.searchsorted(ordered, asked), len(ordered) - 1)
    found: I64 = at[ordered[at] == asked]
    return found


def turns_of(one: U32, two: U32, rivals: Sequence[U32]) -> int:
    """In how many places a run of words of the longer text stands in the shorter one, with an n-gram that no rival holds."""
    short, long = (one, two) if len(one) < len(two) else (two, one)
    asked: U64 = grams_of(short, RARE)
    grams, place = np.unique(grams_of(long, RARE), return_index=True)
    if not len(grams) or not len(asked):
        return 0
    at = np.minimum(np.searchsorted(grams, asked), len(grams) - 1)
    here = np.flatnonzero(grams[at] == asked)
    there = place[at[here]]
    taken = distinct(asked[here])
    own = np.ones(len(taken), dtype=bool)
    for rival in rivals:
        own[_places(taken, grams_of(rival, RARE))] = False
    run = np.cumsum(np.concatenate(([0], (np.diff(here) != 1) | (np.diff(there) != 1)))) if len(here) else here
    return len(np.unique(run[own[np.searchsorted(taken, asked[here])]]))
