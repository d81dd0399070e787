"""Learn what tells the relations of two versions apart (`relation.json`) from labelled pairs of articles.

    python -m retold.weights.learn_relation PAIRS.jsonl [PAIRS.jsonl …]

A row holds `text_a`, `text_b` and `relation`. Method: multinomial logistic regression on standardised shares (`compare/relation.py`) with a
ridge, by gradient steps; no randomness. Prints the share of pairs told right by weights learnt on the other seven eighths, then writes the
weights learnt on all.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retold.align import align
from retold.article import read_page, version_of
from retold.compare.relation import shares_of
from retold.records import Page
from retold.settings import DEFAULT
from retold.weights.labelled import rows_of

_RELATIONS = ("copy", "edited", "rewrite", "partial", "same-story", "none")
_RIDGE = 3.0
_STEPS, _RATE = 3000, 0.005
_FOLDS = 8
_Numbers = npt.NDArray[np.float64]


def main(paths: list[str]) -> None:
    """Learn from the files and write `relation.json` beside this script."""
    rows = list(rows_of(paths))
    found = [(shares, _RELATIONS.index(row["relation"])) for row in rows if (shares := _shares(row)) is not None]
    x, y = np.array([shares for shares, _ in found]), np.array([relation for _, relation in found])
    fold = np.arange(len(x)) % _FOLDS
    right = 0
    for k in range(_FOLDS):
        weights = _fit(x[fold != k], y[fold != k])
        right += int(((weights[0] + x[fold == k] @ weights[1:]).argmax(axis=1) == y[fold == k]).sum())
    print(f"{len(x)} pairs; right on pairs not learnt from: {right / len(x):.3f}")
    weights = _fit(x, y)
    stored = {name: [round(float(w), 3) for w in weights[:, k]] for k, name in enumerate(_RELATIONS) if name != "copy"}
    Path(__file__).with_name("relation.json").write_text(json.dumps(stored) + "\n", encoding="utf-8")


def _shares(row: dict[str, Any]) -> tuple[float, ...] | None:
    a, b = (version_of(read_page(Page(f"pair {side}", "text", row[f"text_{side}"]), DEFAULT)) for side in "ab")
    return shares_of(a, b, align(a, b))


def _fit(x: _Numbers, y: npt.NDArray[np.int64]) -> _Numbers:
    """Constant (first row) and weights, one column a relation."""
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.column_stack([np.ones(len(x)), (x - middle) / spread])
    wanted = np.eye(len(_RELATIONS))[y]
    weights = np.zeros((z.shape[1], len(_RELATIONS)))
    ridge = np.full((z.shape[1], 1), _RIDGE)
    ridge[0] = 0.0
    for _ in range(_STEPS):
        score = z @ weights
        chance = np.exp(score - score.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        weights += _RATE * (z.T @ (wanted - chance) - ridge * weights)
    weights[1:] /= spread[:, None]
    weights[0] -= middle @ weights[1:]
    return weights


if __name__ == "__main__":
    main(sys.argv[1:])
