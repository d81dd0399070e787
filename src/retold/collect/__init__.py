"""The outside world to pages: files, folders, archives, feeds, addresses and standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from retold.collect.files import pages_of_path, pages_of_stream
from retold.records import Page, Skipped
from retold.settings import Settings

__all__ = ["pages"]


def pages(inputs: Sequence[str], settings: Settings, mapped: Mapping[str, str] | None = None) -> Iterator[Page | Skipped]:
    """The pages of all inputs, in order; what cannot be had is a `Skipped` with its reason, never an error.

    An input is a file, a folder, an archive, an address or "-" for standard input. `mapped` names columns of tables (title -> headline).
    """
    for given in inputs:
        if given == "-":
            yield from pages_of_stream(sys.stdin.buffer, "-", settings, mapped)
        elif given.lower().startswith(("http://", "https://")):
            from retold.collect.web import pages_of_address  # the network's libraries take time to load

            yield from pages_of_address(given, settings, mapped)
        else:
            yield from pages_of_path(Path(given), settings, mapped)
