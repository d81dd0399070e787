"""An address given by the user, to pages: a page itself, or the articles of a feed, a sitemap or a list that stands there."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from retold.collect.decode import decoded, is_binary
from retold.collect.feeds import FeedKind, Listed, addresses, entries, feed_kind
from retold.collect.fetch import Answer, Fetcher
from retold.collect.files import NAMED, looks_like_html, pages_of_stream
from retold.errors import CannotRead
from retold.records import Given, Page, Skipped
from retold.settings import Settings

_MAX_LISTED = 500  # addresses followed from one list
_MAX_DEPTH = 2  # an index of sitemaps, its sitemaps, their pages


def pages_of_address(
    address: str, settings: Settings, mapped: Mapping[str, str] | None = None, fetcher: Fetcher | None = None
) -> Iterator[Page | Skipped]:
    """The pages at an address. What cannot be had is skipped with its reason."""
    if fetcher is not None:
        yield from _followed(fetcher, Listed(address, Given(url=address)), settings, mapped, 0)
        return
    with Fetcher(settings) as own:
        yield from _followed(own, Listed(address, Given(url=address)), settings, mapped, 0)


def _followed(
    fetcher: Fetcher, listed: Listed, settings: Settings, mapped: Mapping[str, str] | None, depth: int
) -> Iterator[Page | Skipped]:
    try:
        answer = fetcher.fetch(listed.url)
    except CannotRead as error:
        yield Skipped(listed.url, "collect", error.what)
        return
    if not answer.data.strip():
        yield Skipped(listed.url, "collect", "empty page")
        return
    kind = _list_kind(answer)
    if kind and depth <= _MAX_DEPTH:
        yield from _of_list(fetcher, answer, kind, settings, mapped, depth)
    elif kind:
        yield Skipped(listed.url, "collect", "lists of lists more than two deep")
    else:
        yield from _of_answer(answer, listed, settings, mapped)


def _of_list(
    fetcher: Fetcher, answer: Answer, kind: FeedKind, settings: Settings, mapped: Mapping[str, str] | None, depth: int
) -> Iterator[Page | Skipped]:
    """The articles of a feed, sitemap or list: those it carries, and those it names, fetched one after another."""
    try:
        found: list[Page | Listed] = (
            list(entries(answer.data, answer.url))
            if kind == "feed"
            else [Listed(url, Given(url=url)) for url in addresses(decoded(answer.data, answer.charset), kind)]
        )
    except CannotRead as error:
        yield Skipped(answer.url, "collect", error.what.lower())
        return
    for entry in found[:_MAX_LISTED]:
        if isinstance(entry, Page):
            yield replace(entry, given=replace(entry.given, seen=answer.seen))
        else:
            yield from _followed(fetcher, entry, settings, mapped, depth + 1)
    if len(found) > _MAX_LISTED:
        yield Skipped(
            answer.url, "collect", f"{len(found) - _MAX_LISTED} more addresses than the {_MAX_LISTED} that are followed from one list"
        )
    if not found:
        yield Skipped(answer.url, "collect", f"{kind} without articles")


def _of_answer(answer: Answer, listed: Listed, settings: Settings, mapped: Mapping[str, str] | None) -> Iterator[Page | Skipped]:
    """The page of an answer, or the pages of the file that it is."""
    path = urlsplit(answer.url).path.lower()
    html = "html" in answer.kind or looks_like_html(answer.data)
    if not html and (path.endswith(NAMED) or "json" in answer.kind):
        name = path if path.endswith(NAMED) else path + ".json"
        yield from pages_of_stream(io.BytesIO(answer.data), answer.url.split("/")[2] + name, settings, mapped)
    elif is_binary(answer.data):
        yield Skipped(answer.asked, "collect", f"not a text: {answer.kind or 'a binary file'}")
    else:
        given = replace(listed.given, id=listed.given.id or answer.asked, url=answer.url, seen=answer.seen)
        yield Page(answer.asked, "html" if html else "text", decoded(answer.data, answer.charset), given)


def _list_kind(answer: Answer) -> FeedKind | None:
    """Is the answer a feed, a sitemap or a list?"""
    if "html" in answer.kind or is_binary(answer.data):
        return None
    return feed_kind(decoded(answer.data[:20_000], answer.charset))
