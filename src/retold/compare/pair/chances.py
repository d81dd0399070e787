"""How sure a finding is: a logistic regression on its signs, with weights learnt from labelled pairs.

`weights/learn_findings.md` tells of doubt, attributions and verbs, `weights/learn_wording.md` of details, loaded words and rewordings.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files


def chance(kind: str, signs: Sequence[float]) -> float:
    """The chance (0..1) that a finding of this kind is right; `signs` is the named tuple that the kind's weights are named after."""
    weights = _weights()[kind]
    names: Sequence[str] = signs._fields  # type: ignore[attr-defined]
    score = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in zip(names, signs, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def _weights() -> dict[str, dict[str, float]]:
    """For each kind "bias" and a weight for each of its signs."""
    learnt = (files("retold.weights").joinpath(f"{name}.json").read_text(encoding="utf-8") for name in ("findings", "wording"))
    return {kind: weights for text in learnt for kind, weights in json.loads(text).items()}
