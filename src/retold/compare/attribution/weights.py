"""The learnt weights of the attribution model, as shipped with the package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from retold.compare.attribution.vocabulary import Vocabulary

Floats = NDArray[np.float32]
ROLES = 4
OTHER, SOURCE, CUE, CONTENT = range(ROLES)


LISTS = ("words", "grammar", "verbs", "nouns")
NAMES = ("cue", "own", "step", "measures", "named")


@dataclass(frozen=True, slots=True)
class Weights:
    """What `weights/learn_attribution.py` learnt."""

    vocabulary: Vocabulary
    cue: Floats  # of a token's features, for being the head of a cue; the last one is the bias
    own: Floats  # of a token's features, for each role
    step: Floats  # of a token's features, for each step from role to role
    measures: Floats  # of a whole attribution's measures, for being right
    named: Floats  # and of its named features


@cache
def load_weights() -> Weights | None:
    """The weights shipped with the package, or None where they have not been learnt."""
    file = files("retold").joinpath("weights/attribution.npz")
    if not file.is_file():
        return None
    with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as data:
        words, grammar, verbs, nouns = (bytes(data[name]).decode("utf-8").split("\n") for name in LISTS)
        vocabulary = Vocabulary(dict(zip(words, data["groups"].tolist(), strict=True)), grammar, verbs, nouns)
        return Weights(vocabulary, *(data[name].astype(np.float32) for name in NAMES))
