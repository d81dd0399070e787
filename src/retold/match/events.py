"""Stories of the same happening told without taking text: linked for the reader, never merged.

Decided: likeness of words (logarithmic counts times rarity, cosine), fading with the days between two stories; stories join by average
likeness (UPGMA), so that one text in between does not chain two happenings. Rarity is judged with a background of news, so that a small
collection is judged like a large one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import exp
from typing import NamedTuple

import numpy as np

from retold.match.likeness import F32, Weights, counted, weighed, weights
from retold.match.linkage import joined
from retold.match.texts import TextToMatch
from retold.match.words import I64, U32, words_of
from retold.records import StoryGroup

SAME_EVENT = 0.16  # mean likeness of two sets of stories from which they are one event
FADES = 4.0  # days by which likeness fades to a third, beyond the first day
_LEAST_WEIGHT = 0.5  # words lighter than this say nothing of a happening
_WORDS = 150  # heaviest words that stand for a story
_NEIGHBOURS = 60  # most alike stories of each that are looked at
_CROWDED = 2000  # a word in more stories than this finds no neighbours


class _Bag(NamedTuple):
    words: U32
    weight: F32


def events(texts: Sequence[TextToMatch], groups: Sequence[StoryGroup]) -> list[StoryGroup]:
    """The same groups; those that tell of one happening bear the same `event`. `texts` are those of the groups' members."""
    hashes = [words_of([t.text]).hashes for t in texts]
    by = weights(*counted(hashes), sum(len(h) > 0 for h in hashes))
    place = {t.id: k for k, t in enumerate(texts)}
    members = [[place[m] for m in g.members if m in place] for g in groups]
    days = [middle([t.timestamp() / 86400 for k in own if (t := texts[k].when) is not None]) for own in members]
    names = linked([g.id for g in groups], ([hashes[k] for k in own] for own in members), days, by)
    return [replace(g, event=names.get(g.id)) for g in groups]


def linked(stories: Sequence[str], texts: Iterable[Sequence[U32]], days: Sequence[float | None], by: Weights) -> dict[str, str]:
    """The event of each story that shares one with others, from the words of its texts and the day it was told."""
    bags, sizes = [], []
    for own in texts:
        bags.append(_story(own, by))
        sizes.append(len(own))
    names: dict[str, str] = {}
    for cluster in joined(_alike(bags, days), sizes, SAME_EVENT):
        if len(cluster) > 1:
            own_ids = sorted(stories[k] for k in cluster)
            name = "e" + hashlib.blake2b("\0".join(own_ids).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
            names |= dict.fromkeys(own_ids, name)
    return names


def _story(texts: Sequence[U32], by: Weights) -> _Bag:
    """The words of a story with the mean of their weights in its texts, each text of length one."""
    words, weight = [np.zeros(0, dtype=np.uint32)], [np.zeros(0, dtype=np.float32)]
    for text in texts:
        word, count = np.unique(np.sort(text), return_counts=True)
        rarity = weighed(word, by)
        rarity[rarity < _LEAST_WEIGHT] = 0
        value = np.log1p(count) * rarity
        words.append(word)
        weight.append((value / max(float(np.sqrt((value**2).sum())), 1e-9) / len(texts)).astype(np.float32))
    every, at = np.unique(np.concatenate(words), return_inverse=True)
    total = np.bincount(at, weights=np.concatenate(weight), minlength=len(every)).astype(np.float32)
    kept = np.sort(np.argsort(-total, kind="stable")[:_WORDS])
    return _Bag(every[kept], total[kept])


def middle(days: Sequence[float]) -> float | None:
    """The middle of the known times of a story."""
    known = sorted(days)
    return known[len(known) // 2] if known else None


def _alike(bags: Sequence[_Bag], days: Sequence[float | None]) -> list[dict[int, float]]:
    """For each story the most alike others and how alike they are, time counted."""
    owner = np.repeat(np.arange(len(bags)), [len(b.words) for b in bags])
    words = np.concatenate([np.zeros(0, np.uint32), *(b.words for b in bags)])
    weight = np.concatenate([np.zeros(0, np.float32), *(b.weight for b in bags)])
    order = np.argsort(words, kind="stable")
    words, owner, weight = words[order], owner[order], weight[order]
    alike: list[dict[int, float]] = [{} for _ in bags]
    for k, bag in enumerate(bags):
        begin, end = np.searchsorted(words, bag.words), np.searchsorted(words, bag.words, side="right")
        size = np.where(end - begin > _CROWDED, 0, end - begin)
        at = _ranges(begin, size)
        score = np.bincount(owner[at], weights=weight[at] * np.repeat(bag.weight, size), minlength=len(bags))
        score[k] = 0
        for other in np.argsort(-score, kind="stable")[:_NEIGHBOURS].tolist():
            faded = float(score[other]) * _fading(days[k], days[other])
            if faded > SAME_EVENT / 4:
                alike[k][other] = alike[other][k] = faded
    return alike


def _ranges(begin: I64, size: I64) -> I64:
    """begin[0], begin[0] + 1, … size[0] numbers, then those of begin[1], and so on."""
    return np.repeat(begin - np.cumsum(size) + size, size) + np.arange(int(size.sum()))


def _fading(a: float | None, b: float | None) -> float:
    return 1.0 if a is None or b is None else exp(-max(abs(a - b) - 1, 0) / FADES)
