"""Whom an article names as the source of its text: agency bylines and datelines, "citing Sputnik", "first reported by".

Decided: a byline, a dateline, a signature or "citing" is for the whole text; "told The Sun" and "according to TimesLive.com" for a part.
Decided: in a text that an agency is credited with whole, "told CBS News" is the agency's quoting, not a credit of this text.
Not here: people who are quoted, photographers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from retold.article.asides import dated_agency
from retold.article.furniture import reason_of
from retold.article.lines import Line, key_of, word_count
from retold.article.own_voice import own_names, without_own
from retold.article.sources import LANGUAGES, Source, agency_after_names, agency_among, agency_named, named, source_at, source_before
from retold.records import Article, Credit, Span
from retold.words import lists

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
_CONTRIBUTED = re.compile(r"\b(?:contributed (?:to )?(?:this|the|reporting)|contributed\.|contributing)\b", re.IGNORECASE)
_SIGNED = re.compile(r"^\(?(?:Additional |With )?[Rr]eporting by [^()]*?[;,.] ?(?:[^()]*; ?)?(?:Additional|Editing|Writing)\b[^()]*\)?")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}\s*)?(?:by )?", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[^\W\d_]{3}[.!?][\"”]?\s+)(?=\S)")
_LABELLED = re.compile(r"(?:[\w .,:]{0,60}\b)?(?:by|from|source|author|von|par|por|автор|источник|müəllif|mənbə)\b:?\s", re.IGNORECASE)
_CUE_WORD = re.compile(r"[^\W_]+(?:/[^\W_])?")
_UNSPACED = re.compile("[\u3040-\u9fff]")
_BYLINE_WORDS, _BYLINE_CHARS, _DATELINE_CHARS = 22, 250, 120


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words beside which a source is credited: before its name or after it, for the whole text or a part, by telling or by print."""

    words: str
    before_source: bool
    whole: bool
    told: bool


