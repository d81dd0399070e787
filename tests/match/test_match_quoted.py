"""The quoted share of many pairs at once, against a slow count."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retold.match.quoted import quoted_shares

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1])), max_size=4)
PASSAGE = st.tuples(st.integers(0, 30), st.integers(1, 9), st.integers(0, 30), st.integers(1, 9)).map(
    lambda p: (p[0], p[0] + p[1], p[2], p[2] + p[3])
)
PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.lists(PASSAGE, min_size=1, max_size=3)), min_size=1, max_size=5)


@given(st.lists(SPANS, min_size=4, max_size=4), PAIRS)
def test_the_share_of_quoted_words_is_that_of_a_slow_count(spans, pairs):
    quoted = {t: np.array(s, dtype=np.int32).reshape(-1, 2) for t, s in enumerate(spans)}
    pair = np.repeat(np.arange(len(pairs)), [len(p) for _, _, p in pairs])
    passages = np.array([row for _, _, rows in pairs for row in rows], dtype=np.int64)
    shares = quoted_shares(quoted, [a for a, _, _ in pairs], [b for _, b, _ in pairs], pair, passages)
    words = {t: {w for first, last in s for w in range(first, last)} for t, s in enumerate(spans)}
    for (a, b, rows), share in zip(pairs, shares, strict=True):
        sides = ([w for r in rows for w in range(r[0], r[1])], words[a]), ([w for r in rows for w in range(r[2], r[3])], words[b])
        assert share == round(max(sum(w in said for w in held) / len(held) for held, said in sides), 4)
