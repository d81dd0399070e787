"""What an engine is: whoever can make the table of every kind of step can run the plan."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from retold.errors import BadInput
from retold.run.resume import Table
from retold.run.steps import Step

Piece = tuple[Any, ...]  # a part of the input, as the function of a ReadStep takes it
Progress = Callable[[str, int, int], None]  # step, pieces done, pieces in all (0: not known)

ENGINES = ("duckdb",)


class Engine(Protocol):
    """Runs one step at a time, from finished tables to a finished table."""

    def run(self, step: Step, digest: str, tables: Mapping[str, Table], pieces: Iterable[Piece]) -> Table:
        """Make the table of `step` (`pieces` are for a ReadStep) and return it finished."""

    def close(self) -> None:
        """Let go of everything it holds."""


def open_engine(name: str, work: Path, *, processes: int, memory_mb: int, progress: Progress) -> Engine:
    """The engine of this name, working in the folder `work`. Raises BadInput for a name that is none."""
    if name == "duckdb":
        from retold.run.duckdb import DuckdbEngine  # loads only what is asked for

        return DuckdbEngine(work, processes=processes, memory_mb=memory_mb, progress=progress)
    raise BadInput(f"there is no engine named {name}", suggestion=" or ".join(ENGINES))


def processes_here() -> int:
    """How many processes this machine serves well."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
