"""Reading the attribution model: which tokens head a cue, and the likeliest role of every token around one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retold.compare.attribution_weights import CUE, OTHER, ROLES, Floats, Weights


def cue_probabilities(weights: Weights, ids: NDArray[np.int64]) -> Floats:
    """How likely each row of features belongs to the head of a cue."""
    score = weights.cue[ids].sum(axis=1) + weights.cue[-1]
    return np.asarray(1 / (1 + np.exp(-score)), dtype=np.float32)


def best_roles(
    weights: Weights, own_ids: NDArray[np.int64], step_ids: NDArray[np.int64], lengths: NDArray[np.int64], heads: NDArray[np.int64]
) -> NDArray[np.int8]:
    """The likeliest role of every token of every window (Viterbi over all windows at once); the head is always cue."""
    own = weights.own[own_ids].sum(axis=2)
    step = weights.step[step_ids].sum(axis=2).reshape(*step_ids.shape[:2], ROLES, ROLES)
    count, width, _ = own.shape
    rows = np.arange(count)
    forced = np.full(ROLES, -1e4, dtype=np.float32)
    forced[CUE] = 0
    own[rows, heads] += forced
    score = own[:, 0] + step[:, 0, OTHER]
    back = np.zeros((count, width, ROLES), dtype=np.int8)
    for at in range(1, width):
        paths = score[:, :, None] + step[:, at]
        back[:, at] = paths.argmax(axis=1)
        new = paths.max(axis=1) + own[:, at]
        score = np.where((at < lengths)[:, None], new, score)
    roles = np.zeros((count, width), dtype=np.int8)
    current = score.argmax(axis=1)
    for at in range(width - 1, -1, -1):
        roles[:, at] = np.where(at < lengths, current, OTHER)
        if at:
            current = np.where(at < lengths, back[rows, at, current], current)
    return roles
