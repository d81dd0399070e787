"""Texts to the hashes that find them: which word n-grams stand for a text in the index.

Decided (docs/decisions): two kinds beside each other.
- *runs*: word 8-grams, winnowed (Schleimer, Wilkerson, Aiken 2003) over 12: any run of 19 words that two texts share gives them a hash
  in common, wherever it stands; about 80 hashes for 500 words. A shared 8-gram is seldom chance: one is reason enough to look.
- *rares*: word 3-grams, all of a short text and an even share of a long one. Only those that few texts share are used, and several
  are asked for: they find what was edited so often that no run is left, and much that was told in other words.
Every text keeps the smallest hashes, so two texts keep the same of what they share, down to the share of the longer one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.match.words import I32, I64, U32, U64, Words, mixed

RUN = 8  # words in a run
WINDOW = 12  # consecutive runs of which the smallest is kept
RARE = 3  # words in a rare n-gram
KEPT = 320  # rare n-grams kept of a long text, about
BUCKETS = 64  # parts into which the index is cut, by bits of the hash
KEY_BITS = 33  # bits of a hash that the index keeps, beside those that tell its bucket

_LAST = np.uint64(2**64 - 1)
_KIND = np.uint64(1)  # the lowest bit of a stored hash says which kind it is: 1 a run, 0 a rare n-gram
_63_BITS = np.uint64(2**63 - 1)
_FACTOR = tuple(np.uint64(pow(0x9E3779B97F4A7C15, k, 2**64)) for k in range(RUN))


class Prints(NamedTuple):
    """Hashes and the number of the text (within its batch) that each stands for."""

    gram: U64
    text: I32


def grams_of(hashes: U32, size: int) -> U64:
    """The hash of every run of `size` words of an array of word hashes: a polynomial of the words modulo 2**64, mixed."""
    count = len(hashes) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    words = hashes.astype(np.uint64)
    total, have = words, 1
    while 2 * have <= size:
        total, have = total[:-have] + total[have:] * _FACTOR[have], 2 * have
    for k in range(have, size):
        total = total[: len(words) - k] + words[k:] * _FACTOR[k]
    return mixed(total)


def prints_of(words: Words) -> Prints:
    """The hashes that stand for each text of a batch, 63 bits, kind and bucket in the lowest bits."""
    runs, runs_text = _winnowed(words)
    rares, rares_text = _rares(words)
    gram = np.concatenate(((runs >> np.uint64(1)) | _KIND, (rares >> np.uint64(1)) & ~_KIND)) & _63_BITS
    return Prints(gram, np.concatenate((runs_text, rares_text)).astype(np.int32))


def bucket_of(gram: U64) -> npt.NDArray[np.uint8]:
    """Which part of the index a hash belongs to."""
    return ((gram >> np.uint64(1)) % np.uint64(BUCKETS)).astype(np.uint8)


def key_of(gram: U64) -> U64:
    """The upper KEY_BITS bits of a stored hash: what tells it from the others of its bucket, and an outlet's furniture from other runs."""
    return gram >> np.uint64(63 - KEY_BITS)


def is_run(gram: U64) -> npt.NDArray[np.bool_]:
    """Does a stored hash stand for a run (and not for a rare n-gram)?"""
    return (gram & _KIND).astype(bool)


def _places(words: Words, size: int) -> tuple[U64, I64]:
    """The n-grams that lie within one text, and that text's number."""
    grams = grams_of(words.hashes, size)
    text = np.repeat(np.arange(len(words.first) - 1), np.diff(words.first))
    within = text[: len(grams)] == text[size - 1 :] if len(grams) else np.zeros(0, dtype=bool)
    return grams[within], text[: len(grams)][within]


def _winnowed(words: Words) -> tuple[U64, I64]:
    grams, text = _places(words, RUN)
    if not len(grams):
        return grams, text
    # a gap as wide as the window between texts keeps every window inside one text
    spread = np.full(len(grams) + WINDOW * (int(text[-1]) + 2), _LAST, dtype=np.uint64)
    at = np.arange(len(grams)) + WINDOW * (text + 1)
    spread[at] = grams
    least = _sliding_least(spread, WINDOW)
    starts = np.flatnonzero((least[1:] != least[:-1]) & (least[1:] != _LAST)) + 1
    # a window that begins in the gap belongs to the text that follows
    owner_of_window = text[np.minimum(np.searchsorted(at, starts), len(at) - 1)]
    return least[starts], owner_of_window


def _sliding_least(values: U64, width: int) -> U64:
    """The smallest of every `width` consecutive values, by doubling."""
    least, have = values, 1
    while have < width:
        step = min(have, width - have)
        least = np.minimum(least[: len(least) - step], least[step:])
        have += step
    return least


def _rares(words: Words) -> tuple[U64, I64]:
    grams, text = _places(words, RARE)
    count = np.maximum(np.diff(words.first), 1)
    share = np.minimum(1.0, KEPT / count)
    bound = (share * float(2**53)).astype(np.uint64)
    kept = (grams >> np.uint64(11)) < bound[text]
    return grams[kept], text[kept]
