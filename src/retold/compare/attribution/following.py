"""Remarks that go on quoting a speaker named before: the next sentence or paragraph, all in marks, without a tag of its own."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from retold.compare.quotes import Quotation, remarks
from retold.records import Attribution, Span

_SPEECH = 0.9  # only quotations so likely speech
_STOPS = (".", "?", "!", "…", "”", '"', "'", "’")
_MAX_GAP = 200  # code points between a remark and the one it goes on from

Rated = list[tuple[Attribution, float]]


def with_following_remarks(text: str, quotes: list[Quotation], found: Rated) -> Rated:
    """The attributions, with remarks that none of them holds joined to the one they go on from, or standing alone."""
    result = sorted(found, key=lambda item: item[0].content[-1].end)
    claimed = sorted((span.start, span.end) for a, _ in result for span in a.content)
    starts = [start for start, _ in claimed]
    ends = [a.content[-1].end for a, _ in result]
    alone: Rated = []
    for group in remarks(quotes):
        spans = tuple(q.span for q in group)
        if max(q.speech for q in group) < _SPEECH or any(_meets(span, claimed, starts) for span in spans):
            continue
        number = _goes_on_from(text, spans, result, ends)
        if number is None:
            alone.append((Attribution((), (), spans, "direct"), group[0].speech))
        else:
            before, chance = result[number]
            result[number] = (replace(before, content=(*before.content, *spans)), chance)
            ends[number] = spans[-1].end
    return [*result, *alone]


def _meets(span: Span, claimed: list[tuple[int, int]], starts: list[int]) -> bool:
    """Does a span share text with one of the claimed ones? Contents may nest, so a few before it are looked at."""
    at = bisect_right(starts, span.end - 1)
    return any(end > span.start for _, end in claimed[max(0, at - 6) : at])


def _goes_on_from(text: str, spans: tuple[Span, ...], found: Rated, ends: list[int]) -> int | None:
    """Which attribution a remark goes on from: the last one before it with quoted content, in its paragraph or the one before."""
    at = bisect_right(ends, spans[0].start) - 1
    for number in range(at, max(-1, at - 3), -1):
        before = found[number][0]
        end = max(span.end for span in (*before.content, *before.cue, *before.source))
        between = text[end : spans[0].start]
        if before.kind == "indirect" or not before.cue or end > spans[0].start or len(between) > _MAX_GAP:
            continue
        breaks = len(between.split("\n")) - 1 - between.count("\n\n")
        if breaks == 0 and (not between.strip() or between.rstrip().endswith(_STOPS)):
            return number
        if breaks == 1 and _fills_paragraph(text, spans):
            return number
    return None


def _fills_paragraph(text: str, spans: tuple[Span, ...]) -> bool:
    """Is a paragraph nothing but this remark?"""
    start = text.rfind("\n", 0, spans[0].start) + 1
    end = text.find("\n", spans[-1].end)
    around = text[start : spans[0].start] + text[spans[-1].end : end if end >= 0 else len(text)]
    return not any(c.isalnum() for c in around)
