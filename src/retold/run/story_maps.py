"""The maps of the plan of stories: what is known of texts, and versions grouped into stories, component by component."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from retold.match.events import linked, middle
from retold.match.stories import grouped, story_name
from retold.match.words import mixed
from retold.run.match_rewrite_maps import weights_of
from retold.run.match_texts_at import ROW_BITS, TextsAt, rows_of

FACTS = pa.schema([("text", pa.int64()), ("outlet", pa.string()), ("day", pa.float64())])
LINKS = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("share_a", pa.float64()), ("share_b", pa.float64())])
NEAR = pa.schema([("text", pa.int64()), ("other", pa.int64())])
LABELS = pa.schema([("text", pa.int64()), ("label", pa.int64()), ("moved", pa.int32())])
LINKED = pa.schema([("label", pa.int64()), *LINKS, ("id", pa.string())])
APART = pa.schema([("bucket", pa.uint8()), *LINKED])
MEMBERS = pa.schema([("story", pa.string()), ("text", pa.int64()), ("id", pa.string()), ("size", pa.int32()), ("why", pa.string())])
OUTLETS = pa.schema(
    [("a", pa.string()), ("b", pa.string()), ("matches", pa.int64()), ("rewrites", pa.int64()), ("quotations", pa.int64()),
     ("a_first", pa.int64()), ("b_first", pa.int64())]
)  # fmt: skip

TOLD = pa.schema([("text", pa.int64()), ("id", pa.string()), ("story", pa.string()), ("day", pa.float64())])
EVENTS = pa.schema([("event", pa.string()), ("story", pa.string()), ("id", pa.string())])

MOST_STORIES = 20_000  # stories, lone texts among them, that are held against one another; of more only those of two versions are
PARTS = 64  # parts into which stories are cut, whole ones each


def read_facts(kind: str, where: Any, begin: int, end: int, number: int) -> pa.Table:
    """Who printed each text of one part of the input, and when, in days; numbered as `match_texts_at.read` numbers them."""
    rows = [row if isinstance(row, dict) else {} for row in rows_of(kind, where, begin, end)]
    outlets = [outlet.strip() if isinstance(outlet := row.get("outlet"), str) else "" for row in rows]
    days = [_day(row.get("published")) or _day(row.get("seen")) for row in rows]
    return pa.table([(number << ROW_BITS) + np.arange(len(rows), dtype=np.int64), outlets, days], schema=FACTS)


def apart(linked: pa.Table) -> pa.Table:
    """Links in parts, all of one component in one part."""
    bucket = (mixed(linked.column("label").to_numpy().astype(np.uint64)) % np.uint64(PARTS)).astype(np.uint8)
    order = np.argsort(bucket, kind="stable")
    rows = linked.take(order)
    return pa.table([bucket[order], *rows.columns], schema=APART)


def stories_of(part: pa.Table) -> pa.Table:
    """The stories of two versions or more of some components, a row a version; sees all links of each."""
    rows = part.sort_by([("label", "ascending"), ("a", "ascending"), ("b", "ascending")])
    label, a, b, share_a, share_b = (rows.column(name).to_numpy() for name in ("label", "a", "b", "share_a", "share_b"))
    names = rows.column("id").to_pylist()
    edges = np.flatnonzero(np.concatenate(([True], label[1:] != label[:-1], [True]))) if len(label) else np.zeros(1, dtype=np.int64)
    found: list[tuple[str, int, str, int, str]] = []
    for first, last in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        links = list(zip(*(c[first:last].tolist() for c in (a, b, share_a, share_b)), strict=True))
        found += _component(links, names[first:last])
    return pa.table([list(c) for c in zip(*found, strict=True)] if found else [[] for _ in MEMBERS], schema=MEMBERS)


def _component(links: list[tuple[int, int, float, float]], names: list[str]) -> list[tuple[str, int, str, int, str]]:
    given = {x: name for (x, y, _, _), name in zip(links, names, strict=True) if x == y}
    ids = {text: str(json.loads(name)) for text, name in given.items()}
    if len(set(ids.values())) < len(ids):  # the number 1 and the text "1" are two ids
        ids = given
    number = {i: text for text, i in ids.items()}
    shares: dict[str, dict[str, float]] = {i: {} for i in number}
    for x, y, of_x, of_y in links:
        if x != y:
            shares[ids[x]][ids[y]], shares[ids[y]][ids[x]] = of_x, of_y
    return [
        (group.id, number[m], given[number[m]], len(group.members), group.why)
        for group in grouped(list(number), shares)
        if len(group.members) > 1
        for m in group.members
    ]


def events_of(told: pa.Table, counts: pa.Table, totals: pa.Table, texts: Path) -> pa.Table:
    """The stories that tell of one happening, a row a version; sees all texts."""
    at = TextsAt.of(texts)
    members: dict[str, list[tuple[int, str, float | None]]] = defaultdict(list)
    for text, name, story, day in zip(*(told.column(c).to_pylist() for c in TOLD.names), strict=True):
        members[story or story_name([str(json.loads(name))])].append((text, name, day))
    if len(members) > MOST_STORIES:
        members = {story: own for story, own in members.items() if len(own) > 1}
    days = [middle([day for _, _, day in own if day is not None]) for own in members.values()]
    words = ([at.words(text) for text, _, _ in own] for own in members.values())
    events = linked(list(members), words, days, weights_of(counts, totals))
    found = sorted((events[story], story, name) for story, own in members.items() if story in events for _, name, _ in own)
    return pa.table([list(c) for c in zip(*found, strict=True)] if found else [[] for _ in EVENTS], schema=EVENTS)


def _day(value: Any) -> float | None:
    """A moment in ISO form as days since 1970; None where it is none. Without a zone it is taken for UTC."""
    if not isinstance(value, str | datetime):
        return None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / 86400
    except (ValueError, OverflowError):
        return None
