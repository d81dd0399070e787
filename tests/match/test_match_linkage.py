"""Average linkage."""

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from retold.match.linkage import joined


def slowly(strength, sizes, least, sure):
    """The same, looking at all pairs of sets again after every join."""
    sets = [[k] for k in range(len(strength))]

    def between(one, two):
        links = [(strength[a].get(b, 0.0), sizes[a] * sizes[b]) for a in one for b in two]
        return sum(s * n for s, n in links) / sum(n for _, n in links), max(s for s, _ in links)

    while True:
        best = max(
            (
                (mean, one, two)
                for one, two in combinations(sets, 2)
                for mean, most in [between(one, two)]
                if mean >= least and most >= sure
            ),
            key=lambda found: found[0],
            default=None,
        )
        if best is None or best[0] == 0:
            return sorted(sorted(s) for s in sets)
        sets = [s for s in sets if s not in best[1:]] + [best[1] + best[2]]


@given(st.integers(0, 10_000), st.integers(1, 9), st.floats(0.05, 0.5), st.floats(0, 0.6))
def test_sets_are_those_found_by_looking_at_all_pairs_every_time(seed, count, least, sure):
    rng = random.Random(seed)
    strength = [{} for _ in range(count)]
    for a, b in combinations(range(count), 2):
        if rng.random() < 0.6:
            strength[a][b] = strength[b][a] = rng.random()
    sizes = [rng.randint(1, 4) for _ in range(count)]
    assert sorted(joined(strength, sizes, least, sure)) == slowly(strength, sizes, least, sure)
