"""Stories, events and the table of outlets, written beside the matches of a corpus run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from retold.run.resume import Table
from retold.run.story_maps import MOST_STORIES, OUTLETS

_IDS = pa.list_(pa.string())
STORIES = pa.schema([("id", pa.string()), ("members", _IDS), ("why", pa.string()), ("event", pa.string())])
EVENTS = pa.schema([("id", pa.string()), ("stories", pa.list_(pa.struct([("id", pa.string()), ("members", _IDS)])))])

_TOGETHER = 1000  # rows written together


def beside(out: Path, what: str) -> Path:
    """Where a table is written that belongs to the matches in `out`."""
    return out.with_name(f"{out.stem}.{what}{out.suffix}")


def write_stories(tables: Mapping[str, Table], out: Path) -> int:
    """Write the stories, their events and the table of outlets beside the matches, and return how many stories there are."""
    event_of = {row["story"]: row["event"] for row in _rows(tables["events"])}
    stories = _write(_stories(tables["members"], event_of), STORIES, beside(out, "stories"))
    _write(_events(tables["events"]), EVENTS, beside(out, "events"))
    _write(_rows(tables["outlets"]), OUTLETS, beside(out, "outlets"))
    return stories


def note_of(tables: Mapping[str, Table]) -> tuple[str, ...]:
    """What was left out of the events for size."""
    told = sum(batch.num_rows for batch in tables["told"].batches())
    versions = sum(batch.num_rows for batch in tables["members"].batches())
    if told - versions <= MOST_STORIES:
        return ()
    return ("There are too many texts to hold all against one another for events: only stories of two versions or more are linked.",)


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    return (row for batch in table.batches() for row in batch.to_pylist())


def _stories(members: Table, event_of: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """A row a story, the largest first; ids as they were given."""
    for story, versions in groupby(_rows(members), key=itemgetter("story")):
        own = list(versions)
        yield {"id": story, "members": [json.loads(row["id"]) for row in own], "why": own[0]["why"], "event": event_of.get(story)}


def _events(events: Table) -> Iterator[dict[str, Any]]:
    for event, told in groupby(_rows(events), key=itemgetter("event")):
        stories = groupby(told, key=itemgetter("story"))
        yield {"id": event, "stories": [{"id": s, "members": [json.loads(row["id"]) for row in own]} for s, own in stories]}


def _write(rows: Iterator[dict[str, Any]], columns: pa.Schema, out: Path) -> int:
    """Rows under their final name, whole or not at all."""
    unfinished, written = out.with_name(out.name + ".unfinished"), 0
    if out.suffix == ".parquet":
        with pyarrow.parquet.ParquetWriter(unfinished, columns) as writer:
            while some := [row for row, _ in zip(rows, range(_TOGETHER), strict=False)]:
                writer.write_table(pa.Table.from_pylist([_as_text(row) for row in some], schema=columns))
                written += len(some)
    else:
        with unfinished.open("w", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(row) + "\n")
                written += 1
    unfinished.replace(out)
    return written


def _as_text(row: dict[str, Any]) -> dict[str, Any]:
    """Ids are texts in a column of one type."""
    if "members" in row:
        row = row | {"members": [str(m) for m in row["members"]]}
    return row | {"stories": [_as_text(s) for s in row["stories"]]} if "stories" in row else row
