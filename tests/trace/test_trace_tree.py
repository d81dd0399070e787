"""The best tree and the chances of its edges, against looking at every tree there is."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.trace.tree import best_tree, edge_chances, log_total


def every_tree(size: int):
    """All ways to give each of the nodes 1..size a parent without a cycle; node 0 is the root."""
    for parents in itertools.product(range(size + 1), repeat=size):
        if all(reaches_root(v, parents) for v in range(1, size + 1)):
            yield parents


def reaches_root(v: int, parents: tuple[int, ...]) -> bool:
    for _ in parents:
        if v == 0:
            return True
        v = parents[v - 1]
    return v == 0


scores_of = st.integers(1, 4).flatmap(
    lambda n: st.lists(
        st.lists(st.floats(-6, 6).map(lambda x: round(x, 3)), min_size=n + 1, max_size=n + 1), min_size=n + 1, max_size=n + 1
    )
)


@settings(max_examples=60, deadline=None)
@given(scores_of)
def test_tree_and_chances_are_those_of_all_trees(rows):
    scores = np.array(rows)
    size = len(scores) - 1
    trees = [(t, sum(scores[p, v] for v, p in enumerate(t, start=1))) for t in every_tree(size)]
    top = max(weight for _, weight in trees)
    found = best_tree(scores)
    assert found[0] == -1
    assert sum(scores[p, v] for v, p in enumerate(found) if v) == pytest.approx(top)
    total = sum(np.exp(weight) for _, weight in trees)
    assert log_total(scores) == pytest.approx(np.log(total), abs=1e-6)
    chances = np.zeros_like(scores)
    for tree, weight in trees:
        for v, p in enumerate(tree, start=1):
            chances[p, v] += np.exp(weight) / total
    assert edge_chances(scores) == pytest.approx(chances, abs=1e-6)


def test_a_cycle_of_best_edges_is_broken_where_it_costs_least():
    scores = np.full((4, 4), -9.0)
    scores[1, 2] = scores[2, 3] = scores[3, 1] = 5.0
    scores[0, 2] = -1.0
    assert best_tree(scores) == [-1, 3, 0, 2]


def test_chances_of_each_node_sum_to_one_even_when_all_is_unlikely():
    scores = np.full((6, 6), -500.0)
    scores[0, 1] = 0.0
    assert edge_chances(scores)[:, 1:].sum(axis=0) == pytest.approx(np.ones(5))
