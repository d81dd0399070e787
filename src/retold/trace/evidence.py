"""The signs of who took from whom, each a small function that returns what it saw, where, and what it weighs (log-odds)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retold.records import Evidence, LostSource, Span
from retold.trace.names import credited_name, names_outlet, outlet_of
from retold.trace.story import CREDITED, Story, span_at
from retold.trace.times import spoken

_FEW = 4  # words of a slip, its two neighbours among them
_PLAINLY = 2.5  # log-odds from which one wording reads plainly better


def edge_evidence(story: Story, u: int, v: int) -> tuple[Evidence, ...]:
    """Why version v probably took from version u: the strongest signs, with the words they stand on."""
    signs = [
        *credited(story, u, v),
        *shared_alone(story, u, v),
        *slips(story, u, v),
        *left_out(story, u, v),
        *added(story, u, v),
        *time(story, u, v),
    ]
    return tuple(sorted(signs, key=lambda e: -abs(e.weight)))


def lost_evidence(story: Story, source: LostSource, v: int, children: Sequence[int]) -> tuple[Evidence, ...]:
    """Why version v probably descends from a source that is not in the collection."""
    credit = next((c for c in story.versions[v - 1].article.credits if credited_name(c) == source.name), None)
    if credit:
        return (Evidence(f"credits {source.name}", CREDITED, None, credit.span),)
    if source.name:
        return (Evidence(f"carries text of versions that credit {source.name}", 1.0, None, _first_shared(story, v, children)),)
    return (Evidence("shares text with versions of which none can have given it", 1.0, None, _first_shared(story, v, children)),)


def credited(story: Story, u: int, v: int) -> list[Evidence]:
    """The credit by which version v names the outlet of version u for its whole text."""
    outlet = outlet_of(story.versions[u - 1].article)
    named = [c for c in story.versions[v - 1].article.credits if c.whole and names_outlet(credited_name(c), outlet)]
    return [Evidence(f"credits {c.name}, the outlet of this version", CREDITED, None, c.span) for c in named[:1]]


def shared_alone(story: Story, u: int, v: int) -> list[Evidence]:
    """Sentences in a wording that few others have: shared errors make families."""
    table = story.table
    ours, theirs = table.readings[u - 1], table.readings[v - 1]
    found = []
    for place in np.flatnonzero((ours == theirs) & (ours >= 0)):
        holders = int((table.readings[:, place] == ours[place]).sum())
        tellers = int((table.readings[:, place] >= 0).sum())
        if len(story.versions) > 2 and len(table.wording[ours[place]]) > _FEW and (holders == 2 or (holders < tellers / 2)):
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


def slips(story: Story, u: int, v: int) -> list[Evidence]:
    """Words of either that read much worse than the other's: the slip is likelier the later. The three plainest."""
    table = story.table
    ours, theirs = table.readings[u - 1], table.readings[v - 1]
    found = []
    for place in np.flatnonzero((ours != theirs) & (ours >= 0) & (theirs >= 0)):
        rivals = story.variants.readings_at(int(place))
        for edit in story.variants.edits(int(ours[place]), int(theirs[place]), rivals):
            if abs(edit.better) > _PLAINLY and len(edit.source.split()) == len(edit.copy.split()) <= _FEW:
                worse, better = (edit.copy, edit.source) if edit.better > 0 else (edit.source, edit.copy)
                why = f"“{worse.strip()}” reads like a slip for “{better.strip()}”"
                found.append(Evidence(why, round(edit.better / 2, 2), span_at(story, u, int(place)), span_at(story, v, int(place))))
    return sorted(found, key=lambda e: -abs(e.weight))[:3]


def left_out(story: Story, u: int, v: int) -> list[Evidence]:
    """Sentences that the source shares with others and the copy lacks: copies lose more than they gain."""
    present = story.table.present
    gone = present[u - 1] & ~present[v - 1] & (present.sum(axis=0) > 1)
    if not gone.any():
        return []
    first = next(p for p in story.table.order[u - 1] if gone[p])
    return [Evidence(f"leaves out {_counted(int(gone.sum()))} that others have too", 0.3, span_at(story, u, first), None)]


def added(story: Story, u: int, v: int) -> list[Evidence]:
    """Sentences of the copy that no other version has."""
    present = story.table.present
    own = present[v - 1] & ~present[u - 1] & (present.sum(axis=0) == 1)
    if not own.any() or len(story.versions) < 3:
        return []
    first = next(p for p in story.table.order[v - 1] if own[p])
    return [Evidence(f"has {_counted(int(own.sum()))} that no other version has", 0.2, None, span_at(story, v, first))]


def _counted(sentences: int) -> str:
    return "a sentence" if sentences == 1 else f"{sentences} sentences"


def time(story: Story, u: int, v: int) -> list[Evidence]:
    """Which of the two states the later time."""
    source, copy = story.times[u - 1], story.times[v - 1]
    if source is None or copy is None:
        return []
    hours = copy.hours - source.hours
    if abs(hours) <= source.width + copy.width + 0.02:
        return []
    why = f"published {spoken(abs(hours))} {'after' if hours > 0 else 'before'} it"
    return [Evidence(why, round(float(np.clip(hours, -1, 1)), 2))]


def _first_shared(story: Story, v: int, children: Sequence[int]) -> Span | None:
    present = story.table.present
    others = present[[u - 1 for u in children if u != v]].any(axis=0) if len(children) > 1 else present.sum(axis=0) > 1
    shared = np.flatnonzero(others & present[v - 1])
    return story.table.spans[v - 1].get(int(shared[0])) if len(shared) else None
