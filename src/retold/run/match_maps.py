"""The maps of the matching plan: pure functions from Arrow tables to Arrow tables.

Each takes the rows of its source (and what its step hands it beside them) and returns rows of its columns; texts are known by number,
and no function knows of files but through the texts it looks up.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa

from retold.match.fingerprint import BUCKETS, bucket_of, is_run, prints_of
from retold.match.furniture import LEAST_TEXTS, furniture_words, repeats_among
from retold.match.index import counted_votes, first_of, held_by, holders, recurring, spoken
from retold.match.proof import CORE, LEAST_SHARED, TURN, Proven, Told, prove
from retold.match.quoted import quoted_shares
from retold.match.relatives import relatives
from retold.match.stretches import ranges
from retold.match.words import Words
from retold.run.match_texts_at import TextsAt, binaries

PRINTS = pa.schema([("bucket", pa.uint8()), ("held", pa.int64())])
REPEATS = pa.schema([("outlet", pa.int32()), ("gram", pa.int64()), ("text", pa.int64())])
FURNITURE = pa.schema([("outlet", pa.int32()), ("gram", pa.int64())])
VOTES = pa.schema([("bucket", pa.uint8()), ("vote", pa.int64())])
TALLIED = pa.schema([("a", pa.int32()), ("b", pa.int32()), ("runs", pa.int32()), ("rares", pa.int32()), ("star", pa.int32())])
PAIRS = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("star", pa.int64())])
PROVEN = pa.schema(
    [("a", pa.int64()), ("b", pa.int64()), ("star", pa.int64()), ("shared", pa.int32()), ("containment_a", pa.float64()),
     ("containment_b", pa.float64()), ("quoted", pa.float64()), ("places", pa.binary()), ("spans", pa.binary())]
)  # fmt: skip
STARS = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("places", pa.binary())])
RELATIVES = pa.schema([("a", pa.int64()), ("b", pa.int64())])
MATCHES = pa.schema(
    [("a", pa.string()), ("b", pa.string()), ("shared", pa.int32()), ("containment_a", pa.float64()), ("containment_b", pa.float64()),
     ("spans", pa.binary()), ("kind", pa.string()), ("quoted", pa.float64())]
)  # fmt: skip
LINES = pa.schema([("line", pa.string())])

_PAIRS = 512  # pairs whose passages are looked up together
_BATCH = 64  # texts whose hashes are found together: small enough for the processor's cache
_NONE = np.zeros(0, dtype=np.int32)


def prints(texts: pa.Table) -> pa.Table:
    """Texts to the hashes that stand for them, ordered by bucket: those of runs, then those of rares."""
    hashes, first = flat(texts.column("words").combine_chunks())
    number = texts.column("text").to_numpy()
    held, buckets = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint8)]
    for k in range(0, len(first) - 1, _BATCH):
        edges = first[k : k + _BATCH + 1]
        found = prints_of(Words(hashes[edges[0] : edges[-1]], _NONE, _NONE, edges - edges[0]))
        held.append(held_by(found.gram, number[found.text + k]))
        buckets.append(bucket_of(found.gram) + np.where(is_run(found.gram), np.uint8(0), np.uint8(BUCKETS)))
    return _by_bucket(np.concatenate(buckets), np.concatenate(held), PRINTS)


def repeats(bucket: pa.Table, texts: Path) -> pa.Table:
    """The runs of one bucket that recur over an outlet's texts."""
    held = _unsigned(bucket, "held")[bucket.column("bucket").to_numpy() < BUCKETS]
    key, text = holders(recurring(held, LEAST_TEXTS))
    found = repeats_among(key, text, TextsAt.of(texts).outlets(text))
    return pa.table([found.outlet, found.key.view(np.int64), found.text], schema=REPEATS)


def votes(bucket: pa.Table) -> pa.Table:
    """What the hashes of one bucket say of pairs of texts; what is said of one pair stands in one bucket again."""
    number, held = bucket.column("bucket").to_numpy(), _unsigned(bucket, "held")
    said = np.concatenate([spoken(held[mine], run=run) for mine, run in ((number < BUCKETS, True), (number >= BUCKETS, False))])
    return _by_bucket((first_of(said) % np.uint64(BUCKETS)).astype(np.uint8), said, VOTES)


def tallied(bucket: pa.Table) -> pa.Table:
    """The pairs that votes of one bucket are for, with how many of each kind."""
    return pa.table(list(counted_votes(_unsigned(bucket, "vote"))), schema=TALLIED)


def proven(pairs: pa.Table, furniture: pa.Table, texts: Path) -> pa.Table:
    """The pairs that really share passages, with the passages as places of words and as spans of code points."""
    return _proven(pairs, furniture, texts, CORE, LEAST_SHARED)


def turns(pairs: pa.Table, furniture: pa.Table, texts: Path) -> pa.Table:
    """Pairs told in other words, with the turns that stayed."""
    return _proven(pairs, furniture, texts, TURN, 0)


def _proven(pairs: pa.Table, furniture: pa.Table, texts: Path, core: int, least: int) -> pa.Table:
    at = TextsAt.of(texts)
    a, b, star = (pairs.column(name).to_pylist() for name in ("a", "b", "star"))
    found = prove(_told(at, a, b, _furniture(furniture)), a, b, core)
    held = np.flatnonzero((found.shared >= least) & (np.diff(found.first) > 0))
    parts = [_rows(at, a, b, star, found, held[k : k + _PAIRS]) for k in range(0, len(held), _PAIRS)]
    return pa.concat_tables([PROVEN.empty_table(), *parts])


