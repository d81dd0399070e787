"""Names of agencies, papers, broadcasters and sites, found beside a cue ("citing …", "… reported") by looking words up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from retold.words import languages, lists

LANGUAGES = languages()
_MAX_WORDS = 6
_BYLINE_CHARS = 250
_LEAD = re.compile(
    r"[\s:]*(?:(?:an?|the|The|le|la|les|el|los|das|die|der|den|dem|il|[Aa]gency|агентств\w*|агентство|وكالة) ){0,2}(?:l['’])?[“\"'‘«„(]?"
)
_WORD = re.compile(r"[\w.&/+!-]+(?:['’][\w-]+)*|[‘'’]s\b")
_SUFFIX = re.compile(r"(?:['’](?:s|ın|in|un|ün|nın|nin|a|ə|ya|yə|dan|dən)?|-[a-zəıöüçşğ]{1,4})$")
_TAIL = re.compile(r"[\s”\"'’»,)]*$")
_PAPER = (
    "Times|News|Post|Journal|Herald|Tribune|Gazette|Chronicle|Observer|Telegraph|Mail|Mirror|Express|Press|Magazine|Examiner|Inquirer|"
    "Sentinel|Star|Courier|Dispatch|Register|Globe|Standard|Record|Republic|Monitor|Review|Reporter|Bee|Zeitung|Allgemeine|Nachrichten|"
    "Rundschau|Tagblatt|Blatt|Figaro|Presse|Diario|Gaceta|Haber|TV|Radio|FM|Daily|Online|Today"
)
_BY_FORM = re.compile(
    rf"(?:[Tt]he )?(?:[A-ZÀ-Þ](?:[\w'’&-]|\.(?=\w))*\s+){{1,4}}(?:{_PAPER})(?:\s+(?:Agency|Service|Network|Online))?"
    r"|(?:[Tt]he )?(?:[A-ZÀ-Þ][\w'’&-]*\s+){1,3}(?:(?:Telegraphic|Telegraph|Information) Agency|[Bb]log)"
    r"|(?:[A-Za-z\d][\w-]*\.){1,3}(?:com(?:\.[a-z]{2})?|net|org|co\.[a-z]{2}|tv|az|ru|de|fr|es|it|ie|ca|in|nz|info|news|website|blog|io|me|ua|eu|cn)"
    r"|(?:Fox|FOX|ABC|NBC|CBS|CW|Channel|News)\s?\d{1,3}(?:\s[Nn]ews)?|\d{1,2}\s?News|(?:[A-Z]\w+ )?Radio \d?[A-Z\d][\w.]*"
    r"|(?:[A-Z]\w+ ){1,2}(?:\d{2,3}\.\d )?FM(?: \d{2,3}\.\d)?(?: Online)?"
    r"|(?!WHO|WTO|WWI|KGB|KKK|WWF|WWE|WMD|KFC|KPMG|KIPP)[KW][A-Z]{2,3}(?:[- ]?(?:TV|FM|AM|Radio)|(?: \d{1,2})? News)?"
)
_NO_NAME = re.compile(
    r"^(?:But|An?|As|And|In|On|At|For|When|While|If|Then|Good|This|Last|Next|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Associate|Breaking|Local|Fake|Federal|State|National Weather)\b"
)
_UNLISTED = re.compile(
    r"[A-ZÀ-Þ\d][\w.&'’+-]+(?: (?:(?:of|on|the|and|de) )?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-ZÀ-Þ][\w&'’+-]*){0,4}"
)
_PLATFORMS = frozenset(
    {"Twitter", "Facebook", "YouTube", "Instagram", "Skype", "WhatsApp", "Snapchat", "Vine", "Getty", "Getty Images", "Periscope"}
)
_NAMES_THEN_AGENCY = re.compile(
    r"^(?:(?:[^\W\d_a-z][\w.'’-]*|and|de|van|von|the|•)(?:\s?,\s*|\s+(?:[|/–—-]\s*)?)){1,11}(?:[^\W\d_a-z][\w.'’-]*|•)(?:\s?,\s*|\s+(?:[|/–—-]\s*)?|(?<=[a-z])(?=[A-Z]))"
    r"(?P<agency>(?i:(?:The )?(?:Associated Press|Reuters|AFP|Agence France-Presse)))(?: [Ww]riters?)?(?:\s•)?$"
)
_LETTERS = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A source named in a text: where, and as whom Retold knows it."""

    start: int
    end: int
    name: str
    kind: Literal["agency", "outlet"]


