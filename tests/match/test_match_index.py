"""Hashes to the pairs worth proving."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retold.match.index import MOST_RARE, MOST_RUN, votes_of

ROWS = st.lists(st.tuples(st.integers(0, 12), st.booleans(), st.integers(0, 40)), max_size=300)


def gram(number, run):
    """A stored hash: the number far up, the kind in the lowest bit."""
    return ((number + 1) << 40) | int(run)


def slowly(rows):
    held = {}
    for number, run, text in rows:
        held.setdefault((number, run), set()).add(text)
    votes = {}
    for (_, run), texts in held.items():
        crowd = len(texts) > (MOST_RUN if run else MOST_RARE)
        if crowd and not run:
            continue
        pairs = [(min(texts), t) for t in texts if t != min(texts)] if crowd else combinations(sorted(texts), 2)
        for pair in pairs:
            count = votes.setdefault(pair, [0, 0, 0])
            count[0 if run else 1] += 1
            count[2] += crowd
    return votes


@given(ROWS)
def test_votes_are_those_of_a_slow_count(rows):
    grams = np.array([gram(n, run) for n, run, _ in rows], dtype=np.uint64)
    found = votes_of(grams, np.array([t for _, _, t in rows], dtype=np.int64))
    assert {(int(v[0]), int(v[1])): [int(x) for x in v[2:]] for v in zip(*found, strict=True)} == slowly(rows)


def test_a_crowd_costs_a_star():
    grams = np.full(500, gram(1, run=True), dtype=np.uint64)
    found = votes_of(grams, np.arange(500))
    assert len(found.a) == 499
    assert set(found.a.tolist()) == {0}
