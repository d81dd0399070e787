"""Sources that the model took for words of the statement: "…, said the warden Effie Norland." Ours."""

from __future__ import annotations

import re
from dataclasses import replace

from retold.records import Attribution, Span

_LONGEST = 14  # words of a source behind its verb
_ENDS = re.compile(r"[.!?;:\n\"“”(]|, (?=who|which|as|when|after|while|but|and|in|on|at)\b|$")
_BEFORE = re.compile(r"[,\"”’'][ \t]*$")
_BEGINS = re.compile(r"[ \t]+(?=(?:[A-Z]|the |an? |his |her |their |its |one |another |(?:[a-z-]+ ){1,4}[A-Z]))")


def with_inverted_source(text: str, found: Attribution) -> Attribution:
    """The attribution with the words behind its verb as source, where it has none and they end its sentence."""
    if found.source or len(found.cue) != 1 or not _BEFORE.search(text, max(0, found.cue[0].start - 4), found.cue[0].start):
        return found
    begin = _BEGINS.match(text, found.cue[0].end)
    end = _ENDS.search(text, found.cue[0].end)
    if begin is None or end is None or not 0 < len(text[begin.end() : end.start()].split()) <= _LONGEST:
        return found
    source = Span(begin.end(), end.start())
    content = tuple(part for span in found.content for part in _without(span, source))
    return replace(found, source=(source,), content=content) if content else found


def _without(span: Span, taken: Span) -> list[Span]:
    """What is left of a span."""
    parts = (Span(span.start, min(span.end, taken.start)), Span(max(span.start, taken.end), span.end))
    return [part for part in parts if part.start < part.end] if span.start < taken.end and taken.start < span.end else [span]
