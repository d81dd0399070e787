"""The JSON-LD scripts of a page as plain objects, whatever state they are in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

_OPENINGS = ("//", "<!--", "<![CDATA[")
_CLOSINGS = ("//", "-->", "]]>", ";")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_MAX_OBJECTS = 2000  # of one page; more is a catalogue, not a description of the page
_MAX_DEPTH = 12

#: Types that describe the article of a page, the surest first.
ARTICLE_TYPES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle", "BackgroundNewsArticle", "BlogPosting",
    "LiveBlogPosting", "Report", "ScholarlyArticle", "TechArticle", "SocialMediaPosting", "Article", "Review", "CreativeWork", "VideoObject", "WebPage",
    "ItemPage",
)  # fmt: skip

Thing = dict[str, Any]


def things(scripts: Sequence[str]) -> list[Thing]:
    """All objects with a type in the scripts, outer before inner. A script that is not JSON, even after mending, gives none."""
    found: list[Thing] = []
    for script in scripts:
        for thing in _walk(_parsed(script), 0):
            found.append(thing)
            if len(found) >= _MAX_OBJECTS:
                return found
    return found


def types(thing: Thing) -> list[str]:
    """The types of an object, without their namespace."""
    stated = thing.get("@type")
    listed = stated if isinstance(stated, list) else [stated]
    return [kind.rsplit("/", 1)[-1] for kind in listed if isinstance(kind, str)]


def articles(found: Sequence[Thing]) -> list[Thing]:
    """The objects that describe an article, the surest kind first; in page order within a kind."""

    def rank(thing: Thing) -> int:
        ranks = [ARTICLE_TYPES.index(kind) for kind in types(thing) if kind in ARTICLE_TYPES]
        return min(ranks, default=len(ARTICLE_TYPES))

    ranked = [(rank(thing), n) for n, thing in enumerate(found)]
    return [found[n] for kind, n in sorted(ranked) if kind < len(ARTICLE_TYPES)]


def _parsed(script: str) -> Any:
    text = _unwrapped(script)
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(script: str) -> str:
    """The script without the comment marks that some pages put around it."""
    text, before = script.strip(), ""
    while text != before:
        before = text
        for mark in _OPENINGS:
            text = text.removeprefix(mark).lstrip()
        for mark in _CLOSINGS:
            text = text.removesuffix(mark).rstrip()
    return text


def _walk(value: Any, depth: int) -> Iterator[Thing]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            if isinstance(inner, (dict, list)):
                yield from _walk(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, (dict, list)):
                yield from _walk(inner, depth + 1)


def texts(found: Sequence[Thing], *keys: str) -> Iterator[str]:
    """The values of these keys that are text, thing by thing, white space and character references resolved."""
    for thing in found:
        for key in keys:
            value = thing.get(key)
            if isinstance(value, list) and value:
                value = value[0]
            if isinstance(value, str) and value.strip():
                yield _plain(value)


def names(values: Sequence[Any], found: Sequence[Thing]) -> Iterator[str]:
    """The names in values that are text, objects, lists of these, or references by id to one of the things `found`."""
    for value in values:
        if isinstance(value, str):
            yield _plain(value)
        elif isinstance(value, list):
            yield from names([inner for inner in value[:20] if not isinstance(inner, list)], found)
        elif isinstance(value, dict):
            name = value.get("name")
            if not name and isinstance(value.get("@id"), str):
                name = next((thing.get("name") for thing in found if thing.get("@id") == value["@id"] and thing.get("name")), None)
            if isinstance(name, list) and name:
                name = name[0]
            if isinstance(name, str):
                yield _plain(name)


def _plain(text: str) -> str:
    return " ".join((unescape(text) if "&" in text else text).split())
