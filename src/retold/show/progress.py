"""A progress bar for people who wait: on stderr, only on a terminal, only when the work takes a moment."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Called with the name of a step, how much of it is done, and how much there is (0: nobody knows).
Progress = Callable[[str, int, int], None]


@contextmanager
def progress(*, beside_results: bool = False) -> Iterator[Progress]:
    """A reporter that draws bars on stderr, or that stays silent where nobody looks.

    Where results are printed meanwhile (`beside_results`) it also stays silent if they go to the same terminal.
    """
    if not sys.stderr.isatty() or (beside_results and sys.stdout.isatty()):
        yield lambda step, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True, refresh_per_second=5) as bars:
        tasks: dict[str, TaskID] = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                for earlier in bars.tasks:  # a step begins when the one before it is done, however much that was
                    bars.update(earlier.id, total=earlier.completed)
                tasks[what] = bars.add_task(what, total=total or None)
            bars.update(tasks[what], completed=done, total=total or None)

        yield report
