"""The signs of who took from whom, each a small function that returns what it saw, where, and what it weighs (log-odds)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retold.records import Evidence, LostSource, Span
from retold.trace.names import credited_name
from retold.trace.story import CREDITED, Story, span_at


def edge_evidence(story: Story, u: int, v: int) -> tuple[Evidence, ...]:
    """Why version v probably took from version u: the strongest signs, with the words they stand on."""
    signs = [*_shared_alone(story, u, v), *_time(story, u, v)]
    if u in story.named.get(v, ()):
        signs.append(_credit(story, v, story.versions[u - 1].article.outlet or ""))
    return tuple(sorted(signs, key=lambda e: -abs(e.weight)))


def lost_evidence(story: Story, source: LostSource, v: int, children: Sequence[int]) -> tuple[Evidence, ...]:
    """Why version v probably descends from a source that is not in the collection."""
    credit = next((c for c in story.versions[v - 1].article.credits if credited_name(c) == source.name), None)
    if credit:
        return (Evidence(f"credits {source.name}", CREDITED, None, credit.span),)
    if source.name:
        return (Evidence(f"carries text of versions that credit {source.name}", 1.0, None, _first_shared(story, v, children)),)
    return (Evidence("shares text with versions of which none can have given it", 1.0, None, _first_shared(story, v, children)),)


def _credit(story: Story, v: int, outlet: str) -> Evidence:
    credit = next(c for c in story.versions[v - 1].article.credits if c.whole)
    return Evidence(f"credits {credit.name}, which is {outlet}", CREDITED, None, credit.span)


def _shared_alone(story: Story, u: int, v: int) -> list[Evidence]:
    """Sentences in a wording that few others have: shared errors make families."""
    table = story.table
    ours, theirs = table.readings[u - 1], table.readings[v - 1]
    found = []
    for place in np.flatnonzero((ours == theirs) & (ours >= 0)):
        holders = int((table.readings[:, place] == ours[place]).sum())
        tellers = int((table.readings[:, place] >= 0).sum())
        if len(story.versions) > 2 and (holders == 2 or (holders < tellers / 2)):
            why = f"a sentence worded so in {holders} of {len(story.versions)} versions"
            found.append(
                Evidence(
                    why,
                    round(float(np.log(len(story.versions) / holders)), 2),
                    span_at(story, u, int(place)),
                    span_at(story, v, int(place)),
                )
            )
    return sorted(found, key=lambda e: -e.weight)[:3]


def _time(story: Story, u: int, v: int) -> list[Evidence]:
    source, copy = story.times[u - 1], story.times[v - 1]
    if source is None or copy is None:
        return []
    hours = copy.hours - source.hours
    why = f"published {abs(hours):.1f} hours {'after' if hours >= 0 else 'before'} it"
    return [Evidence(why, round(float(np.clip(hours, -1, 1)), 2))]


def _first_shared(story: Story, v: int, children: Sequence[int]) -> Span | None:
    present = story.table.present
    others = present[[u - 1 for u in children if u != v]].any(axis=0) if len(children) > 1 else present.sum(axis=0) > 1
    shared = np.flatnonzero(others & present[v - 1])
    return story.table.spans[v - 1].get(int(shared[0])) if len(shared) else None
