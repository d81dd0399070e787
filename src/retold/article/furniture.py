"""Which lines of a text are page furniture, and why.

A line is furniture by its words (lists of `words/*.toml`, in every language, since a page's frame need not be in the language of its
article), by its form (figures alone, one unit repeated, a weather report, program code), or by its place (in a list of links that a
heading such as "See also" opens, or among furniture at the head or the tail).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retold.article.lines import Line, key_of
from retold.words import lists

LANGUAGES = ("en", "de", "fr", "es", "ru", "az", "ar", "zh")
_REPEATED_UNIT = re.compile(r"^(?:#\s*(\w+)\s+)(?:#\s*\1\s*){2,}$|^(\w+)(?:\s+\2){2,}$")
_CODE = re.compile(r"(?:\);|=\s*\{|\{\s*\w+:|\w+\(.*\)\s*\{|;\s*\w+\.\w+\()")
_MAX_START = 30  # words of a line that a prefix may condemn
_MAX_WITHIN = 60
_MAX_LISTED = 18  # words of a line in a list of links


@dataclass(frozen=True, slots=True)
class _Lists:
    line: frozenset[str]
    start: tuple[str, ...]
    within: tuple[str, ...]
    list_heading: frozenset[str]
    measures: tuple[str, ...]


@cache
def _lists() -> _Lists:
    """The furniture tables of all languages together."""

    def gathered(name: str) -> list[str]:
        return [entry for code in LANGUAGES for entry in lists(code).get("furniture", {}).get(name, [])]

    return _Lists(
        frozenset(map(key_of, gathered("line"))),
        tuple(e.lower() for e in gathered("start")),
        tuple(e.lower() for e in gathered("within")),
        frozenset(map(key_of, gathered("list_heading"))),
        tuple(gathered("measures")),
    )


def furniture(lines: list[Line], protected: frozenset[int]) -> dict[int, str]:
    """Index and reason of the lines that are furniture. `protected` lines (headline, bylines, dates, captions, credits) never are."""
    found = {at: reason for at, line in enumerate(lines) if at not in protected and (reason := reason_of(line))}
    found |= _listed(lines, protected, found)
    return found


def reason_of(line: Line) -> str | None:
    """Why a line is furniture whatever stands around it, or None."""
    return _by_words(line) or _by_form(line)


def _by_words(line: Line) -> str | None:
    """Why the word lists call a line furniture."""
    known = _lists()
    if line.key in known.line:
        return "page control or label"
    folded = line.text.lower()
    if line.words <= _MAX_START and (line.key.startswith(known.start) or folded.startswith(known.start)):
        return "page control or notice"
    if line.words <= _MAX_WITHIN and any(w in folded for w in known.within):
        return "notice"
    return "weather" if sum(m in line.key for m in known.measures) >= 2 else None


def _by_form(line: Line) -> str | None:
    """Why a line is furniture by its marks and figures."""
    if not any(c.isalpha() for c in line.text):
        return "counter" if any(c.isdigit() for c in line.text) else None
    if _REPEATED_UNIT.match(line.key):
        return "font sizes"
    return "program code" if line.words <= _MAX_WITHIN and _CODE.search(line.text) else None


def is_list_heading(line: Line) -> bool:
    """Does this line open a list of links to other pieces?"""
    return line.key in _lists().list_heading


def _listed(lines: list[Line], protected: frozenset[int], found: dict[int, str]) -> dict[int, str]:
    """The lines of lists of links: those after a heading, to the first line that is prose or protected."""
    listed: dict[int, str] = {}
    inside = False
    for at, line in enumerate(lines):
        if is_list_heading(line):
            listed[at] = "heading of a list of links"
            inside = True
        elif inside and at not in protected and not line.is_prose and line.words <= _MAX_LISTED:
            listed[at] = "link to another piece"
        else:
            inside = False
    return listed
