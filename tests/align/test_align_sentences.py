"""Which sentences correspond, on small texts made for it."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import log

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from retold.align import align, features
from retold.align.features import FEATURES, candidates, lay_out
from retold.align.sentences import _Link, _out_of_order
from retold.records import Article, Sentence, Version
from retold.text.sentences import paragraphs, sentences
from retold.text.stems import function_words, stem
from retold.text.tokens import words

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


def test_a_merged_remark_keeps_its_second_partner_though_its_first_words_stand_in_both():
    first = '"The Ume bridge will never close its gates to lorries," Ek said on Monday.'
    second = '"The Ume bridge will never turn its back on trying to serve the northern valley."'
    both = (
        "“The Ume bridge will never close its gates to lorries,” Ek said on Monday, pledging that “the Ume bridge will never turn its back on "
        "trying to help the northern valley.”"
    )
    a, b = version(first, second, FISH), version(both, FISH)
    assert {x for _, x, y in told(a, b) if y == both} == {first, second}


def slow_features(a: Version, b: Version) -> dict[tuple[int, int], tuple[float, float, float]]:
    """Dice, shared content and place, sentence pair by sentence pair."""
    bags_a, bags_b = ([Counter(stem(t.norm) for t in words(v.text, s.span.start, s.span.end)) for s in v.sentences] for v in (a, b))
    grammar = {stem(w) for w in function_words("en")}
    frequency = Counter(s for bag in (*bags_a, *bags_b) for s in bag)
    count = len(bags_a) + len(bags_b)
    named = {
        stem(t.norm)
        for v in (a, b)
        for s in v.sentences
        for k, t in enumerate(words(v.text, s.span.start, s.span.end))
        if t.norm[0].isdigit() or (k and v.text[t.start].isupper())
    }

    def weight(bag: Counter[str]) -> float:
        base = {s: 0.12 if s in grammar else 1.3 if s in named else 1.0 for s in bag}
        return sum(n * base[s] * (0.35 + 0.65 * log(1 + count / frequency[s]) / log(1 + count)) for s, n in bag.items())

    return {
        (i, j): (
            2 * weight(x & y) / (weight(x) + weight(y)),
            log(1 + len(set(x & y) - grammar)),
            1 - abs(i / len(bags_a) - j / len(bags_b)),
        )
        for i, x in enumerate(bags_a)
        for j, y in enumerate(bags_b)
        if set(x & y) - grammar
    }


@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=7), st.lists(st.sampled_from(POOL), min_size=1, max_size=7), st.booleans())
def test_features_equal_the_slow_ones_in_one_table_and_in_many_cells(left, right, dense):
    a, b = version(*left), version(*right)
    before = features._DENSE
    features._DENSE = before if dense else 0
    try:
        found = candidates(lay_out(a, b))
    finally:
        features._DENSE = before
    expected = slow_features(a, b)
    columns = [FEATURES.index(name) for name in ("dice", "content", "place")]
    got = {(i, j): tuple(row[columns]) for i, j, row in zip(found.a.tolist(), found.b.tolist(), found.features)}
    assert got.keys() == expected.keys()
    assert all(got[pair] == approx(expected[pair]) for pair in got)


def test_sentences_of_the_same_words_in_another_order_are_linked_with_themselves():
    lines = ["The ferry follows the barge to Holm at noon.", "The barge follows the ferry to Holm at noon.", FISH]
    a = version(*lines)
    assert {(p.a, p.b) for p in align(a, a).pairs} == {(s.span, s.span) for s in a.sentences}


def test_sentences_of_nearly_the_same_words_are_a_pair_however_common_those_words():
    counties = ["Avesta", "Borlange", "Falun", "Mora", "Orsa", "Rattvik"]
    reports = [f"{x} and {y} voted for {name}." for x in counties for y in counties if x < y for name in ("Ek", "Holm")]
    before = "Her rival, Karin Holm, took Avesta, Borlange, Falun, Mora, Orsa and Rattvik."
    after = "Her rival, Teresa Okafor, took Avesta, Borlange, Falun, Mora, Orsa and Rattvik."
    assert ("edited", before, after) in told(version(*reports, before), version(*reports, after))


def test_lines_without_a_word_are_left_out():
    a, b = version(BRIDGE, "___.", MAYOR), version(BRIDGE, "* * *", MAYOR)
    assert told(a, b) == {("kept", BRIDGE, BRIDGE), ("kept", MAYOR, MAYOR)}
