"""Labelled pairs of articles, as the learning scripts read them: JSON Lines, one pair a row, labels by their exact sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from retold.records import Span


def rows_of(paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows of some files, in order."""
    for path in paths:
        with Path(path).open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def place(text: str, part: str | None) -> Span | None:
    """Where a labelled sentence stands in its text, line ends folded; None where it does not."""
    at = text.replace("\n", " ").find(part.replace("\n", " ")) if part else -1
    return Span(at, at + len(part)) if part and at >= 0 else None


def shares(x: Span, y: Span) -> bool:
    """Are two spans one sentence: do they share half of the shorter and a quarter of the longer one?"""
    common = max(0, min(x.end, y.end) - max(x.start, y.start))
    return common >= max(0.5 * min(len(x), len(y)), 0.25 * max(len(x), len(y)))
