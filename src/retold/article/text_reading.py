"""A text that someone extracted before us, to what each of its lines is: headline, body, aside or furniture."""

from __future__ import annotations

from dataclasses import dataclass

from retold.article.asides import aside_kinds
from retold.article.captions import captions_of
from retold.article.credits import dateline_end, find_credits
from retold.article.cut_off import cut_off
from retold.article.dates import LANGUAGES, find_dates
from retold.article.furniture import furniture, reason_of
from retold.article.headline import find_headline, headline_span
from retold.article.inline import inline_furniture
from retold.article.lines import Line, lines_of
from retold.records import Chrome, Credit, Moment, Span
from retold.words import lists

_HEAD = 40  # lines in which a headline is looked for


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
    captions: tuple[str, ...]
    cut_off: str | None


def read_text(text: str, title: str | None = None, outlet: str | None = None, *, clean: bool = False) -> TextReading:
    """Judges the lines of a text; `title` and `outlet` where they are known from elsewhere.

    A `clean` text was rid of its furniture by its page's blocks, which tell more than its lines: what looks like furniture there is none.
    """
    lines = lines_of(text)
    kinds = {at: kind for at, kind in aside_kinds(lines).items() if kind != "caption" or not reason_of(lines[at])}
    rough = furniture(lines, frozenset(kinds)) if title is None else {}
    headline, repeats = find_headline(lines, frozenset(kinds) | frozenset(rough), title)
    protected = frozenset(kinds) | frozenset(repeats) | (frozenset() if headline is None else frozenset([headline]))
    captions = frozenset(at for at, kind in kinds.items() if kind == "caption")
    chrome = {} if clean else _around(lines, protected, headline, repeats) | furniture(lines, protected, captions)
    kept = [line for at, line in enumerate(lines) if at not in chrome and kinds.get(at) != "caption"]
    framing = [lines[at] for at in sorted(chrome)]
    asides = [lines[at].span for at in [*kinds, *repeats]] + _datelines(lines, chrome, kinds)
    published, modified = _dates(lines, kinds)
    last = max((at for at in range(len(lines)) if at not in chrome and at not in kinds), default=-1)
    return TextReading(
        None if headline is None else headline_span(lines[headline], [lines[at] for at in repeats]),
        _chrome(lines, chrome, clean=clean),
        tuple(sorted(asides)),
        find_credits(kept, framing, outlet),
        _authors(lines, kinds),
        published,
        modified,
        captions_of([lines[at].text for at in sorted(captions)]),
        cut_off(lines[last] if last >= 0 else None, [lines[at].text for at in sorted(chrome) if at > last]),
    )


def _chrome(lines: list[Line], chrome: dict[int, str], *, clean: bool) -> tuple[Chrome, ...]:
    """The furniture of a text: whole lines by their reasons, and in a text not cleaned before the pieces of paragraphs."""
    found: list[Chrome] = []
    for at, line in enumerate(lines):
        if at in chrome:
            found.append(Chrome(line.text, chrome[at], line.span))
        elif not clean:
            found += [
                Chrome(line.text[s.start - line.span.start : s.end - line.span.start], "inside a paragraph", s)
                for s in inline_furniture(line)
            ]
    return tuple(found)


def _around(lines: list[Line], protected: frozenset[int], headline: int | None, repeats: list[int]) -> dict[int, str]:
    """Short lines before the headline, or between two prints of it: what a page has there is its frame."""
    if headline is None:
        return {}
    last = max([headline, *repeats])
    near = (at for at in range(min(last, _HEAD)) if at not in protected)
    return {at: "around the headline" for at in near if lines[at].words <= 6 and not lines[at].is_prose}


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
    changed = tuple(word for code in LANGUAGES for word in lists(code).get("dates", {}).get("modified", []))
    for at in sorted(at for at, kind in kinds.items() if kind == "date"):
        before = lines[at - 1].key if at else ""
        for date in find_dates(lines[at].text):
            own = lines[at].key
            if own.startswith(changed) or (before.startswith(changed) and len(before) < 20):
                modified = modified or date.moment
            else:
                published = published or date.moment
    return published, modified


def _authors(lines: list[Line], kinds: dict[int, str]) -> tuple[str, ...]:
    """The names of the bylines at the head or the tail."""
    labels = sorted({word for code in LANGUAGES for word in lists(code).get("credits", {}).get("byline", [])}, key=len, reverse=True)
    authors: list[str] = []
    for at in sorted(at for at, kind in kinds.items() if kind == "byline"):
        name = lines[at].text.strip()
        label = next((w for w in labels if name.lower().startswith((w + " ", w + ":"))), None)
        name = name[len(label) :].strip(" :") if label else name
        if name and name.lower() not in labels and name not in authors:
            authors.append(name)
    return tuple(authors[:10])
