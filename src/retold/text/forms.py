"""The forms that a listed English word takes in a text: "rise" is "rises", "rose", "risen" and "rising"."""

from __future__ import annotations

import re
from functools import cache

from retold.text.stems import function_words
from retold.words import lists

_SHORT_END = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")  # "stop", which doubles its end
_HISSES = re.compile(r"(?:s|x|z|ch|sh|o)$")
_CONSONANT_Y = re.compile(r"(?<=[^aeiou])y$")


@cache
def forms(word: str) -> frozenset[str]:
    """A base form with its plural, persons, tenses and participles; a function word has no other."""
    if word in function_words("en") or not word.isalpha():
        return frozenset([word])
    irregular: list[str] = lists("en")["irregular"].get(word, [])
    found = {word, *irregular, _CONSONANT_Y.sub("ie", word) + ("es" if _HISSES.search(word) else "s")}
    for root in _roots(word):
        found |= {root + "ing", *([] if irregular else [root + "ed"])}
    if word.endswith("e"):
        found |= {word + "s", *([] if irregular else [word + "d"])}
    if _CONSONANT_Y.search(word):
        found |= {word[:-1] + "ied", word + "ing"}
    return frozenset(found)


@cache
def adverb_and_degrees(word: str) -> frozenset[str]:
    """What an adjective gives: "angrily", "angrier", "angriest"."""
    if word.endswith("y"):
        return frozenset(word[:-1] + ending for ending in ("ily", "ier", "iest"))
    if word.endswith("le"):
        return frozenset([word[:-1] + "y"])
    return frozenset([word + ("ally" if word.endswith("ic") else "ly")])


def phrase_forms(phrase: str) -> frozenset[str]:
    """A word in its forms; a phrase with its first word or its last one in theirs."""
    first, *rest = phrase.split()
    if not rest:
        return forms(phrase)
    return frozenset(
        [*(" ".join([form, *rest]) for form in forms(first)), *(" ".join([first, *rest[:-1], form]) for form in forms(rest[-1]))]
    )


def _roots(word: str) -> list[str]:
    """What "ed" and "ing" are put to; a word of several syllables may double its end or not."""
    if word.endswith("ie"):
        return [word[:-2] + "y"]
    if word.endswith("e") and not word.endswith("ee"):
        return [word[:-1]]
    if word.endswith("y"):
        return [word] if not _CONSONANT_Y.search(word) else []
    return [word, word + word[-1]] if _SHORT_END.search(word) else [word]
