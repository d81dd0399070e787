"""Who takes from whom over many stories: as a table for a terminal, as CSV, and as a graph.

Decided: shares are told from twenty cases on; below that only counts stand, here as in `retold.trace.outlets`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from retold.show.plainly import counted, percent, printable
from retold.trace import Taking
from retold.trace.outlets import to_rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so
TIES = {"agency": "agency", "owner": "same owner", "aggregator": "aggregator", "other": ""}


def print_outlets(out: Console, table: Sequence[Taking]) -> None:
    """The table, most cases first."""
    if not table:
        out.print(Text("No outlet took from another."))
        return
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("from", "to", "", "cases", "uncredited", "hours", "altering changes"):
        shown.add_column(name, justify="right" if name in ("cases", "hours") else "left", overflow="fold")
    for taking in table:
        shown.add_row(printable(taking.source), printable(taking.taker), *cells(taking))
    for line in out.render_lines(shown, out.options, pad=False):
        row = Text.assemble(*((part.text, part.style or "") for part in line))
        row.rstrip()
        out.print(row, soft_wrap=True)


def cells(taking: Taking) -> tuple[str, str, str, str, str]:
    """What stands in a row beside the two outlets: tie, cases, uncredited, hours, altering changes."""
    uncredited = f"{taking.cases - taking.credited} of {taking.cases}"
    if taking.uncredited_share is not None:
        uncredited += f" ({percent(taking.uncredited_share)})"
    hours = f"{taking.hours:.1f}" if taking.hours is not None else "–"
    altering = f"{taking.altering} in {counted(taking.sentences, 'sentence')}" if taking.sentences else "not compared"
    if taking.altering_rate is not None:
        altering += f" ({taking.altering_rate:.2f} each)"
    return TIES[taking.tie], str(taking.cases), uncredited, hours, altering


def to_csv(table: Sequence[Taking]) -> str:
    """The table as CSV, kinds of change in columns of their own."""
    rows = to_rows(table)
    names = list(dict.fromkeys(name for row in rows for name in row)) or ["source", "taker", "tie", "cases"]
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, names, restval=0, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for name, cell in row.items()})
    return sheet.getvalue()


def to_dot(table: Sequence[Taking]) -> str:
    """The table as a graph for Graphviz: an arrow from source to taker, as heavy as it has cases."""
    lines = ["digraph outlets {", "  rankdir=LR;"]
    for taking in table:
        width = 1 + min(taking.cases, 40) / 8
        style = ", style=dashed" if taking.tie != "other" else ""
        lines.append(f'  {_quoted(taking.source)} -> {_quoted(taking.taker)} [label="{taking.cases}", penwidth={width:.2f}{style}];')
    return "\n".join([*lines, "}"]) + "\n"


FORMATS: dict[str, Callable[[Sequence[Taking]], str]] = {"csv": to_csv, "dot": to_dot}


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