_TABLES = {
    "whole_before": (True, True, False), "part_before": (True, False, False), "told_before": (True, False, True),
    "whole_after": (False, True, False), "part_after": (False, False, False),
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
                    unspaced.append(_Cue(words, *kind))
                else:
                    longest = max(_CUE_WORD.finditer(words), key=lambda m: len(m.group()))
                    by_word.setdefault(longest.group(), []).append((longest.start(), _Cue(words, *kind)))
    for cues in by_word.values():
        cues.sort(key=lambda c: -len(c[1].words))
    return by_word, unspaced


def find_credits(lines: list[Line], framing: list[Line], outlet: str | None = None) -> tuple[Credit, ...]:
    """The credits in the lines of a text, in order.

    `framing` lines are its furniture, in which only a copyright notice credits. `outlet` is whose page it is, never credited by itself.
    """
    found = [c for at, line in enumerate(lines) if (c := _framed(line, at, len(lines)))]
    found += [c for line in framing if (c := _copyright(line))]
    framed = {c.span.start for c in found}
    whole_agency = any(c.kind == "agency" for c in found)
    for line in lines:
        is_frame = line.span.start in framed and line.words <= _BYLINE_WORDS and not line.is_prose
        if line.words >= 3 and not is_frame:
            found += _beside(line, told=not whole_agency)
    return _distinct(without_own(found, own_names(lines, framing, outlet), outlet))


def crediting_lines(texts: Sequence[str]) -> tuple[str, ...]:
    """Those of some short texts beside an article (its byline, its date line) that name an agency as its source, each once."""
    found = {}
    for text in texts:
        line = Line(Span(0, len(text)), text, key_of(text), word_count(text), False)
        of_picture = reason_of(line) or ("/" in text and not _LABELLED.match(text))  # "(Ann Lee / Associated Press)"
        credit = None if of_picture else _framed(line, 0, 1)
        if credit and credit.kind == "agency" and credit.whole:
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
    return match if match and named(match["agency"], marks=True) and len(line) > match.end() else None


def _framed(line: Line, at: int, count: int) -> Credit | None:
    """The credit of a line as a dateline, a byline, a signature or a contributors' note."""
    text, start = line.text, line.span.start
    marked = _marked(text)
    if marked:
        name, kind = named(marked["agency"], marks=True) or ("", "agency")
        return Credit(Span(start, start + marked.end("end")), name, kind)
    signed = _SIGNED.match(text)
    if signed and at >= count - 6:
        return Credit(Span(start, start + signed.end()), "Reuters", "agency")
    contributed = _CONTRIBUTED.search(text)
    if contributed and at >= count // 2 and line.words <= 60:
        agency = agency_among(text)
        return Credit(_sentence_around(line, contributed.start()), agency, "agency", whole=True) if agency else None
    dated = dated_agency(text)
    if dated:
        name, end = dated
        return Credit(Span(start, start + end), name, "agency")
    if len(text) <= _BYLINE_CHARS and ((line.words <= _BYLINE_WORDS and not line.ends_sentence) or line.words <= 6):
        return _byline(line)
    return None


def _byline(line: Line) -> Credit | None:
    """A byline that names an agency, or a line that is an agency's name."""
    text = line.text.strip(" -–—|•()[]")
    lone = agency_named(line.text)
    if lone:
        return Credit(line.span, lone, "agency")
    labelled = None if text.endswith(":") else _LABELLED.match(text)
    if labelled:
        name = agency_among(text[labelled.end() :])
        return Credit(line.span, name, "agency") if name else None
    name = agency_after_names(text)
    return Credit(line.span, name, "agency") if name else None


def _copyright(line: Line) -> Credit | None:
    """A copyright notice in the name of an agency."""
    notice = _COPYRIGHT.match(line.text)
    source = source_at(line.text, notice.end(), marks=True) if notice and notice.end() > 1 else None
    if source and source.kind == "agency":
        return Credit(Span(line.span.start, line.span.start + source.end), source.name, "agency")
    return None


def _beside(line: Line, *, told: bool) -> list[Credit]:
    """The sources named right beside the cues of a line; `told` asks for tellings too."""
    found: list[Credit] = []
    for start, cue in _cues_in(line.text):
        end = start + len(cue.words)
        if (cue.told and not told) or (found and line.span.start + start < found[-1].span.end):
            continue
        source: Source | None = source_at(line.text, end, marks=True) if cue.before_source else source_before(line.text, start, marks=True)
        if source:
            span = Span(line.span.start + min(start, source.start), line.span.start + max(end, source.end))
            found.append(Credit(span, source.name, source.kind, cue.whole))
    return found


def _cues_in(text: str) -> list[tuple[int, _Cue]]:
    """Where the cues of a text stand, in order, the longest first at each place."""
    by_word, unspaced = _cues()
    lower = text.lower()
    if len(lower) != len(text):  # a few letters grow when lowered, and places would shift
        lower = text
    found: list[tuple[int, _Cue]] = []
    if not by_word.keys().isdisjoint(_CUE_WORD.findall(lower)):
        for word in _CUE_WORD.finditer(lower):
            found += [(word.start() - at, cue) for at, cue in by_word.get(word.group(), ()) if _stands(cue.words, lower, word.start() - at)]
    if not text.isascii() and _UNSPACED.search(text):
        found += [(m.start(), cue) for cue in unspaced for m in re.finditer(re.escape(cue.words), lower)]
    return sorted(found, key=lambda c: (c[0], -len(c[1].words)))


def _stands(words: str, text: str, at: int) -> bool:
    """Do these words stand at this place of a text, whole?"""
    if at < 0 or not text.startswith(words, at) or text[at - 1 : at].isalnum():
        return False
    return not (words[-1].isalnum() and text[at + len(words) : at + len(words) + 1].isalnum())


def _sentence_around(line: Line, at: int) -> Span:
    starts = [m.end() for m in _SENTENCE_START.finditer(line.text[:at])]
    return Span(line.span.start + (starts[-1] if starts else 0), line.span.end)


def _distinct(found: list[Credit]) -> tuple[Credit, ...]:
    """Credits in order, of overlapping ones the first to begin."""
    kept: list[Credit] = []
    for credit in sorted(found, key=lambda c: c.span.start):
        if not kept or credit.span.start >= kept[-1].span.end:
            kept.append(credit)
    return tuple(kept)
