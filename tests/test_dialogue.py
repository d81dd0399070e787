"""The founding example, whole: two prints of one agency report, read, compared and traced, against labels made by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from retold import pipeline
from retold.collect import pages
from retold.records import CONTEXT_KINDS, Span
from retold.settings import DEFAULT

HERE = Path(__file__).parent
EXPECTED = tomllib.loads((HERE / "stories/dialogue/expected.toml").read_text(encoding="utf-8"))
FOLDER = HERE.parent / "examples/dialogue"
A, B = FOLDER / "002_c1f08e4ac3cbfebd.txt", FOLDER / "000_975bd9b27c7202f7.txt"


@pytest.fixture(scope="module")
def articles():
    reading = pipeline.read(pages([str(A), str(B)], DEFAULT))
    assert reading.skipped == ()
    return reading.articles


@pytest.fixture(scope="module")
def comparison(articles):
    return pipeline.compare(*articles)


def place(text: str, part: str) -> Span:
    at = text.replace("\n", " ").find(part.replace("\n", " "))
    assert at >= 0, part
    return Span(at, at + len(part))


def shares(x: Span | None, y: Span | None) -> bool:
    """Do two spans share half of the shorter and a quarter of the longer?"""
    if x is None or y is None:
        return x is y
    common = max(0, min(x.end, y.end) - max(x.start, y.start))
    return common >= max(0.5 * min(len(x), len(y)), 0.25 * max(len(x), len(y)))


def labelled(comparison):
    return [
        (c["kind"], place(comparison.a.text, c["a_sentence"]), place(comparison.b.text, c["b_sentence"]), c["a"], c["b"])
        for c in EXPECTED["change"]
    ]


def matched(comparison):
    """(reported changes that hit a label, those that do not)."""
    left, hits, false = labelled(comparison), [], []
    for change in comparison.changes:
        label = next((w for w in left if w[0] == change.kind and shares(change.a_sentence, w[1]) and shares(change.b_sentence, w[2])), None)
        if label:
            left.remove(label)
            hits.append(change)
        else:
            false.append(change)
    return hits, false


@pytest.mark.parametrize("side", ["a", "b"])
def test_what_the_page_says_of_itself(comparison, side):
    article, expected = getattr(comparison, side), EXPECTED[side]
    assert article.title == expected["title"]
    assert [
        c.span.of(article.text) in line or line in c.span.of(article.text) for c, line in zip(article.credits, expected["credits"])
    ] == [True] * len(expected["credits"])
    assert len(article.credits) == len(expected["credits"])
    if "author" in expected:
        assert expected["author"] in article.authors
        assert article.published is not None
        assert article.published.stated.startswith(expected["published"])


@pytest.mark.parametrize("side", ["a", "b"])
def test_furniture_is_told_from_the_article(comparison, side):
    """Characters of furniture found against characters labelled: F1 of .95 at least."""
    article, lines = getattr(comparison, side), EXPECTED[side]["chrome"]
    solid = lambda spans: {i for s in spans for i in range(s.start, s.end) if not article.text[i].isspace()}  # noqa: E731
    found, wanted = solid(c.span for c in article.chrome if c.span), solid(place(article.text, line) for line in lines)
    assert 2 * len(found & wanted) / (len(found) + len(wanted)) >= 0.95


def test_relation_and_direction(comparison):
    assert comparison.relation == EXPECTED["relation"]
    assert comparison.direction.verdict == EXPECTED["direction"]
    assert comparison.direction.evidence


def test_either_order_gives_the_same_relation(articles):
    turned = pipeline.compare(articles[1], articles[0])
    assert (turned.relation, turned.direction.verdict) == (EXPECTED["relation"], EXPECTED["direction"])


def test_the_labelled_sentences_are_aligned(comparison):
    pairs = [(p.a, p.b) for p in comparison.alignment.pairs if p.a and p.b]
    for _, a, b, _, _ in labelled(comparison):
        assert any(shares(x, a) and shares(y, b) for x, y in pairs), (a.of(comparison.a.text), b.of(comparison.b.text))


def test_at_least_eleven_of_the_thirteen_changes_are_found(comparison):
    hits, _ = matched(comparison)
    assert len(hits) >= 11, sorted(c.kind for c in hits)


def test_nothing_false_among_the_altering_kinds(comparison):
    _, false = matched(comparison)
    assert [(c.kind, c.why) for c in false if c.kind not in CONTEXT_KINDS] == []


def test_the_tree_shows_both_below_the_lost_source(articles):
    (story,) = pipeline.trace(articles).stories
    (lost,) = story.descent.lost
    assert lost.name == EXPECTED["lost_source"]
    assert {(e.source, e.to) for e in story.descent.edges if e.kind == "primary"} == {(lost.id, a.id) for a in articles}
