"""Decision trees as arrays: a boosted ensemble is asked with numpy alone.

All questions of all trees are put to all rows at once, and each answered "no" strikes out the leaves it cannot lead to; the first leaf
left of a tree is its answer (QuickScorer: Lucchese and others 2015).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]

LEAVES = 32  # of one tree at most: each is a bit of a number
_AT_ONCE = 128  # rows asked together: as many as the processor's cache holds the answers of


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees. Question n asks whether column `column[n]` is at most `limit[n]`; if not, the leaves `struck[n]` are out."""

    starts: NDArray[np.int64]  # number of each tree's first question
    column: NDArray[np.int64]
    limit: Numbers
    struck: NDArray[np.uint32]
    value: Numbers  # of each leaf, `LEAVES` places a tree

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]], name: str) -> Trees:
        """The ensemble that a weights file keeps under this name."""

        def part(key: str) -> NDArray[np.generic]:
            return arrays[f"{name}_{key}"]

        return cls(
            part("starts").astype(np.int64), part("column").astype(np.int64), part("limit").astype(np.float32),
            part("struck").astype(np.uint32), part("value").astype(np.float32),
        )  # fmt: skip

    def total(self, rows: Numbers, first: int = 0, last: int | None = None) -> Numbers:
        """The sum of the trees' values for each row, in log-odds; `first`..`last` picks some of the trees."""
        ends = np.append(self.starts, len(self.column))
        last = len(self.starts) if last is None else last
        asked = slice(int(ends[first]), int(ends[last]))
        column, limit, struck = self.column[asked], self.limit[asked, None], self.struck[asked, None]
        starts, leaves = self.starts[first:last] - ends[first], LEAVES * np.arange(first, last)[:, None]
        columns = np.ascontiguousarray(rows.T)
        found = np.empty(len(rows), dtype=np.float32)
        for at in range(0, len(rows), _AT_ONCE):
            no = columns[:, at : at + _AT_ONCE].take(column, axis=0) > limit
            left = ~np.bitwise_or.reduceat(no * struck, starts, axis=0)
            leaf = np.frexp((left & (~left + np.uint32(1))).astype(np.float32))[1] - 1  # the place of the lowest bit
            found[at : at + _AT_ONCE] = self.value.take(leaf + leaves).sum(axis=0)
        return found


def likelihood(log_odds: Numbers) -> Numbers:
    """Log-odds to probabilities."""
    return (1.0 / (1.0 + np.exp(-log_odds.astype(np.float64)))).astype(np.float32)