@dataclass(frozen=True, slots=True)
class _Table:
    agencies: dict[str, str]  # long forms
    marks: dict[str, str]  # "AP": only where an agency stands for certain
    outlets: dict[str, str]
    folded: dict[str, str]  # outlets by their forms in lower case
    unspaced: tuple[str, ...]  # forms in scripts without spaces, longest first


@cache
def _table() -> _Table:
    agencies: dict[str, str] = {}
    marks: dict[str, str] = {}
    for name, entry in lists("agencies").get("agencies", {}).items():
        agencies.update(dict.fromkeys(entry["forms"], name))
        marks.update(dict.fromkeys(entry["mark"], name))
    outlets = {form: names[0] for names in lists("outlets").get("media", []) for form in names if form not in agencies}
    unspaced = sorted((f for f in (*agencies, *outlets) if _UNSPACED.match(f)), key=len, reverse=True)
    folded = {form.lower(): name for form, name in outlets.items() if len(form) > 3}
    return _Table(agencies, marks, outlets, folded, tuple(unspaced))


def named(phrase: str, *, marks: bool = False) -> tuple[str, Literal["agency", "outlet"]] | None:
    """(name, kind) of a phrase that is the whole name of a source, case endings cut; None where it is none."""
    table = _table()
    for form in _forms(phrase):
        if form in table.agencies:
            return table.agencies[form], "agency"
        if marks and form in table.marks:
            return table.marks[form], "agency"
        if outlet := _outlet(form):
            return outlet, "outlet"
    bare = _SUFFIX.sub("", phrase.strip())
    if _BY_FORM.fullmatch(bare) and not _NO_NAME.match(bare):
        return re.sub(r"^[Tt]he ", "", bare), "agency" if bare.endswith((" Agency", " Service")) else "outlet"
    return None


def _outlet(form: str) -> str | None:
    """The outlet that a form names as it is written, or in other capitals."""
    table = _table()
    written = table.outlets.get(form) or table.outlets.get("The " + form)
    if written or not (form[:1].isupper() or "." in form):
        return written
    return table.folded.get(form.lower()) or table.folded.get("the " + form.lower())


def source_at(text: str, at: int, *, marks: bool = False) -> Source | None:
    """The source whose name begins at `at`, articles and an opening mark aside; the longest name wins."""
    lead = _LEAD.match(text, at)
    start = lead.end() if lead else at
    table = _table()
    form = next((f for f in table.unspaced if text.startswith(f, start)), None)
    if form:
        found = named(form)
        return Source(start, start + len(form), *found) if found else None
    words = _words_from(text, start)
    if _is_small(text[start : start + 1]):  # a name that begins small is one word: "dpa", "news.com.au"
        words = words[:1]
    for count in range(len(words), 0, -1):
        end = words[count - 1]
        found = named(text[start:end].rstrip(".,"), marks=marks)
        if found:
            return Source(start, end - len(text[start:end]) + len(text[start:end].rstrip(".,")), *found)
    return None


def unlisted_at(text: str, at: int) -> Source | None:
    """The capitalised name that begins at `at`, articles and an opening mark aside, for places where only an outlet can stand."""
    lead = _LEAD.match(text, at)
    start = lead.end() if lead else at
    name = _UNLISTED.match(text, start)
    if not name or _NO_NAME.match(name.group()) or name.group().rstrip(".") in _PLATFORMS:
        return None
    end = start + len(name.group().rstrip(".’'"))
    return Source(start, end, _SUFFIX.sub("", text[start:end]), "outlet")


