"""Tables on disk, and which of them are finished.

A table is a folder of Arrow files, named by its step and the digest of everything that made it. It is written under another name and
renamed when it is whole, so a folder that bears its name is finished and a half-written one never counts.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

_SUFFIX = ".arrow"


class Table:
    """A finished table: its folder and part files in order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts = sorted(folder.glob(f"*{_SUFFIX}"))

    @property
    def digest(self) -> str:
        """The digest in its name."""
        return self.folder.name.rpartition("-")[2]

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Its rows, file after file; memory-mapped."""
        for part in self.parts:
            yield from opened(part)

    def rows(self) -> int:
        """How many rows it has."""
        return sum(batch.num_rows for batch in self.batches())


def opened(part: Path) -> Iterator[pa.RecordBatch]:
    """The batches of one file."""
    with pa.memory_map(str(part)) as source:
        reader = pa.ipc.open_file(source)
        for k in range(reader.num_record_batches):
            yield reader.get_batch(k)


def finished(work: Path, step: str, digest: str) -> Table | None:
    """The table that a step made before, where it is whole."""
    folder = work / f"{step}-{digest}"
    return Table(folder) if folder.is_dir() else None


class Unfinished:
    """A table being written: parts are added, then it is finished; left alone, it never counts."""

    def __init__(self, work: Path, step: str, digest: str) -> None:
        self._final = work / f"{step}-{digest}"
        self.folder = work / f"{step}-{digest}.unfinished"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def part(self, number: int) -> Path:
        """Where part `number` is to be written."""
        return self.folder / f"{number:06d}{_SUFFIX}"

    def finish(self) -> Table:
        """Give it its name."""
        self.folder.rename(self._final)
        return Table(self._final)
