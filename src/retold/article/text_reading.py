"""A text that someone extracted before us, to what each of its lines is: headline, body, aside or furniture."""

from __future__ import annotations

from dataclasses import dataclass

from retold.article.asides import aside_kinds
from retold.article.credits import dateline_end, find_credits
from retold.article.dates import find_dates
from retold.article.furniture import furniture
from retold.article.headline import find_headline
from retold.article.lines import Line, lines_of
from retold.records import Chrome, Credit, Moment, Span
from retold.words import lists


@dataclass(frozen=True, slots=True)
class TextReading:
    """What was found in a text; all spans point into it."""

    title_span: Span | None
    chrome: tuple[Chrome, ...]
    asides: tuple[Span, ...]
    credits: tuple[Credit, ...]
    authors: tuple[str, ...]
    published: Moment | None
    modified: Moment | None


def read_text(text: str, title: str | None = None, outlet: str | None = None) -> TextReading:
    """Judges the lines of a text; `title` and `outlet` where they are known from elsewhere."""
    lines = lines_of(text)
    kinds = aside_kinds(lines)
    rough = furniture(lines, frozenset(kinds))
    headline, repeats = find_headline(lines, frozenset(kinds) | frozenset(rough), title)
    protected = frozenset(kinds) | frozenset(repeats) | (frozenset() if headline is None else frozenset([headline]))
    chrome = furniture(lines, protected)
    chrome |= _around(lines, protected, chrome, headline, repeats)
    kept = [line for at, line in enumerate(lines) if at not in chrome and kinds.get(at) != "caption"]
    framing = [lines[at] for at in sorted(chrome)]
    asides = [lines[at].span for at in [*kinds, *repeats]] + _datelines(lines, chrome, kinds)
    published, modified = _dates(lines, kinds)
    return TextReading(
        None if headline is None else lines[headline].span,
        tuple(Chrome(lines[at].text, reason, lines[at].span) for at, reason in sorted(chrome.items())),
        tuple(sorted(asides)),
        find_credits(kept, framing, outlet),
        _authors(lines, kinds),
        published,
        modified,
    )


def _around(
    lines: list[Line], protected: frozenset[int], chrome: dict[int, str], headline: int | None, repeats: list[int]
) -> dict[int, str]:
    """Short lines at the head, between or before copies of the headline, and at the tail after furniture."""
    found: dict[int, str] = {}
    if headline is not None and headline < 40:
        for at in range(headline):
            if at not in protected and at not in chrome and not lines[at].is_prose and lines[at].words <= 6:
                found[at] = "before the headline"
    return found


def _datelines(lines: list[Line], chrome: dict[int, str], kinds: dict[int, str]) -> list[Span]:
    """The datelines at the head of body paragraphs."""
    spans = []
    for at, line in enumerate(lines):
        if at not in chrome and at not in kinds and line.words > 6:
            end = dateline_end(line.text)
            if end:
                spans.append(Span(line.span.start, line.span.start + end))
    return spans


def _dates(lines: list[Line], kinds: dict[int, str]) -> tuple[Moment | None, Moment | None]:
    """When the text says it was published and last changed: from its date lines, labels read from the line or the one before."""
    published: Moment | None = None
    modified: Moment | None = None
    changed = tuple(lists("en")["dates"]["modified"])
    for at in sorted(at for at, kind in kinds.items() if kind == "date"):
        label = lines[at].key if lines[at].text.lstrip()[:1].isalpha() else lines[at - 1].key if at else ""
        for date in find_dates(lines[at].text):
            if label.startswith(changed):
                modified = modified or date.moment
            else:
                published = published or date.moment
    return published, modified


def _authors(lines: list[Line], kinds: dict[int, str]) -> tuple[str, ...]:
    """The names of the bylines at the head or the tail."""
    labels = sorted(lists("en")["credits"]["byline"], key=len, reverse=True)
    authors: list[str] = []
    for at in sorted(at for at, kind in kinds.items() if kind == "byline"):
        name = lines[at].text.strip()
        label = next((w for w in labels if name.lower().startswith((w + " ", w + ":"))), None)
        name = name[len(label) :].strip(" :") if label else name
        if name and name.lower() not in labels and name not in authors:
            authors.append(name)
    return tuple(authors[:10])
