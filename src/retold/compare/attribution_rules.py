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
from retold.text.sentences import sentences
from retold.text.tokens import Token, tokens
from retold.words import phrases

_TAG_LENGTH = 120  # code points beside a quotation in which its tag stands
_MAX_SOURCE = 14  # words
_MIN_SPEECH = 0.5


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
    if max(q.speech for q in group) < _MIN_SPEECH:
        return None
    tag = _tag_after(text, group[0].span.end, language) or _tag_before(text, group[0].span.start, language)
    content = tuple(q.span for q in group)
    if tag is None:
        return Attribution((), (), content, "direct")
    return Attribution((tag.source,) if tag.source else (), (tag.cue,), content, "direct")


def _tag_after(text: str, at: int, language: str | None) -> _Tag | None:
    clause = _clause(text, at, min(len(text), at + _TAG_LENGTH))
    for index, token in enumerate(clause[:_MAX_SOURCE]):
        if token.norm in _verbs(language):
            before, after = clause[:index], clause[index + 1 : index + 1 + _MAX_SOURCE]
            return _Tag(_span(before) or _span(after), Span(token.start, token.end))
    return None


def _tag_before(text: str, at: int, language: str | None) -> _Tag | None:
    start = max(text.rfind("\n", 0, at) + 1, at - _TAG_LENGTH)
    clause = _last_clause(text, start, at)
    for index in range(len(clause) - 1, -1, -1):
        if clause[index].norm in _verbs(language):
            return _Tag(_span(clause[max(0, index - _MAX_SOURCE) : index]), Span(clause[index].start, clause[index].end))
    return None


def _indirect(text: str, sentence: Span, language: str | None) -> Attribution | None:
    """ "X said (that) Y" or "Y, X said" in one sentence."""
    found = tokens(text, sentence.start, sentence.end)
    verbs = _verbs(language)
    for index, token in enumerate(found):
        if token.norm not in verbs or index == 0:
            continue
        start = max((i + 1 for i in range(index) if found[i].norm in _STOPS), default=0)
        source = _span(found[max(start, index - _MAX_SOURCE) : index])
        after = [t for t in found[index + 1 :] if t.is_word]
        content = (
            Span(after[0].start, found[-1].end) if len(after) >= 4 else Span(sentence.start, found[start - 1].start) if start >= 4 else None
        )
        if source and content:
            return Attribution((source,), (Span(token.start, token.end),), (content,), "indirect")
    return None


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


@cache
def _verbs(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "attribution", "verbs"))
