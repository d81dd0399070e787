"""Decision trees as arrays: a boosted ensemble is asked with numpy alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees. Node n asks whether column `column[n]` is at most `limit[n]`; `child[2n + answer]` comes next, a leaf leads to itself."""

    roots: NDArray[np.int32]
    column: NDArray[np.int32]
    limit: Numbers
    child: NDArray[np.int32]
    value: Numbers
    depth: int

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]], name: str) -> Trees:
        """The ensemble that a weights file keeps under this name."""

        def part(key: str) -> NDArray[np.generic]:
            return arrays[f"{name}_{key}"]

        return cls(
            part("roots").astype(np.int32), part("column").astype(np.int32), part("limit").astype(np.float32), part("child").astype(np.int32),
            part("value").astype(np.float32), int(part("depth")),
        )  # fmt: skip

    def total(self, rows: Numbers, first: int = 0, last: int | None = None) -> Numbers:
        """The sum of the trees' values for each row, in log-odds; `first`..`last` picks some of the trees."""
        roots = self.roots[first:last]
        flat = np.ascontiguousarray(rows, dtype=np.float32).ravel()
        offsets = (np.arange(len(rows), dtype=np.int32) * np.int32(rows.shape[1]))[:, None]
        at = np.repeat(roots[None, :], len(rows), axis=0)
        for _ in range(self.depth):
            answer = flat.take(self.column.take(at) + offsets) <= self.limit.take(at)
            at = self.child.take(2 * at + answer)
        return self.value.take(at).sum(axis=1, dtype=np.float32)  # type: ignore[no-any-return]


def likelihood(log_odds: Numbers) -> Numbers:
    """Log-odds to probabilities."""
    return (1.0 / (1.0 + np.exp(-log_odds.astype(np.float64)))).astype(np.float32)
