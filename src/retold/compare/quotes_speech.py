"""Is a quotation somebody's speech, or a title, a word looked at, a scare quote? And does it go on with the sentence before it?"""

from __future__ import annotations

import math
import re
from functools import cache

from retold.records import Span
from retold.words import phrases

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TALK = frozenset(  # words of live speech
    {
        "i",
        "we",
        "you",
        "he",
        "she",
        "they",
        "it",
        "i'm",
        "i've",
        "i'd",
        "i'll",
        "we're",
        "we've",
        "you're",
        "it's",
        "that's",
        "there's",
        "don't",
        "my",
        "our",
        "your",
        "me",
        "us",
        "this",
        "is",
        "are",
        "was",
        "have",
        "has",
        "will",
        "do",
        "not",
    }
)
_SMALL = frozenset({"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "vs"})
_SPLIT_GAP = 160  # code points between the halves of a split quotation
_BEFORE, _AFTER = 60, 60  # code points of context read


def speech_likeness(text: str, span: Span, parts: tuple[Span, ...], depth: int) -> float:
    """How likely (0..1) the words between the marks are somebody's speech or writing, by their form and what stands beside them."""
    inner = text[parts[0].start : min(parts[0].end, parts[0].start + 400)]
    words = _WORD.findall(inner)
    before, after = _beside(text, span)
    verbs, mentions = _known("verbs"), _known("mentions")
    score = -0.9 + 0.28 * min(len(words), 10)
    score += 1.2 * any(w in verbs for w in before[-6:]) + 1.0 * any(w in verbs for w in after[:5])
    score += 0.8 * any(w.lower().replace("’", "'") in _TALK for w in words)
    score += 0.8 * (text[parts[-1].end - 1] in ",.?!…") + 0.5 * (text[max(0, span.start - 2) : span.start].strip()[-1:] in (":", ","))
    score -= 1.6 * any(w in mentions for w in before[-3:])
    score -= 1.8 * _is_title(words, inner)
    score -= 0.4 * depth + 0.9 * (len(words) == 1)
    return round(1 / (1 + math.exp(-score)), 3)


def goes_on(text: str, first: Span, second: Span) -> bool:
    """Do two quotations make one sentence, split by its tag: "…," he said, "…"?"""
    gap = text[first.end : second.start]
    if len(gap) > _SPLIT_GAP or "\n" in gap or not gap.rstrip().endswith((",", "—", "–")):
        return False
    comma = text[first.end - 2] in ",—–-…" or gap[:1] == ","
    words = [w.lower() for w in _WORD.findall(gap)]
    return comma and 2 <= len(words) <= 20 and any(w in _known("verbs") for w in words) and not re.search(r"[.?!]\s+[A-Z]", gap[1:])


@cache
def _known(kind: str) -> frozenset[str]:
    return frozenset(phrases("en", "attribution", kind))


def _beside(text: str, span: Span) -> tuple[list[str], list[str]]:
    """The words right before and right after, within the paragraph, in lower case."""
    start = max(0, span.start - _BEFORE)
    before = text[start : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AFTER].partition("\n")[0]
    return [w.lower() for w in _WORD.findall(before)], [w.lower() for w in _WORD.findall(after)]


def _is_title(words: list[str], inner: str) -> bool:
    """Does it look like the name of a work: capitals throughout, no closing stop?"""
    long = [w for w in words if w.lower() not in _SMALL]
    return 1 <= len(words) <= 9 and len(long) >= 2 and all(w[0].isupper() or w[0].isdigit() for w in long) and inner[-1] not in ".?!"
