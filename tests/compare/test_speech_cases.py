"""Doubt and speech on made-up sentences: what is found where, and what is no change."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from retold.align import align
from retold.compare import find_changes
from retold.records import Article, Change, Sentence, Version
from retold.text.sentences import paragraphs, sentences

CASES = tomllib.loads(Path(__file__).with_name("cases_speech.toml").read_text(encoding="utf-8"))["case"]
BEFORE = "The council of the port met in the town hall on Tuesday evening.\n"
AFTER = "\nThe next meeting is planned for the first week of March."
KINDS = {"hedge-dropped", "hedge-added", "attribution-dropped", "attribution-added", "speaker-changed", "verb-changed"}


def version(text: str) -> Version:
    found = [Sentence(s, n) for n, p in enumerate(paragraphs(text)) for s in sentences(text, "en", within=p)]
    return Version(Article(id="x", source="x", text=text, language="en"), tuple(found))


def told(a: str, b: str) -> list[tuple[str, str, str]]:
    left, right = version(BEFORE + a + AFTER), version(BEFORE + b + AFTER)
    found: tuple[Change, ...] = find_changes(left, right, align(left, right))
    return [(c.kind, c.a.of(left.text) if c.a else "", c.b.of(right.text) if c.b else "") for c in found if c.kind in KINDS]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_speech_and_doubt(case):
    found = told(case["a"], case["b"])
    for kind, in_a, in_b in case.get("found", []):
        assert any(k == kind and in_a in x and in_b in y and bool(in_a) == bool(x) and bool(in_b) == bool(y) for k, x, y in found), found
    if case.get("nothing"):
        assert found == []
    assert not {k for k, _, _ in found} & set(case.get("without", []))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_seen_from_the_other_side(case):
    """Dropped and added change places with the versions."""
    turned = {"hedge-dropped": "hedge-added", "attribution-dropped": "attribution-added"}
    turned |= {b: a for a, b in turned.items()}
    assert sorted((turned.get(k, k), y, x) for k, x, y in told(case["a"], case["b"])) == sorted(told(case["b"], case["a"]))
