"""Hand-made records, so that the views are tested apart from the stages that find things."""

from datetime import UTC, datetime

import pytest

from retold.records import (
    Alignment,
    Article,
    Change,
    Chrome,
    Comparison,
    Credit,
    Descent,
    Direction,
    Edge,
    Evidence,
    LostSource,
    Moment,
    SentencePair,
    Span,
    StoryGroup,
    StoryTrace,
    Trace,
)  # fmt: skip

A_LINES = (
    "Mayor welcomes bridge",
    'The mayor said the bridge was "a gift to the whole town" on Monday.',
    "It allegedly cost 4 million crowns.",
    "Ducks live under it.",
    "Share this page 12",
)
B_LINES = (
    "Mayor praises bridge",
    'The mayor boasted that the bridge was "a present to the whole town" on Monday.',
    "It cost 5 million crowns.",
    "Swans may come too.",
)


def place(text, words):
    """The span of some words in a text."""
    at = text.index(words)
    return Span(at, at + len(words))


def moment(stated):
    when = datetime.fromisoformat(stated).replace(tzinfo=UTC)
    return Moment(stated, when, when, "meta")


def change(kind, a, b, lines, strength=0.95, why="for a test"):
    """A change of some words of line `lines` on each side; an empty side has no words there."""
    text_a, text_b = "\n".join(A_LINES), "\n".join(B_LINES)
    a_sentence, b_sentence = place(text_a, A_LINES[lines]), place(text_b, B_LINES[lines])
    a_span = Span(*(a_sentence.start + k for k in (A_LINES[lines].index(a), A_LINES[lines].index(a) + len(a)))) if a else None
    b_span = Span(*(b_sentence.start + k for k in (B_LINES[lines].index(b), B_LINES[lines].index(b) + len(b)))) if b else None
    return Change(kind, a_sentence, b_sentence, a_span, b_span, strength, why)


@pytest.fixture
def article_a():
    text = "\n".join(A_LINES)
    return Article(
        id="a", source="pages/a.html", text=text, title=A_LINES[0], title_span=Span(0, len(A_LINES[0])), outlet="Herald",
        url="https://herald.example/bridge", published=moment("2024-05-06T09:30"), language="en",
        credits=(Credit(place(text, "mayor"), "Town Wire"),), chrome=(Chrome("Share this page 12", "share counter", place(text, "Share this page 12")),),
    )  # fmt: skip


@pytest.fixture
def article_b():
    return Article(
        id="b", source="pages/b.html", text="\n".join(B_LINES), title=B_LINES[0], title_span=Span(0, len(B_LINES[0])), language="en"
    )


@pytest.fixture
def comparison(article_a, article_b):
    a, b = article_a.text, article_b.text
    pairs = [SentencePair(place(a, A_LINES[n]), place(b, B_LINES[n]), "kept" if n == 9 else "edited", 0.8) for n in range(3)] + [
        SentencePair(place(a, A_LINES[3]), None, "dropped", 0.0),
        SentencePair(None, place(b, B_LINES[3]), "added", 0.0),
    ]
    return Comparison(
        a=article_a,
        b=article_b,
        relation="edited",
        direction=Direction("a-to-b", (Evidence("A names a source", 2.0, place(a, "mayor"), None), Evidence("B is longer", -0.5))),
        alignment=Alignment(tuple(pairs)),
        changes=(
            change("reworded", "welcomes", "praises", 0),
            change("hedge-dropped", "allegedly", "", 2),
            change("verb-changed", "said", "boasted", 1, strength=0.6),
            change("figure-changed", "4 million", "5 million", 2),
            change("quote-altered", "gift", "present", 1),
        ),
        notes=("The end of B was cut off.",),
    )  # fmt: skip


@pytest.fixture
def story(article_a, article_b, comparison):
    return StoryTrace(
        group=StoryGroup("s1", ("a", "b"), why="They share four passages"),
        title="Mayor welcomes bridge",
        versions=(article_a, article_b),
        descent=Descent(
            (LostSource("lost-1", "Town Wire", "credit"),),
            (Edge("lost-1", "a", "primary", 0.9, (Evidence("A names Town Wire", 2.0, None, place(article_a.text, "mayor")),)), Edge("lost-1", "b", "primary", 0.7)),
        ),
        comparisons=(comparison,),
    )  # fmt: skip


@pytest.fixture
def trace(story):
    return Trace((story,))
