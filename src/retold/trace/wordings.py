"""Which of two wordings reads more like news prose: a table of how often two words follow one another.

A slip mostly reads worse than what it stands for, so the wording that reads better is likelier the older ("the reading that explains
the other"). The table holds counts as powers of two in a hashed array (a count-min sketch of two cells); words that it does not know are
judged alike, so in a language that it was not learnt from it says nothing. How it was made: weights/learn_trace.md.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import xxhash

WORDINGS_LANGUAGE = "en"
_BACKOFF = 8.0  # how many sightings of a word outweigh the general frequency of the next
_MOST = 6.0  # no single difference says more than this


def reads_better(one: str, other: str) -> float:
    """By how much (log-odds, at most 6 either way) the first of two wordings reads better than the second.

    Wordings are words between spaces; both begin and end with the same words of context.
    """
    first, second = one.split(), other.split()
    here, there = _fluency(tuple(first)), _fluency(tuple(second))
    if len(first) != len(second):  # more words are always less likely: compare a word's mean
        pairs = max(min(len(first), len(second)) - 1, 1)
        here, there = here / max(len(first) - 1, 1) * pairs, there / max(len(second) - 1, 1) * pairs
    return max(-_MOST, min(_MOST, here - there))


def _fluency(words: tuple[str, ...]) -> float:
    """Log likelihood of each word after the one before."""
    return sum(_after(before, word) for before, word in zip(words, words[1:], strict=False))


def _after(before: str, word: str) -> float:
    total = 2.0**24  # words in the table's making, about
    alone = (_count(word) + 0.5) / total
    return math.log((_count(f"{before} {word}") + _BACKOFF * alone) / (_count(before) + _BACKOFF))


def rarity(word: str) -> float:
    """How rare a word is (log odds against the commonest words, 0 for these)."""
    return max(0.0, math.log(2.0**17 / (1 + _count(word))))


@lru_cache(maxsize=1 << 17)
def _count(key: str) -> float:
    cells = _cells()
    power = min(_cell(cells, at) for at in cell_numbers(key, 2 * len(cells)))
    return float(2 ** (power - 1)) * 3 if power else 0.0


def _cell(cells: npt.NDArray[np.uint8], at: int) -> int:
    pair = int(cells[at >> 1])
    return pair >> 4 if at & 1 else pair & 15


def cell_numbers(key: str, size: int) -> tuple[int, int]:
    """The two cells of a key in a table of so many cells."""
    value = xxhash.xxh64_intdigest(key.encode())
    return value % size, (value >> 32) * 2654435761 % size


@cache
def _cells() -> npt.NDArray[np.uint8]:
    with files("retold").joinpath("weights", "trace_wordings.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return np.asarray(stored["cells"], dtype=np.uint8)
