"""Which sentence of one version became which of the other: kept, edited, split, merged, moved, added or dropped.

Decided: each pair of sentences gets a likelihood from a dozen features (`features.py`; weights learnt, `weights/learn_alignment.md`).
Verbatim pairs are taken first, then the likeliest; a sentence that has a partner takes another only for words that this left unexplained,
which is what a split or a merge looks like. Pairs out of order are moved: those outside the longest run in the same order.
Decided: the two versions are put into one fixed order before anything is counted, so that the result mirrors when they change places.
Method: ours; the greedy choice with residual words is a simple form of competitive linking (Melamed 2000).
"""

from __future__ import annotations

import heapq
import json
import math
import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Indel

from retold.align.features import FEATURES, Both, Numbers, candidates, lay_out
from retold.records import Alignment, SentencePair, Version

_LEAST = -0.7  # log-odds from which two sentences are a pair
_CONFIDENT = -0.4  # log-odds from which a pair speaks for its neighbours
_NEIGHBOUR = 0.6  # log-odds that a confident pair nearby gives, and again for one before and one behind in the same order
_LEAST_CONTENT = 2  # words with content that two sentences share, if they are not most of both
_MOSTLY = 0.5
_NEARLY_ALL = 0.7  # share of the words' weight from which two sentences are a pair, however common their words
_SURELY = 0.0  # log-odds of such a pair, at least
_HOPELESS = _LEAST - 3 * _NEIGHBOUR  # below this no neighbours help
_UNEXPLAINED = 0.65  # share of the pair's words that the earlier partners must have left unexplained …
_ENOUGH = 2.0  # … or weight of them, about three words: a remark or clause of its own


_WORD = re.compile(r"[^\W_]")


class _Link(NamedTuple):
    a: int
    b: int
    similarity: float  # of their words in order, 0..1


def align(a: Version, b: Version) -> Alignment:
    """Sentence pairs of two versions, in the order of B; sentences of A alone stand after what precedes them in A.

    Bylines and lines without a word are left out: they tell nothing.
    """
    a, b = _telling(a), _telling(b)
    turned = _order(b) < _order(a)
    links = [_Link(link.b, link.a, link.similarity) for link in _links(b, a)] if turned else _links(a, b)
    links.sort(key=lambda link: (link.b, link.a))
    moved = _out_of_order(links)
    pairs = [_pair(a, b, link, link in moved) for link in links]
    return Alignment(tuple(_with_single_ones(a, b, pairs, links)))


def _telling(version: Version) -> Version:
    """The version without its bylines and its ornaments ("___."), which tell nothing."""
    return replace(version, sentences=tuple(s for s in version.sentences if s.kind != "byline" and _WORD.search(s.span.of(version.text))))


def _order(version: Version) -> tuple[str, str]:
    return version.text, version.article.id


@cache
def _weights() -> tuple[float, Numbers]:
    """The constant and the weights of the features."""
    loaded: dict[str, float] = json.loads(files("retold.weights").joinpath("alignment.json").read_text(encoding="utf-8"))
    return loaded["bias"], np.array([loaded[name] for name in FEATURES])


def _links(a: Version, b: Version) -> list[_Link]:
    if not a.sentences or not b.sentences:
        return []
    both = lay_out(a, b)
    odds = _supported(_likely(both))
    same = {(i, j) for i, j in odds if both.a.norms[i] == both.b.norms[j]}
    heap = [((i, j) not in same, -value, i + j, i, j) for (i, j), value in odds.items() if value >= _LEAST]  # verbatim sentences first
    heapq.heapify(heap)
    rest_a: dict[int, set[int]] = {}
    rest_b: dict[int, set[int]] = {}
    links = []
    while heap:
        *_, i, j = heapq.heappop(heap)
        shared = set(both.a.items[i]) & set(both.b.items[j])
        if i in rest_a and j in rest_b:
            continue
        if (i in rest_a or j in rest_b) and not _adds(both, shared, rest_a.get(i, shared), rest_b.get(j, shared)):
            continue
        links.append(_Link(i, j, _similarity(both.a.norms[i], both.b.norms[j])))
        rest_a[i] = rest_a.get(i, set(both.a.items[i])) - shared
        rest_b[j] = rest_b.get(j, set(both.b.items[j])) - shared
    return links


def _adds(both: Both, shared: set[int], rest_a: set[int], rest_b: set[int]) -> bool:
    """Do two sentences share words that their earlier partners left unexplained?"""
    whole, left = (float(both.weight[list(items)].sum()) for items in (shared, shared & rest_a & rest_b))
    return whole > 0 and left >= min(_UNEXPLAINED * whole, _ENOUGH)


def _likely(both: Both) -> dict[tuple[int, int], float]:
    """Sentence pairs with the log-odds that they correspond; the hopeless ones are left out."""
    found = candidates(both)
    bias, weights = _weights()
    odds = bias + found.features @ weights
    of = {name: found.features[:, k] for k, name in enumerate(FEATURES)}
    odds = np.where((of["dice"] >= _NEARLY_ALL) & (of["one headline"] == 0), np.maximum(odds, _SURELY), odds)
    told = (of["content"] >= math.log1p(_LEAST_CONTENT)) | (of["dice"] >= _MOSTLY)
    captions_a, captions_b = (np.array([s.kind == "caption" for s in side.sentences], dtype=bool) for side in (both.a, both.b))
    hopeful = np.flatnonzero(told & (odds >= _HOPELESS) & (captions_a[found.a] == captions_b[found.b]))  # captions tell with captions
    return dict(zip(zip(found.a[hopeful].tolist(), found.b[hopeful].tolist(), strict=True), odds[hopeful].tolist(), strict=True))


def _supported(odds: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """The candidates, likelier where confident pairs stand next to them: stories keep much of their order when retold."""
    confident = {place for place, value in odds.items() if value >= _CONFIDENT}
    raised = {}
    for (i, j), value in odds.items():
        near = any((i + d, j + e) in confident for d in (-1, 0, 1) for e in (-1, 0, 1) if d or e)
        in_order = ((i - 1, j - 1) in confident) + ((i + 1, j + 1) in confident)
        raised[i, j] = value + _NEIGHBOUR * (near + in_order)
    return raised


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


def _similarity(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    return round(Indel.normalized_similarity(a, b), 3) if a or b else 1.0


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
