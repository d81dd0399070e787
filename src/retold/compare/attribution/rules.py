"""Attributions by rule, for languages without a learnt model: a speech verb beside a quotation, or one that governs a clause.

A clause is what stands between stops, commas and quotation marks. The source is the clause's words before the verb, or after it where
the verb comes first (“…,” said Anna Meier).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from retold.compare.quotes import Quotation, quotations, remarks
from retold.records import Attribution, Span
from retold.text.fold import folded
from retold.text.sentences import sentences
from retold.text.tokens import Token, tokens
from retold.words import lists

_TAG_LENGTH = 120  # code points beside a quotation in which its tag stands
_MAX_SOURCE = 14  # words
_MIN_SPEECH = 0.5  # likeness of speech from which a quotation without a tag is a remark
_MIN_SPEECH_TAGGED = 0.15  # and with one
_MIN_CONTENT = 4  # words of an indirect content
_UNSPACED = 0x2E80  # code points from here on are of scripts that write no spaces


class _Tag(NamedTuple):
    source: Span | None
    cue: Span


def attributions_by_rule(text: str, language: str | None) -> tuple[Attribution, ...]:
    """Attributions of a text by its language's lists of speech verbs; speakers are not resolved."""
    quoted = quotations(text)
    direct = [found for group in remarks(quoted) if (found := _direct(text, group, language)) is not None]
    taken = [span for found in direct for span in (*found.content, *found.cue)]
    indirect = [found for s in sentences(text, language) if (found := _indirect(text, s, language)) and not _meets(found, taken)]
    return tuple(sorted([*direct, *indirect], key=lambda a: a.content[0]))


def _meets(found: Attribution, taken: list[Span]) -> bool:
    return any(c.start < t.end and t.start < c.end for c in (*found.cue, *found.content) for t in taken)


def _direct(text: str, group: tuple[Quotation, ...], language: str | None) -> Attribution | None:
    """A remark with the tag after it, inside it, or before it."""
    speech = max(q.speech for q in group)
    if speech < _MIN_SPEECH_TAGGED:
        return None
    tag = _tag_after(text, group[0].span.end, language) or _tag_before(text, group[0].span.start, language)
    content = tuple(q.span for q in group)
    if tag is None:
        return Attribution((), (), content, "direct") if speech >= _MIN_SPEECH else None
    return Attribution((tag.source,) if tag.source else (), (tag.cue,), content, "direct")


def _tag_after(text: str, at: int, language: str | None) -> _Tag | None:
    clause = _clause(text, at, min(len(text), at + _TAG_LENGTH))
    for index, size in _cues(text, clause[:_MAX_SOURCE], language):
        before, after = clause[:index], clause[index + size : index + size + _MAX_SOURCE]
        own = _span(_without_auxiliaries(before, language))
        return _Tag(own or _span(after), Span(clause[index].start, clause[index + size - 1].end))
    return None


def _tag_before(text: str, at: int, language: str | None) -> _Tag | None:
    start = max(text.rfind("\n", 0, at) + 1, at - _TAG_LENGTH)
    clause = _last_clause(text, start, at)
    for index, size in reversed(_cues(text, clause, language)):
        own = _span(_without_auxiliaries(clause[max(0, index - _MAX_SOURCE) : index], language))
        after = _span(clause[index + size : index + size + _MAX_SOURCE])
        return _Tag(own or after, Span(clause[index].start, clause[index + size - 1].end))
    return None


def _without_auxiliaries(found: list[Token], language: str | None) -> list[Token]:
    """Words before a verb, without the auxiliaries right before it: "a" of "le maire a déclaré"."""
    helping = _words(language, "auxiliaries")
    kept = len(found)
    while kept and found[kept - 1].norm in helping:
        kept -= 1
    return found[:kept]


def _indirect(text: str, sentence: Span, language: str | None) -> Attribution | None:
    """ "X said (that) Y", "Y, X said" or "According to X, Y" in one sentence."""
    found = tokens(text, sentence.start, sentence.end)
    if found and found[0].norm in _words(language, "according"):
        return _according(found)
    for index, size in _cues(text, found, language):
        start = max((i + 1 for i in range(index) if found[i].norm in _STOPS), default=0)
        source = _span(_without_auxiliaries(found[max(start, index - _MAX_SOURCE) : index], language))
        after = [t for t in found[index + size :] if t.is_word]
        if len(after) >= _MIN_CONTENT:
            content = Span(after[0].start, found[-1].end)
        elif start >= _MIN_CONTENT:
            content = Span(sentence.start, found[start - 1].start)
        else:
            continue
        if source:
            return Attribution((source,), (Span(found[index].start, found[index + size - 1].end),), (content,), "indirect")
    return None


def _according(found: list[Token]) -> Attribution | None:
    """ "Selon le maire, …": the source up to the first comma, the content after it."""
    comma = next((i for i, t in enumerate(found) if t.norm in (",", "،", "，")), 0)
    source, content = _span(found[1:comma]), _span(found[comma + 1 :])
    if not source or not content or comma > _MAX_SOURCE:
        return None
    return Attribution((source,), (Span(found[0].start, found[0].end),), (content,), "indirect")


def _cues(text: str, found: list[Token], language: str | None) -> list[tuple[int, int]]:
    """Which tokens begin a speech verb, and of how many tokens it is. In scripts without spaces a verb may be of several."""
    verbs = _verbs(language)
    cues = []
    for index, token in enumerate(found):
        if token.norm in verbs:
            cues.append((index, 1))
        elif token.start + 1 == token.end and ord(text[token.start]) >= _UNSPACED:
            size = next((n for n in (3, 2) if text[token.start : token.start + n] in verbs and index + n <= len(found)), 0)
            cues += [(index, size)] if size else []
    return cues


_STOPS = frozenset('.,:;!?"“”„«»—–-()，。、：；「」،؛')
_BREAK = re.compile(r"[.!?](?=\s|$)|[\n,;:\"“”„«»—–()，。：；「」،؛]")


def _clause(text: str, start: int, end: int) -> list[Token]:
    """The words from a quotation's end to the next stop; a comma or dash right at the start is skipped."""
    while start < end and (text[start].isspace() or text[start] in ",،，—–-.") and text[start] != "\n":
        start += 1
    stop = _BREAK.search(text, start, end)
    return [t for t in tokens(text, start, stop.start() if stop else end) if t.is_word]


def _last_clause(text: str, start: int, end: int) -> list[Token]:
    stripped = len(text[start:end].rstrip(" ,:،，：—–-\u00a0")) + start
    breaks = [m.end() for m in _BREAK.finditer(text, start, stripped)]
    return [t for t in tokens(text, breaks[-1] if breaks else start, stripped) if t.is_word]


def _span(found: list[Token]) -> Span | None:
    words = [t for t in found if t.is_word]
    return Span(words[0].start, words[-1].end) if words else None


def _verbs(language: str | None) -> frozenset[str]:
    return _words(language, "verbs")


@cache
def _words(language: str | None, kind: str) -> frozenset[str]:
    table = lists(language or "en").get("attribution", {})
    return frozenset(folded(word) for word in table.get(kind, ()))
