"""Made-up copying histories: a text is retold along a known tree, so that a tracer's answer can be judged.

Histories differ as much as real ones do, for what is learnt from one way of copying fails on another: prints of a report by many desks,
successive takes of it, chains of rewriting, manuscripts that lose no sentence but collect slips; slips that read badly and edits that
read well; additions from elsewhere and from the story itself; passages from a second source; hidden versions; times exact, blurred, wrong
by whole hours for some outlets, known by the day only, or missing.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

Sentence = list[str]
Text = list[Sentence]


@dataclass(frozen=True)
class Habits:
    """How copying goes in one history; every number is a chance or a rate of one retelling unless it says otherwise."""

    size: int
    shape: str  # whom a new version copies: "any", "recent", "first", "popular"
    drop: tuple[float, ...]  # share of sentences lost, one drawn a retelling
    cut: float  # the end is cut off
    touched: float  # share of sentences that are edited
    slips: float  # edits a word in these
    slip_kinds: tuple[str, ...]
    figures: float
    additions: tuple[int, ...]  # sentences from elsewhere, one number drawn a retelling
    updates: tuple[int, ...]  # sentences of the story itself that first come out now
    retop: float  # a new first sentence
    moved: float  # a sentence changes its place
    joined: float  # two sentences become one
    second: float  # passages of another version too
    interleaved: bool
    hidden: float
    first_hidden: float


@dataclass(frozen=True)
class Clock:
    """How the stated times of one history come about."""

    lag: str  # "hours", "day", "wide"
    error: float  # hours
    zones: float  # share of versions off by whole hours
    day_only: bool
    unknown: float


@dataclass
class Told:
    """A history: rows as a collector would give them, and for each id its parent among the rows and its second parent."""

    rows: list[dict[str, str | None]] = field(default_factory=list)
    truth: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)


def draw_habits(rng: random.Random) -> Habits:
    """Habits of one of five families, with everything in them drawn anew."""
    family = rng.choices(("desk", "papers", "takes", "manuscripts", "rewriting"), (7, 4, 2, 2, 2))[0]
    size = round(3 * 2 ** rng.uniform(0, 3.3))
    slip_kinds = rng.choice((("stray",), ("stray", "fluent", "lost"), ("fluent",), ("typo", "lost", "stray", "double"), ("fluent", "lost")))
    if family == "manuscripts":
        return Habits(
            size=size, shape=rng.choice(("any", "popular", "recent")), drop=(0.0, 0.0, 0.02), cut=rng.choice((0.0, 0.1)), touched=1.0,
            slips=rng.choice((0.003, 0.01, 0.03)), slip_kinds=("typo", "lost", "fluent", "double", "stray"), figures=0.02, additions=(0,),
            updates=(0,), retop=0.0, moved=0.02, joined=0.1, second=rng.choice((0.0, 0.1)), interleaved=True,
            hidden=rng.choice((0.0, 0.2, 0.5)), first_hidden=rng.choice((0.2, 0.8)),
        )  # fmt: skip
    if family == "desk":
        return Habits(
            size=rng.randint(4, 12), shape=rng.choice(("any", "recent")), drop=(0.0, 0.05, 0.15), cut=rng.choice((0.3, 0.5)), touched=0.5,
            slips=rng.choice((0.01, 0.02)), slip_kinds=("stray",), figures=0.3, additions=(0, 0, 1, 2, 3), updates=(0,), retop=0.0, moved=0.0,
            joined=0.0, second=0.2, interleaved=False, hidden=rng.choice((0.1, 0.2, 0.3)), first_hidden=rng.choice((0.15, 0.3)),
        )  # fmt: skip
    takes, rewriting = family == "takes", family == "rewriting"
    return Habits(
        size=size, shape="recent" if takes else rng.choice(("any", "any", "recent", "first", "popular")),
        drop=rng.choice(((0.0, 0.05, 0.15), (0.0, 0.0, 0.1), (0.05, 0.2, 0.4))), cut=0.15 if takes else rng.choice((0.1, 0.3, 0.5)),
        touched=rng.choice((0.2, 0.5, 0.8)), slips=0.06 if rewriting else rng.choice((0.004, 0.012, 0.025)), slip_kinds=slip_kinds,
        figures=rng.choice((0.05, 0.3)), additions=rng.choice(((0,), (0, 0, 1, 2, 3), (0, 1, 4))),
        updates=(1, 2, 4) if takes else rng.choice(((0,), (0, 0, 2))), retop=0.5 if takes else rng.choice((0.0, 0.2)),
        moved=rng.choice((0.0, 0.1)), joined=rng.choice((0.0, 0.2)), second=rng.choice((0.0, 0.15, 0.3)), interleaved=rng.random() < 0.4,
        hidden=rng.choice((0.0, 0.15, 0.3, 0.5)), first_hidden=rng.choice((0.15, 0.5)),
    )  # fmt: skip


def draw_clock(rng: random.Random) -> Clock:
    """A clock, right or wrong in one of the usual ways."""
    return Clock(
        lag=rng.choice(("hours", "hours", "day", "wide")),
        error=rng.choice((0.0, 0.5, 1.0, 2.0, 6.0, 12.0, 24.0, 60.0)),
        zones=rng.choice((0.0, 0.0, 0.3)),
        day_only=rng.random() < 0.1,
        unknown=rng.choice((0.0, 0.0, 0.0, 0.3, 1.0)),
    )


def tell(number: int, article: Text, elsewhere: Text, habits: Habits, clock: Clock, rng: random.Random) -> Told:
    """One history of an article. `elsewhere` are sentences of other articles: additions and the words of strays come from there."""
    scribe = Scribe(article, elsewhere, habits, rng)
    texts: list[Text] = [scribe.begin()]
    parents: list[int | None] = [None]
    seconds: list[int | None] = [None]
    when = [0.0]
    for v in range(1, habits.size):
        p = _copied(v, parents, habits.shape, rng)
        text = scribe.copy(texts[p])
        q = rng.randrange(v) if v > 1 and rng.random() < habits.second else None
        taken = scribe.take(text, texts[p], texts[q]) if q is not None and q != p else None
        texts.append(taken or text)
        parents.append(p)
        seconds.append(q if taken else None)
        when.append(max(when[p], when[q] if taken and q is not None else 0.0) + _lag(clock.lag, rng))
    return _shown(number, texts, parents, seconds, when, habits, clock, rng)


def _copied(v: int, parents: Sequence[int | None], shape: str, rng: random.Random) -> int:
    if shape == "recent":
        return rng.randrange(max(0, v - 3), v)
    if shape == "first":
        return 0 if rng.random() < 0.7 else rng.randrange(v)
    if shape == "popular":
        return rng.choice([*range(v), *(p for p in parents if p is not None)])
    return rng.randrange(v)


def _lag(kind: str, rng: random.Random) -> float:
    if kind == "hours":
        return rng.uniform(0.1, 6)
    return rng.expovariate(1 / 8) if kind == "day" else rng.lognormvariate(1.0, 1.5)


def _shown(number, texts, parents, seconds, when, habits, clock, rng):
    size = len(texts)
    hidden = {v for v in range(size) if rng.random() < (habits.first_hidden if v == 0 else habits.hidden)}
    if size - len(hidden) < 2:
        hidden = set()
    ids = [f"{rng.getrandbits(48):012x}" for _ in texts]

    def seen(v):
        while v is not None and v in hidden:
            v = parents[v]
        return v

    told = Told()
    begin = datetime(2020, 5, 1, tzinfo=UTC) + timedelta(hours=rng.uniform(0, 24))
    for v in range(size):
        if v in hidden:
            continue
        p, q = seen(parents[v]), seconds[v]
        told.truth[ids[v]] = (None if p is None else ids[p], ids[q] if q is not None and q not in hidden and q != p else None)
        off = rng.uniform(-clock.error, clock.error) + (rng.choice((-5, -1, 1, 2, 8)) if rng.random() < clock.zones else 0)
        at = begin + timedelta(hours=when[v] + off)
        stated = None if rng.random() < clock.unknown else at.date().isoformat() if clock.day_only else at.isoformat()
        text = "\n".join(" ".join(s) for s in texts[v])
        told.rows.append({"id": ids[v], "outlet": f"{ids[v][:6]}.example", "title": f"Story {number}", "text": text, "published": stated})
    rng.shuffle(told.rows)
    return told


class Scribe:
    """Copies texts with one history's habits."""

    def __init__(self, article: Text, elsewhere: Text, habits: Habits, rng: random.Random) -> None:
        self.habits, self.rng, self.elsewhere = habits, rng, elsewhere
        self.vocabulary = [w for s in elsewhere for w in s if w.isalpha() and w.islower()] or ["word"]
        self.after: dict[str, list[str]] = defaultdict(list)
        for s in (*elsewhere, *article):
            for one, two in pairwise(s):
                self.after[one].append(two)
        self.article = article
        later = len(article) // 3 if max(habits.updates) else 0
        kept = set(rng.sample(range(1, len(article)), later)) if later else set()
        self.to_come = [article[k] for k in sorted(kept)]
        self.start = [s for k, s in enumerate(article) if k not in kept]

    def begin(self) -> Text:
        """The first telling."""
        return [list(s) for s in self.start]

    def copy(self, text: Text) -> Text:
        """The text as the next editor leaves it."""
        h, rng = self.habits, self.rng
        drop = rng.choice(h.drop)
        out = [s for s in text if rng.random() >= drop]
        if rng.random() < h.cut:
            out = out[: max(3, int(len(out) * rng.uniform(0.4, 1)))]
        out = [self.touch(s) if rng.random() < h.touched else s for s in out] or text[:2]
        self.rearrange(out)
        for _ in range(rng.choice(h.additions)):
            out.insert(rng.randrange(len(out) + 1), rng.choice(self.elsewhere))
        for _ in range(rng.choice(h.updates)):
            if self.to_come:
                out.insert(rng.randrange(len(out) + 1), self.to_come.pop(rng.randrange(len(self.to_come))))
        if rng.random() < h.retop:
            out[0] = self.touch(out[0], 0.3)
        return out

    def rearrange(self, out: Text) -> None:
        """Move a sentence, join two."""
        if len(out) > 3 and self.rng.random() < self.habits.moved:
            out.insert(self.rng.randrange(len(out)), out.pop(self.rng.randrange(len(out))))
        if len(out) > 3 and self.rng.random() < self.habits.joined:
            k = self.rng.randrange(len(out) - 1)
            out[k : k + 2] = [[*out[k][:-1], out[k][-1].rstrip(".") + ",", "and", *out[k + 1]]]

    def touch(self, sentence: Sentence, rate: float | None = None) -> Sentence:
        """The sentence with this history's kinds of edits."""
        out: Sentence = []
        for word in sentence:
            if word.isdigit() and self.rng.random() < self.habits.figures:
                out.append(str(max(0, int(word) + self.rng.choice((-1, 1, 2, 10)))))
            elif word.isalpha() and self.rng.random() < (self.habits.slips if rate is None else rate):
                out += self.slip(word, out[-1] if out else "")
            else:
                out.append(word)
        return out or sentence

    def slip(self, word: str, before: str) -> Sentence:
        """What comes to stand for a word."""
        kind = self.rng.choice(self.habits.slip_kinds)
        if kind == "lost":
            return []
        if kind == "double":
            return [word, self.rng.choice(self.after.get(word) or self.vocabulary)]
        if kind == "typo" and len(word) > 3:
            k = self.rng.randrange(1, len(word) - 1)
            return [self.rng.choice((word[:k] + word[k + 1 :], word[:k] + word[k + 1] + word[k] + word[k + 2 :], word[: k + 1] + word[k:]))]
        if kind == "fluent" and self.after.get(before):
            return [self.rng.choice(self.after[before])]
        return [self.rng.choice(self.vocabulary)]

    def take(self, text: Text, parent: Text, other: Text) -> Text | None:
        """The text with passages of another version that the parent lacks; None where there are none to take."""
        fresh = [s for s in other if s not in parent]
        if len(fresh) < 2:
            return None
        fresh = fresh[: self.rng.randint(2, 6)]
        at = self.rng.randrange(len(text) + 1) if self.habits.interleaved else len(text)
        return [*text[:at], *fresh, *text[at:]]
