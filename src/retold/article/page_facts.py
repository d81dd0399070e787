"""What an HTML page states of its article besides the text: title, authors, outlet, address, dates, language."""

from __future__ import annotations

from dataclasses import dataclass

import trafilatura

from retold.records import Moment


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Facts as the page states them; None or empty where it states none."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    language: str | None = None


def page_facts(html: str, url: str | None = None) -> PageFacts:
    """The facts of a page; `url` is where it was fetched, believed where the page names no address of its own."""
    found = trafilatura.extract_metadata(html, default_url=url)
    return PageFacts(
        title=found.title,
        authors=tuple(name for name in (found.author or "").split("; ") if name),
        outlet=found.sitename,
        url=found.url or url,
        language=found.language,
    )
