"""How sure a finding is: a logistic regression on its signs, with weights learnt from labelled pairs (`weights/learn_findings.md`)."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files


def chance(kind: str, signs: Sequence[float]) -> float:
    """The chance (0..1) that a finding of this kind is right; `signs` is the named tuple that the kind's weights are named after."""
    return chance_by(_weights()[kind], signs)


def chance_by(weights: dict[str, float], signs: Sequence[float]) -> float:
    """The same with weights given: "bias" and one for each field of the signs."""
    names: Sequence[str] = signs._fields  # type: ignore[attr-defined]
    score = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in zip(names, signs, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def _weights() -> dict[str, dict[str, float]]:
    loaded: dict[str, dict[str, float]] = json.loads(files("retold.weights").joinpath("findings.json").read_text(encoding="utf-8"))
    return loaded
