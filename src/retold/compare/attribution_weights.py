"""The learnt weights of the attribution model, as shipped with the package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
ROLES = 4
OTHER, SOURCE, CUE, CONTENT = range(ROLES)


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
