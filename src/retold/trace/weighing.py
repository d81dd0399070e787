"""What the signs weigh: learnt numbers, read from weights/trace.json once (how they were learnt: weights/learn_trace.md).

A score is the sum of the weighed signs and of a dozen bent combinations of them (one hidden layer), for some signs count only together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """Learnt numbers. `sharpness` multiplies scores before they become chances, so that a chance of .8 is right 8 times in 10."""

    linear: Array  # (signs)
    hidden: Array  # (signs, units)
    bias: Array  # (units)
    out: Array  # (units)
    sharpness: float
    second: Array  # (signs of a second parent, and last the constant)
    second_from: float  # the chance from which a second parent is told

    def score(self, signs: Array) -> Array:
        """The log score of edges with these signs (last axis)."""
        return np.asarray(signs @ self.linear + np.tanh(signs @ self.hidden + self.bias) @ self.out)

    def second_chance(self, signs: Array) -> float:
        """The chance that a version with these signs is a second parent."""
        return float(1 / (1 + np.exp(-(signs @ self.second[:-1] + self.second[-1]))))


@cache
def learnt() -> Weights:
    """The weights that the package carries."""
    return from_json(json.loads(files("retold").joinpath("weights", "trace.json").read_text(encoding="utf-8")))


def from_json(stored: Mapping[str, Any]) -> Weights:
    """Weights as the learning script writes them."""
    return Weights(
        linear=np.array(stored["linear"]),
        hidden=np.array(stored["hidden"]),
        bias=np.array(stored["bias"]),
        out=np.array(stored["out"]),
        sharpness=float(stored["sharpness"]),
        second=np.array(stored["second"]),
        second_from=float(stored["second_from"]),
    )
