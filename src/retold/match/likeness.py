"""How much two texts speak of the same: the share of their words that they have in common, rare words counting most.

A word counts by how few texts hold it, among those at hand and, so that two texts alone can be judged, among a background of news
(`weights/match_words.npz`, see `weights/match_words.md`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.match.words import I64, U32, distinct

BACKGROUND = 1000.0  # as many texts as the background counts for
UNLISTED = 0.002  # share of the background's texts that hold a word it does not list

F32 = npt.NDArray[np.float32]


class Weights(NamedTuple):
    """The weight of words: `words` in order, their weights, and the weight of any other."""

    words: U32
    weight: F32
    other: float


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
    return Weights(every, weight.astype(np.float32), float(np.log((total + BACKGROUND) / (1 + BACKGROUND * UNLISTED))))


def weighed(words: U32, by: Weights) -> F32:
    """The weight of each word."""
    if not len(by.words):
        return np.full(len(words), by.other, dtype=np.float32)
    at = np.minimum(np.searchsorted(by.words, words), len(by.words) - 1)
    return np.where(by.words[at] == words, by.weight[at], np.float32(by.other)).astype(np.float32)


def likeness(texts: Mapping[int, U32], a: Sequence[int], b: Sequence[int], by: Weights) -> npt.NDArray[np.float64]:
    """For each pair (a[k], b[k]): the weight of the words in common as a share of the weight of all words of both (0..1)."""
    own = {t: _bag(texts[t], by) for t in dict.fromkeys([*a, *b])}
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


def _bag(words: U32, by: Weights) -> _Bag:
    unique = distinct(words)
    weight = weighed(unique, by)
    return _Bag(unique, weight, float(weight.sum()))


def _shares(one: _Bag, others: Sequence[_Bag]) -> npt.NDArray[np.float64]:
    if not len(one.words):
        return np.zeros(len(others))
    asked = np.concatenate([o.words for o in others])
    weight = np.concatenate([o.weight for o in others])
    pair = np.repeat(np.arange(len(others)), [len(o.words) for o in others])
    at = np.minimum(np.searchsorted(one.words, asked), len(one.words) - 1)
    hit = one.words[at] == asked
    common = np.bincount(pair[hit], weights=weight[hit], minlength=len(others))
    whole = one.total + np.array([o.total for o in others]) - common
    shares: npt.NDArray[np.float64] = common / np.maximum(whole, 1e-9)
    return shares


@cache
def _background() -> tuple[U32, npt.NDArray[np.float64]]:
    """Words of the background in order, and the share of its texts that hold each."""
    data = files("retold").joinpath("weights", "match_words.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as table:
        return table["words"], table["share"].astype(np.float64) / 65535
