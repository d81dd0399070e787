"""Matches to stories: versions joined by taken text, guarded against chains that would merge different stories.

Decided: pairs join in the order of their strength (the share of the shorter telling that stands in the other), and two groups that have
grown apart become one only if enough of their pairs hold too: one article that quotes two stories does not make them one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from retold.records import Match, StoryGroup
from retold.settings import DEFAULT, Settings

JOINS = 0.2  # share of one of two texts that must stand in the other to join them
REWRITE = 0.5  # what a verified rewrite counts for
BRIDGE = 0.12  # mean share over all pairs of two groups from which they are one story


def group_stories(
    ids: Sequence[str],
    matches: Sequence[Match],
    when: Mapping[str, datetime | None] | None = None,
    settings: Settings = DEFAULT,
) -> list[StoryGroup]:
    """Every id in one group; larger groups first, then in the order of the ids. A group's `why` says what holds it together."""
    times = when or {}
    window = timedelta(days=settings.story_window_days)
    strength = {(m.a, m.b): _strength(m) for m in matches if _near(times.get(m.a), times.get(m.b), window)}
    of = {i: i for i in ids}
    members = {i: [i] for i in ids}
    links: dict[str, dict[str, float]] = {i: {} for i in ids}
    for (a, b), share in strength.items():
        links[a][b] = links[b][a] = share
    for a, b in sorted(strength, key=lambda p: (-strength[p], p)):
        one, two = of[a], of[b]
        if one != two and strength[a, b] >= JOINS and _holds(members[one], members[two], links):
            if len(members[one]) < len(members[two]):
                one, two = two, one
            for i in members[two]:
                of[i] = one
            members[one] += members.pop(two)
    place = {i: n for n, i in enumerate(ids)}
    groups = [sorted(g, key=place.__getitem__) for g in members.values()]
    groups.sort(key=lambda g: (-len(g), place[g[0]]))
    return [StoryGroup(_name(g), tuple(g), _why(g, links)) for g in groups]


def _strength(match: Match) -> float:
    """The share of the shorter telling that stands in the other, speech that both quote left out; a rewrite has been judged already."""
    if match.kind == "rewrite":
        return REWRITE
    return max(match.containment_a, match.containment_b) * (1 - match.quoted)


def _near(a: datetime | None, b: datetime | None, window: timedelta) -> bool:
    if a is None or b is None or (a.tzinfo is None) != (b.tzinfo is None):
        return True
    return abs(a - b) <= window


def _holds(one: Sequence[str], two: Sequence[str], links: Mapping[str, Mapping[str, float]]) -> bool:
    """Do enough pairs of two groups hold, and not only one bridge?"""
    small, large = (one, set(two)) if len(one) < len(two) else (two, set(one))
    total = sum(share for i in small for other, share in links[i].items() if other in large)
    return total / (len(one) * len(two)) >= BRIDGE


def _name(members: Sequence[str]) -> str:
    return "s" + hashlib.blake2b("\0".join(sorted(members)).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def _why(members: Sequence[str], links: Mapping[str, Mapping[str, float]]) -> str:
    """What holds a group together, in a sentence."""
    if len(members) == 1:
        return ""
    inside = set(members)
    best = {i: max((s for other, s in links[i].items() if other in inside), default=0.0) for i in members}
    loosest = min(members, key=lambda i: (best[i], i))
    if len(members) == 2:
        return f"Of the shorter text {best[loosest]:.0%} stands in the other, speech that both quote not counted."
    pairs = sum(other in inside for i in members for other in links[i]) // 2
    return (
        f"{pairs} of the {len(members) * (len(members) - 1) // 2} pairs share passages; the loosest, {loosest}, still has {best[loosest]:.0%} "
        "of its text or of its partner's in common with one of the others."
    )
