"""What speaks for two sentences telling the same thing: the numbers that `sentences.py` weighs.

Both versions are laid out as numbers once; every feature is then a count over what the sentences share, worked out for all pairs at once.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.records import Sentence, Version
from retold.text.stems import function_words, stem
from retold.text.tokens import words

Ids = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]

#: What the features say, in the order of the columns of `Candidates.features`.
FEATURES = (
    "dice",  # shared weight over that of both sentences
    "lighter",  # log weight of the lighter sentence
    "size",  # how little text the lighter one has (1 = a word or two)
    "content",  # log count of shared words with content
    "rare",  # log count of shared words that each text has in one sentence only
    "votes",  # log of shared weight, each word's divided among the sentences that have it
    "found",  # shared weight over the weight of what the other text has at all, the smaller of both sides
    "runs",  # log count of shared pairs of neighbouring words
    "runs share",  # the same over the pairs of both sentences
    "place",  # closeness of the relative positions
    "early",  # how near both stand to the beginning
    "one headline",  # 1 where one of the two is a headline
)
_FUNCTION_WEIGHT = 0.12  # a function word counts this much of a content word
_NAME_BONUS = 1.3  # capitalised words and numbers identify; they count this much more
_MOST_SHARED = 4_000_000  # (sentence, sentence, word) looked at; beyond that the commonest words are left out
_DENSE = 1_000_000  # sentence pairs up to which all are counted in one table


class Laid(NamedTuple):
    """One version as numbers. `items` numbers the stems of each sentence; a second "the" of a sentence has a number of its own."""

    sentences: Sequence[Sentence]
    norms: list[tuple[str, ...]]
    items: list[list[int]]
    runs: list[set[int]]


class Both(NamedTuple):
    """Two versions laid out, with what the numbers of their items weigh."""

    a: Laid
    b: Laid
    weight: Numbers
    is_content: npt.NDArray[np.bool_]
    is_first: npt.NDArray[np.bool_]  # of the numbers of one stem, that of its first occurrence in a sentence


class Candidates(NamedTuple):
    """Sentence pairs that share a word with content: `a[k]`, `b[k]` with `features[k]`."""

    a: Ids
    b: Ids
    features: Numbers


def lay_out(a: Version, b: Version) -> Both:
    """Two versions as numbers, words weighted by how few sentences of both they stand in."""
    split = [[_stems(v, s) for s in v.sentences] for v in (a, b)]
    grammar = _stemmed_grammar(a.article.language)
    strong = {s for side in split for _, _, named in side for s in named}
    number: dict[tuple[str, int], int] = {}
    pair_number: dict[tuple[str, str], int] = {}
    frequency: Counter[str] = Counter()
    sides = []
    for version, side in zip((a, b), split, strict=True):
        items, runs = [], []
        for _, order, _ in side:
            counted: Counter[str] = Counter()
            here = []
            for stem_ in order:
                counted[stem_] += 1
                here.append(number.setdefault((stem_, counted[stem_]), len(number)))
            frequency.update(counted.keys())
            items.append(here)
            pairs = zip(order, order[1:], strict=False)
            runs.append({pair_number.setdefault(p, len(pair_number)) for p in pairs if p[0] not in grammar or p[1] not in grammar})
        sides.append(Laid(version.sentences, [norms for norms, _, _ in side], items, runs))
    count = len(split[0]) + len(split[1])
    scale = {s: (0.35 + 0.65 * math.log(1 + count / n) / math.log(1 + count)) for s, n in frequency.items()}
    base = {s: _FUNCTION_WEIGHT if s in grammar else _NAME_BONUS if s in strong else 1.0 for s in frequency}
    weight = np.array([base[s] * scale[s] for s, _ in number])
    content = np.array([s not in grammar for s, _ in number], dtype=bool)
    return Both(sides[0], sides[1], weight, content, np.array([k == 1 for _, k in number], dtype=bool))


def candidates(both: Both) -> Candidates:
    """Every sentence pair that shares a word with content, with its features."""
    left, right = (_Entries(side.items) for side in (both.a, both.b))
    size, rows = len(both.weight), (len(both.a.items), len(both.b.items))
    at, to = _meetings(left, right, size)
    item, cell = left.numbers[at], left.rows[at] * rows[1] + right.rows[to]
    kept, cell, most = _cells(cell, both.is_content[item], rows)
    a, b = kept // rows[1], kept % rows[1]
    first = both.is_first[item]
    sentences_a, sentences_b = (np.maximum(1, np.bincount(e.numbers, minlength=size)) for e in (left, right))
    weight = both.weight * both.is_first
    total_a, total_b = _sums(left, both.weight, rows[0])[a], _sums(right, both.weight, rows[1])[b]
    found_a = _sums(left, weight * (np.bincount(right.numbers, minlength=size) > 0), rows[0])[a]
    found_b = _sums(right, weight * (np.bincount(left.numbers, minlength=size) > 0), rows[1])[b]

    def summed(values: npt.NDArray[np.generic]) -> Numbers:
        return np.asarray(np.bincount(cell, values, minlength=most)[:most], dtype=np.float64)

    def at_kept(values: Numbers) -> Numbers:
        return values if len(kept) == most else values[kept]

    shared, distinct = at_kept(summed(both.weight[item])), at_kept(summed(weight[item]))
    content = at_kept(summed(first & both.is_content[item]))
    once = both.is_content & both.is_first & (sentences_a == 1) & (sentences_b == 1)
    votes = at_kept(summed((weight / sentences_a + weight / sentences_b)[item]))
    runs, runs_both = _shared_runs(both, rows, a, b)
    lighter = np.minimum(total_a, total_b)
    headline_a, headline_b = (np.array([s.kind == "headline" for s in side.sentences], dtype=bool) for side in (both.a, both.b))
    columns = (
        2 * shared / np.maximum(total_a + total_b, 1e-9), np.log1p(lighter), 1 / np.maximum(1.0, lighter), np.log1p(content),
        np.log1p(at_kept(summed(once[item]))), np.log1p(votes), distinct / np.maximum(np.maximum(found_a, found_b), 1e-9),
        np.log1p(runs), 2 * runs / np.maximum(1, runs_both), 1 - np.abs(a / rows[0] - b / rows[1]), 1 / (1 + a + b), headline_a[a] != headline_b[b],
    )  # fmt: skip
    return Candidates(a, b, np.column_stack(columns).astype(float))


class _Entries:
    """Numbers with the rows that they stand in, row by row."""

    def __init__(self, items: Sequence[Iterable[int]]) -> None:
        lists = [list(row) for row in items]
        self.numbers: Ids = np.array([n for row in lists for n in row], dtype=np.int64)
        self.rows: Ids = np.repeat(np.arange(len(lists)), [len(row) for row in lists])


def _sums(entries: _Entries, weight: Numbers, rows: int) -> Numbers:
    return np.asarray(np.bincount(entries.rows, weight[entries.numbers], minlength=rows), dtype=np.float64)


def _meetings(left: _Entries, right: _Entries, size: int) -> tuple[Ids, Ids]:
    """Places in `left` and in `right` of each two entries with the same number; the commonest numbers are left out of very long texts."""
    in_left, in_right = (np.bincount(e.numbers, minlength=size) for e in (left, right))
    meetings = in_left * in_right
    if int(meetings.sum()) > _MOST_SHARED:
        order = np.argsort(meetings, kind="stable")
        in_right[order[np.cumsum(meetings[order]) > _MOST_SHARED]] = 0
        keep = in_right[right.numbers] > 0
    else:
        keep = np.ones(len(right.numbers), dtype=bool)
    places = np.flatnonzero(keep)
    places = places[np.argsort(right.numbers[places], kind="stable")]
    begins = np.cumsum(in_right) - in_right
    repeats = in_right[left.numbers]
    at = np.repeat(np.arange(len(left.numbers)), repeats)
    offset = np.arange(len(at)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    return at, places[begins[left.numbers[at]] + offset]


def _cells(cell: Ids, content: npt.NDArray[np.bool_], rows: tuple[int, int]) -> tuple[Ids, Ids, int]:
    """(sentence pairs that share content, the place of each meeting in a table of counts, the length of that table)."""
    if rows[0] * rows[1] <= _DENSE:
        return np.flatnonzero(np.bincount(cell[content], minlength=1)), cell, rows[0] * rows[1]
    kept = np.unique(cell[content])
    place = np.searchsorted(kept, cell)
    outside = (place == len(kept)) | (kept[np.minimum(place, len(kept) - 1)] != cell) if len(kept) else np.ones(len(cell), dtype=bool)
    return kept, np.where(outside, len(kept), place), len(kept)


def _shared_runs(both: Both, rows: tuple[int, int], a: Ids, b: Ids) -> tuple[Numbers, Ids]:
    """For each pair of sentences: how many pairs of neighbouring words they share, and how many both have."""
    left, right = _Entries(both.a.runs), _Entries(both.b.runs)
    size = 1 + max((int(e.numbers.max()) for e in (left, right) if len(e.numbers)), default=0)
    at, to = _meetings(left, right, size)
    cell, wanted = left.rows[at] * rows[1] + right.rows[to], a * rows[1] + b
    if rows[0] * rows[1] <= _DENSE:
        shared = np.bincount(cell, minlength=rows[0] * rows[1])[wanted]
    else:
        seen, times = np.unique(cell, return_counts=True)
        place = np.minimum(np.searchsorted(seen, wanted), max(0, len(seen) - 1))
        shared = np.where(seen[place] == wanted, times[place], 0) if len(seen) else np.zeros(len(wanted), dtype=np.int64)
    of_a, of_b = (np.array([len(r) for r in side.runs], dtype=np.int64) for side in (both.a, both.b))
    return shared.astype(float), of_a[a] + of_b[b]


@cache
def _stemmed_grammar(language: str | None) -> frozenset[str]:
    return frozenset(stem(w) for w in function_words(language))


def _stems(version: Version, sentence: Sentence) -> tuple[tuple[str, ...], list[str], set[str]]:
    """The folded words of a sentence, their stems, and which of these are written as names or numbers."""
    text = version.text
    found = words(text, sentence.span.start, sentence.span.end)
    norms = tuple(t.norm for t in found)
    order = [stem(norm) for norm in norms]
    strong = {s for k, (t, s) in enumerate(zip(found, order, strict=True)) if t.norm[0].isdigit() or (k and text[t.start].isupper())}
    return norms, order, strong
