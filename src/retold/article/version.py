"""An article as one telling: its sentences, and its body without the page around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import Literal

from retold.article.asides import is_signature, kind_of
from retold.article.lines import line_of
from retold.records import Article, Chrome, Link, Sentence, Span, Version
from retold.text.sentences import paragraphs, sentences


def version_of(article: Article) -> Version:
    """The article cut into sentences: chrome left out, asides marked as bylines or captions, the headline as headline."""
    text = article.text
    chrome = sorted(c.span for c in article.chrome if c.span)
    asides = sorted(article.asides)
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs(text)):
        title = article.title_span
        if title and _overlap(paragraph, title):
            found.append(Sentence(Span(max(paragraph.start, title.start), min(paragraph.end, title.end)), number, "headline"))
            continue
        for piece in _minus(text, paragraph, chrome):
            found += [Sentence(aside, number, _kind(aside.of(text))) for aside in _within(piece, asides)]
            for rest in _minus(text, piece, asides):
                found += [
                    Sentence(s, number, "byline" if is_signature(s.of(text)) else "body")
                    for s in sentences(text, article.language, within=rest)
                ]
    return Version(article, tuple(sorted(found, key=lambda s: s.span)))


def without_chrome(article: Article) -> Article:
    """The article with its body alone as text: headline and furniture cut out, every span moved to where its words now stand."""
    cut = sorted(c.span for c in article.chrome if c.span)
    head = article.title_span
    if head:
        cut = sorted([*cut, head])
    kept = [piece for p in paragraphs(article.text) for piece in _minus(article.text, p, cut)]
    text, places = _joined(article.text, kept)

    def moved(span: Span) -> Span | None:
        at = bisect_right(places, span.start, key=lambda place: place[0].start) - 1
        if at < 0 or span.end > places[at][0].end:
            return None
        shift = places[at][1] - places[at][0].start
        return Span(span.start + shift, span.end + shift)

    return replace(
        article,
        text=text,
        title_span=None,
        body_start=0,
        credits=tuple(replace(c, span=s) for c in article.credits if (s := moved(c.span))),
        chrome=tuple(Chrome(c.text, c.reason) for c in article.chrome),
        asides=tuple(s for a in article.asides if (s := moved(a))),
        links=tuple(Link(s, link.url) for link in article.links if (s := moved(link.span))),
    )


def _joined(text: str, kept: list[Span]) -> tuple[str, list[tuple[Span, int]]]:
    """The kept pieces as paragraphs of a new text, and where each of them begins in it."""
    parts: list[str] = []
    places: list[tuple[Span, int]] = []
    at = 0
    for before, piece in zip([None, *kept], kept, strict=False):
        if before:
            gap = "\n\n" if text.count("\n", before.end, piece.start) > 1 else "\n"
            parts.append(gap)
            at += len(gap)
        places.append((piece, at))
        parts.append(piece.of(text))
        at += len(piece)
    return "".join(parts), places


def _minus(text: str, whole: Span, holes: list[Span]) -> list[Span]:
    """What is left of a span without the holes, white space at the ends trimmed."""
    left: list[Span] = []
    start = whole.start
    for hole in [*_within(whole, holes), Span(whole.end, whole.end)]:
        piece = text[start : max(start, hole.start)]
        bare = piece.strip()
        if bare:
            begin = start + len(piece) - len(piece.lstrip())
            left.append(Span(begin, begin + len(bare)))
        start = max(start, hole.end)
    return left


def _within(whole: Span, holes: list[Span]) -> list[Span]:
    """Those of the ordered holes that overlap a span, found by halving, since a page can have very many."""
    first = max(0, bisect_left(holes, Span(whole.start, 0)) - 1)
    return [h for h in holes[first : bisect_left(holes, Span(whole.end, 0))] if _overlap(h, whole)]


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _kind(aside: str) -> Literal["caption", "byline"]:
    line = line_of(aside)
    return "caption" if kind_of(line) == "caption" else "byline"
