"""Learn the weights of sentence likelihood (`alignment.json`) from labelled pairs of articles.

    python -m retold.weights.learn_alignment PAIRS.jsonl [PAIRS.jsonl …]

A row holds `text_a`, `text_b`, `changes` (with `a_sentence`, `b_sentence`) and `unchanged` (pairs of sentences; a third element marks a
pair that is known to be wrong). Every sentence pair that touches a labelled one is an example: right if both sides lie in one label.
Method: logistic regression by Newton's steps with a small ridge (textbook); no randomness. Prints the weights and writes them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from retold.align.features import FEATURES, Numbers, candidates, lay_out
from retold.article import read_page, version_of
from retold.records import Page, Span
from retold.settings import DEFAULT
from retold.weights.labelled import place, rows_of, shares

_RIDGE = 0.1
_STEPS = 30
_Labels = set[tuple[Span, Span]]


def main(paths: list[str]) -> None:
    """Learn from the files and write `alignment.json` beside this script."""
    rows = list(rows_of(paths))
    examples = [example for row in rows for example in _examples(row)]
    features = np.array([[1.0, *x] for x, _ in examples])
    labels = np.array([float(y) for _, y in examples])
    weights = _fit(features, labels)
    named = dict(zip(("bias", *FEATURES), (round(float(w), 3) for w in weights), strict=True))
    Path(__file__).with_name("alignment.json").write_text(json.dumps(named) + "\n", encoding="utf-8")
    print(f"{len(examples)} examples, {int(labels.sum())} of them right: {named}")


def _examples(row: dict[str, Any]) -> Iterator[tuple[Numbers, bool]]:
    a, b = (version_of(read_page(Page("pair", "text", row[f"text_{side}"]), DEFAULT)) for side in "ab")
    right, wrong = _labels(row)
    if not a.sentences or not b.sentences:
        return
    found = candidates(lay_out(a, b))
    for i, j, x in zip(found.a.tolist(), found.b.tolist(), found.features, strict=True):
        s, t = a.sentences[i].span, b.sentences[j].span
        is_right = any(shares(s, g) and shares(t, h) for g, h in right)
        is_wrong = any(shares(s, g) and shares(t, h) for g, h in wrong)
        if is_right or is_wrong or any(shares(s, g) or shares(t, h) for g, h in right):
            yield x, is_right


def _labels(row: dict[str, Any]) -> tuple[_Labels, _Labels]:
    """(sentence pairs that correspond, pairs that are known not to)."""
    right: _Labels = set()
    wrong: _Labels = set()
    pairs = [(c["a_sentence"], c["b_sentence"], True) for c in row["changes"]]
    pairs += [(u[0], u[1], len(u) == 2) for u in row["unchanged"]]
    for a, b, correspond in pairs:
        places = place(row["text_a"], a), place(row["text_b"], b)
        if places[0] and places[1]:
            (right if correspond else wrong).add((places[0], places[1]))
    return right, wrong


def _fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression; the first column of x is the constant."""
    weights = np.zeros(x.shape[1])
    ridge = _RIDGE * np.eye(x.shape[1])
    ridge[0, 0] = 0.0
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - ridge @ weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge
        weights = weights + np.linalg.solve(hessian, gradient)
    return weights


if __name__ == "__main__":
    main(sys.argv[1:])
