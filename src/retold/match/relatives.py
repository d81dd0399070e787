"""From the star of a crowd to its other pairs: two texts that share one place of a third are worth proving against each other."""

from __future__ import annotations

import numpy as np

from retold.match.proof import LEAST_SHARED
from retold.match.words import I32, I64

CROWD = 1200  # beyond so many relatives of one text only their pairs with it are told, and the crowd is named
_STEP = 4  # words a cell: places are compared cell by cell


def relatives(other: I64, start: I32, end: I32) -> tuple[I64, I64]:
    """Pairs of texts that share a place of one text. `other`, `start`, `end`: the passages of that text (in words) and who shares each.

    Returns both columns of the pairs, smaller number first; none where the crowd is too large.
    """
    who, member = np.unique(other, return_inverse=True)
    if len(who) < 2 or len(who) > CROWD:
        none = np.zeros(0, dtype=np.int64)
        return none, none
    cells = np.zeros((len(who), int(end.max()) // _STEP + 2), dtype=np.float32)
    np.add.at(cells, (member, (start + _STEP - 1) // _STEP), 1)
    np.add.at(cells, (member, np.maximum(end // _STEP, (start + _STEP - 1) // _STEP)), -1)
    covered = (np.cumsum(cells, axis=1) > 0).astype(np.float32)
    common = covered @ covered.T
    left, right = np.nonzero(np.triu(common >= LEAST_SHARED // _STEP, 1))
    return who[left], who[right]