def source_before(text: str, at: int, *, marks: bool = False) -> Source | None:
    """The source whose name ends at `at`, space and a closing mark aside; the longest name wins."""
    left = max(0, at - 90)
    window = text[left:at]
    tail = _TAIL.search(window)
    end = left + (tail.start() if tail else len(window))
    form = next((f for f in _table().unspaced if text.endswith(f, 0, end)), None)
    if form:
        found = named(form)
        return Source(end - len(form), end, *found) if found else None
    words = list(_WORD.finditer(text, left, end))
    for first in words[-_MAX_WORDS:]:
        if first is not words[-1] and _is_small(text[first.start()]) and not text.startswith("the ", first.start()):
            continue
        found = named(text[first.start() : end], marks=marks)
        if found:
            return Source(first.start(), end, *found)
    return None


def _is_small(letter: str) -> bool:
    return letter.isascii() and letter.islower()


def may_name_agency(text: str) -> bool:
    """Can a text name an agency? Quickly told by single words, so that most lines need not be looked at closer."""
    return bool(_UNSPACED.search(text)) or not _agency_words().isdisjoint(_LETTERS.findall(text.lower()))


@cache
def _agency_words() -> frozenset[str]:
    """The longest word of each form of an agency's name, and those by which an unlisted agency shows itself."""
    table = _table()
    longest = {max(_LETTERS.findall(form.lower()), key=len, default="") for form in (*table.agencies, *table.marks)}
    return frozenset(word for word in longest if len(word) > 1) | {"agency", "service"}


def agency_among(text: str) -> str | None:
    """The last agency that a byline or a short credit line names, by long form or by mark; None where there is none."""
    found: str | None = None
    at = 0
    for word in _WORD.finditer(text):
        if word.start() < at:
            continue
        source = source_at(text, word.start(), marks=True)
        if source and source.kind == "agency":
            found, at = source.name, source.end
    return found


def agency_named(text: str) -> str | None:
    """The agency whose long name a line is, whatever its case; None where it is anything else."""
    bare = text.strip(" -–—|•()[]")
    found = named(bare) or (named(bare.title()) if bare.isupper() else None)
    return found[0] if found and found[1] == "agency" else None


def agency_after_names(text: str) -> str | None:
    """The agency of a byline without "by" ("Ada Marsh and Jon Reed, Associated Press"); None where a line is anything else."""
    signed = _NAMES_THEN_AGENCY.match(text) if len(text) <= _BYLINE_CHARS else None
    if signed and "/" in text:
        return None  # so photographers sign: "Ada Marsh / Reuters"
    return agency_named(signed["agency"]) if signed else None


def outlets_among(texts: list[str]) -> list[str]:
    """The papers, broadcasters and sites that some lines name anywhere."""
    found = (source_at(text, word.start()) for text in texts for word in _WORD.finditer(text))
    return sorted({source.name for source in found if source and source.kind == "outlet"})


def _words_from(text: str, start: int) -> list[int]:
    """Ends of the next words, as long as only single spaces part them."""
    ends: list[int] = []
    at = start
    while len(ends) < _MAX_WORDS:
        word = _WORD.match(text, at)
        if not word:
            break
        ends.append(word.end())
        at = word.end() + 1
        if text[word.end() : at] not in (" ", "\u00a0"):
            break
    return ends


def _forms(phrase: str) -> list[str]:
    """A phrase, and it without "the", a possessive or a case ending."""
    bare = phrase.strip()
    forms = [bare, re.sub(r"^[Tt]he ", "", bare)]
    cut = _SUFFIX.sub("", bare)
    if cut != bare:
        forms += [cut, re.sub(r"^[Tt]he ", "", cut)]
    if bare and "\u0400" <= bare[-1] <= "\u04ff" and len(bare) > 5:
        forms += [bare[:-1], bare[:-2]]
    return forms
