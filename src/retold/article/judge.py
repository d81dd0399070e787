"""How likely each block of a page is body text: two ensembles of decision trees, the second seeing what the first says of the whole page.

The weights are data (`weights/blocks.*`); how they were learnt stands in `weights/learn_blocks.md`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from retold.article.blocks import OWN_NAMES, Vocabulary, measure
from retold.article.frame import Frame, Numbers
from retold.article.markup import Markup
from retold.article.second_look import second_columns
from retold.article.trees import Trees, likelihood

_EARLY = 30  # trees of the first ensemble after which hopeless blocks are given up
_FAINT = -3.9  # log-odds (likelihood .02) after all of them below which a block is not looked at a second time
_HOPELESS = -2.5  # log-odds after those trees below which a block is not looked at further


@dataclass(frozen=True, slots=True)
class _Weights:
    vocabulary: Vocabulary
    first: Trees
    second: Trees


@cache
def _weights() -> _Weights:
    folder = files("retold").joinpath("weights")
    words = json.loads(folder.joinpath("blocks.json").read_text(encoding="utf-8"))
    with folder.joinpath("blocks.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    return _Weights(
        Vocabulary.of(words["text"], words["hints"]),
        Trees.of(arrays, "first"),
        Trees.of(arrays, "second"),
    )


def judge(page: Markup, title: str, description: str, told: str) -> Numbers:
    """For each block of the page, in order, how likely it is body text (0..1). See `blocks.measure` for the arguments."""
    weights = _weights()
    if not page.blocks:
        return np.zeros(0, dtype=np.float32)
    frame = Frame(page)
    rows = measure(page, frame, weights.vocabulary, title, description, told)
    odds = weights.first.total(rows, 0, _EARLY)
    hopeful = odds > _HOPELESS
    odds[hopeful] += weights.first.total(rows[hopeful], _EARLY)
    hopeful &= odds > _FAINT
    likely = np.where(hopeful, likelihood(odds), 0).astype(np.float32)
    if not hopeful.any():
        return likelihood(odds)
    words = np.expm1(rows[:, OWN_NAMES.index("words")].astype(np.float64))
    around = second_columns(frame, words, likely)
    final = np.zeros(len(rows), dtype=np.float32)
    both = np.concatenate([rows[hopeful], around[hopeful]], axis=1)
    final[hopeful] = likelihood(weights.second.total(both))
    return final
