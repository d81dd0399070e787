"""Where each passage of each version probably comes from: the tree says from whom a version took, this says what."""

from __future__ import annotations

from collections.abc import Sequence

from retold.records import Edge, LostSource, Span, Taken
from retold.trace.story import Story
from retold.trace.tree import Scores


def passages_of(story: Story, chances: Scores, edges: Sequence[Edge], lost: Sequence[LostSource]) -> list[Taken]:
    """Each version's text as runs of sentences with one source each, in the order of the text.

    A sentence comes from the main source if that tells it, else from a second source that does, else from whichever version that tells
    it is likeliest as a source; from a lost source if a version beside this one below it tells it; from nobody if no other has it.
    """
    number = {version.article.id: k for k, version in enumerate(story.versions, start=1)}
    gone = {source.id for source in lost}
    above: dict[str, list[str]] = {}
    for edge in sorted(edges, key=lambda e: (e.kind != "primary", -e.probability)):
        above.setdefault(edge.to, []).append(edge.source)
    below = _below(above)
    found: list[Taken] = []
    for version in story.versions:
        ident = version.article.id
        others = [v for v in number if v != ident and v not in below.get(ident, ())]
        others.sort(key=lambda v: -chances[number[v], number[ident]])
        sources = [*above.get(ident, ()), *others]
        runs: list[tuple[Span, str | None]] = []
        for place in story.table.order[number[ident] - 1]:
            source = next((s for s in sources if _tells(story, number, below, s, ident, place, s in gone)), None)
            span = story.table.spans[number[ident] - 1][place]
            if runs and runs[-1][1] == source and runs[-1][0].end <= span.start:
                runs[-1] = (Span(runs[-1][0].start, span.end), source)
            else:
                runs.append((span, source))
        found += [Taken(ident, span, source) for span, source in runs]
    return found


def _tells(
    story: Story, number: dict[str, int], below: dict[str, set[str]], source: str, copy: str, place: int, is_lost: bool
) -> bool:  # fmt: skip
    """Does the source have this place? A lost one does if a version below it, other than the copy and those below the copy, has it."""
    tellers = below.get(source, set()) - below.get(copy, set()) - {copy} if is_lost else {source}
    return any(story.table.readings[number[v] - 1, place] >= 0 for v in tellers)


def _below(above: dict[str, list[str]]) -> dict[str, set[str]]:
    """For each version or lost source, every version below it by main sources."""
    below: dict[str, set[str]] = {}
    for version, sources in above.items():
        seen = {version}
        node: str | None = sources[0]
        while node is not None and node not in seen:
            below.setdefault(node, set()).add(version)
            seen.add(node)
            node = above.get(node, [None])[0]
    return below
