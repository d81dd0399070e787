"""How much two texts speak of the same: the share of their words that they have in common, rare words counting most.

A word counts by how few texts hold it, among those at hand and, so that two texts alone can be judged, among a background of news
(`weights/match_words.npz`, see `weights/match_words.md`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.match.words import I64, U32, distinct

BACKGROUND = 1000.0  # as many texts as the background counts for
UNLISTED = 0.002  # share of the background's texts that hold a word it does not list

_FEW = 1500  # words of which few have the same upper half
_TOGETHER = 64  # texts whose words are sorted together: small enough for the processor's cache

F32 = npt.NDArray[np.float32]


class Weights(NamedTuple):
    """The weight of words: `words` in order, their weights, and the weight of any other. `first` tells where the upper bits of a word begin."""

    words: U32
    weight: F32
    other: float
    first: I64
    shift: np.uint32


def counted(texts: Sequence[U32]) -> tuple[U32, I64]:
    """Words, and how many of some texts hold each."""
    return np.unique(np.sort(np.concatenate([np.zeros(0, np.uint32), *(distinct(t) for t in texts)])), return_counts=True)


def weights(words: U32, texts: I64, total: int) -> Weights:
    """The weights of words that `texts` of `total` texts hold (in order of the words); others are held by one text at most."""
    listed, share = _background()
    every = np.unique(np.concatenate((words, listed)))
    held = np.ones(len(every))
    held[np.searchsorted(every, words)] = texts
    common = np.full(len(every), UNLISTED)
    common[np.searchsorted(every, listed)] = share
    weight = np.log((total + BACKGROUND) / (held + BACKGROUND * common))
    bits = min(32, len(every).bit_length() + 1)
    first = np.searchsorted(every, np.arange(1 << bits, dtype=np.uint64) << np.uint64(32 - bits))
    other = float(np.log((total + BACKGROUND) / (1 + BACKGROUND * UNLISTED)))
    return Weights(every, weight.astype(np.float32), other, first, np.uint32(32 - bits))


def weighed(words: U32, by: Weights) -> F32:
    """The weight of each word."""
    weight = np.full(len(words), by.other, dtype=np.float32)
    at = by.first[words >> by.shift]  # few have the same upper bits: the next ones are looked at until it is found or passed
    left = np.flatnonzero(at < len(by.words))
    at = at[left]
    while len(left):
        known, asked = by.words[at], words[left]
        hit = known == asked
        weight[left[hit]] = by.weight[at[hit]]
        more = np.flatnonzero((known < asked) & (at + 1 < len(by.words)))
        at, left = at[more] + 1, left[more]
    return weight


def likeness(texts: Mapping[int, U32], a: Sequence[int], b: Sequence[int], by: Weights) -> npt.NDArray[np.float64]:
    """For each pair (a[k], b[k]): the weight of the words in common as a share of the weight of all words of both (0..1)."""
    own = _bags({t: texts[t] for t in dict.fromkeys([*a, *b])}, by)
    score = np.zeros(len(a))
    start = 0
    while start < len(a):
        end = start
        while end < len(a) and a[end] == a[start]:
            end += 1
        score[start:end] = _shares(own[a[start]], [own[t] for t in b[start:end]])
        start = end
    return score


class _Bag(NamedTuple):
    words: U32
    weight: F32
    total: float


def _bags(texts: Mapping[int, U32], by: Weights) -> dict[int, _Bag]:
    """The distinct words of each text with their weights, some texts at a time."""
    bags: dict[int, _Bag] = {}
    every = list(texts.items())
    for k in range(0, len(every), _TOGETHER):
        some = every[k : k + _TOGETHER]
        text = np.repeat(np.arange(len(some), dtype=np.uint64), [len(hashes) for _, hashes in some])
        held = distinct((text << np.uint64(32)) | np.concatenate([hashes for _, hashes in some]))
        words = held.astype(np.uint32)
        weight = weighed(words, by)
        first = np.searchsorted(held, np.arange(len(some) + 1, dtype=np.uint64) << np.uint64(32)).tolist()
        for (t, _), (x, y) in zip(some, pairwise(first), strict=True):
            bags[t] = _Bag(words[x:y], weight[x:y], float(weight[x:y].sum()))
    return bags


def _shares(one: _Bag, others: Sequence[_Bag]) -> npt.NDArray[np.float64]:
    if not len(one.words):
        return np.zeros(len(others))
    asked = np.concatenate([o.words for o in others])
    weight = np.concatenate([o.weight for o in others])
    pair = np.repeat(np.arange(len(others)), [len(o.words) for o in others])
    hit = np.flatnonzero(_among(one.words, asked))
    common = np.bincount(pair[hit], weights=weight[hit], minlength=len(others))
    whole = one.total + np.array([o.total for o in others]) - common
    shares: npt.NDArray[np.float64] = common / np.maximum(whole, 1e-9)
    return shares


def _among(words: U32, asked: U32) -> npt.NDArray[np.bool_]:
    """Which words asked for are among some distinct ones in order: by a table of their upper halves, which is faster than to look for each."""
    if len(words) > _FEW:
        held: npt.NDArray[np.bool_] = words[np.minimum(np.searchsorted(words, asked), len(words) - 1)] == asked
        return held
    number, entry = np.arange(len(words)), words >> np.uint32(16)
    table = np.zeros(1 << 16, dtype=np.int16)
    table[entry] = number
    held = words[table[asked >> np.uint32(16)]] == asked
    for word in words[table[entry] != number].tolist():  # another has the same upper half
        held |= asked == word
    return held


@cache
def _background() -> tuple[U32, npt.NDArray[np.float64]]:
    """Words of the background in order, and the share of its texts that hold each."""
    data = files("retold").joinpath("weights", "match_words.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as table:
        return table["words"], table["share"].astype(np.float64) / 65535
