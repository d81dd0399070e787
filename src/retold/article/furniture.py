"""Which lines of a text are page furniture, and why.

A line is furniture by its words (lists of `words/*.toml`, in every language, since a page's frame need not be in the language of its
article), by its form (figures alone, one unit repeated, a weather report, program code), or by its place (in a list of links that a
heading such as "See also" opens, or among furniture at the head or the tail).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from retold.article.asides import names_agency
from retold.article.headline import is_name
from retold.article.lines import Line, key_of
from retold.article.teasers import teasers
from retold.words import languages, lists

LANGUAGES = languages()
_REPEATED_UNIT = re.compile(r"^(?:#\s*(\w+)\s+)(?:#\s*\1\s*){2,}$|^(\w+)(?:\s+\2){2,}$")
_CODE = re.compile(r"(?:['\"\]\d(}]\s*\);|=\s*\{|\{\s*\w+:|\w+\(.*\)\s*\{|;\s*\w+\.\w+\()|^\[[a-z-]+(?: [a-z]+=.*)?\]$")
_SENTENCE_FIRST = re.compile(r"^[A-Z“\"][^{}();=]{40,}[.!?”\"]\s")  # code behind a paragraph is cut off by itself
_VIDEO = re.compile(r"^[^.]{8,120}\s\(?\d{1,2}:\d{2}\)?$")
_WIRE = r"(?:AP|AFP|REUTERS|Reuters|EPA|EPA-EFE|EFE|Getty(?: Images)?|Special|Pool)"
_PHOTO = re.compile(
    r"^\(?(?:(?:Photo|Image|Picture|Media|Photograph|Credit)s?(?: courtesy of| by| credit)?\s?:?\s+)?(?:[^\W\d_a-z][\w.'’-]*\s+){0,4}"
    rf"[^\W\d_a-z][\w.'’-]*\s*[,|/(]+\s*(?:via )?{_WIRE}\b[^.!?]{{0,40}}\)?$"
    r"|^\(?(?:AP|AFP|REUTERS|Reuters|EPA|Getty|Pool) (?:Photo|PHOTO|Images?)?\s?[/:|][^.!?]{0,100}$"
    r"|^\(?(?:Photo|Photograph|Image|Media)s?(?: by)?\s?:?\s[^.!?]{2,60}$|^\[(?:Photo|Image|Picture)s? (?:via|by|from) [^.]{2,60}\]$"
    r"|^\S+/@?\S+ via \S+$|^Image copyright [^.]{2,30}$|^Credits?: [^.!?]{2,60}$|^Getty Images$|^Pool photo by [^.!?]{2,60}$"
)
_TEASED = re.compile(  # "Read more" behind a headline, "(Also on POLITICO: …)", "Watch his speech here:", "… has the details."
    r"^[^.!?]{10,200}[.!?]?\s(?:–\s)?(?:Read more|Read More|READ MORE)\s?[»›→]?$|^\(\s?(?:Also on|See also|See|Read|Related|PHOTOS?|VIDEOS?|CARTOONS?|POLITICO)\b[^()]{3,120}\)$"
    r"|^(?:Here['’]s (?:a|the) (?:video|clip)\b[^.!?]{3,100}:|(?:You can )?(?:watch|Watch|WATCH|listen to|Listen to|see|See|Check out|Click)\b[^.!?\"“”]{3,100}\b(?:here|below|above)\b[:.!]?)$"
    r"|^[^\"“”]{20,200}\(?@\w+\)? has (?:all )?(?:the )?(?:details|story|latest|more)\.$|^[^.]{0,40}\b\d{1,2}-Day Forecast$|^[A-Z][\w .&-]{1,30} YouTube$"
)
_SKIP = re.compile(r"^Skip (?:Twitter|Facebook|Instagram|YouTube) post(?: \d)? by @?\w+$")
_TEASED_ENDS = (
    "ore",
    "ORE",
    "»",
    "›",
    "→",
    ")",
    ":",
    "!",
    "here",
    "below",
    "above",
    "here.",
    "below.",
    "above.",
    "s.",
    "y.",
    "t.",
    "ore.",
    "YouTube",
    "Forecast",
)
_ARCHIVE = re.compile(r"(?:\b[a-z]{3,9},? #\s*){8}")
_ADDRESS_ALONE = re.compile(r"^(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)+/\S{8,}$|^https?://\S+$")
_HANDLE = re.compile(r"\b[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w{3,}")
_POST = re.compile(r"\(@\w+\)|pic\.twitter\.com")  # an embedded post, which belongs to the article
_QUOTED = re.compile('["“”«»„]')
_FULL_STOP = re.compile(r"(?:(?<!\.)\.|。)[\"”’»]?$")
_MAX_START = 30  # words of a line that a prefix may condemn
_MAX_WITHIN = 60
_MAX_BAR = 16
_MAX_CHARS = 600  # no pattern is tried on a longer line
_MAX_ADDRESS = 60
_ARCHIVED = 8  # months of an archive
_MAX_FORM = 2500  # code points of a form's line
_MANY_PARTS = 4  # parts of the page that a line names and is its own whomever it addresses
_MAX_LISTED = 18  # words of a line in a list of links


@dataclass(frozen=True, slots=True)
class _Lists:
    line: frozenset[str]
    start: tuple[str, ...]
    within: tuple[str, ...]
    list_heading: frozenset[str]
    measures: tuple[str, ...]
    imperatives: frozenset[str]
    address: frozenset[str]
    page_words: re.Pattern[str]
    share_bar: re.Pattern[str]
    form: tuple[str, ...]
    tag_heading: tuple[str, ...]


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
        frozenset(gathered("imperatives")),
        frozenset(gathered("address")),
        re.compile(rf"(?<!\w)(?:{_either(gathered('page_words'))})(?!\w)"),
        re.compile(rf"(?:[\W\d_]*(?:{_either(gathered('share_bar'))}))+[\W\d_]*"),
        tuple(gathered("form")),
        tuple(gathered("tag_heading")),
    )


def _either(entries: list[str]) -> str:
    return "|".join(sorted(map(re.escape, entries), key=len, reverse=True)) or r"(?!)"


def furniture(lines: list[Line], protected: frozenset[int], captions: frozenset[int] = frozenset()) -> dict[int, str]:
    """Index and reason of the lines that are furniture. `protected` lines (headline, bylines, dates, captions) never are.

    `captions` are the protected lines under pictures: a name alone after one is its photographer's.
    """
    found = {at: reason for at, line in enumerate(lines) if at not in protected and (reason := reason_of(line))}
    found |= _listed(lines, protected)
    found = {at: reason for at, reason in found.items() if reason != "counter" or not _in_table(at, lines)}
    named = {at for at, line in enumerate(lines) if at not in protected and (is_name(line.text) or names_agency(line))}
    counts = Counter(lines[at].text for at in named if at and lines[at - 1].is_prose and not lines[at].text.isupper())
    photographers = {lines[at].text for at in named if at - 1 in captions} | {name for name, count in counts.items() if count > 3}
    found = dict.fromkeys(teasers(lines, protected | named), "headline of another piece") | found
    return {at: "photo credit" for at in named if lines[at].text in photographers} | found


def _in_table(at: int, lines: list[Line]) -> bool:
    """Does a figure stand among other figures, as in a table, and not alone, as a counter does?"""
    near = lines[max(0, at - 3) : at] + lines[at + 1 : at + 4]
    return sum(not any(c.isalpha() for c in line.text) for line in near) > 1


def reason_of(line: Line) -> str | None:
    """Why a line is furniture whatever stands around it, or None."""
    if len(line.text) <= _MAX_CHARS and (reason := _by_words(line) or _by_form(line)):
        return reason
    return "form or archive of the page" if len(line.text) <= _MAX_FORM and _is_form(line) else None


def _is_form(line: Line) -> bool:
    """Is a line a form to fill in, or the months of an archive?"""
    folded = line.text.lower()
    return len([words for words in _lists().form if words in folded]) > 1 or (
        line.key.count("#") >= _ARCHIVED and bool(_ARCHIVE.search(line.key))
    )


def _by_words(line: Line) -> str | None:
    """Why the word lists call a line furniture."""
    known = _lists()
    if line.key in known.line:
        return "page control or label"
    folded = line.text.lower()
    if line.words <= _MAX_START and _begins(line, folded, known.start):
        return "page control or notice"
    if line.words <= _MAX_WITHIN and not _QUOTED.match(line.text) and [w for w in known.within if w in folded]:
        return "notice"
    if line.words <= _MAX_START and sum(m in line.key for m in known.measures) >= 2:
        return "weather"
    if line.words <= _MAX_BAR and known.share_bar.fullmatch(folded):
        return "row of buttons"
    return "the page speaks of itself" if _speaks_of_itself(line, folded) else None


def _begins(line: Line, folded: str, starts: tuple[str, ...]) -> bool:
    """Does a line begin with one of these? A small letter at its head makes it the rest of a sentence, unless it is program code."""
    if not (line.key.startswith(starts) or folded.startswith(starts)):
        return False
    return not line.text[0].islower() or not line.text[:40].replace(" ", "").isalpha()


def _speaks_of_itself(line: Line, folded: str) -> bool:
    """Does a line outside quotation marks address its reader, or tell him what to do, and name a part of the page?"""
    known = _lists()
    if line.words > _MAX_ADDRESS or _QUOTED.search(line.text) or _POST.search(line.text):
        return False
    parts = len(set(known.page_words.findall(folded)))
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", folded)
    if not words or (not parts and not _HANDLE.search(line.text)):
        return False
    addressed = not known.address.isdisjoint(words)
    if words[0] in known.imperatives or parts >= _MANY_PARTS:
        return True
    if line.is_prose or not parts:
        return addressed and parts > (1 if line.words <= _MAX_START else 2)
    return (parts > 1 and (addressed or not line.ends_sentence)) or (addressed and line.words <= _MAX_START)


def _by_form(line: Line) -> str | None:
    """Why a line is furniture by its marks and figures."""
    if not any(c.isalpha() for c in line.text):
        return "counter" if any(c.isdigit() for c in line.text) and not line.ends_sentence else None
    tests = {
        "font sizes": _REPEATED_UNIT.match(line.key),
        "address": _ADDRESS_ALONE.match(line.text),
        "photo credit": line.words <= 14 and _PHOTO.match(line.text),
        "title of a video": line.words <= 20 and _VIDEO.match(line.text) and not line.text[0].isdigit(),
        "label printed twice": _says_twice(line),
        "label of an embedded post": line.text.startswith("Skip ") and _SKIP.match(line.text),
        "pointer to another piece": line.text.endswith(_TEASED_ENDS) and _TEASED.match(line.text),
        "program code": line.words <= _MAX_WITHIN and _CODE.search(line.text) and not _SENTENCE_FIRST.match(line.text),
    }
    return next((reason for reason, holds in tests.items() if holds), None)


def _says_twice(line: Line) -> bool:
    """Is the second half of a line the first once more, as where a label and its picture's text ran together?"""
    words = line.text.split()
    half = len(words) // 2
    return len(words) >= 4 and len(words) % 2 == 0 and words[:half] == words[half:] and not any(map(str.isdigit, line.text))


def is_list_heading(line: Line) -> bool:
    """Does this line open a list of links to other pieces?"""
    return line.key in _lists().list_heading


def _listed(lines: list[Line], protected: frozenset[int]) -> dict[int, str]:
    """The lines of lists of links: those after a heading, to the first line that is prose or protected."""
    listed: dict[int, str] = {}
    inside = False
    for at, line in enumerate(lines):
        if is_list_heading(line) or line.key.startswith(_lists().tag_heading):
            listed[at] = "heading of a list of links"
            inside = True
        elif inside and at not in protected and line.words <= _MAX_LISTED and (line.words < 4 or not _FULL_STOP.search(line.text)):
            listed[at] = "link to another piece"
        else:
            inside = False
    return listed
