"""Sources named beside the words that credit them: "citing Sputnik", "first reported by …", "told The Sun", "the Daily Mail reported".

A cue and a name that the lists or its form make an outlet are a credit. Where the cue leaves no doubt ("originally appeared in", "first
reported by", "the local newspaper"), any capitalised name is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retold.article.lines import Line
from retold.article.sources import LANGUAGES, Source, named, source_at, source_before, unlisted_at
from retold.records import Credit, Span
from retold.words import lists

_CUE_WORD = re.compile(r"[^\W_]+(?:/[^\W_])?")
_APART = dict.fromkeys((n for n in range(128) if not chr(n).isalnum()), " ")
_UNSPACED = re.compile("[\u3040-\u9fff]")
_IN_BRACKETS = re.compile(r"[.!?][\"”’]? \((?P<name>[A-Z][\w .&’']{1,38})\)(?=$| )")
_INTRODUCED = re.compile(r"(?:^|[.!?][\"”’]? )(?:From|Via|Per|Said) (?P<name>[A-Z][^:.]{1,40}):$")
_MIN_APART = 8  # words of a line behind whose sentences an outlet may stand in brackets
_BETWEEN = 40  # code points in which adverbs are looked for before a cue


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words beside which a source is credited: before its name or after it, for the whole text or a part.

    A `told` cue speaks of a telling, not of print; a `strict` one fits people too, and asks for the source's bare name; after a `certain`
    one any name is a source's.
    """

    words: str
    before_source: bool = True
    whole: bool = False
    told: bool = False
    strict: bool = False
    certain: bool = False


_TABLES: dict[str, dict[str, bool]] = {
    "whole_before": {"whole": True}, "whole_certain": {"whole": True, "certain": True}, "part_certain": {"certain": True}, "part_before": {},
    "told_before": {"told": True, "strict": True}, "said_before": {"strict": True},
    "whole_after": {"before_source": False, "whole": True}, "part_after": {"before_source": False},
}  # fmt: skip


