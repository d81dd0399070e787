"""A page to an article: text pages by their lines, HTML by its blocks, facts given from outside believed first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from retold.article.captions import captions_of
from retold.article.credits import crediting_lines
from retold.article.cut_off import cut_off
from retold.article.dates import moment_of
from retold.article.headline import same_headline
from retold.article.lines import Line, lines_of, word_count
from retold.article.text_reading import TextReading, read_text
from retold.errors import NoArticle
from retold.records import Article, Chrome, Link, Moment, Page, Span
from retold.settings import Settings
from retold.text.language import language_code, language_of

_DAY = timedelta(days=1)
_MOST_CREDIT_LINES = 3  # of one page that stay with its text


def read_page(page: Page, settings: Settings) -> Article:
    """The article of a page. Raises NoArticle where there is none to speak of."""
    article = _from_html(page) if page.kind == "html" else _from_text(page)
    words = _body_words(article)
    if words < settings.min_article_words:
        raise NoArticle(f"No article found: {_why_none(page, words)}", where=page.source)
    return _without_times_to_come(article)


def _why_none(page: Page, words: int) -> str:
    """Why a page of so few words holds no article."""
    if words:
        return f"too short: {words} words"
    return "no text before the page's scripts run" if page.kind == "html" and "<script" in page.content else "no text"


def _without_times_to_come(article: Article) -> Article:
    """The article without dates of its page that lie after the day on which the page was captured, where that is known."""
    if not article.seen:
        return article
    latest = article.seen.latest + _DAY

    def possible(moment: Moment | None) -> Moment | None:
        return None if moment and moment.by != "given" and moment.earliest > latest else moment

    return replace(article, published=possible(article.published), modified=possible(article.modified))


def _from_text(page: Page) -> Article:
    """The article of a text: as it stands, with a given headline set before it unless it begins with that."""
    given = page.given
    text, body_start = page.content, 0
    title = " ".join(given.title.split()) if given.title else None
    if title and not _begins_with(text, title):
        text, body_start = f"{title}\n\n{text}", len(title) + 2
    reading = read_text(text, title, given.outlet)
    return _assembled(page, text, reading, body_start)


def _from_html(page: Page) -> Article:
    """The article of an HTML page: its headline, then its body."""
    from retold.article.extract import read_html  # parsers take time to load: only when there is HTML

    found = read_html(page.content, page.given.url)
    facts = found.facts
    title = " ".join((page.given.title or found.title or "").split()) or None
    body = "\n\n".join(found.paragraphs)
    credit_lines, removed = _credits_kept(found.removed, page.given.outlet or facts.outlet)
    head = [*([title] if title and not _begins_with(body, title) else []), *credit_lines]
    text = "\n\n".join([*head, body])
    body_start = sum(len(line) + 2 for line in head)
    reading = read_text(text, title, page.given.outlet or facts.outlet, clean=True)
    article = _assembled(page, text, reading, body_start, facts.language)
    starts = _paragraph_starts(found.paragraphs, body_start)
    links = tuple(
        Link(Span(starts[link.paragraph] + link.start, starts[link.paragraph] + link.start + len(link.text)), link.url)
        for link in found.links
    )
    return replace(
        article,
        title=title or article.title,
        url=page.given.url or facts.url,
        outlet=page.given.outlet or facts.outlet or article.outlet or _domain(facts.url),
        authors=page.given.authors or facts.authors or article.authors,
        published=_given_moment(page) or facts.published or article.published,
        modified=facts.modified or article.modified,
        chrome=article.chrome + tuple(Chrome(text, reason) for text, reason in removed),
        asides=tuple(sorted({*article.asides, *_places(credit_lines, body_start)})),
        links=links,
        captions=captions_of(found.captions),
        section=facts.section,
        cut_off=cut_off(_last_line(found.paragraphs), [text for text, _ in removed], paid=facts.paid),
    )


def _assembled(page: Page, text: str, reading: TextReading, body_start: int, stated_language: str | None = None) -> Article:
    given = page.given
    title = given.title or (reading.title_span.of(text) if reading.title_span else None)
    return Article(
        id=given.id or page.source,
        source=page.source,
        text=text,
        title=title,
        title_span=reading.title_span,
        body_start=body_start,
        url=given.url,
        outlet=given.outlet or _domain(given.url),
        authors=given.authors or reading.authors,
        published=_given_moment(page) or reading.published,
        modified=reading.modified,
        seen=moment_of(given.seen, "capture") if given.seen else None,
        language=language_code(given.language) or language_of(text[body_start:], language_code(stated_language)),
        credits=reading.credits,
        chrome=reading.chrome,
        asides=reading.asides,
        captions=reading.captions,
        cut_off=reading.cut_off,
    )


def _credits_kept(removed: tuple[tuple[str, str], ...], outlet: str | None) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """The removed bylines and date lines that credit an agency, which stay with the article, and what is removed without them."""
    parts = [(text.split(" · "), reason) for text, reason in removed]
    kept = crediting_lines([part for texts, reason in parts if reason == "byline or date" for part in texts], outlet)[:_MOST_CREDIT_LINES]
    left = [(" · ".join(text for text in texts if text not in kept), reason) for texts, reason in parts]
    return kept, [(text, reason) for text, reason in left if text]


def _places(lines: tuple[str, ...], body_start: int) -> list[Span]:
    """Where the lines stand that were set right before the body."""
    spans, end = [], body_start - 2
    for line in reversed(lines):
        spans.append(Span(end - len(line), end))
        end -= len(line) + 2
    return spans


def _last_line(paragraphs: tuple[str, ...]) -> Line | None:
    return lines_of(paragraphs[-1])[-1] if paragraphs and paragraphs[-1].strip() else None


def _given_moment(page: Page) -> Moment | None:
    return moment_of(page.given.published, "given") if page.given.published else None


def _domain(url: str | None) -> str | None:
    """The site of an address, by which an outlet is called where nobody named it."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _begins_with(text: str, title: str) -> bool:
    """Is the first line of a text its headline already?"""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return same_headline(first.strip(), title)


def _paragraph_starts(paragraphs: tuple[str, ...], body_start: int) -> list[int]:
    starts, at = [], body_start
    for paragraph in paragraphs:
        starts.append(at)
        at += len(paragraph) + 2
    return starts


def _body_words(article: Article) -> int:
    """Words outside the headline and the furniture."""
    left_out = sum(word_count(c.text) for c in article.chrome if c.span)
    return word_count(article.text) - left_out - (word_count(article.title_span.of(article.text)) if article.title_span else 0)
