"""What belongs to an article and not to its telling: bylines, datelines, date lines, captions, a headline printed twice.

They stay in the text, marked, so that nobody takes a byline for a changed sentence.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from retold.article.dates import LANGUAGES, FoundDate, find_dates
from retold.article.headline import is_name
from retold.article.lines import Line
from retold.article.sources import agency_after_names, agency_named, named
from retold.words import lists

_NAME = r"(?:[A-ZÀ-ÞА-ЯƏİ][\w.'’À-ÿ-]*)"
_CAPTION = re.compile(
    r"\([^()]{0,120}\b(?:Photos?|photos?|PHOTOS?|Pool|Images?|via AP|via Getty|via Reuters|EPA|Getty)\b[^()]{0,80}\)"
    r"|\((?:AFP|AP|Reuters|REUTERS|EPA|TASS|Getty)\s?/[^()]{2,60}\)|[(|/]\s?(?:AFP|AP|REUTERS|Reuters|EPA|Getty Images)\s?\)?$"
    r"|^(?:FILE|File photo|FILE PHOTO)\s*[-–—:]|\bfile photo\b|^(?:Photo|Image|Picture|Photograph)s?(?: credit)?\s?:"
    r"|\b(?:Photo|Picture|Image)s? by\b"
    r"|, (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\b"  # an agency's captions give place and full date
)
#: One of these stands in every caption that the pattern finds; looking for them first is quicker by far.
_CAPTION_SIGNS = ("hoto", "PHOTO", "Pool", "Image", "Picture", "EPA", "Getty", "AP", "AFP", "euters", "REUTERS", "TASS", "FILE", "day, ")
_POST_SIGNATURE = re.compile(r"[-–—]{1,2}\s?[^()]{1,60}\(@\w{1,20}\)[^.!?]{0,40}$")
_WEEKDAY = re.compile(r"[\s,|]*\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*$")
_DATE_LABEL = re.compile(r"[\s,|]+(?:Published|Updated|Posted)\b[\s\d:]*(?:[ap]\.?m\.?)?[\sA-Z]*$")
_SIGNED = re.compile(
    rf"{_NAME}(?: {_NAME}){{1,3}} [|•] [^.!?]{{0,40}}\b(?:Reporter|Editor|Correspondent|Writer|Contributor|Columnist|Producer)$"
)
_PLACE_ALONE = re.compile(r"[^\W\d_a-z][^()\d]{1,40} \((?P<source>[^()]{2,30})\)$")  # a dateline on a line of its own: "Washington (CNN)"
_STAMP = re.compile(
    r"\b(?:Published|Updated|Posted) \d{1,2}:\d{2} [ap]\.?m\b"
)  # as outlets of one group stamp their pieces, names before it
_STAMP_WORDS = 24
_LABEL_WORDS = 6
_DATED_CHARS = 120
_BARS = " -–—|•·,"
_HEAD = 12  # lines at the head in which such captions are looked for
_DATE_WORDS = re.compile(r"[^\W\d_]+")


def aside_kinds(lines: list[Line]) -> dict[int, str]:
    """Index and kind ("date", "byline", "caption") of the lines that are no part of the telling."""
    kinds: dict[int, str] = {}
    for at, line in enumerate(lines):
        kind = kind_of(line)
        if kind:
            kinds[at] = kind
        elif at and kinds.get(at - 1) == "label":
            kinds[at - 1] = kinds[at] = "date" if find_dates(line.text) else "byline"
        elif _is_label(line):
            kinds[at] = "label"
    kinds |= _dated_captions(lines, kinds)
    return {at: kind for at, kind in kinds.items() if kind != "label"}


def _dated_captions(lines: list[Line], kinds: dict[int, str]) -> dict[int, str]:
    """Captions near the head that only what stands below them gives away: an agency's name, or under a full date the photographer's."""
    return {
        at: "caption"
        for at, (line, below) in enumerate(pairwise(lines[: _HEAD + 1]))
        if at not in kinds and line.is_prose and (names_agency(below) or (is_name(below.text) and find_dates(line.text)))
    }


def names_agency(line: Line) -> bool:
    """Is a line an agency's name and nothing else?"""
    return line.words <= 4 and agency_named(line.text) is not None


