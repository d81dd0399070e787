"""Matches to stories: versions joined by taken text, guarded against chains that would merge different stories.

Decided: sets of versions join while the mean share over all their pairs is large enough, the strongest first (`linkage.joined`): one
article that quotes two stories does not make them one, and neither do three. A text that shares little of itself with each of several
stories is a round-up, or one that reports as it goes: it is a version of none of them, and stands apart with its own copies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations

from retold.match.linkage import joined
from retold.records import Match, StoryGroup
from retold.settings import DEFAULT, Settings

JOINS = 0.2  # share of one of two texts that must stand in the other to join them
REWRITE = 0.5  # what a verified rewrite counts for
BRIDGE = 0.12  # mean share over all pairs of two sets from which they are one story
LITTLE = 0.4  # share of a round-up that stands in any text but its own copies, at most
HELD = 0.4  # share of some version of each of several stories that a round-up holds, at least
COPY = 0.5  # share of both texts from which they are copies of one another

ROUND_UP = "It holds parts of {} stories and shares little of itself with each, as round-ups do: it is a version of none of them."

Shares = Mapping[str, Mapping[str, float]]  # shares[a][b]: how much of a stands in b


def group_stories(
    ids: Sequence[str],
    matches: Sequence[Match],
    when: Mapping[str, datetime | None] | None = None,
    settings: Settings = DEFAULT,
) -> list[StoryGroup]:
    """Every id in one group; larger groups first, then in the order of the ids. A group's `why` says what holds it together."""
    times, window = when or {}, timedelta(days=settings.story_window_days)
    shares: dict[str, dict[str, float]] = {i: {} for i in ids}
    for m in matches:
        if _near(times.get(m.a), times.get(m.b), window):
            shares[m.a][m.b], shares[m.b][m.a] = shares_of(m.kind, m.containment_a, m.containment_b, m.quoted)
    return grouped(ids, shares)


def shares_of(kind: str, containment_a: float, containment_b: float, quoted: float) -> tuple[float, float]:
    """How much of each of two texts stands in the other, speech that both quote left out; a rewrite has been judged already."""
    if kind == "rewrite":
        return REWRITE, REWRITE
    return containment_a * (1 - quoted), containment_b * (1 - quoted)


def grouped(ids: Sequence[str], shares: Shares) -> list[StoryGroup]:
    """`group_stories` from shares alone, given both ways for each pair."""
    place = {i: n for n, i in enumerate(ids)}
    mixed = {i: stories for i in ids if (stories := _stories_in(i, shares)) > 1}
    found = [(members, "") for members in _sets([i for i in ids if i not in mixed], shares)]
    for copies in _sets(list(mixed), shares):
        most = max(mixed[i] for i in copies)
        found.append((copies, ROUND_UP.format(most)))
    found.sort(key=lambda g: (-len(g[0]), place[g[0][0]]))
    return [StoryGroup(story_name(g), tuple(g), why or _why(g, shares)) for g, why in found]


def _sets(ids: Sequence[str], shares: Shares) -> list[list[str]]:
    place = {i: n for n, i in enumerate(ids)}
    links = [{place[o]: max(share, shares[o][i]) for o, share in shares[i].items() if o in place} for i in ids]
    return [[ids[k] for k in members] for members in joined(links, [1] * len(ids), BRIDGE, JOINS)]


def _stories_in(text: str, shares: Shares) -> int:
    """Of how many stories a text holds a good part of some version, if it shares little of itself with any text but its copies; else 0.

    The stories are those that its partners form without it and its copies. One text alone is none, and one with fewer versions than the
    text has copies does not count: a report printed often is a story itself.
    """
    others = [o for o, share in shares[text].items() if share < COPY or shares[o][text] < COPY]
    held = {o for o in others if shares[o][text] >= HELD}
    if len(held) < 2 or max(shares[text][o] for o in others) >= LITTLE:
        return 0
    least = max(1, len(shares[text]) - len(others))
    return sum(len(members) > least and not held.isdisjoint(members) for members in _sets(others, shares))


def _near(a: datetime | None, b: datetime | None, window: timedelta) -> bool:
    if a is None or b is None or (a.tzinfo is None) != (b.tzinfo is None):
        return True
    return abs(a - b) <= window


def story_name(members: Sequence[str]) -> str:
    """A name for a story that the same versions always have."""
    return "s" + hashlib.blake2b("\0".join(sorted(members)).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def _why(members: Sequence[str], shares: Shares) -> str:
    """What holds a group together, in a sentence."""
    if len(members) == 1:
        return ""
    inside = set(members)
    best = {i: max((max(s, shares[o][i]) for o, s in shares[i].items() if o in inside), default=0.0) for i in members}
    loosest = min(members, key=lambda i: (best[i], i))
    if len(members) == 2:
        return f"Of the shorter text {best[loosest]:.0%} stands in the other, speech that both quote not counted."
    pairs = sum(b in shares[a] for a, b in combinations(members, 2))
    return (
        f"{pairs} of the {len(members) * (len(members) - 1) // 2} pairs share passages; the loosest, {loosest}, still has {best[loosest]:.0%} "
        "of its text or of its partner's in common with one of the others."
    )
