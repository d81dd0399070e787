"""Pairs of texts to the passages they share."""

from hypothesis import given, settings
from hypothesis import strategies as st
from match_prose import edited, prose

from retold.match.proof import Told, prove
from retold.match.stretches import GRAM
from retold.match.words import words_of


def proven(one, two):
    texts = {0: Told(words_of([one]).hashes), 1: Told(words_of([two]).hashes)}
    return prove(texts, [0], [1])


def passages(one, two):
    found = proven(one, two)
    return list(zip(found.a_start.tolist(), found.a_end.tolist(), found.b_start.tolist(), found.b_end.tolist(), strict=True))


def grams(text):
    words = text.replace(".", "").split()
    return {tuple(words[k : k + GRAM]) for k in range(len(words) - GRAM + 1)}


def test_a_lifted_passage_is_one_piece_exact_to_the_word():
    passage = prose(25, 1)
    one = f"{prose(100, 2)} {passage} {prose(100, 3)}"
    two = f"{prose(40, 4)} {passage} {prose(60, 5)}"
    assert passages(one, two) == [(100, 125, 40, 65)]


def test_a_passage_with_replaced_words_stays_one_piece():
    passage = prose(60, 1)
    words = passage.split(" ")
    words[10], words[22], words[37], words[38] = "quux", "quux", "quux", "quux"
    one, two = f"{prose(80, 2)} {passage} {prose(80, 3)}", f"{prose(50, 4)} {' '.join(words)} {prose(50, 5)}"
    assert passages(one, two) == [(80, 140, 50, 110)]


def test_words_put_in_or_left_out_do_not_split_a_passage():
    passage = prose(60, 1)
    words = passage.split(" ")
    shifted = " ".join([*words[:20], "quux", "quux", *words[20:40], *words[43:]])
    assert passages(f"{prose(80, 2)} {passage}", f"{shifted} {prose(50, 4)}") == [(80, 140, 0, 59)]


def test_moved_passages_are_all_found():
    one, two = prose(40, 1), prose(40, 2)
    assert passages(f"{one} {two}", f"{two} {one}") == [(40, 80, 0, 40), (0, 40, 40, 80)]


def test_a_phrase_is_no_passage():
    phrase = "at the end of the day we"
    found = proven(f"{prose(60, 1)} {phrase} {prose(60, 2)}", f"{prose(60, 3)} {phrase} {prose(60, 4)}")
    assert len(found.a_start) == 0
    assert found.shared.tolist() == [3]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1000), st.integers(0, 150), st.floats(0, 0.5))
def test_shared_ngrams_are_those_of_a_slow_count(seed, words, share):
    one = prose(words, seed)
    two = prose(10, seed + 1) + " " + edited(one, share, seed)
    assert proven(one, two).shared.tolist() == [len(grams(one) & grams(two))]


@settings(max_examples=40, deadline=None)
@given(st.text("ab ", max_size=60), st.text("ab ", max_size=60))
def test_passages_lie_in_their_texts_and_match_from_both_sides(one, two):
    sizes = len(one.split()), len(two.split())
    there, back = proven(one, two), proven(two, one)
    for a_start, a_end, b_start, b_end in passages(one, two):
        assert 0 <= a_start < a_end <= sizes[0]
        assert 0 <= b_start < b_end <= sizes[1]
    assert there.words_a[0] <= sizes[0]
    assert there.words_b[0] <= sizes[1]
    assert there.shared.tolist() == back.shared.tolist() or max(sizes) > 12  # many places of one n-gram: not all are looked at


def test_pairs_are_judged_alike_alone_and_among_others():
    base = prose(200, 1)
    texts = {k: Told(words_of([edited(base, k / 20, k) if k < 6 else prose(100, k)]).hashes) for k in range(8)}
    a, b = [0, 0, 0, 1, 1, 5, 6], [1, 2, 6, 2, 7, 6, 7]
    together = prove(texts, a, b)
    for k, (x, y) in enumerate(zip(a, b, strict=True)):
        alone = prove(texts, [x], [y])
        first, last = together.first[k], together.first[k + 1]
        assert together.a_start[first:last].tolist() == alone.a_start.tolist()
        assert together.b_end[first:last].tolist() == alone.b_end.tolist()
        assert together.shared[k] == alone.shared[0]
        assert together.words_b[k] == alone.words_b[0]


def test_a_phrase_that_a_text_repeats_does_not_echo_a_passage():
    opening, rest = prose(12, 1).replace(".", ""), prose(40, 2)
    one = f"{prose(30, 3)} {opening} {rest} {prose(30, 4)}"
    two = f"{opening} {rest} {prose(50, 5)} {opening} {prose(20, 6)}"
    assert passages(one, two) == [(30, 82, 0, 52)]


def test_a_paragraph_that_one_text_prints_twice_is_told_twice():
    paragraph = prose(40, 1)
    assert passages(f"{prose(20, 2)} {paragraph}", f"{paragraph} {prose(20, 3)} {paragraph}") == [(20, 60, 0, 40), (20, 60, 60, 100)]
