"""Relatives, quotations, furniture, likeness: the smaller parts of matching."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from match_prose import prose

from retold.match.fingerprint import prints_of
from retold.match.furniture import Repeats, furniture_words, learnt, repeats_of
from retold.match.likeness import counted, likeness, weights
from retold.match.quoted import quoted_places, quoted_shares
from retold.match.relatives import CROWD, relatives
from retold.match.rewrites import Retold, around, nearest_told, retold, standing_out, worth_asking
from retold.match.words import words_of

PLACES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 25), st.integers(1, 20)), max_size=30)


@given(PLACES)
def test_relatives_share_a_place_and_who_shares_much_of_one_is_a_relative(rows):
    other, start, end = (
        np.array(c, dtype=np.int64) for c in ([r[0] for r in rows], [4 * r[1] for r in rows], [4 * (r[1] + r[2]) for r in rows])
    )
    covered = {t: {w for o, s, e in zip(other, start, end, strict=True) if o == t for w in range(s, e)} for t in other.tolist()}
    left, right = relatives(other, start, end)
    assert set(zip(left.tolist(), right.tolist(), strict=True)) == {
        (a, b) for a, b in combinations(sorted(covered), 2) if len(covered[a] & covered[b]) >= 8
    }


def test_too_large_a_crowd_has_no_relatives():
    many = np.arange(CROWD + 1)
    assert len(relatives(many, np.zeros_like(many), np.full_like(many, 50))[0]) == 0


def quoted(text):
    words = words_of([text])
    places = quoted_places(text, words.start)
    return [text[words.start[a] : words.end[b - 1]] for a, b in places if b > a]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('He said "not at all" and left.', ["not at all"]),
        ("She said “yes” and „nein“.", ["yes", "nein"]),
        ('An open "mark\nis closed by the line.', []),
        ('An open "' + "word " * 400 + '" is too long.', []),
        ("So it is!\n— A. Writer (@awriter) July 16, 2018\nThus he wrote.", ["So it is!\n— A. Writer (@awriter) July 16, 2018"]),
    ],
)
def test_quoted_words_are_known(text, said):
    assert quoted(text) == said


def test_the_quoted_share_counts_words_once():
    spans = {0: np.array([[1, 3], [2, 4]], dtype=np.int32), 1: np.zeros((0, 2), dtype=np.int32)}
    assert quoted_shares(spans, [0], [1], np.array([0]), np.array([[0, 6, 1, 7]])) == [0.5]
    assert quoted_shares(spans, [], [], np.zeros(0, np.int64), np.zeros((0, 4), np.int64)) == []


def furniture_of(texts, outlets):
    words = words_of(texts)
    found = prints_of(words)
    text = found.text.astype(np.int64)
    repeats = repeats_of(found.gram, text, np.array(outlets, dtype=np.int32)[text])
    return words, learnt(Repeats(*repeats), np.diff(words.first))


def test_what_recurs_on_unlike_pages_of_one_outlet_is_furniture():
    banner = prose(50, 1)
    words, found = furniture_of([prose(150, 10 + k) + " " + banner for k in range(5)] + [prose(150, 30) + " " + banner], [7] * 5 + [8])
    assert list(found) == [7]
    mask = furniture_words(words.hashes[: words.first[1]], found[7])
    assert mask[160:190].mean() > 0.8  # the runs kept lie close, not everywhere
    assert not mask[:140].any()


def test_pages_of_no_known_outlet_teach_nothing():
    banner = prose(50, 1)
    assert furniture_of([prose(150, 10 + k) + " " + banner for k in range(5)], [-1] * 5)[1] == {}


def test_likeness_weighs_rare_words_and_is_one_for_the_same():
    texts = {k: words_of([t]).hashes for k, t in enumerate(["the of and zorgle", "the of and brimble", "zorgle", ""])}
    by = weights(*counted(list(texts.values())), 3)
    same, common, rare, none = likeness(texts, [0, 0, 0, 0], [0, 1, 2, 3], by)
    assert same == pytest.approx(1)
    assert rare > 0.9 > 0.3 > common
    assert none == 0


def pairs_around(pairs):
    rows = np.array([(a, b) for a, b in pairs], dtype=np.int64).reshape(-1, 2)
    return around(rows[:, 0], rows[:, 1], np.array([pairs[p] for p in pairs]) if isinstance(pairs, dict) else None)


def test_rivals_are_the_others_but_for_prints_of_one_of_the_two():
    alike = {(0, 1): 0.3, (0, 2): 0.06, (0, 3): 0.05, (0, 4): 0.04, (5, 6): 0.3, (5, 7): 0.29, (5, 8): 0.28, (5, 9): 0.27}
    asked = np.array([0, 5]), np.array([1, 6]), np.array([0.3, 0.3])
    near = standing_out(*asked, pairs_around(alike), pairs_around([]))
    assert (near.nearest.tolist(), near.third.tolist()) == ([0.06, 0.29], [0.04, 0.27])
    kin = [(6, 7), (6, 8)]  # the nearest are prints of the partner, no rivals
    near = standing_out(*asked, pairs_around(alike), pairs_around(kin))
    assert (near.nearest.tolist(), near.third.tolist()) == ([0.06, 0.27], [0.04, 0.0])


@pytest.mark.parametrize(("rivals", "found"), [((0.05, 0.05, 0.05), True), ((0.29, 0.05, 0.05), False), ((0.13, 0.13, 0.13), False)])
def test_a_pair_is_told_in_other_words_only_where_it_stands_out(rivals, found):
    texts = [words_of([f"one two three w{k}"]).hashes for k in range(5)]
    alike = pairs_around({(0, 1): 0.3} | {(0, k + 2): score for k, score in enumerate(rivals)})
    near = standing_out(np.array([0]), np.array([1]), np.array([0.3]), alike, pairs_around([]))
    said = retold(near, alike, pairs_around([]), texts.__getitem__, weights(*counted(texts), 5))
    assert (said.b.tolist() == [1]) is found


def test_of_several_prints_a_text_is_told_from_the_one_it_shares_most_with():
    kin = pairs_around([(1, 2), (2, 3)])
    rows = [(0, 1, 0.5, 0.4), (0, 2, 0.49, 0.4), (0, 3, 0.3, 0.9), (0, 4, 0.2, 0.2)]  # 3 is an excerpt, 4 a print of another report
    pairs = Retold(*(np.array(c) for c in zip(*rows, strict=True)))
    assert nearest_told(pairs, kin) == [(0, 1), (0, 2), (0, 4)]


def test_a_pair_less_alike_than_its_rivals_is_not_asked_further():
    alike = {(0, 1): 0.2, (0, 2): 0.3, (0, 3): 0.3, (0, 4): 0.25}
    assert len(standing_out(np.array([0]), np.array([1]), np.array([0.2]), pairs_around(alike), pairs_around([])).a) == 0


@given(st.dictionaries(st.tuples(st.integers(0, 6), st.integers(7, 12)), st.integers(0, 4), max_size=25))
def test_pairs_are_seen_from_both_sides_the_most_alike_first(pairs):
    seen = pairs_around(pairs)
    for text in range(13):
        beside = {(sum(p) - text): score for p, score in pairs.items() if text in p}
        other, score = seen.of(text)
        assert dict(zip(other.tolist(), score.tolist(), strict=True)) == beside
        assert score.tolist() == sorted(beside.values(), reverse=True)


def test_long_texts_must_share_more_rare_turns():
    asked = worth_asking(np.array([1, 2, 2, 5]), np.array([100, 100, 900, 900]), np.array([100, 900, 900, 900]))
    assert asked.tolist() == [False, True, False, True]
