"""The ledger on made-up sentences: each kind is found where it is, and nothing is found where nothing changed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.align import align
from retold.compare import find_changes
from retold.compare.ledger import alters_belief, mirrored
from retold.records import CHANGE_KINDS, Article, Change, Sentence, Version
from retold.text.sentences import paragraphs, sentences

CASES = [
    case
    for name in ("cases.toml", "quote_cases.toml", "figure_cases.toml", "cases_truth.toml")
    for case in tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["case"]
]
BEFORE = "The council of the port met in the town hall on Tuesday evening.\n"
AFTER = "\nThe next meeting is planned for the first week of March."
POOL = [case[side] for case in CASES for side in "ab"]


def version(text: str) -> Version:
    found = [Sentence(s, n) for n, p in enumerate(paragraphs(text)) for s in sentences(text, "en", within=p)]
    return Version(Article(id="x", source="x", text=text, language="en"), tuple(found))


def changes(a: str, b: str) -> tuple[Change, ...]:
    left, right = version(a), version(b)
    return find_changes(left, right, align(left, right))


def words(text: str, change: Change, side: str) -> str:
    span = getattr(change, side)
    return span.of(text) if span else ""


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_case(case):
    """What must be found is found with its words; what is no change is none."""
    a, b = BEFORE + case["a"] + AFTER, BEFORE + case["b"] + AFTER
    found = changes(a, b)
    told = [(c.kind, words(a, c, "a"), words(b, c, "b")) for c in found]
    for kind, in_a, in_b in case.get("found", []):
        assert any(k == kind and in_a in x and in_b in y or (k == kind and x in in_a and y in in_b and (x or y)) for k, x, y in told), told
    if case.get("nothing"):
        assert [c for c in found if alters_belief(c)] == []
    kinds = [kind for kind, _, _ in told]
    assert case.get("without") not in kinds
    assert kinds.count(case.get("once")) <= 1


@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=6))
def test_a_text_against_itself_has_no_changes(parts):
    text = "\n".join(parts)
    assert changes(text, text) == ()


@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=5), st.lists(st.sampled_from(POOL), min_size=1, max_size=5))
def test_changing_places_mirrors_every_change(left, right):
    """Dropped and added, cut and extended, marked and unmarked change places; other kinds stay."""
    a, b = "\n".join(left), "\n".join(right)
    key = lambda c: (c.kind, c.a_sentence, c.b_sentence, c.a, c.b, c.strength)  # noqa: E731
    forth = sorted((key(c) for c in changes(a, b)), key=str)
    back = sorted((key(mirrored(c)) for c in changes(b, a)), key=str)
    assert forth == back


@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=5), st.lists(st.sampled_from(POOL), min_size=1, max_size=5))
def test_every_span_lies_in_its_text(left, right):
    a, b = "\n".join(left), "\n".join(right)
    for change in changes(a, b):
        assert change.kind in CHANGE_KINDS
        assert 0 < change.strength <= 1
        for text, inner, outer in ((a, change.a, change.a_sentence), (b, change.b, change.b_sentence)):
            assert outer is not None
            assert 0 <= outer.start < outer.end <= len(text)
            assert inner is None or (0 <= inner.start < inner.end <= len(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Yes",
        '"',
        '"a "b "c',
        "« l'état « c'est » moi »",
        "هذا نص قصير يكتب من اليمين إلى اليسار.",
        "那是一个没有空格的句子。",
        "\u200f\u202e x",
    ],
)
def test_odd_texts_are_compared_without_harm(text):
    """One word, unbalanced and nested marks, scripts from right to left or without spaces."""
    assert changes(text, text) == ()
    for change in changes(text, BEFORE + text):
        assert change.kind in CHANGE_KINDS
