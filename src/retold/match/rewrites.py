"""Texts told in other words: pairs that share rare words and turns far beyond what their topic explains.

Two texts of one happening always share names and figures, so likeness alone proves nothing. Decided: a pair is judged against its rivals,
the texts that share most rare turns with one of the two (those that share passages with one of the two set apart). It counts as a
rewrite if it is several times as alike as either text is to its nearest rival and to its third; or if, where the topic is crowded and all its texts
are alike, what the two share is what the others do not (`topic.against`). It must share turns of three words that few texts hold. A pair
that is no more alike than each of the two is to a third text, with which both share passages, is told of by those passages; and of
several prints of one report a text is told from the one that it has most in common with.
What stands in both is then shown as short passages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.match.fingerprint import KEPT
from retold.match.likeness import Weights, likeness
from retold.match.topic import FLOOR, NEAREST, Against, against, turns_of
from retold.match.words import I32, I64, U32

LEAST_RARE = 2  # rare n-grams that a rewrite shares at least
DENSITY = 0.015  # rare n-grams shared, as a share of those that stand for the shorter text
STANDS_OUT = 2.5  # how many times as alike as each is to its rivals: the mean (of ratios) over the nearest and the third
LEAST_LIKENESS = 0.085  # share of their weighed words that two tellings have in common at least
MOST_RIVALS = 30  # texts that share most rare n-grams with a text asked about: its rivals are looked for among them
EVEN = 1.0  # how many times as alike as its rivals a pair must be to be weighed against its topic
CROWDED = 0.07  # likeness of the third rival from which a topic is crowded and tells what its texts share
OWN_WORDS = 0.09  # what a pair must share beyond a crowded topic: see `_beyond`
LEAST_MARGIN = 1.2  # and how many times as much as its third rival
LEAST_TURNS = 2  # and in how many places
AS_NEAR = 0.9  # of the largest share that a text has in common with one of several prints, what counts as the same

F64 = npt.NDArray[np.float64]
Hashes = Callable[[int], U32]  # the word hashes of a text, by its number


class Around(NamedTuple):
    """Pairs as each of their texts sees them: the others of a text stand together, the most alike first."""

    text: I64
    other: I64
    score: F64

    def of(self, text: int) -> tuple[I64, F64]:
        """The others of a text and how alike they are."""
        first, last = np.searchsorted(self.text, text), np.searchsorted(self.text, text, side="right")
        return self.other[first:last], self.score[first:last]


class Asked(NamedTuple):
    """Pairs with their likeness, and that of one of the two to its nearest rival and to its third, where it is larger."""

    a: I64
    b: I64
    score: F64
    nearest: F64
    third: F64


class Retold(NamedTuple):
    """Pairs told in other words, and the share of each that stands in the other (words weighed by their topic)."""

    a: I64
    b: I64
    share_a: F64
    share_b: F64


def worth_asking(rares: npt.NDArray[np.integer], words_a: I64, words_b: I64) -> npt.NDArray[np.bool_]:
    """Which pairs share enough rare n-grams to be asked about, by how many words their texts have."""
    kept = np.minimum(np.minimum(words_a, words_b), KEPT)
    return (rares >= LEAST_RARE) & (rares >= DENSITY * kept)


def around(a: I64, b: I64, score: F64 | None = None) -> Around:
    """Pairs, each once, seen from both sides."""
    text, other = np.concatenate((a, b)).astype(np.int64), np.concatenate((b, a)).astype(np.int64)
    twice = np.zeros(len(text)) if score is None else np.concatenate((score, score))
    order = np.lexsort((other, -twice, text))
    return Around(text[order], other[order], twice[order])


def rivals(a: I64, b: I64, rares: I32, texts: I64, kin: Around) -> tuple[I64, I64]:
    """The pairs whose likeness tells whether those asked about stand out: each of `texts` with those that share most rare n-grams with it.

    `a`, `b`, `rares` are all votes, each pair once; pairs in `kin` share passages and are no rivals.
    """
    shared = around(a, b, rares.astype(np.float64))
    found: set[tuple[int, int]] = set()
    for text in texts.tolist():
        other, _ = shared.of(text)
        near = other[~np.isin(other, kin.of(text)[0])][:MOST_RIVALS]
        found.update((min(text, o), max(text, o)) for o in near.tolist())
    pairs = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def standing_out(a: I64, b: I64, score: F64, alike: Around, kin: Around) -> Asked:
    """The pairs asked about that are at least as alike as their rivals.

    `alike` holds the likeness of those pairs and of their `rivals`; `kin` are pairs that share passages.
    """
    near = np.zeros((len(a), 2))
    for k, (one, two) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        own = _own(kin, one, two)
        near[k] = np.maximum(_nearest(alike, one, own), _nearest(alike, two, own))
    stands = score >= EVEN * np.maximum(near[:, 1], FLOOR)
    return Asked(a[stands], b[stands], score[stands], near[stands, 0], near[stands, 1])


def retold(asked: Asked, alike: Around, kin: Around, hashes: Hashes, by: Weights) -> Retold:
    """Those of some pairs that are told in other words. `alike` and `kin` as for `standing_out`, `by` the weights of words."""
    margin = asked.score / np.sqrt(np.maximum(asked.nearest, FLOOR) * np.maximum(asked.third, FLOOR))
    found = []
    for a, b, score, third, times in zip(*(c.tolist() for c in (asked.a, asked.b, asked.score, asked.third, margin)), strict=True):
        if times < STANDS_OUT and third < CROWDED:
            continue
        one, two, near = hashes(a), hashes(b), _rivals_of(a, b, alike, kin, hashes)
        beside = against(one, two, *near, by)
        if (times >= STANDS_OUT or _beyond(beside, one, two, [*near[0], *near[1]])) and not _told_of_by_a_third(
            a, b, score, kin, hashes, by
        ):
            found.append((a, b, beside.share_one, beside.share_two))
    rows = np.array(found, dtype=np.float64).reshape(-1, 4)
    return Retold(rows[:, 0].astype(np.int64), rows[:, 1].astype(np.int64), rows[:, 2], rows[:, 3])


def nearest_told(pairs: Retold, kin: Around) -> list[tuple[int, int]]:
    """The pairs without those that a nearer one explains: of prints of one report, a text is told from the one it has most in common with."""
    told: dict[int, list[tuple[int, float]]] = defaultdict(list)
    rows = list(zip(*(column.tolist() for column in pairs), strict=True))
    for a, b, share_a, share_b in rows:
        told[a].append((b, share_a))
        told[b].append((a, share_b))
    return [(a, b) for a, b, share_a, share_b in rows if not (_nearer(told[a], b, share_a, kin) or _nearer(told[b], a, share_b, kin))]


def _nearer(told: Sequence[tuple[int, float]], other: int, share: float, kin: Around) -> bool:
    """Is a text told far more from a text that shares passages with the one asked about?"""
    more = [t for t, own in told if AS_NEAR * own > share]
    return bool(more) and bool(np.isin(more, kin.of(other)[0]).any())


def _own(kin: Around, one: int, two: int) -> I64:
    """Two texts and all that share passages with one of them: no rivals of theirs."""
    return np.concatenate((kin.of(one)[0], kin.of(two)[0], [one, two]))


def _nearest(alike: Around, text: int, own: I64) -> tuple[float, float]:
    """The likeness of a text to its nearest rival and to its third; 0 where there is none."""
    other, score = alike.of(text)
    left = score[~np.isin(other, own)]
    return float(left[0]) if len(left) else 0.0, float(left[NEAREST - 1]) if len(left) >= NEAREST else 0.0


def _rivals_of(a: int, b: int, alike: Around, kin: Around, hashes: Hashes) -> tuple[list[U32], list[U32]]:
    """The words of the most alike rivals of each of two texts."""
    own = _own(kin, a, b)
    near = []
    for text in (a, b):
        other, _ = alike.of(text)
        near.append([hashes(o) for o in other[~np.isin(other, own)][:MOST_RIVALS].tolist()])
    return near[0], near[1]


def _beyond(beside: Against, one: U32, two: U32, rivals: Sequence[U32]) -> bool:
    """Do two texts share what their crowded topic does not: words, more than with any rival, and turns scattered over the text?

    The three are multiplied: where one is strong another may be weaker, as between a free retelling and a close one.
    """
    if beside.margin < LEAST_MARGIN:
        return False
    turns = turns_of(one, two, rivals)
    density = turns / max(1, min(len(one), len(two)))
    return turns >= LEAST_TURNS and max(beside.share_one, beside.share_two) * beside.margin * density**0.5 >= OWN_WORDS


def _told_of_by_a_third(a: int, b: int, score: float, kin: Around, hashes: Hashes, by: Weights) -> bool:
    """Is there a text that shares passages with both, and is as alike to each as they are to one another?"""
    between = np.intersect1d(kin.of(a)[0], kin.of(b)[0])[:MOST_RIVALS].tolist()
    if not between:
        return False
    words = {t: hashes(t) for t in (a, b, *between)}
    to_a, to_b = (likeness(words, [t] * len(between), between, by) for t in (a, b))
    return bool((np.minimum(to_a, to_b) >= score).any())
