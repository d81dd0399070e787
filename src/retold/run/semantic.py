"""Pairs told in other words that share no turn of phrase: found by what sentences mean, verified by aligning them.

The extra `retold[semantic]`. Vectors of whole texts (static word vectors, WordLlama) only propose: a pair must stand among the three
nearest of each of its texts and be nearer than the third by a margin, as two reports of one happening are not. Then its sentences are
aligned, as `compare` does, and enough of both texts must have a partner. Those partners are its passages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from retold.align import align
from retold.article import read_page, version_of
from retold.errors import BadInput, NoArticle
from retold.records import Given, Match, Page, Passage, Span, Version
from retold.run.match_texts_at import pieces, rows_of
from retold.settings import DEFAULT

NEAREST = 3  # how many nearest texts of each are looked at; the third tells what the topic makes alike
MARGIN = 0.1  # by how much a pair must be nearer (cosine) than either text is to its third
ALIGNED = 0.15  # share of the shorter-aligned text whose sentences must have a partner
MOST = 50_000  # texts: every one is held against every other
_BEGINNING = 4000  # code points that a text is known by
_BLOCK = 1024  # texts held against all others at once

Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]


class Row(NamedTuple):
    """A text and its id, written as JSON: 1 and "1" are two."""

    id: str
    text: str


def embedder() -> Embed:
    """Texts to vectors of length one, by the weights that the package ships; nothing is fetched. Raises BadInput where it is missing."""
    try:
        package = import_module("wordllama")
    except ImportError as error:
        raise BadInput("finding what is told without shared words needs more", suggestion="pip install 'retold[semantic]'") from error
    weights = Path(str(package.__file__)).parent
    model = package.WordLlama.load(cache_dir=weights, disable_download=True)
    return lambda texts: np.asarray(model.embed(list(texts), norm=True), dtype=np.float32)


def texts_in(source: Path) -> list[Row]:
    """The texts of a corpus. Raises BadInput where there are more than can be held against one another."""
    found: list[Row] = []
    for piece in pieces(source):
        found += [
            Row(json.dumps(row["id"]), row["text"])
            for row in rows_of(*piece)
            if isinstance(row, dict) and isinstance(row.get("text"), str) and isinstance(row.get("id"), str | int) and row["text"].strip()
        ]
        if len(found) > MOST:
            raise BadInput(
                f"more than {MOST:,} texts are too many to hold against one another", where=str(source), suggestion="a part of them"
            )
    return found


def told_by_meaning(rows: Sequence[Row], known: Collection[tuple[str, str]], embed: Embed) -> list[Match]:
    """The pairs of `rows` that are told in other words, but for those in `known` (ids in the order of the rows)."""
    if len(rows) < 2:
        return []
    pairs = proposed(embed([row.text[:_BEGINNING] for row in rows]))
    asked = [(a, b) for a, b in pairs if (rows[a].id, rows[b].id) not in known]
    versions = {k: _version(rows[k]) for pair in asked for k in pair}
    verified = (_verified(rows[a].id, rows[b].id, versions[a], versions[b]) for a, b in asked)
    return [match for match in verified if match]


def proposed(vectors: Vectors) -> list[tuple[int, int]]:
    """Pairs of texts of which each is among the nearest of the other, and nearer than the third of either by a margin."""
    near = list(_nearest(vectors))
    found = []
    for a, (others, score) in enumerate(near):
        for b, alike in zip(others, score, strict=True):
            third = max(score[-1] if len(score) == NEAREST else 0.0, near[b][1][-1] if len(near[b][1]) == NEAREST else 0.0)
            if a < b and a in near[b][0] and alike - third >= MARGIN:
                found.append((a, b))
    return found


def _nearest(vectors: Vectors) -> Iterator[tuple[list[int], list[float]]]:
    """For each text the nearest others, nearest first, and how near they are."""
    count = min(NEAREST, len(vectors) - 1)
    for first in range(0, len(vectors), _BLOCK):
        score = vectors[first : first + _BLOCK] @ vectors.T
        score[np.arange(len(score)), first + np.arange(len(score))] = -2
        best = np.argpartition(-score, count - 1, axis=1)[:, :count]
        for own, row in zip(best, score, strict=True):
            order = own[np.lexsort((own, -row[own]))]
            yield order.tolist(), row[order].tolist()


def _version(row: Row) -> Version | None:
    """The text read as `compare` reads it, offsets kept; None where it holds no article."""
    try:
        page = Page(row.id, "text", row.text.replace("\r", " "), Given(id=row.id))
        return version_of(read_page(page, DEFAULT))
    except NoArticle:
        return None


def _verified(a: str, b: str, one: Version | None, two: Version | None) -> Match | None:
    if one is None or two is None:
        return None
    passages = [Passage(pair.a, pair.b) for pair in align(one, two).pairs if pair.a and pair.b]
    shares = _share([p.a for p in passages], one), _share([p.b for p in passages], two)
    if min(shares) < ALIGNED:
        return None
    return Match(a, b, 0, *shares, tuple(passages), "rewrite")


def _share(spans: Sequence[Span], version: Version) -> float:
    """The share of a version's sentences, by length, that are among some spans."""
    length = sum(s.span.end - s.span.start for s in version.sentences)
    taken = sum(s.end - s.start for s in set(spans))
    return round(min(1.0, taken / max(1, length)), 4)


def as_row(match: Match) -> dict[str, Any]:
    """A match as a line of the result, ids as they were given."""
    passages = [{"a": [p.a.start, p.a.end], "b": [p.b.start, p.b.end]} for p in match.passages]
    shares = {"containment_a": match.containment_a, "containment_b": match.containment_b, "quoted": match.quoted}
    return {"a": json.loads(match.a), "b": json.loads(match.b), "kind": match.kind, "shared": match.shared, **shares, "passages": passages}
