"""The chain's decoding against the slow obvious way: try every path."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.compare.attribution import model as attribution_model
from retold.compare.attribution.model import best_roles
from retold.compare.attribution.vocabulary import Vocabulary
from retold.compare.attribution.weights import CONTENT, CUE, ROLES, SOURCE, Weights

NONE = np.zeros(0, dtype=np.float32)


def chain(seed: int, width: int) -> tuple[Weights, np.ndarray, np.ndarray]:
    """One window whose every token has one feature of its own, with random weights."""
    random = np.random.default_rng(seed)
    own = random.normal(0, 2, (width, ROLES)).astype(np.float32)
    step = random.normal(0, 2, (width, ROLES * ROLES)).astype(np.float32)
    ids = np.arange(width)[None, None, :]
    return Weights(Vocabulary({}), NONE, own, step, NONE, NONE), ids, ids


def every_path(weights: Weights, width: int, head: int) -> dict[tuple[int, ...], float]:
    """Each path that has the head as cue, with its score."""
    scores = {}
    for path in product(range(ROLES), repeat=width):
        if path[head] == CUE:
            before = (0, *path[:-1])
            scores[path] = sum(
                float(weights.own[i, r] + weights.step[i, b * ROLES + r]) for i, (b, r) in enumerate(zip(before, path, strict=True))
            )
    return scores


@given(st.integers(0, 10_000), st.integers(3, 6))
@settings(max_examples=40, deadline=None)
def test_the_best_path_is_the_best_of_all_paths(seed: int, width: int) -> None:
    head = seed % width
    weights, own, step = chain(seed, width)
    roles, sure = best_roles(weights, own, step, np.array([width]), np.array([head]))
    scores = every_path(weights, width, head)
    expected = max(scores, key=lambda path: scores[path])
    for role in (CONTENT, SOURCE):
        if role not in expected:
            wanted = {CONTENT} if role == CONTENT else {CONTENT, SOURCE}
            other = max((p for p in scores if wanted <= set(p)), key=lambda path: scores[path])
            if scores[expected] - scores[other] < attribution_model.REQUIRED_MARGIN[role]:
                expected = other
    assert tuple(roles[0].tolist()) == expected
    share = np.exp(scores[expected]) / sum(np.exp(s) for s in scores.values())
    assert float(sure[0]) == pytest.approx(share, rel=1e-3)


def test_windows_of_different_length_do_not_disturb_each_other() -> None:
    weights, own, step = chain(3, 6)
    alone, _ = best_roles(weights, own[:, :, :4], step[:, :, :4], np.array([4]), np.array([1]))
    together, _ = best_roles(weights, np.repeat(own, 2, 1), np.repeat(step, 2, 1), np.array([4, 6]), np.array([1, 5]))
    assert together[0, :4].tolist() == alone[0].tolist()
    assert together[0, 4:].tolist() == [0, 0]
