"""Texts as arrays of word hashes with their places: many texts at once, without a Python loop over words.

A word is a run of letters and digits; every other character divides (so "don't" is two words, however its apostrophe is written).
Case, accents and compatibility forms are folded. Scripts without spaces give one word a character. Marks that combine and characters
of no width neither divide nor count. A word's hash is a polynomial over its folded characters modulo 2**64, each character standing
for a number drawn by splitmix64, the sum mixed once more and its upper 32 bits kept: specified here to the bit and pinned by a test,
so that what is stored stays valid.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

U64 = npt.NDArray[np.uint64]
U32 = npt.NDArray[np.uint32]
I64 = npt.NDArray[np.int64]
I32 = npt.NDArray[np.int32]

_DIVIDES, _JOINS, _ALONE, _IGNORED, _UNSEEN = 0, 1, 2, 3, 255
_BASE = 0x9E3779B97F4A7C55
_INVERSE = pow(_BASE, -1, 2**64)
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF), (0x20000, 0x2FFFF),
)  # fmt: skip
_POWERS = 1 << 16  # first size of the table of powers; it grows with the longest batch
_KEPT_POWERS = 1 << 20  # a larger one is made anew where it is wanted: few texts are so long


class Words(NamedTuple):
    """The words of several texts: text k has `hashes[first[k]:first[k + 1]]`, which stand at its code points `start` to `end`."""

    hashes: U32
    start: I32
    end: I32
    first: I64


def mixed(x: U64) -> U64:
    """The finaliser of splitmix64: every bit of the input moves every bit of the result."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


Values = TypeVar("Values", U32, U64)


def distinct(values: Values) -> Values:
    """The distinct values in order (numpy's own way, by a table, is many times slower on hashes)."""
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


class Joined(NamedTuple):
    """Texts as one array of code points, a line end between them; text k begins at `begin[k]`."""

    codes: I64
    begin: I64


def joined(texts: Sequence[str]) -> Joined:
    """Some texts as code points."""
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    size = np.fromiter((len(t) + 1 for t in texts), dtype=np.int64, count=len(texts))
    return Joined(codes, np.cumsum(size) - size)


def words_of(texts: Sequence[str]) -> Words:
    """The words of each text, in order, with their places in code points."""
    return words_in(joined(texts))


def words_in(texts: Joined) -> Words:
    """The words of each text, in order, with their places in code points."""
    kinds, values = _looked_up(texts.codes)
    kept: I64 | None = None
    if (kinds == _IGNORED).any():
        kept = np.flatnonzero(kinds != _IGNORED)
        kinds, values = kinds[kept], values[kept]
    start, end = _runs(kinds)
    hashes = _hashes(values, start, end)
    if kept is not None:
        start, end = kept[start], kept[end - 1] + 1
    first = np.append(np.searchsorted(start, texts.begin), len(start))
    origin = np.repeat(texts.begin, np.diff(first))
    return Words(hashes, (start - origin).astype(np.int32), (end - origin).astype(np.int32), first)


def _runs(kinds: npt.NDArray[np.uint8]) -> tuple[I64, I64]:
    """Where words begin and end among the characters."""
    inside = kinds != _DIVIDES
    edge = np.empty(len(kinds) + 1, dtype=bool)
    edge[0] = len(kinds) > 0 and bool(inside[0])
    edge[-1] = len(kinds) > 0 and bool(inside[-1])
    np.not_equal(inside[1:], inside[:-1], out=edge[1:-1])
    alone = kinds == _ALONE
    if not alone.any():
        at = np.flatnonzero(edge)
        return at[0::2], at[1::2]
    before = np.zeros(len(kinds) + 1, dtype=bool)
    before[1:] = alone
    after = np.zeros(len(kinds) + 1, dtype=bool)
    after[:-1] = alone
    within = np.zeros(len(kinds) + 1, dtype=bool)
    within[1:-1] = inside[1:] & inside[:-1]
    cut = within & (before | after)
    opens, closes = edge.copy(), edge.copy()
    opens[:-1] &= inside
    opens[-1] = False
    closes[1:] &= inside
    closes[0] = False
    return np.flatnonzero(opens | cut), np.flatnonzero(closes | cut)


def _hashes(values: U64, start: I64, end: I64) -> U32:
    power, inverse = (_kept_powers if len(values) <= _KEPT_POWERS else _powers)(max(_POWERS, 1 << max(0, len(values) - 1).bit_length()))
    total = np.zeros(len(values) + 1, dtype=np.uint64)
    np.cumsum(values * power[: len(values)], out=total[1:])
    return (mixed((total[end] - total[start]) * inverse[start]) >> np.uint64(32)).astype(np.uint32)


def _powers(size: int) -> tuple[U64, U64]:
    """The powers of the base and of its inverse modulo 2**64, up to `size`."""
    bases = np.full(size, _BASE, dtype=np.uint64), np.full(size, _INVERSE, dtype=np.uint64)
    for base in bases:
        base[0] = 1
        np.cumprod(base, out=base)
    return bases


_kept_powers = cache(_powers)


class _Alphabet:
    """What each code point is and counts for; filled in as characters are met, the same whatever the order."""

    def __init__(self) -> None:
        self.kind = np.full(0x110000, _UNSEEN, dtype=np.uint8)
        self.value = np.zeros(0x110000, dtype=np.uint64)

    def learn(self, codes: Sequence[int]) -> None:
        """Fill in some code points."""
        for code in codes:
            self.kind[code] = _kind(code)
            self.value[code] = _folded(code)
        at = np.asarray(codes, dtype=np.int64)
        self.value[at] = mixed((self.value[at] + np.uint64(1)) * np.uint64(_BASE))


_ALPHABET = _Alphabet()


def _looked_up(codes: I64) -> tuple[npt.NDArray[np.uint8], U64]:
    kinds = _ALPHABET.kind[codes]
    unseen = kinds == _UNSEEN
    if unseen.any():
        _ALPHABET.learn(np.unique(codes[unseen]).tolist())
        kinds = _ALPHABET.kind[codes]
    return kinds, _ALPHABET.value[codes]


def _kind(code: int) -> int:
    char = chr(code)
    category = unicodedata.category(char)
    if any(low <= code <= high for low, high in _UNSPACED):
        return _ALONE if category[0] in "LN" else _IGNORED if category[0] == "M" else _DIVIDES
    if category[0] in "LN":
        return _JOINS
    return _IGNORED if category[0] == "M" or category == "Cf" else _DIVIDES


def _folded(code: int) -> int:
    """The first base character of the folded form: enough to compare by, and one character for one."""
    for char in unicodedata.normalize("NFKD", chr(code)).casefold():
        if not unicodedata.combining(char):
            return ord(char)
    return code
