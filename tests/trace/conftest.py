"""Small stories of our own making, as versions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from retold.records import Article, Credit, Moment, Sentence, Span, Version

FERRY = [
    "The ferry Marguerite left the old harbour of Lund shortly before midnight on Friday with 214 passengers.",
    "Witnesses on the quay heard a dull crash and saw the lights of the ship go out at once.",
    "The coast guard sent three boats and a helicopter to the scene within twenty minutes.",
    "Captain Elin Ostrow told reporters that she had warned the owners about the rudder twice.",
    "The owners of the ferry said in a statement that every inspection had been passed in spring.",
    "Divers found the rudder bent against the rocks of the northern breakwater in the morning.",
    "Investigators of the maritime board will publish their first findings before the end of August.",
    "The harbour remained closed to larger ships for the whole weekend because of floating wreckage.",
]


def make(
    ident: str, sentences: list[str], *, at: float | None = None, outlet: str | None = None, credit: tuple[str, str] | None = None, whole: bool = True,
    title: str | None = None, day: int = 5,
) -> Version:  # fmt: skip
    """A version of sentences, published so many hours into a day; `credit` is (words in the text, name)."""
    text = "\n".join(sentences)
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Sentence(Span(start, start + len(sentence)), len(spans)))
        start += len(sentence) + 1
    moment = None
    if at is not None:
        when = datetime(2024, 3, day, tzinfo=UTC) + timedelta(hours=at)
        moment = Moment(when.isoformat(), when, when, "given")
    named: tuple[Credit, ...] = ()
    if credit:
        found = text.index(credit[0])
        named = (Credit(Span(found, found + len(credit[0])), credit[1], "agency", whole),)
    return Version(Article(ident, f"{ident}.txt", text, title, outlet=outlet, published=moment, credits=named), tuple(spans))


def edited(sentences: list[str], **changes: str) -> list[str]:
    """The sentences with words replaced: `edited(FERRY, rudder="keel")` replaces the first that stands."""
    out = list(sentences)
    for old, new in changes.items():
        k = next(k for k, s in enumerate(out) if old in s)
        out[k] = out[k].replace(old, new, 1)
    return out


@pytest.fixture
def ferry() -> list[str]:
    return list(FERRY)


@pytest.fixture
def version():
    return make


@pytest.fixture
def edit():
    return edited
