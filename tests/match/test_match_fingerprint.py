"""Which n-grams stand for a text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from match_prose import prose

from retold.match.fingerprint import BUCKETS, KEPT, RUN, WINDOW, bucket_of, grams_of, is_run, prints_of
from retold.match.words import words_of


def runs_of(text):
    gram = prints_of(words_of([text])).gram
    return set(gram[is_run(gram)].tolist())


def rares_of(text):
    gram = prints_of(words_of([text])).gram
    return set(gram[~is_run(gram)].tolist())


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 60), st.integers(0, 60))
def test_any_run_of_nineteen_words_is_found(seed, before, after):
    passage = prose(RUN + WINDOW - 1, seed)
    one = f"{prose(before, seed + 1)} {passage} {prose(after, seed + 2)}"
    two = f"{prose(after, seed + 3)} {passage} {prose(before, seed + 4)}"
    assert runs_of(one) & runs_of(two)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8])
def test_grams_are_equal_where_the_words_are(size):
    words = words_of(["a b c a b c a b c x"]).hashes
    grams = grams_of(words, size)
    pieces = [tuple(words[k : k + size].tolist()) for k in range(len(words) - size + 1)]
    assert len(grams) == len(pieces)
    assert [[g == h for h in grams] for g in grams] == [[p == q for q in pieces] for p in pieces]


def test_a_text_is_stood_for_alike_alone_and_among_others():
    texts = [prose(n, n) for n in (0, 2, 7, 8, 30, 300, 9, 900)]
    together = prints_of(words_of(texts))
    for k, text in enumerate(texts):
        assert set(together.gram[together.text == k].tolist()) == set(prints_of(words_of([text])).gram.tolist())


def test_hashes_fit_a_signed_database_integer_and_spread_over_the_buckets():
    gram = prints_of(words_of([prose(900, 1)])).gram
    assert int(gram.max()) < 2**63
    assert len(np.unique(bucket_of(gram))) > BUCKETS / 2


def test_a_long_text_keeps_an_even_share_and_what_two_keep_is_the_same():
    long, short = prose(5000, 1), prose(200, 2)
    assert 0.7 * KEPT < len(rares_of(long)) < 1.3 * KEPT
    assert len(rares_of(short)) >= 190
    both = long + " " + short
    assert rares_of(both) & rares_of(long) == {g for g in rares_of(both) if g in rares_of(long)}
    assert len(rares_of(both) & rares_of(long)) > 0.8 * len(rares_of(both)) * 5000 / 5200
