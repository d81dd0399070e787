"""Second parents: passages that a version's parent lacks and another version could have given."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retold.records import Edge, Evidence, Span
from retold.trace.story import Story
from retold.trace.tree import Scores

_SENTENCES = 2.0  # a passage of fewer sentences is no source


def second_parents(story: Story, chances: Scores, parents: Sequence[int]) -> list[Edge]:
    """An edge for each version that has two sentences or more from a version beside its parent."""
    size = len(story.versions)
    below = _descendants(parents, size)
    edges = []
    for v in range(1, size + 1):
        u = parents[v]
        if not 0 < u <= size:
            continue
        missing = _missing(story, u, v)
        others = [q for q in range(1, size + 1) if q not in (u, v) and q not in below[v]]
        given = {q: _given(story, q, v, missing) for q in others}
        best = max(given, key=lambda q: (given[q].sum(), chances[q, v]), default=0)
        if best and given[best].sum() >= _SENTENCES:
            edges.append(_edge(story, best, v, np.flatnonzero(given[best])))
    return edges


def _missing(story: Story, u: int, v: int) -> npt.NDArray[np.bool_]:
    present = story.table.present
    return present[v - 1] & ~present[u - 1]


def _given(story: Story, q: int, v: int, missing: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Of the missing places, those that q tells."""
    return missing & story.table.present[q - 1]


def _edge(story: Story, q: int, v: int, places: npt.NDArray[np.intp]) -> Edge:
    source, copy = story.versions[q - 1].article.id, story.versions[v - 1].article.id
    why = f"{len(places)} sentences that the main source lacks stand here"
    evidence = [Evidence(why, 1.0, *_spans(story, q, v, int(place))) for place in places[:3]]
    return Edge(source, copy, "secondary", 0.5, tuple(evidence))


def _spans(story: Story, u: int, v: int, place: int) -> tuple[Span | None, Span | None]:
    return story.table.spans[u - 1].get(place), story.table.spans[v - 1].get(place)


def _descendants(parents: Sequence[int], size: int) -> list[set[int]]:
    below: list[set[int]] = [set() for _ in range(size + 1)]
    for v in range(1, size + 1):
        u = parents[v]
        while 0 < u <= size:
            below[u].add(v)
            u = parents[u]
    return below
