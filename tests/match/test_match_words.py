"""Texts as word hashes with their places."""

import unicodedata

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retold.match.words import distinct, words_of


def slowly(text):
    """The words of a text, character by character."""
    spans, opened = [], None
    for at, char in enumerate([*text, " "]):
        category = unicodedata.category(char)
        joins = category[0] in "LN"
        if joins and opened is None:
            opened = at
        elif opened is not None and not joins and category[0] != "M" and category != "Cf":
            end = at
            while not text[end - 1].isalnum():
                end -= 1
            spans.append((opened, end))
            opened = None
    return spans


def spans_of(text):
    found = words_of([text])
    return list(zip(found.start.tolist(), found.end.tolist(), strict=True))


LATIN = st.text(st.characters(max_codepoint=0x24F, exclude_categories=("Cs",)), max_size=80)


@given(LATIN)
def test_words_stand_where_a_slow_reader_finds_them(text):
    assert spans_of(text) == slowly(text)


@given(st.lists(st.text(max_size=40), max_size=6))
def test_a_text_has_the_same_words_alone_and_among_others(texts):
    together = words_of(texts)
    for k, text in enumerate(texts):
        first, last = together.first[k], together.first[k + 1]
        alone = words_of([text])
        assert alone.hashes.tolist() == together.hashes[first:last].tolist()
        assert alone.start.tolist() == together.start[first:last].tolist()
        assert all(0 <= s < e <= len(text) for s, e in zip(alone.start, alone.end, strict=True))


def test_case_accents_and_typography_do_not_matter():
    one, two = words_of(["Don’t STOP the Café\u0301 naïve"]), words_of(["don't stop, the cafe naive"])
    assert one.hashes.tolist() == two.hashes.tolist()


def test_marks_of_no_width_neither_divide_nor_count():
    assert words_of(["co\u00adoper\u200bation"]).hashes.tolist() == words_of(["cooperation"]).hashes.tolist()
    assert spans_of("a co\u00adop!") == [(0, 1), (2, 7)]


def test_scripts_without_spaces_give_a_word_a_character():
    assert spans_of("习近平 said 3,000") == [(0, 1), (1, 2), (2, 3), (4, 8), (9, 10), (11, 14)]


def test_a_hash_stays_what_it_is():
    assert words_of(["Helsinki", "東京"]).hashes.tolist() == [276143556, 3345394272, 1732991416]


def test_lone_surrogates_and_nothing_at_all_are_read():
    assert spans_of("a \ud800 b") == [(0, 1), (4, 5)]
    assert words_of([]).first.tolist() == [0]
    assert words_of(["", " \n "]).first.tolist() == [0, 0, 0]


@given(st.lists(st.integers(0, 20), max_size=30))
def test_distinct_is_an_ordered_set(values):
    assert distinct(np.array(values, dtype=np.uint64)).tolist() == sorted(set(values))