def _rows(at: TextsAt, a: list[int], b: list[int], star: list[int], found: Proven, held: np.ndarray) -> pa.Table:
    """Some proven pairs as rows."""
    size = np.diff(found.first)[held]
    row, pair = ranges(found.first[held], size), np.repeat(np.arange(len(held)), size)
    places = np.column_stack((found.a_start[row], found.a_end[row], found.b_start[row], found.b_end[row]))
    x, y = ([side[k] for k in held.tolist()] for side in (a, b))
    spans = np.column_stack((at.spans(x, pair, places[:, 0], places[:, 1]), at.spans(y, pair, places[:, 2], places[:, 3])))
    quoted = quoted_shares({t: at.quoted(t) for t in {*x, *y}}, x, y, pair, places.astype(np.int64))
    share_x, share_y = (
        [round(words / at.count(t), 4) for words, t in zip(counted[held].tolist(), side, strict=True)]
        for counted, side in ((found.words_a, x), (found.words_b, y))
    )
    edges = np.concatenate(([0], 16 * np.cumsum(size))).astype(np.int32)
    data = [
        pa.Array.from_buffers(pa.binary(), len(held), [None, pa.py_buffer(edges), pa.py_buffer(rows.astype("<i4").tobytes())])
        for rows in (places, spans)
    ]
    return pa.table([x, y, [star[k] for k in held.tolist()], found.shared[held], share_x, share_y, quoted, *data], schema=PROVEN)


def relatives_of(stars: pa.Table) -> pa.Table:
    """The pairs that the stars of crowds make worth proving; sees all pairs of each `a`."""
    stars = stars.sort_by([("a", "ascending"), ("b", "ascending")])
    a = stars.column("a").to_numpy()
    edges = np.flatnonzero(np.concatenate(([True], a[1:] != a[:-1]))) if len(a) else a
    found = []
    for first, last in zip(edges.tolist(), [*edges[1:].tolist(), len(a)], strict=False):
        piece = stars.slice(first, last - first)
        places = [np.frombuffer(p, dtype="<i4").reshape(-1, 4) for p in piece.column("places").to_pylist()]
        other = np.repeat(piece.column("b").to_numpy(), [len(p) for p in places])
        rows = np.concatenate(places)
        found.append(np.stack(relatives(other, rows[:, 0], rows[:, 1])))
    pairs = np.concatenate(found, axis=1) if found else np.zeros((2, 0), dtype=np.int64)
    pairs = np.unique(pairs, axis=1)
    return pa.table([pairs[0], pairs[1]], schema=RELATIVES)


def lines(matches: pa.Table) -> pa.Table:
    """Matches as lines of JSON."""
    said = [
        f'{{"a": {a}, "b": {b}, "kind": "{kind}", "shared": {shared}, "containment_a": {x}, "containment_b": {y}, "quoted": {quoted}, '
        f'"passages": {passages_json(spans)}}}'
        for a, b, shared, x, y, spans, kind, quoted in zip(*(c.to_pylist() for c in matches.columns), strict=True)
    ]
    return pa.table([said], schema=LINES)


def passages_json(spans: bytes) -> str:
    """Spans as the contract writes them."""
    rows = np.frombuffer(spans, dtype="<i4").reshape(-1, 4).tolist()
    return json.dumps([{"a": [r[0], r[1]], "b": [r[2], r[3]]} for r in rows])


def _unsigned(table: pa.Table, column: str) -> np.ndarray:
    numbers: np.ndarray = table.column(column).to_numpy().view(np.uint64)
    return numbers


def _by_bucket(bucket: np.ndarray, numbers: np.ndarray, columns: pa.Schema) -> pa.Table:
    """Numbers in the order of their buckets."""
    order = np.argsort(bucket, kind="stable")
    return pa.table([bucket[order], numbers[order].view(np.int64)], schema=columns)


def flat(column: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """A column of word hashes as one array, and where each text begins in it."""
    data, offsets = binaries(column)
    begin = offsets // 4
    return data[begin[0] * 4 : begin[-1] * 4].view(np.uint32), (begin - begin[0]).astype(np.int64)


def _furniture(table: pa.Table) -> dict[int, np.ndarray]:
    """The furniture of each outlet; the table is in order."""
    outlet, gram = table.column("outlet").to_numpy(), _unsigned(table, "gram")
    edges = np.flatnonzero(np.diff(outlet, prepend=-2, append=-2)).tolist()
    return {int(outlet[first]): gram[first:last] for first, last in pairwise(edges)}


def _told(at: TextsAt, a: list[int], b: list[int], furniture: dict[int, np.ndarray]) -> dict[int, Told]:
    """The texts of some pairs; what of the first is furniture is told where the second is of the same outlet."""
    told = {t: Told(at.words(t), at.outlet(t)) for t in dict.fromkeys((*a, *b))}
    for x in {x for x, y in zip(a, b, strict=True) if told[x].outlet in furniture and told[x].outlet == told[y].outlet}:
        told[x] = told[x]._replace(furniture=furniture_words(told[x].hashes, furniture[told[x].outlet]))
    return told
