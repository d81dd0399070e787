"""How likely readers call a difference in wording a detail or a loaded word; weights learnt (`weights/learn_wording.md`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from retold.compare.chances import chance_by


def wording_chance(kind: str, signs: Sequence[float]) -> float:
    """The chance (0..1) that a reader names this; `signs` is the named tuple that the kind's weights are named after."""
    return chance_by(_weights()[kind], signs)


@cache
def _weights() -> dict[str, dict[str, float]]:
    loaded: dict[str, dict[str, float]] = json.loads(files("retold.weights").joinpath("wording.json").read_text(encoding="utf-8"))
    return loaded
