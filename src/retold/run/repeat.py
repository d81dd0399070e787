"""A step made again and again until nothing moves: the loop around an engine, so that an engine needs none of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyarrow.compute as pc

from retold.run.resume import Table
from retold.run.steps import RepeatStep, SqlStep

Make = Callable[[SqlStep, Mapping[str, Table]], Table]


def settled(step: RepeatStep, tables: Mapping[str, Table], make: Make) -> Table:
    """The last table of a repeated step. Every round is a table of its own, so a run that was stopped goes on from the round it was in."""
    table = make(step.first, tables)
    while any(pc.sum(batch.column("moved")).as_py() for batch in table.batches()):
        table = make(step.again, {**tables, step.name: table})
    return table
