"""Matches among texts in memory: the same answers as a corpus run, for some thousand texts at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
import xxhash

from retold.errors import BadInput
from retold.match.fingerprint import BUCKETS, bucket_of, prints_of
from retold.match.furniture import Repeats, furniture_words, learnt, repeats_of
from retold.match.index import Votes, votes_of, worth_proving
from retold.match.likeness import counted, likeness, weights
from retold.match.proof import LEAST_SHARED, TURN, Proven, Told, prove
from retold.match.quoted import MOSTLY, quoted_in, quoted_shares
from retold.match.relatives import relatives
from retold.match.rewrites import LEAST_LIKENESS, around, nearest_told, retold, rivals, standing_out, worth_asking
from retold.match.words import I32, I64, Words, joined, words_of
from retold.records import Match, Passage, Span
from retold.settings import DEFAULT, Settings

_BATCH = 48  # texts whose words are found together


class TextToMatch(NamedTuple):
    """A text to be matched. `outlet` lets its furniture be learnt, `when` keeps far-off times apart in what follows."""

    id: str
    text: str
    outlet: str | None = None
    when: datetime | None = None


class _Placed(NamedTuple):
    told: Told
    start: I32
    end: I32
    quoted: I32


def match_texts(texts: Sequence[TextToMatch], settings: Settings = DEFAULT) -> list[Match]:
    """All pairs of texts that share passages, in the order of the texts. Passages count code points of `text`.

    Raises BadInput where an id stands twice.
    """
    _refuse_repeated([t.id for t in texts])
    outlets = np.array([outlet_number(t.outlet) for t in texts], dtype=np.int32)
    words = [words_of([t.text for t in texts[k : k + _BATCH]]) for k in range(0, len(texts), _BATCH)]
    prints = [prints_of(batch) for batch in words]
    gram = np.concatenate([p.gram for p in prints]) if prints else np.zeros(0, dtype=np.uint64)
    text = np.concatenate([p.text.astype(np.int64) + k * _BATCH for k, p in enumerate(prints)]) if prints else gram.astype(np.int64)
    counts = np.concatenate([np.diff(batch.first) for batch in words]) if words else gram.astype(np.int64)
    votes, furniture = _index(gram, text, outlets, counts)
    placed = _placed(texts, words, outlets, furniture)
    enough = worth_proving(votes, counts)
    found = {(m[0], m[1]): m for m in _proven(placed, votes.a[enough], votes.b[enough])}
    more_a, more_b = _relatives(found, votes)
    found |= {(m[0], m[1]): m for m in _proven(placed, more_a, more_b)}
    told_again = {(m[0], m[1]): m for m in _rewrites(placed, votes, found)}
    quoted = iter(_quoted(placed, [*found.values(), *told_again.values()]))
    matches = [_match(texts, placed, m, "reuse", next(quoted)) for m in found.values()]
    matches += [_match(texts, placed, m, "rewrite", next(quoted)) for m in told_again.values()]
    place = {t.id: k for k, t in enumerate(texts)}
    return sorted(matches, key=lambda m: (place[m.a], place[m.b]))


def outlet_number(outlet: str | None) -> int:
    """An outlet as a number of 31 bits; -1 where it is not known."""
    return xxhash.xxh3_64_intdigest(outlet.strip().lower().encode("utf-8", "surrogatepass")) >> 33 if outlet and outlet.strip() else -1


def _refuse_repeated(ids: Sequence[str]) -> None:
    twice = sorted(i for i, times in Counter(ids).items() if times > 1)
    if twice:
        raise repeated_ids(twice)


def repeated_ids(ids: Sequence[str], where: str = "") -> BadInput:
    """The refusal of ids that stand more than once, naming the first of them."""
    named = ", ".join(ids[:5]) + (" …" if len(ids) > 5 else "")
    what = f"{len(ids)} ids stand more than once: {named}" if len(ids) > 1 else f"the id {named} stands more than once"
    return BadInput(what, where=where, suggestion="giving every text an id of its own")


def _index(gram: np.ndarray, text: I64, outlets: I32, words_count: I64) -> tuple[Votes, dict[int, np.ndarray]]:
    bucket = bucket_of(gram)
    votes, repeats = [], []
    for k in range(BUCKETS):
        mine = np.flatnonzero(bucket == k)
        votes.append(votes_of(gram[mine], text[mine]))
        repeats.append(repeats_of(gram[mine], text[mine], outlets[text[mine]]))
    return _summed(votes), learnt(Repeats(*(np.concatenate(c) for c in zip(*repeats, strict=True))), words_count)


def _summed(votes: Sequence[Votes]) -> Votes:
    a, b, *counts = (np.concatenate(column) for column in zip(*votes, strict=True))
    pair, inverse = np.unique((a << 32) | b, return_inverse=True)
    summed = [np.bincount(inverse, weights=c, minlength=len(pair)).astype(np.int32) for c in counts]
    return Votes(pair >> 32, pair & 0xFFFFFFFF, *summed)


def _placed(texts: Sequence[TextToMatch], words: Sequence[Words], outlets: I32, furniture: Mapping[int, np.ndarray]) -> list[_Placed]:
    placed: list[_Placed] = []
    for batch in words:
        own = [t.text for t in texts[len(placed) : len(placed) + len(batch.first) - 1]]
        spans, begin = quoted_in(own, joined(own), batch)
        for (first, last), (low, high) in zip(pairwise(batch.first), pairwise(begin), strict=True):
            hashes, outlet = batch.hashes[first:last], int(outlets[len(placed)])
            mask = furniture_words(hashes, furniture[outlet]) if outlet in furniture else None
            placed.append(_Placed(Told(hashes, outlet, mask), batch.start[first:last], batch.end[first:last], spans[low:high]))
    return placed


_Found = tuple[int, int, int, int, int, np.ndarray]


def _rewrites(placed: Sequence[_Placed], votes: Votes, found: Mapping[tuple[int, int], _Found]) -> Iterator[_Found]:
    """The pairs that are told in other words, with the turns that stayed."""
    size = np.array([len(p.start) for p in placed], dtype=np.int64)
    told = dict(enumerate(p.told for p in placed))
    hashes = {k: t.hashes for k, t in told.items()}
    by = weights(*counted(list(hashes.values())), int((size > 0).sum()))
    proven = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
    kin = around(proven[:, 0], proven[:, 1])
    worth = worth_asking(votes.rares, size[votes.a], size[votes.b]) & ~np.isin(_packed(votes.a, votes.b), _packed(*proven.T))
    a, b = votes.a[worth], votes.b[worth]
    score = likeness(hashes, a.tolist(), b.tolist(), by)
    close = score >= LEAST_LIKENESS
    asked = standing_out(a[close], b[close], score[close], around(a, b, score), kin)  # fewer to look for rivals of
    near = rivals(votes.a, votes.b, votes.rares, np.unique(np.concatenate((asked.a, asked.b))), kin)
    every = np.unique(np.concatenate((_packed(asked.a, asked.b), _packed(*near))))
    a, b = every >> 32, every & 0xFFFFFFFF
    alike = around(a, b, likeness(hashes, a.tolist(), b.tolist(), by))
    contested = standing_out(asked.a, asked.b, asked.score, alike, kin)
    chosen = nearest_told(retold(contested, alike, kin, hashes.__getitem__, by), kin)
    left, right = [a for a, _ in chosen], [b for _, b in chosen]
    yield from holding(left, right, prove(told, left, right, core=TURN), least=0)


def _packed(a: I64, b: I64) -> I64:
    """Each pair as one number."""
    return (a << 32) | b


def _proven(placed: Sequence[_Placed], a: I64, b: I64) -> Iterator[_Found]:
    """(a, b, shared n-grams, words of each in passages, passages as rows of word places) of the pairs that hold."""
    told = dict(enumerate(p.told for p in placed))
    left, right = a.tolist(), b.tolist()
    yield from holding(left, right, prove(told, left, right))


def holding(a: Sequence[int], b: Sequence[int], proven: Proven, least: int = LEAST_SHARED) -> Iterator[_Found]:
    """The pairs of a proof that share a passage, and at least so many n-grams."""
    rows = np.stack((proven.a_start, proven.a_end, proven.b_start, proven.b_end), axis=1)
    for k in np.flatnonzero((proven.shared >= least) & (np.diff(proven.first) > 0)).tolist():
        passages = rows[proven.first[k] : proven.first[k + 1]]
        yield a[k], b[k], int(proven.shared[k]), int(proven.words_a[k]), int(proven.words_b[k]), passages


def _relatives(found: Mapping[tuple[int, int], _Found], votes: Votes) -> tuple[I64, I64]:
    """Pairs not yet asked about, of texts that share one place of the first text of a crowd."""
    crowds: dict[int, list[np.ndarray]] = {}
    for a, b in zip(votes.a[votes.star > 0].tolist(), votes.b[votes.star > 0].tolist(), strict=True):
        if (a, b) in found:
            passages = found[a, b][5]
            crowds.setdefault(a, []).append(np.column_stack((np.full(len(passages), b), passages[:, :2])))
    asked = set(zip(votes.a.tolist(), votes.b.tolist(), strict=True)) if crowds else set()
    more: set[tuple[int, int]] = set()
    for rows in crowds.values():
        table = np.concatenate(rows)
        left, right = relatives(table[:, 0], table[:, 1], table[:, 2])
        more.update(zip(left.tolist(), right.tolist(), strict=True))
    pairs = np.array(sorted(more - (asked & set(found))), dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _quoted(placed: Sequence[_Placed], found: Sequence[_Found]) -> list[float]:
    """How much of what each pair shares is quoted."""
    pair = np.repeat(np.arange(len(found)), np.fromiter((len(m[5]) for m in found), dtype=np.int64))
    rows = np.concatenate([np.zeros((0, 4), np.int64), *(m[5] for m in found)])
    return quoted_shares({k: p.quoted for k, p in enumerate(placed)}, [m[0] for m in found], [m[1] for m in found], pair, rows)


def _match(
    texts: Sequence[TextToMatch], placed: Sequence[_Placed], found: _Found, kind: Literal["reuse", "rewrite"], quoted: float
) -> Match:
    a, b, shared, words_a, words_b, rows = found
    one, two = placed[a], placed[b]
    places = one.start[rows[:, 0]], one.end[rows[:, 1] - 1], two.start[rows[:, 2]], two.end[rows[:, 3] - 1]
    passages = tuple(Passage(Span(w, x), Span(y, z)) for w, x, y, z in zip(*(p.tolist() for p in places), strict=True))
    shares = round(words_a / len(one.start), 4), round(words_b / len(two.start), 4)
    return Match(texts[a].id, texts[b].id, shared, *shares, passages, kind_of(kind, quoted), quoted)


def kind_of(kind: Literal["reuse", "rewrite"], quoted: float) -> Literal["reuse", "rewrite", "quotation"]:
    """What a match is called, by how much of what it shares is quoted."""
    return "quotation" if kind == "reuse" and quoted >= MOSTLY else kind
