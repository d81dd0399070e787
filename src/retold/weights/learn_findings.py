"""Learn how sure the findings about doubt and speech are (`findings.json`) from labelled pairs of articles.

    python -m retold.weights.learn_findings PAIRS.jsonl [PAIRS.jsonl …]

A row holds `pair`, `text_a`, `text_b` and `changes` (each with `kind`, `a_sentence`, `b_sentence`, `a`, `b`). Every candidate that a
detector judges is an example: right if a label of its kind lies in the same sentences and shares a word with it. Each text pair counts
from both sides. Method: logistic regression by Newton's steps with a ridge on standardised signs (textbook), no randomness. Prints, for
each detector, precision and recall by ten-fold cross-validation over pairs, and writes the weights learnt from all of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from retold.align import align
from retold.article import read_page, version_of
from retold.compare.pair.differences import Differences, differences
from retold.compare.said.reported import judged_verbs
from retold.compare.said.tags import judged_claims
from retold.compare.truth.hedges import judged_hedges
from retold.records import Page, Span
from retold.settings import DEFAULT
from retold.weights.labelled import place, rows_of, shares

_RIDGE = 3.0
_STEPS = 30
_FOLDS = 10
_SHOWN = 0.4


class _Example(NamedTuple):
    pair: str
    signs: Any
    right: bool


def main(paths: list[str]) -> None:
    """Learn from the files and write `findings.json` beside this script."""
    rows = list(rows_of(paths))
    examples: dict[str, list[_Example]] = {"hedge": [], "attribution": [], "verb": []}
    for row in rows:
        diff = _differences(row)
        labels = list(_labels(row))
        for name, found in (("hedge", _hedges(diff)), ("attribution", _claims(diff)), ("verb", _verbs(diff))):
            examples[name] += [_Example(row["pair"], signs, _is_right(labels, *place)) for signs, place in found]
    weights = {name: _learn(name, found) for name, found in examples.items()}
    text = json.dumps(weights, indent=1)
    Path(__file__).with_name("findings.json").write_text(text + "\n", encoding="utf-8")


def _differences(row: dict[str, Any]) -> Differences:
    a, b = (version_of(read_page(Page("pair", "text", row[f"text_{which}"]), DEFAULT)) for which in "ab")
    return differences(a, b, align(a, b))


_Place = tuple[str, Span, Span, str]  # kind, both sentences, and the words on the side that has them
_Label = tuple[str, Span, Span, str]


def _hedges(diff: Differences) -> Iterator[tuple[Any, _Place]]:
    for pair in diff.pairs:
        for kind, view, hedge, signs in judged_hedges(diff, pair):
            words = view.side.span(hedge[0][0], hedge[0][-1]).of(view.side.text)
            yield signs, (kind, pair.a_span, pair.b_span, words)


def _claims(diff: Differences) -> Iterator[tuple[Any, _Place]]:
    for kind, pair, claim, signs in judged_claims(diff):
        of = diff.a if kind == "attribution-dropped" else diff.b
        words = " ".join(of.words[k].norm for k in (*claim.source, *claim.cue))
        yield signs, (kind, pair.a_span, pair.b_span, words)


def _verbs(diff: Differences) -> Iterator[tuple[Any, _Place]]:
    for pair, x, y, signs in judged_verbs(diff):
        yield signs, ("verb-changed", pair.a_span, pair.b_span, f"{diff.a.words[x.at].norm} {diff.b.words[y.at].norm}")


def _labels(row: dict[str, Any]) -> Iterator[_Label]:
    for change in row["changes"]:
        a, b = place(row["text_a"], change["a_sentence"]), place(row["text_b"], change["b_sentence"])
        if a and b:
            yield change["kind"], a, b, change["a"] + " " + change["b"]


def _is_right(labels: list[_Label], kind: str, a: Span, b: Span, words: str) -> bool:
    said = set(words.lower().split())
    return any(
        k == kind and shares(a, x) and shares(b, y) and said & {w.strip(".,;:!?\"“”'’()").lower() for w in told.split()}
        for k, x, y, told in labels
    )


def _learn(name: str, examples: list[_Example]) -> dict[str, float]:
    x = np.array([e.signs for e in examples], dtype=float)
    y = np.array([e.right for e in examples], dtype=float)
    pairs = {pair: number % _FOLDS for number, pair in enumerate(sorted({e.pair for e in examples}))}
    fold = np.array([pairs[e.pair] for e in examples])
    chances = np.zeros(len(y))
    for k in range(_FOLDS):
        chances[fold == k] = _chances(_fit(x[fold != k], y[fold != k]), x[fold == k])
    for least in (_SHOWN, 0.5, 0.6, 0.7, 0.8):
        shown = chances >= least
        right = int(y[shown].sum())
        print(f"{name} from {least}: {right} of {int(shown.sum())} right, of {int(y.sum())}")
    weights = _fit(x, y)
    return dict(zip(("bias", *examples[0].signs._fields), (round(float(w), 2) for w in weights), strict=True))


def _chances(weights: np.ndarray, x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(weights[0] + x @ weights[1:])))


def _fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Bias and weights of a logistic regression; the ridge is laid on signs of equal spread."""
    spread = x.std(axis=0)
    spread[spread == 0] = 1.0
    z = np.hstack([np.ones((len(x), 1)), x / spread])
    weights = np.zeros(z.shape[1])
    ridge = _RIDGE * np.eye(z.shape[1])
    ridge[0, 0] = 1e-6
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(z @ weights, -30, 30)))
        weights = weights + np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, z.T @ (y - p) - ridge @ weights)
    weights[1:] /= spread
    return weights


if __name__ == "__main__":
    main(sys.argv[1:])
