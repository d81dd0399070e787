"""Differences inside quotation marks that alter no quotation: typography and style of one house against another's.

Spelling and contractions (`spelling.py`), figures in another format, an editor's gloss in brackets in the place of a word or two,
masked swear words, cut stutters, signs for words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retold.compare.pair.differences import Differences
from retold.compare.pair.sides import Side
from retold.compare.pair.spelling import are_transliterations, same_wording
from retold.words import phrases

_PERCENT = frozenset({"percent", "per", "cent", "pct"})
_GLOSSED = 4  # words for which a gloss may stand
_BRACKETED = re.compile(r"\[[^\[\]]*\]|\([^()]{1,60}\)")
_LONGEST_GLOSS = 62  # code points, with its brackets
_LETTERS_IN_BRACKETS = re.compile(r"\[\w+\]\w|\w\[\w+\]")  # "[W]e", "walk[ed]"
_EXPLETIVE = re.compile(r"[\[(](?:expletive|bleep|redacted|deleted)[^\])]*[\])]")
_MASKED = re.compile(r"(\w+)(?:\*+|-{2,}|[—–_]{2,}|\.{2,}|…)(\w*)|\*+(\w*)")  # "s---", "f--king", "f...", "****ing"
_STARRED = re.compile(r"(\w)\w*\*+\w*")
_SPOKEN = re.compile(r"\w+\*?")
_AROUND = ' ,;:!?"“”‘’'
_Gap = Sequence[int]


def is_style(diff: Differences, a: _Gap, b: _Gap, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Do the words of two gaps, between the shared words `before` and `after` them, differ in style alone?"""
    if _same_words(diff, a, b) or (set(a) <= diff.alike_a and set(b) <= diff.alike_b):
        return True
    if (not b and _is_stutter(diff.a, a, before[0], after[0])) or (not a and _is_stutter(diff.b, b, before[1], after[1])):
        return True
    between_a, between_b = _text_of(diff.a, a, before[0], after[0]), _text_of(diff.b, b, before[1], after[1])
    if _is_masked(between_a, between_b) or _is_masked(between_b, between_a) or _are_masked_alike(diff, before, after):
        return True
    if _is_glossed(diff, a, b, between_a, between_b):
        return True
    if _are_one_with(diff, a, b, before) or _are_one_with(diff, a, b, after) or _are_names_of_one(diff, a, b):
        return True
    norms = {diff.a.words[k].norm for k in a} | {diff.b.words[k].norm for k in b}
    signs = between_a + between_b
    return ("%" in signs and norms <= _PERCENT) or ("&" in signs and norms <= {"and"})


def _same_words(diff: Differences, a: _Gap, b: _Gap) -> bool:
    """Do the words of two gaps say the same in another spelling?"""
    return same_wording([diff.a.words[k].norm for k in a], [diff.b.words[k].norm for k in b])


def _are_one_with(diff: Differences, a: _Gap, b: _Gap, beside: tuple[int, int]) -> bool:
    """Do they with a shared word beside them say the same in another spelling: "COVID-19", "Covid"?"""
    return _same_words(diff, sorted((*a, beside[0])), sorted((*b, beside[1])))


def _are_names_of_one(diff: Differences, a: _Gap, b: _Gap) -> bool:
    """Are they names, word for word the same ones in other transliterations?"""
    pairs = [(diff.a.words[i].norm, diff.b.words[j].norm) for i, j in zip(a, b, strict=False)]
    named = all(side.text[side.words[k].start].isupper() for side, words in ((diff.a, a), (diff.b, b)) for k in words)
    return len(a) == len(b) > 0 and named and all(x == y or are_transliterations(x, y) for x, y in pairs)


