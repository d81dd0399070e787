"""Stories and the table of outlets, written beside the matches of a corpus run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from retold.run.resume import Table
from retold.run.story_maps import OUTLETS

STORIES = pa.schema([("id", pa.string()), ("members", pa.list_(pa.string())), ("why", pa.string())])

_TOGETHER = 1000  # rows written together


def beside(out: Path, what: str) -> Path:
    """Where a table is written that belongs to the matches in `out`."""
    return out.with_name(f"{out.stem}.{what}{out.suffix}")


def write_stories(tables: Mapping[str, Table], out: Path) -> int:
    """Write the stories and the table of outlets beside the matches, and return how many stories there are."""
    stories = _write(_stories(tables["members"]), STORIES, beside(out, "stories"))
    _write((row for batch in tables["outlets"].batches() for row in batch.to_pylist()), OUTLETS, beside(out, "outlets"))
    return stories


def _stories(members: Table) -> Iterator[dict[str, Any]]:
    """A row a story, the largest first; ids as they were given."""
    rows = ((row["story"], json.loads(row["id"]), row["why"]) for batch in members.batches() for row in batch.to_pylist())
    for story, versions in groupby(rows, key=lambda row: row[0]):
        own = list(versions)
        yield {"id": story, "members": [ident for _, ident, _ in own], "why": own[0][2]}


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
    return row | {"members": [str(m) for m in row["members"]]} if "members" in row else row
