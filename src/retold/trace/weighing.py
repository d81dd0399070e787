"""What the signs weigh: learnt numbers, read from weights/trace.json once (how they were learnt: weights/learn_trace.md)."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from retold.trace.signs import SIGNS


@cache
def sign_weights() -> npt.NDArray[np.float64]:
    """The weight of each sign, in the order of `SIGNS`."""
    learnt = _learnt()["signs"]
    return np.array([learnt[name] for name in SIGNS])


@cache
def sharpness() -> float:
    """By what the scores are multiplied before they become chances, so that a chance of .8 is right 8 times in 10."""
    return float(_learnt()["sharpness"])


@cache
def _learnt() -> dict[str, Any]:
    text = files("retold").joinpath("weights", "trace.json").read_text(encoding="utf-8")
    return dict(json.loads(text))
