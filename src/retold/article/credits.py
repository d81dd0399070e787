"""Whom an article names as the source of its text: agency bylines and datelines, "citing Sputnik", "first reported by".

Decided: a byline, a dateline or a contributors' line is for the whole text; "told The Sun" and "according to TimesLive.com" for a part.
Decided: where an agency is credited for the whole text, its own mentions of papers and broadcasters are quoting, not credits of this text.
Not here: people who are quoted, photographers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retold.article.lines import Line
from retold.article.sources import canonical, names
from retold.records import Credit, Span

_PLACE = r"(?:[A-ZÀ-Þ][\w.'’À-ÿ-]*|[A-Z]{2,}(?:[/-][A-Z]{2,})*)(?:[ ,/]+(?:[A-Z][\w.'’-]*|\d{1,2}|de|al|of)){0,6}"
_DASH = r"(?:\s*[—–―-]{1,3}|:)"


@dataclass(frozen=True, slots=True)
class _Patterns:
    dateline: re.Pattern[str]
    byline: re.Pattern[str]
    contributed: re.Pattern[str]
    whole: re.Pattern[str]
    part: re.Pattern[str]


def find_credits(text: str, lines: list[Line], outlet: str | None = None) -> tuple[Credit, ...]:
    """The credits of a text, in order; `lines` are those that are no furniture, `outlet` is whose page it is (never credited by itself)."""
    patterns = _patterns()
    found: list[Credit] = []
    for at, line in enumerate(lines):
        found += _of_line(line, patterns, at, len(lines))
    for line in lines:
        if not any(c.span.start >= line.span.start and c.span.end <= line.span.end for c in found):
            found += _mentions(line, patterns.whole, whole=True)
    if not any(c.whole and c.kind == "agency" for c in found):
        for line in lines:
            found += [c for c in _mentions(line, patterns.part, whole=False) if not any(_overlap(c.span, f.span) for f in found)]
    own = _folded(outlet or "")
    return tuple(sorted((c for c in found if not own or _folded(c.name) not in own), key=lambda c: c.span))


def dateline_end(line: str) -> int:
    """Where the dateline at the head of a paragraph ends ("HELSINKI (AP) — " gives 16), 0 where there is none."""
    match = _patterns().dateline.match(line) or _BARE_DATELINE.match(line)
    return match.end() if match else 0


_BARE_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.'’-]{2,}(?:[ /-][A-Z][A-Z.'’-]+){0,3})(?:, (?:[A-Z][a-z]+\.?|[A-Z]\.[A-Z]\.)(?: [A-Z][a-z]+\.?)?)?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?\s*(?:—|–|--|-)\s+(?=\S)"
)


def _of_line(line: Line, patterns: _Patterns, at: int, count: int) -> list[Credit]:
    """The credit that a line gives as a dateline, a byline or a contributors' line."""
    start = line.span.start
    dateline = patterns.dateline.match(line.text)
    if dateline:
        end = dateline.end("credit")
        return [Credit(Span(start + dateline.start("from"), start + end), canonical(dateline["agency"]))]
    if line.words <= 25 and not (line.is_prose and line.words > 12):
        byline = patterns.byline.match(line.text)
        if byline:
            name = next(n for n in (byline["a1"], byline["a2"], byline["a3"]) if n)
            return [Credit(line.span, canonical(name))]
    contributed = patterns.contributed.search(line.text)
    if contributed and at >= count // 2:
        sentence = Span(start + contributed.start(), start + contributed.end())
        return [Credit(sentence, canonical(contributed["agency"]))]
    return []


def _mentions(line: Line, pattern: re.Pattern[str], *, whole: bool) -> list[Credit]:
    found = []
    for match in pattern.finditer(line.text):
        name = next(v for k, v in match.groupdict().items() if v and k.startswith("n"))
        span = Span(line.span.start + match.start(), line.span.start + match.end())
        agency = canonical(name) in _agencies()
        found.append(Credit(span, canonical(name), "agency" if agency else "outlet", whole))
    return found


@cache
def _agencies() -> frozenset[str]:
    from retold.words import lists

    return frozenset(lists("agencies").get("agencies", {}))


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^the ", "", name.lower()).split("/")[0])


@cache
def _patterns() -> _Patterns:
    n = names()
    mark, agency, source = n.agency_or_mark, n.agency, n.source
    return _Patterns(
        dateline=re.compile(rf"^(?P<credit>(?P<from>(?:{_PLACE}\s*)?\(\s*(?P<agency>{mark})(?:\s*[/,]\s*\w+)?\s*\)))(?:{_DASH}\s*|\s+(?=[A-Z“\"]))"),
        byline=re.compile(
            rf"^(?:[Bb]y|BY|[Ff]rom|[Ss]ource:?|[Aa]uthor:?|[Cc]redit:?)\s+(?:.{{0,120}}?[\s,|–—-]+)?(?:the |The |THE )?(?P<a1>{mark})(?:\s*(?:staff|writers?|reporters?|Writers?|News|news))?\s*\.?$"
            rf"|^(?:the |The |THE )?(?P<a2>{agency})\b(?:\s*[—–|-].{{0,80}})?$"
            rf"|^[A-Z].{{2,60}}?[\s,|/–—-]+(?P<a3>{agency})(?: writer| Writer| staff)?$"
        ),
        contributed=re.compile(rf"(?:^|(?<=[.!?]\s))[^.!?]*?(?P<agency>{agency}|{mark})[^!?]*?\bcontributed to this (?:report|story|article)\b[^.]*\.?"),
        whole=re.compile(
            rf"(?:\b(?:citing|quoting|with reference to|referring to)\s+(?P<n1>{source}))"
            rf"|(?:\b(?:[Tt]his (?:story|article|post|report|piece)|[Tt]he (?:story|article|post)) (?:was )?(?:originally|first) (?:appeared|published|ran|posted)(?: (?:in|on|by|at))? (?P<n2>{source}))"
            rf"|(?:\b(?:[Hh]/[Tt]|[Hh]at tip|[Vv]ia):? (?P<n3>{source}))"
        ),
        part=re.compile(
            rf"(?:\b[Aa]ccording to (?:a (?:report|story|article) (?:in|by|from|on) )?(?:the )?(?P<n1>{source}))"
            rf"|(?:\b(?:first|originally|initially) reported (?:by|in|on) (?P<n2>{source}))"
            rf"|(?:\b(?:told|said to|obtained by|in an interview with|explained to|reported by|published (?:by|in)|a statement to) (?:the )?(?P<n3>{source}))"
            rf"|(?:(?P<n4>{source}) (?:first |also )?(?:reported|reports|notes|noted)\b(?: (?:on )?[A-Z][a-z]+day)?)"
        ),
    )
