"""The maps of the second path of matching: how alike texts are, and which pairs stand out from their topic."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from retold.match.likeness import Weights, likeness, weights
from retold.match.rewrites import Around, Asked, Retold, around, nearest_told, retold, standing_out
from retold.match.words import distinct
from retold.run.match_maps import PAIRS, flat
from retold.run.match_texts_at import TextsAt

LIKELY = pa.schema([("a", pa.int64()), ("b", pa.int64())])
WORDS = pa.schema([("word", pa.int64()), ("texts", pa.int64())])
TOTALS = pa.schema([("texts", pa.int64())])
ALIKE = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("score", pa.float64())])
STANDING = pa.schema([*ALIKE, ("nearest", pa.float64()), ("third", pa.float64())])
RETOLD = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("share_a", pa.float64()), ("share_b", pa.float64())])

_BATCH = 64  # texts whose words are sorted together: small enough for the processor's cache


def words(texts: pa.Table) -> pa.Table:
    """How many of these texts hold each word."""
    hashes, first = flat(texts.column("words").combine_chunks())
    held = [np.zeros(0, dtype=np.uint32)]
    for k in range(0, len(first) - 1, _BATCH):
        edges = first[k : k + _BATCH + 1]
        text = np.repeat(np.arange(len(edges) - 1, dtype=np.uint64), np.diff(edges))
        held.append(distinct((text << np.uint64(32)) | hashes[edges[0] : edges[-1]]).astype(np.uint32))
    word, count = np.unique(np.sort(np.concatenate(held)), return_counts=True)
    return pa.table([word.astype(np.int64), count], schema=WORDS)


def alike(pairs: pa.Table, counts: pa.Table, totals: pa.Table, texts: Path) -> pa.Table:
    """How alike each pair of texts is."""
    at = TextsAt.of(texts)
    by = weights_of(counts, totals)
    a, b = (pairs.column(name).to_pylist() for name in ("a", "b"))
    return pa.table([a, b, likeness({t: at.words(t) for t in {*a, *b}}, a, b, by)], schema=ALIKE)


def standing(asked: pa.Table, alike: pa.Table, kin: pa.Table) -> pa.Table:
    """The pairs that are at least as alike as their rivals, and how much more; sees all pairs at once."""
    a, b, score = _columns(asked, "a", "b", "score")
    return pa.table(list(standing_out(a, b, score, _around(alike), _around(kin))), schema=STANDING)


def rewritten(standing: pa.Table, alike: pa.Table, kin: pa.Table, counts: pa.Table, totals: pa.Table, texts: Path) -> pa.Table:
    """The pairs that stand out from their topic."""
    asked = Asked(*_columns(standing, *STANDING.names))
    found = retold(asked, _around(alike), _around(kin), cache(TextsAt.of(texts).words), weights_of(counts, totals))
    return pa.table(list(found), schema=RETOLD)


def nearest(rewritten: pa.Table, kin: pa.Table) -> pa.Table:
    """The pairs that no nearer one explains; sees all pairs at once."""
    chosen = nearest_told(Retold(*_columns(rewritten, *RETOLD.names)), _around(kin))
    return pa.table([[a for a, _ in chosen], [b for _, b in chosen], [0] * len(chosen)], schema=PAIRS)


def weights_of(counts: pa.Table, totals: pa.Table) -> Weights:
    """The weights of words, by how many of all texts hold each."""
    word, held = _columns(counts, "word", "texts")
    return weights(word.astype(np.uint32), held, totals.column("texts").to_pylist()[0])


def _around(pairs: pa.Table) -> Around:
    return around(*_columns(pairs, *(name for name in ("a", "b", "score") if name in pairs.column_names)))


def _columns(table: pa.Table, *names: str) -> list[np.ndarray]:
    return [table.column(name).to_numpy() for name in names]