def _text_of(side: Side, gap: _Gap, before: int, after: int) -> str:
    """The text of a gap: all between its two neighbours, or at an end of a remark the words with the marks that touch them."""
    if before < after:
        return side.text[side.words[before].end : side.words[after].start]
    if not gap:
        return _brackets_beside(side, before)
    start, end = side.words[gap[0]].start, side.words[gap[-1]].end
    while start and not side.text[start - 1].isspace():
        start -= 1
    while end < len(side.text) and not side.text[end].isspace():
        end += 1
    return side.text[start:end]


def _brackets_beside(side: Side, k: int) -> str:
    """What stands in brackets right before word k or right behind it: an editor's words in place of the end of a remark."""
    before, behind = side.text[: side.words[k].start].rstrip(), side.text[side.words[k].end :].lstrip()
    found = next((m for m in _BRACKETED.finditer(before, max(0, len(before) - _LONGEST_GLOSS)) if m.end() == len(before)), None)
    found = found or _BRACKETED.match(behind)
    return found.group() if found else ""


def _is_masked(text: str, plain: str) -> bool:
    """Is the only word of `plain` masked in `text`: "s---", "f--king", "(expletive)"?"""
    word, mask = plain.strip(_AROUND + ".").lower(), text.strip(_AROUND).lower()
    if not word.isalpha():
        return False
    if _EXPLETIVE.fullmatch(mask):
        return True
    shown = _MASKED.fullmatch(mask)
    return shown is not None and word.startswith(shown[1] or "") and word.endswith(shown[2] or shown[3] or "")


def _are_masked_alike(diff: Differences, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Are words masked in both, by more or fewer of their letters: "f***", "f**k"?"""
    a, b = (
        _STARRED.sub(r"\1*", s.text[s.words[i].start : s.words[k].end].lower())
        for s, i, k in zip((diff.a, diff.b), before, after, strict=True)
    )
    return "*" in a and _SPOKEN.findall(a) == _SPOKEN.findall(b)


def _is_glossed(diff: Differences, a: _Gap, b: _Gap, between_a: str, between_b: str) -> bool:
    """Do an editor's brackets account for the difference: "[Hall] said" for "he said", "[W]e" for "We"?

    Words outside the brackets on both sides are another wording; more than a few for which a gloss stands were cut.
    """
    glossed_a, glossed_b = _has_gloss(between_a), _has_gloss(between_b)
    if _LETTERS_IN_BRACKETS.search(between_a + between_b):
        return True
    if not (glossed_a or glossed_b):
        return False
    free_a, free_b = _outside_brackets(diff.a, a), _outside_brackets(diff.b, b)
    if free_a and free_b:
        return False
    return len(free_a) <= _GLOSSED and len(free_b) <= _GLOSSED


def _has_gloss(text: str) -> bool:
    return any(any(c.isalpha() for c in found) for found in _BRACKETED.findall(text))


def _outside_brackets(side: Side, run: _Gap) -> list[int]:
    """The words of a run that stand in no brackets."""
    if not run:
        return []
    start = max(0, side.words[run[0]].start - 2)
    inside = [m.span() for m in _BRACKETED.finditer(side.text, start, side.words[run[-1]].end + 2)]
    return [k for k in run if not any(x <= side.words[k].start < y for x, y in inside)]


def _is_stutter(side: Side, gap: _Gap, before: int, after: int) -> bool:
    """Do the words of a gap only repeat their neighbours, as a stutter does, or fill a pause ("you know", "uh")?"""
    norms = [side.words[k].norm for k in gap]
    if " ".join(norms) in _fillers(side.language):
        return True
    beginnings = {side.words[before].norm, side.words[after].norm, *_fillers(side.language)}
    return bool(norms) and len(norms) <= 3 and all(_begins(norm, beginnings) for norm in norms)


def _begins(norm: str, words: set[str]) -> bool:
    """Is it one of these words, or the letter that one begins with ("d-d-didn't")?"""
    return norm in words or (len(norm) == 1 and any(word.startswith(norm) for word in words))


@cache
def _fillers(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "spelling", "fillers"))
