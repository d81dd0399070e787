"""RSS, Atom and RDF feeds, OPML lists and sitemaps, as bytes: the articles they carry, and the addresses they name.

Feeds go through feedparser, which reads broken ones too. Sitemaps and OPML are read by patterns: they are lists of addresses, and a
pattern cannot be made to expand entities without end.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from retold.collect.decode import decoded
from retold.errors import CannotRead
from retold.records import Given, Page, Skipped

FeedKind = Literal["feed", "sitemap", "opml"]
_FEED = re.compile(r"<(?:rss|feed|(?:rdf:)?RDF)[\s>]", re.IGNORECASE)
_SITEMAP = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_OPML = re.compile(r"<opml[\s>]", re.IGNORECASE)
_LOCATION = re.compile(r"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*(https?://[^<\s\]]{1,2000})", re.IGNORECASE)
_OUTLINE = re.compile(r"<outline\b[^>]{0,4000}?\b(?:xmlUrl|htmlUrl)\s*=\s*[\"'](https?://[^\"'\s]{1,2000})[\"']", re.IGNORECASE)
_MIN_CONTENT_WORDS = 60  # a summary of fewer words is not the article
_HEAD = 4000
#: What feedparser has been seen to raise on feeds that fuzzing broke: its loose parser trusts that what is closed was opened.
_PARSER_FAULTS = (LookupError, AttributeError, TypeError, ValueError, AssertionError, RecursionError)
_CALLED: dict[FeedKind, str] = {"feed": "feed", "sitemap": "sitemap", "opml": "OPML list"}


@dataclass(frozen=True, slots=True)
class Listed:
    """An address that a feed or list names, and what it says of the article there."""

    url: str
    given: Given


def feed_kind(text: str) -> FeedKind | None:
    """What list a decoded XML text is, by its first element, or None."""
    head = text[:_HEAD]
    if "<html" in head.lower():
        return None
    if _SITEMAP.search(head):
        return "sitemap"
    if _OPML.search(head):
        return "opml"
    return "feed" if _FEED.search(head) else None


def entries(data: bytes, name: str) -> Iterator[Page | Listed]:
    """The entries of a feed: a page where the feed carries the text, else the address. Broken feeds give what can be read of them.

    Raises CannotRead where a feed is so broken that nothing can be.
    """
    import feedparser  # takes time to load: only for feeds

    try:
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except _PARSER_FAULTS as error:
        raise CannotRead("Broken feed", where=name) from error
    outlet = _clean(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        given = Given(
            id=_clean(entry.get("link")) or _clean(entry.get("id")) or f"{name}:{number}",
            url=_clean(entry.get("link")),
            outlet=outlet,
            title=_clean(entry.get("title")),
            authors=tuple(a for a in [_clean(entry.get("author"))] if a),
            published=_clean(entry.get("published") or entry.get("updated")),
            language=(feed.feed.get("language") or "")[:2].lower() or None,
        )
        content = _content(entry)
        if content:
            yield Page(given.id or name, "html", _as_page(content, given.title or ""), given)
        elif given.url:
            yield Listed(given.url, given)


def addresses(text: str, kind: FeedKind) -> list[str]:
    """The addresses of a sitemap (news sitemaps and indexes too) or of an OPML list, in order, each once."""
    pattern = _OUTLINE if kind == "opml" else _LOCATION
    return list(dict.fromkeys(html.unescape(m[1]) for m in pattern.finditer(text)))


def pages_of_list(data: bytes, name: str, kind: FeedKind) -> Iterator[Page | Skipped]:
    """The pages that a local feed carries whole. Addresses alone are not fetched from a local file: one skip says how many."""
    left = found = 0
    if kind == "feed":
        try:
            for entry in entries(data, name):
                if isinstance(entry, Page):
                    found += 1
                    yield entry
                else:
                    left += 1
        except CannotRead as error:
            yield Skipped(name, "collect", error.what.lower())
            return
    else:
        left = len(addresses(decoded(data), kind))
    if left:
        told = "1 address without its text" if left == 1 else f"{left} addresses without their text"
        yield Skipped(name, "collect", f"{told}: give the address of the {_CALLED[kind]} to fetch {'it' if left == 1 else 'them'}")
    elif not found:
        yield Skipped(name, "collect", f"{_CALLED[kind]} without {'articles' if kind == 'feed' else 'addresses'}")


def _content(entry: Any) -> str | None:
    """The longest content of an entry, if it is long enough to be an article."""
    parts = [c.get("value") or "" for c in entry.get("content", [])] + [entry.get("summary") or ""]  # broken entries have None there
    longest = max(parts, key=len, default="")
    words = len(re.sub(r"<[^>]*>", " ", longest).split())
    return longest if words >= _MIN_CONTENT_WORDS else None


def _as_page(content: str, title: str) -> str:
    """A feed's fragment as a whole page."""
    body = content if "<" in content else "".join(f"<p>{html.escape(p)}</p>" for p in content.split("\n") if p.strip())
    head = html.escape(title)
    return f"<!DOCTYPE html><html><head><title>{head}</title></head><body><article><h1>{head}</h1>{body}</article></body></html>"


def _clean(value: object) -> str | None:
    text = html.unescape(re.sub(r"<[^>]*>", "", str(value))).strip() if value else ""
    return text or None
