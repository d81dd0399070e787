"""Words as compared across wordings: inflection cut off lightly, function words known."""

from __future__ import annotations

from functools import cache, lru_cache

from retold.words import lists, phrases

_HISSING = ("ches", "shes", "sses", "xes", "zzes", "oes")  # plurals that add two letters
_NO_PLURAL = ("ss", "us", "is")
_DERIVED = ("ization", "isation", "ation", "ment", "edly", "est", "er", "ly")
_VOWELS = frozenset("aeiouy")
_NEVER_DOUBLED = _VOWELS | frozenset("wx")
_NO_MEN = frozenset(["abdomen", "specimen", "regimen", "acumen", "bitumen", "stamen", "yemen"])
_SHORTEST_OF_MEN = 5


@lru_cache(maxsize=65536)
def stem(norm: str) -> str:
    """A folded word without possessive and inflection; crude on purpose (English suffixes; other words stay nearly whole).

    All regular forms of a word have one stem, which words of one family may share.
    """
    word = norm.replace("’", "'").removesuffix("'s").removesuffix("'")
    word = _irregular().get(word, word)
    if word.endswith("men") and len(word) > _SHORTEST_OF_MEN and word not in _NO_MEN:
        return word[:-2] + "an"  # policemen
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _underived(_uninflected(word))
    if len(word) > 5 and word.endswith("ll"):
        word = word[:-1]  # "install", "controlled"
    if len(word) > 4 and word.endswith("eed"):
        word = word[:-1]  # "agreed" as "agree"
    while len(word) > 4 and word[-1] == "e":
        word = word[:-1]
    return word


def _uninflected(word: str) -> str:
    """A word without the endings of plurals, persons and tenses."""
    if word.endswith(("ies", "ied")):
        return word[:-3] + ("y" if len(word) > 4 else "ie")
    if len(word) > 4 and word.endswith(_HISSING):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(_NO_PLURAL):
        word = word[:-1]
    for ending in ("ed", "ing"):
        left = word.removesuffix(ending)
        if left != word and len(left) > 2 and not word.endswith("eed") and not _VOWELS.isdisjoint(left):
            return _base(left)
    return word


def _underived(word: str) -> str:
    """A word without one of the endings that make nouns, adverbs and degrees of others."""
    for ending in _DERIVED:
        left = word.removesuffix(ending)
        if left != word and len(left) > 2:
            return _base(left) if ending in ("er", "est") else left
    return word


def _base(left: str) -> str:
    """What is left of an inflected word: "stopp" is "stop", and "vot", which would have doubled its end, is "vote"."""
    if len(left) > 3 and left[-1] == left[-2] and left[-1] not in "lsz":
        return left[:-1]
    if len(left) == 3 and left[0] not in _VOWELS and left[1] in _VOWELS and left[2] not in _NEVER_DOUBLED:
        return left + "e"
    return left


@cache
def _irregular() -> dict[str, str]:
    """The base of each form that no rule gives."""
    english = lists("en")
    return {form: base for table in ("irregular", "one_stem") for base, listed in english[table].items() for form in listed}


@cache
def function_words(language: str | None) -> frozenset[str]:
    """Words of a language that carry grammar rather than content, from `words/<language>.toml`."""
    return frozenset(phrases(language, "function_words"))
