"""Who took from whom, for all versions of a story at once.

Every possible edge has a score (texts, times, credits: story.py); the tree is the one with the highest expected number of right edges, an
optimal arborescence over the chances of the edges. A version that no version here can have given text to hangs from a lost source:
one that credits name, or one that is implied where several such versions share text. Passages that a version's parent lacks
and another version has make a second parent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from retold.records import Descent, Edge, LostSource, Match, Version
from retold.trace.evidence import edge_evidence, lost_evidence
from retold.trace.names import agency_called
from retold.trace.passages import passages_of
from retold.trace.second import second_parents
from retold.trace.story import Story, origins_of, reckon, story_of
from retold.trace.tree import Scores, best_tree


def descent_of(versions: Sequence[Version], matches: Sequence[Match] = (), *, latest: datetime | None = None) -> Descent:
    """The likeliest history of one story. `latest`: times after this moment are not believed (None: any is)."""
    if not versions:
        return Descent((), ())
    story = story_of(versions, matches, latest)
    reckoning = reckon(story)
    chances = reckoning.chances
    parents = best_tree(chances)
    lost, edges = _from_lost(story, chances, parents)
    for v, u in enumerate(parents[: len(versions) + 1]):
        if 0 < u <= len(versions):
            edges.append(_edge(story, chances, u, v))
    edges.extend(second_parents(story, reckoning, parents))
    order = {version.article.id: k for k, version in enumerate(versions)}
    edges.sort(key=lambda e: (order[e.to], e.kind, e.source))
    return Descent(tuple(lost), tuple(edges), tuple(passages_of(story, chances, edges, lost) if edges else ()))


def nearest_collected(versions: Sequence[Version], descent: Descent) -> dict[str, str]:
    """For each version, with which other it is compared: its parent, or, below a lost source, the fullest (then earliest) sibling.

    `versions` come in order of time. Versions that have neither are left out.
    """
    lost = {source.id for source in descent.lost}
    parent = {edge.to: edge.source for edge in descent.edges if edge.kind == "primary"}
    order = {version.article.id: k for k, version in enumerate(versions)}
    fullness = {v.article.id: sum(len(s.span) for s in v.sentences if s.kind == "body") for v in versions}
    against: dict[str, str] = {}
    for version in order:
        above = parent.get(version)
        if above in lost:
            siblings = [v for v in order if parent.get(v) == above]
            above = max(siblings, key=lambda v: (fullness[v], -order[v]))
        if above is not None and above != version:
            against[version] = above
    return against


def _edge(story: Story, chances: Scores, u: int, v: int) -> Edge:
    source, copy = story.versions[u - 1].article.id, story.versions[v - 1].article.id
    return Edge(source, copy, "primary", round(float(chances[u, v]), 4), edge_evidence(story, u, v))


def _from_lost(story: Story, chances: Scores, parents: Sequence[int]) -> tuple[list[LostSource], list[Edge]]:
    """The lost sources that the tree needs, with their edges."""
    size = len(story.versions) + 1
    lost: list[LostSource] = []
    edges: list[Edge] = []
    for at, name in enumerate(story.lost, start=size):
        children = [v for v in range(1, size) if parents[v] == at]
        if children:
            source = LostSource(_lost_id(story, children, name), name, "agency" if agency_called(name) else "credit")
            lost.append(source)
            edges += _lost_edges(story, chances, source, at, children)
    origins = origins_of(story)
    for family in _families(story, [v for v in range(1, size) if parents[v] == 0 and v not in origins]):
        source = LostSource(_lost_id(story, family, "source"), None, "implied")
        lost.append(source)
        edges += _lost_edges(story, chances, source, 0, family)
    return lost, edges


def _lost_edges(story: Story, chances: Scores, source: LostSource, at: int, children: Sequence[int]) -> list[Edge]:
    return [
        Edge(
            source.id,
            story.versions[v - 1].article.id,
            "primary",
            round(float(chances[at, v]), 4),
            lost_evidence(story, source, v, children),
        )
        for v in children
    ]


def _lost_id(story: Story, children: Sequence[int], name: str) -> str:
    first = min(story.versions[v - 1].article.id for v in children)
    return f"lost:{'-'.join(name.lower().split())}:{first}"


def _families(story: Story, roots: Sequence[int]) -> list[list[int]]:
    """Versions without a source here, joined where they share text; only families of two and more."""
    families: list[list[int]] = []
    for v in roots:
        kin = [f for f in families if any(story.signs.possible[u, v] or story.signs.possible[v, u] for u in f)]
        families = [f for f in families if f not in kin] + [[*(u for f in kin for u in f), v]]
    return [sorted(f) for f in families if len(f) > 1]
