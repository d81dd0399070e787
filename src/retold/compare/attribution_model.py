"""The learnt weights of the attribution model and its decoding."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What `weights/learn_attribution.py` learnt."""

    words: list[str]  # words with a distributional class
    groups: NDArray[np.int64]  # their classes
    cue: Floats
    own: Floats
    step: Floats


@cache
def load_weights() -> Weights | None:
    """The weights shipped with the package, or None where they have not been learnt."""
    file = files("retold").joinpath("weights/attribution.npz")
    if not file.is_file():
        return None
    with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as data:
        words = bytes(data["words"]).decode("utf-8").split("\n")
        return Weights(words, data["groups"].astype(np.int64), *(data[name].astype(np.float32) for name in ("cue", "own", "step")))


ROLES = 4
OTHER, SOURCE, CUE, CONTENT = range(ROLES)


def cue_probabilities(weights: Weights, ids: NDArray[np.int64]) -> Floats:
    """How likely each row of features belongs to the head of a cue."""
    score = weights.cue[ids].sum(axis=1) + weights.cue[-1]
    return np.asarray(1 / (1 + np.exp(-score)), dtype=np.float32)


def best_roles(weights: Weights, own_ids: NDArray[np.int64], step_ids: NDArray[np.int64], lengths: NDArray[np.int64], heads: NDArray[np.int64]) -> NDArray[np.int8]:
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
