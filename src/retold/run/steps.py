"""The steps of a corpus plan, as data: what makes which table from which.

A table is a name and rows of fixed columns. A step makes one table, by a SELECT that every engine understands or by passing rows through a
pure function over Arrow tables. Nothing here runs anything; engines do (`engine.Engine`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from importlib.resources import files
from typing import Any

import pyarrow as pa

Function = Callable[..., pa.Table]


@dataclass(frozen=True, slots=True)
class ReadStep:
    """Make table `name` from pieces of the input: `function(piece, number)` gives the rows of piece `number`."""

    name: str
    function: Function
    columns: pa.Schema
    version: int = 1


@dataclass(frozen=True, slots=True)
class SqlStep:
    """Make table `name` from one SELECT (`sql/<name>.sql`) over the tables `sources`; `values` are bound to its $names."""

    name: str
    sources: tuple[str, ...]
    columns: pa.Schema
    values: Mapping[str, int | float] = field(default_factory=dict)
    file: str = ""
    version: int = 1

    @property
    def select(self) -> str:
        """The text of its query."""
        return files(__package__).joinpath("sql", f"{self.file or self.name}.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class MapStep:
    """Make table `name` by passing the rows of `source` through a pure function, many rows at a time.

    `by`: every call sees all rows of each value of that column which it sees at all ("": one call sees all rows). `parts`: the result has
    a column "bucket" below this number and is stored by it. `beside`: tables handed whole to every call, after the rows. `looks_up`: a
    table whose rows the function may look up by number, handed last.
    """

    name: str
    source: str
    function: Function
    columns: pa.Schema
    by: str | None = None
    parts: int = 0
    beside: tuple[str, ...] = ()
    looks_up: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class RepeatStep:
    """Make table `name` by `first`, then again and again by `again`, which reads the table made before, until no row of it has "moved"."""

    name: str
    first: SqlStep
    again: SqlStep


Step = ReadStep | SqlStep | MapStep  # what an engine runs
PlanStep = Step | RepeatStep  # what a plan is made of


def sources_of(step: Step) -> tuple[str, ...]:
    """The tables that a step reads."""
    if isinstance(step, SqlStep):
        return step.sources
    if isinstance(step, MapStep):
        return (step.source, *step.beside, *((step.looks_up,) if step.looks_up else ()))
    return ()


def digest(step: Step, inputs: Sequence[str], settings: Mapping[str, Any]) -> str:
    """A name for what a step makes: everything that made it goes in, so a changed setting or input is another result."""
    made_of: list[Any] = [type(step).__name__, step.name, step.version, list(inputs), dict(settings), step.columns.to_string()]
    if isinstance(step, SqlStep):
        made_of += [step.select, dict(step.values)]
    else:
        made_of += [step.function.__module__, step.function.__qualname__]
    if isinstance(step, MapStep):
        made_of += [step.by, step.parts]
    return blake2b(json.dumps(made_of, sort_keys=True).encode(), digest_size=8).hexdigest()


def described(step: PlanStep) -> str:
    """A step in a line, for `--plan`."""
    if isinstance(step, RepeatStep):
        again = f"sql/{step.again.file or step.again.name}.sql until no row moves"
        return f"{step.name:<12} repeat {', '.join(step.first.sources)} -> sql/{step.first.file or step.first.name}.sql, then {again}"
    if isinstance(step, ReadStep):
        return f"{step.name:<12} read   input -> {_function(step.function)}"
    if isinstance(step, SqlStep):
        return f"{step.name:<12} sql    {', '.join(step.sources)} -> sql/{step.file or step.name}.sql"
    extra = f" by {step.by}" if step.by else ""
    extra += f", beside {', '.join(step.beside)}" if step.beside else ""
    extra += f", looking up {step.looks_up}" if step.looks_up else ""
    return f"{step.name:<12} map    {step.source}{extra} -> {_function(step.function)}"


def _function(function: Function) -> str:
    return f"{function.__module__.rsplit('.', 1)[-1]}.{function.__qualname__}"
