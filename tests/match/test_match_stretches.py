"""Stretches of equal words, against a slow count."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.match.stretches import GRAM, SEED, end_to_end, in_order, shared_grams, stretches_of, uncovered

TEXTS = st.lists(st.lists(st.integers(0, 5), max_size=12), min_size=1, max_size=4)


def slowly(one, two):
    """Every maximal run of equal words on a diagonal, by looking everywhere."""
    found = []
    for x in range(len(one)):
        for y in range(len(two)):
            if one[x] == two[y] and (not x or not y or one[x - 1] != two[y - 1]):
                n = 0
                while x + n < len(one) and y + n < len(two) and one[x + n] == two[y + n]:
                    n += 1
                if n >= SEED:
                    found.append((x - y, y, n))
    return sorted(found)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_all_runs_of_equal_words_are_found_and_their_ngrams_counted(words):
    texts = end_to_end([np.array(w, dtype=np.uint32) for w in words])
    a, b = (np.array(side) for side in zip(*[(x, y) for x in range(len(words)) for y in range(len(words))], strict=True))
    found, doubtful = stretches_of(texts, a, b)
    shared = shared_grams(texts, a, found, doubtful)
    for k, (x, y) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        mine = found.pair == k
        rows = list(zip((found.a - found.b)[mine].tolist(), found.b[mine].tolist(), found.equal[mine].tolist(), strict=True))
        assert rows == slowly(words[x], words[y])
        grams = [{tuple(w[p : p + GRAM]) for p in range(len(w) - GRAM + 1)} for w in (words[x], words[y])]
        assert shared[k] == len(grams[0] & grams[1])


def test_a_text_of_one_word_without_end_costs_little():
    texts = end_to_end([np.zeros(50_000, dtype=np.uint32), np.zeros(50_000, dtype=np.uint32)])
    found, doubtful = stretches_of(texts, np.array([0]), np.array([1]))
    assert 0 < len(found.pair) < 2_000_000
    assert shared_grams(texts, np.array([0]), found, doubtful).tolist() == [1]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2**40), st.integers(0, 2**40)), max_size=20))
def test_rows_are_put_in_order_whether_they_fit_one_number_or_not(rows):
    columns = [np.array([r[k] for r in rows], dtype=np.int64) for k in range(3)]
    small = [c % 1000 for c in columns]
    for some in (columns, small):
        expected = sorted(zip(*(c.tolist() for c in some), strict=True))
        assert list(zip(*(c.tolist() for c in in_order(*some)), strict=True)) == expected


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 20), st.integers(0, 9)), max_size=12))
def test_what_spans_cover_is_counted_once(rows):
    pair, start, size = (np.array([r[k] for r in rows], dtype=np.int64) for k in range(3))
    who, first, last = uncovered(pair, start, start + size)
    for k in range(3):
        covered = {p for r in rows if r[0] == k for p in range(r[1], r[1] + r[2])}
        assert int((last - first)[who == k].sum()) == len(covered)
