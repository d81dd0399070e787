"""Tokens of a part of a text are the same whether the part is cut alone or out of the whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retold.text.tokens import _cut, tokens, words

PIECES = st.sampled_from(["U.S.", "3.5", "1,200", "don't", "Krantz’s", " ", "\n", '"', "—", "ab", "9.", "e.g.x", "橋が", "x1y2"])


@given(st.lists(PIECES, min_size=1, max_size=8), st.integers(0, 500), st.integers(0, 500))
def test_a_part_has_the_tokens_it_has_alone(pieces, start, length):
    text = "".join(pieces) * (500 // len("".join(pieces)) + 1)
    stop = min(len(text), start + length)
    assert tokens(text, start, stop) == _cut(text, start, stop)
    assert words(text, start, stop) == [t for t in _cut(text, start, stop) if t.is_word]


def test_characters_that_are_not_seen_belong_to_their_word():
    """A soft hyphen or a space of no width inside a word neither parts it nor makes it another."""
    text = "a 2013 Global\u00adPost arti\u200bcle"
    assert [t.norm for t in words(text)] == ["a", "2013", "globalpost", "article"]
    assert [text[t.start : t.end] for t in words(text)][2] == "Global\u00adPost"


def test_marks_garbled_by_decoding_twice_are_marks():
    """The offsets stay those of the text."""
    text = "He Doesn\u00e2\u20ac\u2122t Lie and Doesn\u00e2\u0080\u0099t know."
    assert [t.norm for t in words(text)] == ["he", "doesn't", "lie", "and", "doesn't", "know"]
    assert [text[t.start : t.end] for t in words(text)][2] == "Lie"
