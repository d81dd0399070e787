"""Which sentence of one version became which of the other: kept, edited, split, merged, moved, added or dropped.

Decided: each pair of sentences gets a likelihood from four features (`features.py`; weights learnt, `weights/learn_alignment.md`).
The likeliest pairs are taken first; a sentence that has a partner takes another only for words that the first left unexplained,
which is what a split or a merge looks like. Pairs out of order are moved: those outside the longest run in the same order.
Decided: the two versions are put into one fixed order before anything is counted, so that the result mirrors when they change places.
Method: ours; the greedy choice with residual words is a simple form of competitive linking (Melamed 2000).
"""

from __future__ import annotations

import heapq
import json
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rapidfuzz.distance import Indel

from retold.align.features import Bag, Likeness, bags, identifying, likeness
from retold.records import Alignment, Sentence, SentencePair, Version

_LEAST = 0.1  # likelihood from which two sentences are a pair; low, because every sentence has but a few candidates
_CONFIDENT = 0.4  # likelihood from which a pair speaks for its neighbours
_NEIGHBOUR = 0.5  # log-odds that a confident pair nearby gives, and again for one before and one behind in the same order
_UNEXPLAINED = 0.65  # share of the pair's words that the earlier partners must have left unexplained
_COMMON = 60  # a stem in more sentences than this proposes no candidates


class _Link(NamedTuple):
    a: int
    b: int
    similarity: float  # of their words in order, 0..1


def align(a: Version, b: Version) -> Alignment:
    """Sentence pairs of two versions, in the order of B; sentences of A alone stand after what precedes them in A.

    Bylines are left out: they tell nothing.
    """
    a, b = _telling(a), _telling(b)
    turned = _order(b) < _order(a)
    links = [_Link(link.b, link.a, link.similarity) for link in _links(b, a)] if turned else _links(a, b)
    links.sort(key=lambda link: (link.b, link.a))
    moved = _out_of_order(links)
    pairs = [_pair(a, b, link, link in moved) for link in links]
    return Alignment(tuple(_with_single_ones(a, b, pairs, links)))


def _telling(version: Version) -> Version:
    """The version without its bylines, which tell nothing."""
    return replace(version, sentences=tuple(s for s in version.sentences if s.kind != "byline"))


def _order(version: Version) -> tuple[str, str]:
    return version.text, version.article.id


@cache
def _weights() -> dict[str, float]:
    loaded: dict[str, float] = json.loads(files("retold.weights").joinpath("alignment.json").read_text(encoding="utf-8"))
    return loaded


def likelihood(features: Likeness) -> float:
    """How likely two sentences with these features are versions of each other (logistic, 0..1)."""
    weights = _weights()
    score = weights["bias"] + sum(weights[name] * value for name, value in zip(Likeness._fields, features, strict=True))
    return 1 / (1 + math.exp(-score))


def _links(a: Version, b: Version) -> list[_Link]:
    if not a.sentences or not b.sentences:
        return []
    bags_a, bags_b = bags([a, b])
    heap = [(-p, i + j, i, j) for (i, j), p in _supported(_candidates(a, b, bags_a, bags_b)).items() if p >= _LEAST]
    heapq.heapify(heap)
    left_a: dict[int, Counter[str]] = {}
    left_b: dict[int, Counter[str]] = {}
    links = []
    while heap:
        _, _, i, j = heapq.heappop(heap)
        rest_a, rest_b = left_a.get(i, bags_a[i].stems), left_b.get(j, bags_b[j].stems)
        if (i in left_a and j in left_b) or ((i in left_a or j in left_b) and not _adds(bags_a[i], bags_b[j], rest_a, rest_b)):
            continue
        links.append(_Link(i, j, _similarity(bags_a[i], bags_b[j])))
        shared = bags_a[i].stems & bags_b[j].stems
        left_a[i], left_b[j] = rest_a - shared, rest_b - shared
    return links


def _adds(a: Bag, b: Bag, rest_a: Counter[str], rest_b: Counter[str]) -> bool:
    """Do two sentences share words that their earlier partners left unexplained?"""
    whole = _weight(a, a.stems & b.stems)
    return whole > 0 and _weight(a, rest_a & rest_b) >= _UNEXPLAINED * whole


