"""Spans put back onto a file with other line ends give the same words, line ends aside."""

from hypothesis import given
from hypothesis import strategies as st

from retold.records import Attribution, Span
from retold.show.line_ends import with_own_line_ends

texts = st.text(alphabet="ab \r\n“”", max_size=40)


@given(texts, st.data())
def test_the_words_stay_the_same(own, data):
    text = own.replace("\r\n", "\n").replace("\r", "\n")
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    (moved,) = with_own_line_ends([Attribution((), (span,), (span,), "direct")], own)
    assert moved.cue == moved.content
    assert moved.cue[0].of(own).replace("\r\n", "\n").replace("\r", "\n") == span.of(text)
