"""Which sentences correspond, on small texts made for it."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from retold.align import align
from retold.align.sentences import _Link, _out_of_order
from retold.records import Article, Sentence, Version
from retold.text.sentences import paragraphs, sentences

BRIDGE = "The stone bridge over the Ume was closed to lorries on Monday after engineers found cracks."
MAYOR = "Mayor Karin Ek said that the town would ask the ministry for forty million crowns."
SCHOOL = "Pupils of the Valley School will be taken to their lessons by boat until the spring."
FISH = "Salmon fishing below the dam has been forbidden since the summer of last year."


def version(*lines: str) -> Version:
    text = "\n".join(lines)
    found = [Sentence(s, n) for n, p in enumerate(paragraphs(text)) for s in sentences(text, "en", within=p)]
    return Version(Article(id=text[:9], source="x", text=text, language="en"), tuple(found))


def told(a: Version, b: Version) -> set[tuple[str, str, str]]:
    return {(p.kind, p.a.of(a.text) if p.a else "", p.b.of(b.text) if p.b else "") for p in align(a, b).pairs}


def test_kept_edited_added_and_dropped():
    shorter = "The stone bridge over the Ume was closed on Monday after engineers found deep cracks."
    a, b = version(BRIDGE, MAYOR, FISH), version(shorter, MAYOR, SCHOOL)
    assert told(a, b) == {("edited", BRIDGE, shorter), ("kept", MAYOR, MAYOR), ("dropped", FISH, ""), ("added", "", SCHOOL)}


def test_a_sentence_out_of_order_is_moved():
    a, b = version(BRIDGE, MAYOR, SCHOOL, FISH), version(FISH, BRIDGE, MAYOR, SCHOOL)
    assert ("moved", FISH, FISH) in told(a, b)
    assert ("kept", MAYOR, MAYOR) in told(a, b)


def test_two_sentences_merged_into_one_stand_in_two_pairs():
    first = "Engineers closed the stone bridge over the Ume on Monday."
    second = "They had found cracks in two of its three pillars."
    both = "Engineers, who had found cracks in two of its three pillars, closed the stone bridge over the Ume on Monday."
    a, b = version(first, second, FISH), version(both, FISH)
    assert {x for _, x, y in told(a, b) if y == both} == {first, second}


def test_a_text_that_is_empty_aligns_with_nothing():
    assert told(version(""), version(FISH)) == {("added", "", FISH)}
    assert told(version(FISH), version("")) == {("dropped", FISH, "")}


POOL = [BRIDGE, MAYOR, SCHOOL, FISH, BRIDGE.replace("stone", "iron"), MAYOR.replace("forty", "fifty"), "No.", "Why?"]


@given(st.lists(st.sampled_from(POOL), max_size=7), st.lists(st.sampled_from(POOL), max_size=7))
def test_every_sentence_stands_in_the_alignment(left, right):
    a, b = version(*left), version(*right)
    pairs = align(a, b).pairs
    assert {p.a for p in pairs if p.a} == {s.span for s in a.sentences}
    assert {p.b for p in pairs if p.b} == {s.span for s in b.sentences}
    assert all(p.a or p.b for p in pairs)


@given(st.lists(st.sampled_from(POOL), max_size=7), st.lists(st.sampled_from(POOL), max_size=7))
def test_changing_places_mirrors_the_pairs(left, right):
    a, b = version(*left), version(*right)
    forth = {(p.a, p.b) for p in align(a, b).pairs if p.a and p.b}
    back = {(p.b, p.a) for p in align(b, a).pairs if p.a and p.b}
    assert forth == back


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=8, unique=True))
def test_what_is_moved_equals_the_slow_search(places):
    """The links that stay are a longest run in order: no subset of more links keeps the order of both versions."""
    links = [_Link(i, j, 1.0) for i, j in sorted(places, key=lambda p: (p[1], p[0]))]
    kept = len(links) - len(_out_of_order(links))
    longest = max(n for n in range(len(links) + 1) for run in combinations(links, n) if all(x.a <= y.a for x, y in zip(run, run[1:])))
    assert kept == longest