def _weight(bag: Bag, stems: Counter[str]) -> float:
    return sum(bag.weight.get(s, 0.0) * n for s, n in stems.items())


def _supported(candidates: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """The candidates, likelier where confident pairs stand next to them: stories keep much of their order when retold."""
    confident = {place for place, p in candidates.items() if p >= _CONFIDENT}
    raised = {}
    for (i, j), p in candidates.items():
        near = any((i + d, j + e) in confident for d in (-1, 0, 1) for e in (-1, 0, 1) if d or e)
        in_order = ((i - 1, j - 1) in confident) + ((i + 1, j + 1) in confident)
        odds = p / max(1e-9, 1 - p) * math.exp(_NEIGHBOUR * (near + in_order))
        raised[i, j] = odds / (1 + odds)
    return raised


def _candidates(a: Version, b: Version, bags_a: list[Bag], bags_b: list[Bag]) -> dict[tuple[int, int], float]:
    """Sentence pairs that share an identifying stem, with their likelihood; the hopeless ones are left out."""
    where: dict[str, list[int]] = defaultdict(list)
    for j, bag in enumerate(bags_b):
        for stem in identifying(bag):
            where[stem].append(j)
    found = {}
    for i, bag in enumerate(bags_a):
        near = {j for stem in identifying(bag) if len(where[stem]) <= _COMMON for j in where[stem]}
        for j in near:
            if not _comparable(a.sentences[i], b.sentences[j]):
                continue
            place = 1 - abs(i / len(bags_a) - j / len(bags_b))
            p = likelihood(likeness(bag, bags_b[j], place))
            if _both_headlines(a.sentences[i], b.sentences[j]):
                p = min(1.0, p + 0.25)
            if p >= _LEAST / 4:
                found[i, j] = p
    return found


def _comparable(a: Sentence, b: Sentence) -> bool:
    """Captions tell with captions; a headline may have become a sentence."""
    return (a.kind == "caption") == (b.kind == "caption")


def _both_headlines(a: Sentence, b: Sentence) -> bool:
    return a.kind == "headline" and b.kind == "headline"


def _out_of_order(links: list[_Link]) -> set[_Link]:
    """The links outside the longest run that keeps the order of both versions (patience sorting; ties stay in)."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = [-1] * len(links)
    for k, link in enumerate(links):
        at = bisect_left(tails, link.a + 1)
        back[k] = ends[at - 1] if at else -1
        if at == len(tails):
            tails.append(link.a)
            ends.append(k)
        else:
            tails[at], ends[at] = link.a, k
    keep = set()
    k = ends[-1] if ends else -1
    while k >= 0:
        keep.add(k)
        k = back[k]
    return {link for k, link in enumerate(links) if k not in keep}


def _similarity(a: Bag, b: Bag) -> float:
    return round(Indel.normalized_similarity(a.norms, b.norms), 3) if a.norms or b.norms else 1.0


def _pair(a: Version, b: Version, link: _Link, moved: bool) -> SentencePair:
    span_a, span_b = a.sentences[link.a].span, b.sentences[link.b].span
    if moved:
        return SentencePair(span_a, span_b, "moved", link.similarity, "stands elsewhere in the order of the text")
    kept = link.similarity == 1.0
    why = "the same words" if kept else "shares its words"
    return SentencePair(span_a, span_b, "kept" if kept else "edited", link.similarity, why)


def _with_single_ones(a: Version, b: Version, pairs: list[SentencePair], links: list[_Link]) -> list[SentencePair]:
    """The pairs with the unpaired sentences put in: those of B in their place, those of A after their predecessor in A."""
    paired_a, paired_b = {link.a for link in links}, {link.b for link in links}
    rows: list[tuple[float, int, SentencePair]] = [(link.b, 0, pair) for link, pair in zip(links, pairs, strict=True)]
    rows += [(j, 0, SentencePair(None, s.span, "added", 0.0)) for j, s in enumerate(b.sentences) if j not in paired_b]
    last_of = {link.a: link.b for link in links}
    anchor = -1.0
    for i, sentence in enumerate(a.sentences):
        if i in paired_a:
            anchor = last_of[i]
        else:
            rows.append((anchor + 0.5, i, SentencePair(sentence.span, None, "dropped", 0.0)))
    rows.sort(key=lambda row: (row[0], row[1]))
    return [pair for _, _, pair in rows]
