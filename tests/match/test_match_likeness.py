"""The weights of words looked up for many texts at once, against a dictionary."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.match.likeness import likeness, weighed, weights

WORDS = st.lists(st.one_of(st.integers(0, 30), st.integers(2**32 - 30, 2**32 - 1), st.integers(0, 2**32 - 1)), max_size=60)


@given(st.sets(st.one_of(st.integers(0, 30), st.integers(2**32 - 30, 2**32 - 1)), max_size=40), WORDS)
def test_a_word_weighs_the_same_however_it_is_looked_up(known, asked):
    by = weights(np.array(sorted(known), dtype=np.uint32), np.arange(len(known)) + 2, 100)
    table = dict(zip(by.words.tolist(), by.weight.tolist(), strict=True))
    expected = [table.get(word, pytest.approx(by.other)) for word in asked]
    assert weighed(np.array(asked, dtype=np.uint32), by).tolist() == expected


@given(st.lists(WORDS, min_size=2, max_size=5))
def test_likeness_is_the_share_of_common_weight(words):
    texts = {k: np.array(w, dtype=np.uint32) for k, w in enumerate(words)}
    by = weights(np.zeros(0, np.uint32), np.zeros(0, np.int64), len(words))
    pairs = [(a, b) for a in texts for b in texts if a <= b]
    found = likeness(texts, [a for a, _ in pairs], [b for _, b in pairs], by)
    weight = {w: float(weighed(np.array([w], dtype=np.uint32), by)[0]) for own in words for w in own}
    for (a, b), score in zip(pairs, found.tolist(), strict=True):
        common, every = (sum(weight[w] for w in some) for some in (set(words[a]) & set(words[b]), set(words[a]) | set(words[b])))
        assert score == pytest.approx(common / max(every, 1e-9), rel=1e-4, abs=1e-6)


def test_long_texts_are_compared_as_short_ones_are():
    long = np.arange(5000, dtype=np.uint32) * np.uint32(77_777)
    by = weights(np.zeros(0, np.uint32), np.zeros(0, np.int64), 2)
    assert likeness({0: long, 1: long[:2500], 2: long[2500:]}, [0, 1, 2], [1, 0, 1], by).tolist() == pytest.approx(
        [0.5, 0.5, 0.0], abs=0.02
    )