def kind_of(line: Line) -> str | None:
    """The kind of an aside that shows in the line itself, or None."""
    if (line.words <= 16 and is_date_line(line.text)) or (
        line.words <= _STAMP_WORDS and _STAMP.search(line.text) and find_dates(line.text)
    ):
        return "date"
    if is_byline(line) or dated_agency(line.text) or is_signature(line.text):
        return "byline"
    if 7 <= line.words <= 120 and any(map(line.text.__contains__, _CAPTION_SIGNS)) and _CAPTION.search(line.text):
        return "caption"
    return None


def is_signature(text: str) -> bool:
    """Is this who posted an embedded post, and when: "— Ann Hall (@annhall) March 17, 2018"?"""
    return _POST_SIGNATURE.match(text) is not None


def dated_agency(text: str) -> tuple[str, int] | None:
    """(agency, end of the words that name it) of a line that is an agency's name and a date: "The Associated Press | Sunday, July 15, 2018".

    The short mark of an agency ("AP - July 16, 2018") and a name after the date count where the line holds nothing else.
    """
    return _dated_agency(text) if len(text) <= _DATED_CHARS else None


@lru_cache(maxsize=1024)  # both the finding of asides and that of credits ask
def _dated_agency(text: str) -> tuple[str, int] | None:
    dates = find_dates(text)
    if not dates:
        return None
    before = _DATE_LABEL.sub("", _WEEKDAY.sub("", text[: dates[0].span.start]))
    name = agency_named(before)
    if name:
        return name, len(before.rstrip(_BARS))
    rest = text[dates[-1].span.end :]
    if not before.strip(_BARS) or not rest.strip(_BARS):
        found = named((before + rest).strip(_BARS), marks=True)
        if found and found[1] == "agency":
            return found[0], len(before.rstrip(_BARS)) or len(text.rstrip(_BARS))
    return None


def is_date_line(text: str) -> bool:
    """Does a line say when, and nothing else?"""
    found = find_dates(text)
    if not found:
        return False
    rest = _without(text, found)
    words = [w.lower() for w in _DATE_WORDS.findall(rest)]
    return len(words) <= 6 and all(w in _date_vocabulary() for w in words)


def is_byline(line: Line) -> bool:
    """Does a short line name who wrote the text?"""
    if line.words > 22 or line.is_prose:
        return False
    if agency_after_names(line.text) or _SIGNED.match(line.text):
        return True
    if (place := _PLACE_ALONE.match(line.text)) and named(place["source"], marks=True):
        return True
    match = re.match(rf"^(?:{_byline_words()})[:\s]\s*(?=\S)", line.text, re.IGNORECASE)
    if not match:
        return False
    rest = line.text[match.end() :].strip()
    if re.match(r"^[\w.-]+\.[a-z]{2,3}$", rest):  # a site's address as author
        return True
    return bool(re.match(rf"^(?:the\s+)?{_NAME}", rest)) and not line.text.endswith((".", "?", "!"))


def _without(text: str, found: list[FoundDate]) -> str:
    kept, at = [], 0
    for date in found:
        kept.append(text[at : date.span.start])
        at = date.span.end
    return " ".join([*kept, text[at:]])


@cache
def _byline_words() -> str:
    entries = [e for code in LANGUAGES for e in lists(code).get("credits", {}).get("byline", [])]
    return "|".join(sorted(map(re.escape, entries), key=len, reverse=True))


@cache
def _labels() -> frozenset[str]:
    tables = [lists(code) for code in LANGUAGES]
    entries = [e for t in tables for e in t.get("dates", {}).get("published", []) + t.get("dates", {}).get("modified", [])]
    return frozenset(entries + [e for t in tables for e in t.get("credits", {}).get("author_label", [])])


def _is_label(line: Line) -> bool:
    """Is the line the label of the next one ("Date", "Author", "Posted")?"""
    return line.words <= _LABEL_WORDS and line.key in _labels()


@cache
def _date_vocabulary() -> frozenset[str]:
    """Words that may stand in a date line beside the date."""
    words = {"at", "on", "a", "m", "p", "am", "pm", "et", "pt", "ct", "the", "of"}
    for code in LANGUAGES:
        table = lists(code).get("dates", {})
        entries = [*table.get("published", []), *table.get("modified", []), *table.get("weekdays", []), *table.get("zones", {})]
        words.update(w for e in entries for w in e.split())
    return frozenset(words)
