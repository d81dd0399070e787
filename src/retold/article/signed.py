"""Lines by which a text is signed: bylines that name an agency, signatures, contributors' notes, copyright notices, a portal's source line."""

from __future__ import annotations

import re

from retold.article.asides import dated_agency
from retold.article.lines import Line
from retold.article.sources import agency_after_names, agency_among, agency_named, named, source_at
from retold.records import Credit, Span

_CONTRIBUTED = re.compile(r"\b(?:contributed (?:to )?(?:this|the|reporting)|contributed\.|contributing)\b", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(?:^|(?<=[.!?\"”)\]] )|(?=\())\(?(?:Additional |With )?[Rr]eporting [Bb]y (?P<names>[^();]{3,300}?)"
    r"[;,.] ?(?:[^()]{0,300}; ?)?(?:[Aa]dditional|[Ee]diting|[Ee]dited|[Ww]riting)\b[^()]{0,300}\)?"
)
_COPYRIGHT = re.compile(r"(?:(?:©|\(c\)|copyright)\s*){1,2}(?:\d{4}\s*)?(?:by )?", re.IGNORECASE)
_LOCATED = re.compile(r"^[A-Z][\w'’-]+(?:(?:,? and)? [A-Z][\w'’-]+){0,4} reported from [A-Z][^!?]{2,80}\.$")
_WITH_WIRES = re.compile(r"^with (?:\w+ ){0,2}wires?(?: services?| reports?)?$", re.IGNORECASE)
_PORTAL = re.compile(r"^(?P<name>[^•|]{2,40}?)\s?•$")
_LABELLED = re.compile(r"(?:[\w .,:]{0,60}\b)?(?:by|from|source|author|von|par|por|автор|источник|müəllif|mənbə)\b:?\s", re.IGNORECASE)
_SIGNED_FOR = re.compile(
    r"^(?:(?:analysis )?by [^,:]{3,60}(?:, [^,:]{3,40})*|[^,:]{3,60}(?:, [^,:]{3,40})* and [^,:]{3,60}?) ?, (?P<name>[A-Z][\w .&-]{1,38})$",
    re.I,
)
_WHEN = re.compile(r"\s+(?:Published|Posted|Updated):? (?=\d|[A-Z]).*$")
_SENTENCE_START = re.compile(r"(?:^|[^\W\d_]{3}[.!?][\"”]?\s+)(?=\S)")
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z\d])")
_BYLINE_WORDS, _BYLINE_CHARS = 22, 250
_MAX_SIGNATURE = 110  # code points of a signature that are its credit


def signed(line: Line, at: int, count: int) -> Credit | None:
    """The credit of line `at` of `count` as a byline, a signature or a contributors' note."""
    text, start = line.text, line.span.start
    signature = _SIGNATURE.search(text) if "eporting" in text else None
    if signature and at >= count // 2:
        end = min(signature.end("names"), signature.start() + _MAX_SIGNATURE)
        return Credit(Span(start + signature.start(), start + end), "Reuters", "agency")
    if at >= count // 2 and line.words <= 60 and (credit := _contributed(line)):
        return credit
    if _WITH_WIRES.match(text):
        return Credit(line.span, "wire services", "agency", whole=False)
    dated = dated_agency(text)
    if dated:
        name, end = dated
        return Credit(Span(start, start + end), name, "agency")
    names = _WHEN.sub("", text[: 2 * _BYLINE_CHARS])
    words = line.words - len(text[len(names) :].split())
    if len(names) <= _BYLINE_CHARS and ((words <= _BYLINE_WORDS and not line.ends_sentence) or words <= 6):
        return _byline(line, names)
    return None


def _byline(line: Line, text: str) -> Credit | None:
    """A byline that names an agency or the outlet of several writers, or a line that is an agency's name."""
    text = text.strip(" -–—|•()[]")
    lone = agency_named(text)
    if lone:
        return Credit(line.span, lone, "agency")
    labelled = None if text.endswith(":") else _LABELLED.match(text)
    name = agency_among(text[labelled.end() :]) if labelled else agency_after_names(text)
    if name:
        return Credit(line.span, name, "agency")
    outlet = _SIGNED_FOR.match(text)
    found = named(outlet["name"].strip(), marks=True) if outlet else None
    return Credit(line.span, found[0], found[1]) if found else None


def of_picture(text: str) -> bool:
    """Is a credit line a photographer's, "(Ann Lee / Associated Press)"?"""
    return "/" in text and not _LABELLED.match(text)


def signed_in_frame(line: Line) -> list[Credit]:
    """The credits in a line of the page's frame: an agency's copyright notice, a note of contributors, a portal's source under the headline."""
    found = []
    notice = _COPYRIGHT.match(line.text)
    source = source_at(line.text, notice.end(), marks=True) if notice and notice.end() > 1 else None
    if source and source.kind == "agency":
        found.append(Credit(Span(line.span.start, line.span.start + source.end), source.name, "agency"))
    elif line.words <= 60 and (credit := _contributed(line)):
        found.append(credit)
    printed = _PORTAL.match(line.text) if line.words <= 5 else None
    name = named(printed["name"]) if printed else None
    if printed and name:
        found.append(Credit(Span(line.span.start, line.span.start + printed.end("name")), *name))
    return found


def located(line: Line, agency: str) -> Credit | None:
    """An agency's closing line that says from where one of its writers reported."""
    return Credit(line.span, agency, "agency") if line.words <= 30 and _LOCATED.match(line.text) else None


def _contributed(line: Line) -> Credit | None:
    """The sentence that names an agency among those who contributed."""
    contributed = _CONTRIBUTED.search(line.text)
    if not contributed:
        return None
    starts = [m.end() for m in _SENTENCE_START.finditer(line.text[: contributed.start()])]
    start = starts[-1] if starts else 0
    end = _SENTENCE_END.search(line.text, contributed.end())
    stop = end.start() + 1 if end else len(line.text)
    agency = agency_among(line.text[start:stop])
    return Credit(Span(line.span.start + start, line.span.start + stop), agency, "agency") if agency else None
