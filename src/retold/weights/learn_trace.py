"""Learn what the signs of descent weigh, from made-up copying histories: writes trace.json. See learn_trace.md.

    python src/retold/weights/learn_trace.py TEXTS.jsonl[.gz]... [--stories 2500] [--seed 1]

The texts (rows with a `text`) are only material to be retold; nothing of them is stored. Needs scipy.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from retold.records import Article, Moment, Sentence, Version
from retold.text.sentences import sentences
from retold.trace.second import SECOND_SIGNS, gifts
from retold.trace.signs import SIGNS
from retold.trace.story import Story, reckon, story_of
from retold.trace.times import ERRORS, time_scores
from retold.trace.tree import best_tree, edge_chances, log_total
from retold.trace.weighing import Weights, from_json

sys.path.insert(0, str(Path(__file__).parents[3] / "benchmarks"))
from descent_stories import draw_clock, draw_habits, tell

Array = npt.NDArray[np.float64]
HERE = Path(__file__).parent
UNITS = 12
STRENGTH = 4e-4  # how strongly weights are held near zero


@dataclass
class Example:
    """One history made ready: signs of the possible edges, where they stand, the true parents, and how times would shift the scores."""

    story: Story
    signs: Array
    at: tuple[npt.NDArray[np.intp], ...]
    parents: list[int]
    seconds: list[int]
    shift: Array  # of the possible edges, as the best width of error has it; zeros when times are not used


def main() -> None:
    """Learn and write."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("texts", nargs="+", type=Path)
    ask.add_argument("--stories", type=int, default=2500)
    ask.add_argument("--seed", type=int, default=1)
    options = ask.parse_args()
    rng = random.Random(options.seed)
    told = histories(texts_of(options.texts), options.stories, rng)
    examples = [ready(*history, readable=bool(k % 7)) for k, history in enumerate(told)]
    print(f"{len(examples)} histories, {sum(len(e.parents) - 1 for e in examples)} versions")
    held, learning = examples[: len(examples) // 8], examples[len(examples) // 8 :]
    scale = np.concatenate([e.signs for e in learning]).std(axis=0) + 1e-6
    weights = learn_tree(learning, scale, options.seed)
    weights["sharpness"] = sharpness(learning, weights)
    weights["second"], weights["second_from"] = learn_second(learning, from_json(weights | {"second": [0.0], "second_from": 0.5}))
    print(f"parent right on held-out histories: {right(held, from_json(weights)):.3f}")
    rounded = {k: np.round(v, 5).tolist() if isinstance(v, np.ndarray) else v for k, v in weights.items()}
    names = {"signs": SIGNS, "second_signs": SECOND_SIGNS}
    (HERE / "trace.json").write_text(json.dumps(names | rounded, indent=0) + "\n", encoding="utf-8")


def texts_of(paths: Sequence[Path]) -> list[list[list[str]]]:
    """Texts of 150 to 1,200 words as sentences of words, from each file the same share."""
    found = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines if line.strip()]
        fitting = [t for t in texts if 150 <= len(t.split()) <= 1200]
        found += fitting[:: max(1, len(fitting) // 1200)]
    return [[s.of(text).split() for s in sentences(text, "en")] for text in found]


def histories(
    texts: list[list[list[str]]], count: int, rng: random.Random
) -> Iterable[tuple[list[Version], dict[str, tuple[str | None, str | None]]]]:
    """Made-up histories of these texts: the shown versions and for each id its parent and second parent."""
    rng.shuffle(texts)
    for number in range(count):
        article = texts[number % len(texts)]
        elsewhere = [s for _ in range(3) for s in rng.choice(texts)]
        if len(article) >= 6:
            told = tell(number, article, elsewhere, draw_habits(rng), draw_clock(rng), rng)
            if len(told.rows) > 1:
                yield [version(row) for row in told.rows], told.truth


def version(row: dict[str, str | None]) -> Version:
    """A row of a history as a version."""
    text, moment = row["text"] or "", None
    if row["published"]:
        at = datetime.fromisoformat(row["published"])
        first = at if at.tzinfo else at.replace(tzinfo=UTC)
        moment = Moment(row["published"], first, first if at.tzinfo else first + timedelta(days=1), "given")
    article = Article(row["id"] or "", row["id"] or "", text, row["title"], outlet=row["outlet"], published=moment)
    return Version(article, tuple(Sentence(s, 1) for s in sentences(text, "en")))


def ready(versions: list[Version], truth: dict[str, tuple[str | None, str | None]], *, readable: bool) -> Example:
    """A history with everything that learning needs. Some are read as if in a language whose wordings are not known."""
    number = {v.article.id: k for k, v in enumerate(versions, start=1)}
    story = story_of(versions, (), None, readable=readable)
    parents = [0] + [number.get(truth[v.article.id][0] or "", 0) for v in versions]
    seconds = [0] + [number.get(truth[v.article.id][1] or "", 0) for v in versions]
    at = np.nonzero(story.signs.possible)
    return Example(story, story.signs.values[at], at, parents, seconds, np.zeros(len(at[0])))


def learn_tree(examples: list[Example], scale: Array, seed: int) -> dict[str, Any]:
    """Weights that make the true trees likeliest among all trees; half of the histories without their times."""
    count = len(SIGNS)
    rng = np.random.default_rng(seed)
    flat = np.concatenate([np.zeros(count), rng.normal(size=count * UNITS) * 0.1, np.zeros(2 * UNITS)])
    for rounds in (40, 160):
        for k, example in enumerate(examples):
            example.shift = best_shift(example, flat, scale) if k % 2 else np.zeros(len(example.at[0]))
        flat = minimize(loss, flat, args=(examples, scale), jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    linear, hidden, bias, out = opened(flat)
    return {"linear": linear / scale, "hidden": hidden / scale[:, None], "bias": bias, "out": out}


def opened(flat: Array) -> tuple[Array, Array, Array, Array]:
    """The parts of the flat row of numbers that is learnt."""
    count = len(SIGNS)
    end = count + count * UNITS
    return flat[:count], flat[count:end].reshape(count, UNITS), flat[end : end + UNITS], flat[end + UNITS :]


def best_shift(example: Example, flat: Array, scale: Array) -> Array:
    """What the times add to the scores, with the width of error under which texts and times are likeliest together."""
    linear, hidden, bias, out = opened(flat)
    signs = example.signs / scale
    scores = signs @ linear + np.tanh(signs @ hidden + bias) @ out
    shifts = [time_scores(example.story.times, error)[example.at] for error in ERRORS]
    return max(shifts, key=lambda shift: log_total(square(example, scores + shift)))


def square(example: Example, scores: Array) -> Array:
    """Scores of the possible edges as a matrix, all others far below."""
    size = len(example.parents)
    whole = np.full((size, size), -1e9)
    whole[example.at] = scores
    return whole


def loss(flat: Array, examples: list[Example], scale: Array) -> tuple[float, Array]:
    """Mean negative log likelihood of the true trees, and its gradient; large histories count with the root of their size."""
    linear, hidden, bias, out = opened(flat)
    total, gradient = 0.0, np.zeros_like(flat)
    for e in examples:
        signs = e.signs / scale
        bent = np.tanh(signs @ hidden + bias)
        whole = square(e, signs @ linear + bent @ out + e.shift)
        edges = (np.array(e.parents[1:]), np.arange(1, len(e.parents)))
        if whole[edges].min() < -1e8:
            continue  # a parent that shares no sentence can be found by nothing
        share = 1 / np.sqrt(len(e.parents) - 1)
        total -= share * (whole[edges].sum() - log_total(whole))
        wrong = edge_chances(whole)
        wrong[edges] -= 1
        d = share * wrong[e.at]
        back = (d[:, None] * out) * (1 - bent**2)
        gradient += np.concatenate([d @ signs, (signs.T @ back).ravel(), back.sum(axis=0), d @ bent])
    n = len(examples)
    return total / n + STRENGTH * float(flat @ flat), gradient / n + 2 * STRENGTH * flat


def sharpness(examples: list[Example], weights: dict[str, Any]) -> float:
    """The factor under which the chances of the true edges are highest."""
    plain = from_json(weights | {"second": [0.0], "second_from": 0.5, "sharpness": 1.0})
    scores = [(square(e, plain.score(e.signs) + e.shift), e.parents) for e in examples[::4]]

    def fit(factor: float) -> float:
        total = 0.0
        for whole, parents in scores:
            chances = edge_chances(whole * factor)
            total += float(np.log(chances[parents[1:], range(1, len(parents))] + 1e-6).sum())
        return total

    return float(max(np.arange(0.8, 2.0, 0.05), key=fit))


def learn_second(examples: list[Example], weights: Weights) -> tuple[Array, float]:
    """Logistic weights of the signs of a second parent, on the trees as they are found, and the chance from which one is told (best F1)."""
    rows, found, best_of = [], [], []
    for e in examples:
        reckoning = reckon(e.story, weights)
        parents = best_tree(reckoning.chances)
        for v in range(1, len(parents)):
            for gift in gifts(e.story, reckoning, parents, v):
                best_of.append((id(e), v))
                rows.append(gift.signs)
                found.append(float(gift.source == e.seconds[v]))
    signs, truth = np.column_stack([np.array(rows), np.ones(len(rows))]), np.array(found)

    def loss_of(w: Array) -> tuple[float, Array]:
        z = signs @ w
        value = float(np.mean(np.logaddexp(0, z) - truth * z)) + 1e-4 * float(w @ w)
        return value, signs.T @ (1 / (1 + np.exp(-z)) - truth) / len(truth) + 2e-4 * w

    w = np.asarray(minimize(loss_of, np.zeros(signs.shape[1]), jac=True, method="L-BFGS-B").x)
    likeliest: dict[tuple[int, int], tuple[float, float]] = {}
    for of, chance, is_right in zip(best_of, 1 / (1 + np.exp(-(signs @ w))), truth, strict=True):
        likeliest[of] = max(likeliest.get(of, (0.0, 0.0)), (float(chance), float(is_right)))
    wanted = sum(q > 0 for e in examples for q in e.seconds)

    def f1(bar: float) -> float:
        told = [is_right for chance, is_right in likeliest.values() if chance >= bar]
        return 2 * sum(told) / (len(told) + wanted)

    return w, float(max(np.arange(0.15, 0.7, 0.05), key=f1))


def right(examples: list[Example], weights: Weights) -> float:
    """The share of versions whose parent is found."""
    pairs = [(p, t) for e in examples for p, t in zip(best_tree(reckon(e.story, weights).chances)[1:], e.parents[1:], strict=True)]
    return sum(p == t for p, t in pairs) / len(pairs)


if __name__ == "__main__":
    main()
