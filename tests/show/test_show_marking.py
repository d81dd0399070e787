"""Pieces of a text give back the text; rows of two texts lose nothing of either."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retold.records import Span
from retold.show.aligned import aligned_rows
from retold.show.marking import marked_sentence, pieces
from retold.show.views import compare_view

TEXT = "one two three four five six seven"
spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda p: Span(min(p), max(p)))


@given(spans, st.lists(spans, max_size=6))
def test_pieces_give_back_the_text_and_every_mark(within, marks):
    cut = pieces(TEXT, within, list(enumerate(marks, 1)))
    assert "".join(p.text for p in cut) == within.of(TEXT)
    for number, mark in enumerate(marks, 1):
        shown = "".join(p.text for p in cut if number in p.changes)
        assert shown == TEXT[max(mark.start, within.start) : max(0, min(mark.end, within.end))]


@given(spans, spans)
def test_a_short_sentence_is_shown_whole(sentence, words):
    if len(words):
        shown = marked_sentence(TEXT, sentence, [(1, words)])
        assert [p.text for p in shown if p.marked] == [words.of(TEXT)]
        assert "".join(p.text for p in shown) == TEXT[min(sentence.start, words.start) : max(sentence.end, words.end)]


def test_a_long_sentence_is_cut_around_its_words_at_word_ends():
    text = "word " * 300 + "HERE" + " more" * 300
    at = text.index("HERE")
    shown = "".join(p.text for p in marked_sentence(text, Span(0, len(text)), [(1, Span(at, at + 4))], room=50))
    assert len(shown) < 130
    assert shown.startswith("… word ")
    assert shown.endswith(" more  …")


def test_rows_lose_nothing_of_either_text(comparison):
    rows = aligned_rows(compare_view(comparison))
    for side, article in (("a", comparison.a), ("b", comparison.b)):
        shown = sorted(cell.span for row in rows for cell in getattr(row, side))
        assert "".join("".join(s.of(article.text).split()) for s in shown) == "".join(article.text.split())
        assert all(x.end <= y.start for x, y in pairwise(shown))


def test_furniture_stands_apart_with_its_reason(comparison):
    cells = [cell for row in aligned_rows(compare_view(comparison)) if row.kind == "apart" for cell in row.a]
    assert [(c.kind, c.why, c.pieces[0].text) for c in cells] == [("chrome", "share counter", "Share this page 12")]


def test_a_word_that_is_only_in_one_text_leaves_a_pointer_in_the_other(comparison):
    view = compare_view(comparison)
    number = next(f.number for f in view.findings if f.kind == "hedge-dropped")
    row = next(row for row in aligned_rows(view) if any(number in c.pointers for c in row.b))
    assert [p.text for p in row.a[0].pieces if number in p.changes] == ["allegedly"]
