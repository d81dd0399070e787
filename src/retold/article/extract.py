"""An HTML page to its article: headline, body paragraphs, captions, what was left out and why, links, and the facts it states."""

from __future__ import annotations

from dataclasses import dataclass, field

import trafilatura

from retold.article.markup import read_markup
from retold.article.page_facts import PageFacts, page_facts


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link in the body: `text` stands in paragraph `paragraph`, beginning at code point `start` of it."""

    paragraph: int
    start: int
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class HtmlReading:
    """What is read from one page. `paragraphs` are the body in reading order, without the headline; `removed` is (text, reason)."""

    title: str | None
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...] = ()
    removed: tuple[tuple[str, str], ...] = ()
    links: tuple[PageLink, ...] = ()
    facts: PageFacts = field(default_factory=PageFacts)


def read_html(html: str, url: str | None = None) -> HtmlReading:
    """The article of a page (decoded; `url` is where it was fetched, if known). A page without one gives an empty body; never raises."""
    facts = page_facts(read_markup(html), url)
    text = trafilatura.extract(html, include_comments=False, fast=True) or ""
    return HtmlReading(facts.title, tuple(line for line in text.split("\n") if line.strip()), facts=facts)
