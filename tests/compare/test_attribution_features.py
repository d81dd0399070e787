"""Texts as numbers: tokens with offsets, windows, and the counts between a cue and a token against the slow way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.compare.attribution.cues import cue_features
from retold.compare.attribution.features import MAX_WINDOW, TABLE_BITS, encode, mixed, visible_tokens
from retold.compare.attribution.roles import between, role_features, windows
from retold.compare.attribution.vocabulary import Vocabulary

PLAIN = Vocabulary({"said": 7, "told": 7})


def seen(text: str, head: str) -> list[str]:
    doc = encode(text, PLAIN)
    row = windows(doc, [doc.norms.index(head)]).tokens[0]
    return [doc.norms[t] for t in row if t >= 0]


def test_clitics_titles_and_marks_are_tokens_of_their_own() -> None:
    doc = encode("Mr. Hall's aide didn't say ''yes'' on the U.S. deal.", PLAIN)
    assert doc.norms == ["mr.", "hall", "'s", "aide", "did", "n't", "say", "''", "yes", "''", "on", "the", "u.s.", "deal", "."]


def test_words_of_one_group_look_alike_and_unknown_ones_by_shape() -> None:
    doc = encode("He said she told them Xyzzy walked", PLAIN)
    assert doc.group[1] == doc.group[3] != doc.group[5]
    assert doc.shape[5] == 3
    assert doc.shape[6] == 2


def test_the_window_is_the_sentence_with_the_quoted_one_after_it() -> None:
    text = 'Rain fell. "Wet," Ann said. "Very wet." Then she left.'
    assert seen(text, "said") == ['"', "wet", ",", '"', "ann", "said", ".", '"', "very", "wet", ".", '"']


def test_the_window_takes_in_the_paragraph_that_a_colon_announces() -> None:
    assert seen("The mayor wrote:\n\nWe will build it.\n\nHe left.", "wrote")[-3:] == ["build", "it", "."]


def test_the_window_reaches_back_over_a_quotation_of_several_paragraphs() -> None:
    assert seen("“One day.\n\n“Two days,” Ann said.", "said")[:3] == ['"', "one", "day"]


def test_the_middle_of_a_long_quotation_is_not_shown() -> None:
    doc = encode('Ann said "' + "word " * 40 + 'end".', PLAIN)
    assert visible_tokens(doc).sum() < 15
    assert visible_tokens(doc)[[0, 1, 2]].all()


@given(st.text(alphabet="abC said,.:\n\"“”'-1 ", max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_features_in_the_table(text: str) -> None:
    doc = encode(text, PLAIN)
    assert all(text[s:e].strip() for s, e in zip(doc.starts, doc.ends, strict=True))
    at = np.arange(len(doc.starts))
    places = cue_features(doc, at)
    assert places.shape[1] == len(at)
    assert ((places >= 0) & (places < 1 << TABLE_BITS)).all()
    every = windows(doc, at.tolist())
    for number, row in enumerate(every.tokens):
        assert row[every.head[number]] == number
        real = row[row >= 0]
        assert (np.diff(real) > 0).all()
    if len(at):
        own, step = role_features(doc, every)
        assert own.shape[1:] == step.shape[1:] == every.tokens.shape


def test_a_very_long_sentence_is_seen_around_the_cue() -> None:
    doc = encode("word " * 300 + "said " + "word " * 300, PLAIN)
    every = windows(doc, [300])
    assert every.tokens.shape == (1, MAX_WINDOW)
    assert every.tokens[0, every.head[0]] == 300


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.data())
def test_counts_between_against_the_slow_way(flags: list[bool], data: st.DataObject) -> None:
    head = data.draw(st.integers(0, len(flags) - 1))
    fast = between(np.array([flags]), np.zeros((1, 1), dtype=np.int64), np.array([[head]]), 99)[0].tolist()
    slow = [sum(flags[head:t]) if t >= head else sum(flags[t + 1 : head]) for t in range(len(flags))]
    assert fast == slow


@pytest.mark.parametrize("template", [1, 107, 227])
def test_mixing_depends_on_template_and_every_value(template: int) -> None:
    values = np.arange(50, dtype=np.uint64)
    places = mixed(template, values, values[::-1])
    assert len(set(places.tolist())) > 45
    assert places.tolist() != mixed(template + 1, values, values[::-1]).tolist()
    assert places.tolist() != mixed(template, values[::-1], values).tolist()
