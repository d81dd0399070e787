"""Is a quotation somebody's speech, or a title, a word looked at, a scare quote? And does it go on with the sentence before it?"""

from __future__ import annotations

import math
import re
from functools import cache

from retold.records import Span
from retold.words import languages, lists

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
_LANGUAGES = languages()
_FIRST_UNSPACED = 0x2E80  # code points from here on are of scripts that write no spaces
_UNSPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")
_SPLIT_GAP = 160  # code points between the halves of a split quotation
_BEFORE, _AFTER = 60, 60  # code points of context read


def speech_likeness(text: str, span: Span, parts: tuple[Span, ...], depth: int) -> float:
    """How likely (0..1) the words between the marks are somebody's speech or writing, by their form and what stands beside them."""
    inner = text[parts[0].start : min(parts[0].end, parts[0].start + 400)]
    words = _WORD.findall(inner)
    before, after = _beside(text, span)
    verbs, mentions = _known("verbs"), _known("mentions")
    unspaced = len(_UNSPACED.findall(inner)) // 2
    score = -0.9 + 0.28 * min(len(words) + unspaced, 10)
    score += 1.2 * _has_verb(before[-6:], verbs) + 1.0 * _has_verb(after[:5], verbs)
    score += 0.8 * any(w.lower().replace("’", "'") in _TALK for w in words)
    score += 0.8 * (text[parts[-1].end - 1] in ",.?!…") + 0.5 * (text[max(0, span.start - 2) : span.start].strip()[-1:] in (":", ","))
    score -= 1.6 * any(w in mentions for w in before[-3:])
    score -= 1.8 * _is_title(words, inner)
    score -= 0.4 * depth + 0.9 * (len(words) == 1 and not unspaced)
    return round(1 / (1 + math.exp(-score)), 3)


def goes_on(text: str, first: Span, second: Span) -> bool:
    """Do two quotations make one sentence, split by its tag: "…," he said, "…"?"""
    gap = text[first.end : second.start]
    if len(gap) > _SPLIT_GAP or "\n" in gap or not gap.rstrip().endswith((",", "—", "–")) or _names_a_work(text, first):
        return False
    comma = text[first.end - 2] in ",—–-…" or gap[:1] == ","
    words = [w.lower() for w in _WORD.findall(gap)]
    return comma and 2 <= len(words) <= 20 and any(w in _known("verbs") for w in words) and not re.search(r"[.?!]\s+[A-Z]", gap[1:])


def _names_a_work(text: str, marked: Span) -> bool:
    """Do marks stand around the name of a broadcast or a work: on "Meet the Press," he said?"""
    inner = text[marked.start + 1 : marked.end - 1]
    before = _beside(text, marked)[0]
    return bool(before) and before[-1] in _SMALL and _is_title(_WORD.findall(inner), inner)


def _has_verb(words: list[str], verbs: frozenset[str]) -> bool:
    """Is one of the words a speech verb? Of words in scripts without spaces, the ends count too."""
    if any(word in verbs for word in words):
        return True
    return any(word[-n:] in verbs or word[:n] in verbs for word in words if ord(word[0]) >= _FIRST_UNSPACED for n in (1, 2))


@cache
def _known(kind: str) -> frozenset[str]:
    """A list of all languages together: which one a text is in may not be known here."""
    return frozenset(word for language in _LANGUAGES for word in lists(language).get("attribution", {}).get(kind, ()))


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