@cache
def _cues() -> tuple[dict[str, list[tuple[int, _Cue]]], list[_Cue]]:
    """The cues of all languages by their longest word, with that word's place in them; and those of scripts without spaces.

    All languages together, because agencies are credited in their own language as well. The longest word is the rarest, so that most
    lines hold none of them.
    """
    by_word: dict[str, list[tuple[int, _Cue]]] = {}
    unspaced: list[_Cue] = []
    for code in LANGUAGES:
        for table, kind in _TABLES.items():
            for words in lists(code).get("credits", {}).get(table, []):
                if _UNSPACED.search(words):
                    unspaced.append(_Cue(words, **kind))
                else:
                    longest = max(_CUE_WORD.finditer(words), key=lambda m: len(m.group()))
                    by_word.setdefault(longest.group(), []).append((longest.start(), _Cue(words, **kind)))
    for cues in by_word.values():
        cues.sort(key=lambda c: -len(c[1].words))
    return by_word, unspaced


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What may stand between a cue and its source, and what makes a name beside a cue that of a person or a programme."""

    def either(table: str) -> str:
        entries = [e for code in LANGUAGES for e in lists(code).get("credits", {}).get(table, [])]
        return "|".join(sorted(map(re.escape, entries), key=len, reverse=True)) or r"(?!)"

    place = rf"(?:{either('print_place')})"
    return {
        "outlet_kind": re.compile(rf"(?:\s[\w'’.-]+){{0,5}}?\s(?:{either('outlet_kind')}),?\s"),
        "print_kind": re.compile(rf"(?:\s[\w'’.-]+){{0,4}}?\s(?:{either('print_kind')})\s{place}\s"),
        "writer": re.compile(rf"\s(?:[A-Z][\w.'’-]+\s){{1,4}}{place}\s"),
        "person": re.compile(rf"(?:['’]s?)?\s(?:[a-z-]+\s){{0,2}}?(?:{either('outlet_people')})\b"),
        "opening": re.compile(r"[:\"“'‘«„]|\ban?\s$"),
        "adverbs": re.compile(rf"(?:(?<!\w)(?:{either('adverbs')})[\s,]+)+$"),
    }


def credits_beside(lines: list[Line], *, told: bool) -> list[Credit]:
    """The sources named right beside the cues of some lines; `told` asks for tellings too.

    Of several tellings to one outlet the first says where the story comes from; the others are its quoting, unless it is credited with print.
    """
    found = [pair for line in lines for pair in _in_line(line, told=told)]
    printed = {credit.name for credit, is_told in found if not is_told}
    kept: list[Credit] = []
    heard: set[str] = set()
    for credit, is_told in found:
        if not is_told or credit.name in printed or credit.name not in heard:
            kept.append(credit)
        if is_told:
            heard.add(credit.name)
    return kept


def _in_line(line: Line, *, told: bool) -> list[tuple[Credit, bool]]:
    """The credits of a line, each with whether it is a telling."""
    found: list[tuple[Credit, bool]] = []
    for start, cue in _cues_in(line.text):
        end = start + len(cue.words)
        if (cue.told and not told) or (found and line.span.start + start < found[-1][0].span.end):
            continue
        source = _after(line.text, end, cue) if cue.before_source else _before(line.text, start)
        if source:
            span = Span(line.span.start + min(start, source.start), line.span.start + max(end, source.end))
            found.append((Credit(span, source.name, source.kind, cue.whole), cue.told))
    return found + [(credit, False) for credit in _set_apart(line)]


def _set_apart(line: Line) -> list[Credit]:
    """An outlet in brackets behind a sentence of prose, or one that introduces what follows ("From New York Daily News:")."""
    apart = [*_IN_BRACKETS.finditer(line.text)] if line.words >= _MIN_APART and "(" in line.text else []
    if line.text.endswith(":") and (introduced := _INTRODUCED.search(line.text)):
        apart.append(introduced)
    found = []
    for match in apart:
        source = named(match["name"])
        if source and source[1] == "outlet":
            found.append(Credit(Span(line.span.start + match.start("name"), line.span.start + match.end("name")), *source, False))
    return found


def _after(text: str, end: int, cue: _Cue) -> Source | None:
    """The source that a cue ending at `end` names: at once, or behind words such as "the local newspaper" and "a report in"."""
    known = _patterns()
    source = source_at(text, end, marks=True)
    if source and cue.strict and (known["opening"].search(text[end : source.start]) or _is_owner(text, source)):
        return None
    if source is None and cue.certain:
        source = unlisted_at(text, end)
    if source is None and (cue.told or not cue.strict) and (kind := known["outlet_kind"].match(text, end)):
        source = source_at(text, kind.end() - 1, marks=True) or unlisted_at(text, kind.end() - 1)
        if source and source.start == kind.end() and text[kind.end() - 2] == ",":  # "according to the newspaper, Marsh said"
            return None
    if source is None and not cue.strict and (behind := known["print_kind"].match(text, end) or known["writer"].match(text, end)):
        source = source_at(text, behind.end() - 1, marks=True)
    return None if source is None or known["person"].match(text, source.end) else source


def _is_owner(text: str, source: Source) -> bool:
    """Does a source's name stand in the possessive, before its reporter or its programme ("told CNN's …")?"""
    if text[source.end : source.end + 1] in ("'", "’"):
        return True
    return text[source.start : source.end].endswith(("'s", "’s")) and not source.name.endswith(("'s", "’s"))


def _before(text: str, start: int) -> Source | None:
    """The source that stands before a cue at `start`, adverbs between them aside."""
    left = max(0, start - _BETWEEN)
    adverbs = _patterns()["adverbs"].search(text[left:start])
    at = left + adverbs.start() if adverbs else start
    return None if text[left:at].rstrip().endswith(",") else source_before(text, at, marks=True)


def _cues_in(text: str) -> list[tuple[int, _Cue]]:
    """Where the cues of a text stand, in order, the longest first at each place."""
    by_word, unspaced = _cues()
    lower = text.lower()
    if len(lower) != len(text):  # a few letters grow when lowered, and places would shift
        lower = text
    found: list[tuple[int, _Cue]] = []
    for word in by_word.keys() & _words_of(lower):
        start = lower.find(word)
        while start >= 0:
            found += [(start - at, cue) for at, cue in by_word[word] if _stands(cue.words, lower, start - at)]
            start = lower.find(word, start + 1)
    if not text.isascii() and _UNSPACED.search(text):
        found += [(m.start(), cue) for cue in unspaced for m in re.finditer(re.escape(cue.words), lower)]
    return sorted(found, key=lambda c: (c[0], -len(c[1].words), c[1].words, c[1].before_source))


def _words_of(lower: str) -> set[str]:
    """The words of a text; of a plain one by splitting, which is many times quicker than matching."""
    if not lower.isascii() or "/" in lower:
        return set(_CUE_WORD.findall(lower))
    return set(lower.translate(_APART).split())


def _stands(words: str, text: str, at: int) -> bool:
    """Do these words stand at this place of a text, whole?"""
    if at < 0 or not text.startswith(words, at) or text[at - 1 : at].isalnum():
        return False
    return not (words[-1].isalnum() and text[at + len(words) : at + len(words) + 1].isalnum())
