"""Whom an article names as the source of its text: agency bylines and datelines, "citing Sputnik", "first reported by".

Decided: a byline, a dateline, a signature or "citing" is for the whole text; "told The Sun" and "according to TimesLive.com" for a part.
Decided: in a text that an agency is credited with whole, "told CBS News" is the agency's quoting, not a credit of this text.
Not here: people who are quoted, photographers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retold.article.beside import credits_beside
from retold.article.furniture import reason_of
from retold.article.lines import Line, line_of
from retold.article.own_voice import folded_name, own_names, without_own
from retold.article.signed import located, of_picture, signed, signed_in_frame
from retold.article.sources import agency_among, may_name_agency, named
from retold.records import Article, Credit, Span

_PLACE = r"[^\W\d_a-zà-ÿ][\w.'’-]*(?:(?:, ?| |/)(?:[^\W_a-zà-ÿ][\w.'’-]*|\d{1,2}|de|al|of|and|el))*"
_DASH = r"\s*(?:[—–―-]{1,3}|:)\s*"
_MARKED = re.compile(
    rf"^(?:(?P<place>{_PLACE})\s*,?\s*)?[\(\[]\s*(?P<agency>[\w.&’' -]{{2,40}}?)(?:\s*[/,]\s*[\w. ]{{2,30}})?\s*(?P<end>[\)\]])"
    rf"(?:{_DASH}|\s+(?=\S)|$)"
)
_UNMARKED = re.compile(
    r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3})(?:, (?:[A-Z][a-z]+\.?|[A-Z]\.[A-Z]\.)(?: [A-Z][a-z]+\.?)?)?"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?\s*(?:—|–|--|-)\s+(?=\S)"
)
_FRAME_WORDS, _DATELINE_CHARS = 22, 120
_BESIDE_CHARS = 250  # of a byline beside a page
_HEAD = 4  # lines at the head in which a portal names its source
_TAIL = 8  # lines at the end in which a reporter says where he was


def find_credits(lines: list[Line], framing: list[Line], outlet: str | None = None) -> tuple[Credit, ...]:
    """The credits in the lines of a text, in order.

    `framing` lines are its furniture, in which only a copyright notice credits. `outlet` is whose page it is, never credited by itself.
    """
    datelines = [c for line in lines if (c := _dateline(line))]
    found = [*datelines, *(c for line in [*lines[:_HEAD], *framing] for c in signed_in_frame(line))]
    found += [c for at, line in enumerate(lines) if not _marked(line.text) and (c := signed(line, at, len(lines)))]
    agency = next((c.name for c in found if c.kind == "agency" and c.whole), None)
    if agency:
        found += [c for line in lines[-_TAIL:] if (c := located(line, agency))]
    framed = {c.span.start for c in found}
    prose = [
        line for line in lines if line.words >= 2 and not (line.span.start in framed and line.words <= _FRAME_WORDS and not line.is_prose)
    ]
    found += credits_beside(prose, told=agency is None)
    own = own_names(lines, framing, outlet)
    return _distinct(without_own(found, own, outlet, frozenset(c.name for c in datelines if c.kind == "outlet")))


def crediting_lines(texts: Sequence[str], outlet: str | None) -> tuple[str, ...]:
    """Those of some short texts beside an article (its byline, its date line) that name an agency as its source, each once.

    An agency's own page does not credit it: `outlet` is whose page it is.
    """
    found = {}
    for text in dict.fromkeys(texts):
        if len(text) > _BESIDE_CHARS or not may_name_agency(text):
            continue
        line = line_of(text)
        credit = None if reason_of(line) or of_picture(text) else _dateline(line) or signed(line, 0, 1)
        if credit and credit.kind == "agency" and credit.whole and folded_name(credit.name) != folded_name(outlet or ""):
            found[text] = True
    return tuple(found)


def agency_of(article: Article) -> str | None:
    """The agency whose copy an article is by its own word (a credit for the whole text, or the author given), or None."""
    credited = next((c.name for c in article.credits if c.whole and c.kind == "agency"), None)
    return credited or next((name for author in article.authors if (name := agency_among(author))), None)


def dateline_end(line: str) -> int:
    """Where the dateline at the head of a paragraph ends ("HELSINKI (AP) — " gives 16), 0 where there is none."""
    marked = _marked(line)
    if marked:
        return marked.end()
    bare = _UNMARKED.match(line[:_DATELINE_CHARS])
    return bare.end() if bare else 0


def _marked(line: str) -> re.Match[str] | None:
    """A dateline that names its agency in brackets."""
    match = _MARKED.match(line[:_DATELINE_CHARS])
    source = named(match["agency"], marks=True) if match else None
    alone = match is not None and len(line) <= match.end()
    return match if match and source and (not alone or (match["place"] and source[1] == "outlet")) else None


def _dateline(line: Line) -> Credit | None:
    marked = _marked(line.text)
    if not marked:
        return None
    name, kind = named(marked["agency"], marks=True) or ("", "agency")
    return Credit(Span(line.span.start, line.span.start + marked.end("end")), name, kind)


def _distinct(found: list[Credit]) -> tuple[Credit, ...]:
    """Credits in order, of overlapping ones the first to begin."""
    kept: list[Credit] = []
    for credit in sorted(found, key=lambda c: c.span.start):
        if not kept or credit.span.start >= kept[-1].span.end:
            kept.append(credit)
    return tuple(kept)
