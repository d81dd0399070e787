"""What a page states of its article besides the text: title, authors, outlet, address, dates, language, section, and whether it is paid for.

Each fact is looked for where pages state it, the surest place first: JSON-LD, meta elements, microdata, visible elements, the address.
Nothing is guessed from running text here, but a date line beside the headline counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from retold.article import json_ld
from retold.article.markup import Markup
from retold.article.page_authors import authors_of
from retold.article.page_dates import dates_of
from retold.article.page_titles import title_of
from retold.records import Moment

_OUTLET_METAS = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:app:name:iphone")
_SECTION_METAS = ("article:section", "og:article:section", "parsely-section", "sailthru.section", "section", "cxenseparse:section")
_PAID = frozenset(("locked", "metered", "premium", "paid", "subscriber", "subscribers", "subscription"))
_MAX_SECTION = 60  # code points; longer ones are lists of topics


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
    description: str = ""
    told: str = ""  # the body text that JSON-LD carries, where it does
    section: str | None = None
    paid: bool = False  # the page says that not everybody may read it whole


def page_facts(page: Markup, url: str | None = None) -> PageFacts:
    """The facts of a parsed page; `url` is where it was fetched, believed where the page names no address of its own."""
    metas: dict[str, str] = {}
    for name, content in page.metas:
        if content.strip():
            metas.setdefault(name, " ".join(content.split()))
    found = json_ld.things(page.json_ld)
    articles = json_ld.articles(found)
    address = _address(page, metas, url)
    outlet = _outlet(metas, found, articles)
    headlines = list(json_ld.texts(articles[:1], "headline"))
    title, heading = title_of(page, metas, headlines, outlet, _host(address))
    dates = dates_of(page, metas, articles, address, heading)
    return PageFacts(
        title=title,
        authors=authors_of(page, found, articles, outlet, heading),
        outlet=outlet,
        url=address,
        published=dates.published,
        modified=dates.modified,
        language=_language(page, metas, articles),
        description=metas.get("og:description") or metas.get("description") or metas.get("twitter:description") or "",
        told=_told(articles),
        section=_section(metas, articles),
        paid=_is_paid(metas, articles),
    )


def _address(page: Markup, metas: dict[str, str], url: str | None) -> str | None:
    stated = [href for rel, href in page.links if "canonical" in rel.split()] + [metas.get("og:url", "")]
    for href in stated:
        try:
            whole = urljoin(url or "", href.strip())
            parts = urlsplit(whole)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query):
            return whole
    return url


def _host(address: str | None) -> str | None:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") if address else None
    except ValueError:
        return None


def _outlet(metas: dict[str, str], found: Sequence[json_ld.Thing], articles: Sequence[json_ld.Thing]) -> str | None:
    for name in _OUTLET_METAS[:1]:
        if metas.get(name):
            return metas[name]
    for name in json_ld.names([thing.get("publisher") for thing in articles], found):
        return name
    return next((metas[name] for name in _OUTLET_METAS if metas.get(name)), None)


def _language(page: Markup, metas: dict[str, str], articles: Sequence[json_ld.Thing]) -> str | None:
    stated = [page.language, metas.get("og:locale", ""), metas.get("content-language", ""), *json_ld.texts(articles[:1], "inLanguage")]
    for text in stated:
        code = re.match(r"\s*([a-zA-Z]{2})(?:[-_]|\s*$)", text)
        if code:
            return code[1].lower()
    return None


def _told(articles: Sequence[json_ld.Thing]) -> str:
    bodies = [thing["articleBody"] for thing in articles if isinstance(thing.get("articleBody"), str)]
    return max(bodies, key=len, default="")


def _section(metas: dict[str, str], articles: Sequence[json_ld.Thing]) -> str | None:
    """The part of the paper in which the page says that it stands."""
    stated = [*json_ld.texts(articles, "articleSection"), *(metas.get(name, "") for name in _SECTION_METAS)]
    return next((text for text in stated if 1 < len(text) <= _MAX_SECTION), None)


def _is_paid(metas: dict[str, str], articles: Sequence[json_ld.Thing]) -> bool:
    """Does the page say that its article, or a part of it, is not free to read?"""
    parts = [part for thing in articles for part in _listed(thing.get("hasPart")) if isinstance(part, dict)]
    stated = [thing.get("isAccessibleForFree") for thing in (*articles, *parts)] + [metas.get("isaccessibleforfree")]
    said = [str(value).lower() for value in stated if isinstance(value, (bool, str))]
    if said:
        return said[0].rsplit("/", 1)[-1] in ("false", "0", "no")
    return metas.get("article:content_tier", "").lower() in _PAID


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
