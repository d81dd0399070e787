"""When two wordings are the same wording: spelling style, contractions, numerals, and small slips."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from retold.text.stems import stem
from retold.words import lists

_IN_ALL_FORMS = tuple(  # those that leave the forms of one word alike
    (re.compile(british), replaced)
    for british, replaced in (
        (r"isation", "ization"),
        (r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|er|ers)$)", "iz"),
        (r"(?<=[a-z]{2})our(?=(?:s|ed|ing|able|ite|al|ful|er|ers)?$)", "or"),
        (r"(?<=[a-z]{2})tre(?=s?$)", "ter"),
        (r"(?<=[a-z])ogue(?=s?$)", "og"),
        (r"(?<=[eo]f)ence(?=s?$)", "ense"),
        (r"metre", "meter"),
        (r"programme", "program"),
    )
)
_BRITISH = _IN_ALL_FORMS + tuple(
    (re.compile(british), replaced)
    for british, replaced in (
        (r"lled$", "led"),
        (r"lling$", "ling"),
        (r"ence$", "ense"),
        (r"(?<=[a-z])wards$", "ward"),
        (r"^kerb", "curb"),
        (r"a(?=e(?:[cdm]|sth))", ""),  # gynaecologist, paediatric, haemorrhage, anaesthetic
        (r"rrhoea", "rrhea"),
        (r"^(?=oes|foet)(f?)oe", r"\1e"),
        (r"manoeuvr", "maneuver"),
    )
)
_POSSESSIVE = re.compile(r"s['’](?:s)?$")  # Abrams' and Abrams's
_ENDINGS = ("s", "d", "ed", "er", "or")
_SLIP_LENGTH = 7  # letters from which one wrong letter is a slip of the pen and not another word


def same_wording(left: Sequence[str], right: Sequence[str]) -> bool:
    """Do two runs of folded words say the same in another style of writing?"""
    return _expanded(left) == _expanded(right) or _letters(left) == _letters(right) or _is_slip(left, right)


def _letters(norms: Sequence[str]) -> str:
    """The letters run together: "its" for "it's" and "health care" for "healthcare" are slips or styles."""
    return "".join(norms).replace("'", "").replace("’", "")


def styled(norm: str) -> str:
    """A folded word in one style of spelling: American, numerals as digits, masks taken off swear words."""
    word = _spellings().get(norm, norm)
    word = _POSSESSIVE.sub("s", word)
    if len(word) > 5 and word.endswith("in") and not word.endswith(("ain", "ein", "oin")):
        word += "g"  # gettin', comin'
    return _replaced(word, _BRITISH)


@lru_cache(maxsize=65536)
def stem_of(norm: str) -> str:
    """The stem of a folded word, British and American spellings taken together."""
    return stem(_replaced(norm, _IN_ALL_FORMS))


def _replaced(word: str, patterns: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for pattern, replaced in patterns:
        if len(word) > 4:
            word = pattern.sub(replaced, word)
    return word


def _expanded(norms: Sequence[str]) -> list[str]:
    """The words with contractions written out, each in one style."""
    contractions = _contractions()
    words = " ".join(styled(w) for norm in norms for w in contractions.get(norm.replace("’", "'"), norm).split())
    for long, short in _abbreviated().items():
        words = re.sub(rf"\b{long}\b", short, words)
    return words.split()


def _is_slip(left: Sequence[str], right: Sequence[str]) -> bool:
    if len(left) != 1 or len(right) != 1 or not (left[0].isalpha() and right[0].isalpha()):
        return False
    if min(len(left[0]), len(right[0])) < _SLIP_LENGTH or left[0][:2] != right[0][:2]:
        return False
    shorter, longer = sorted((left[0], right[0]), key=len)
    if longer in {shorter + ending for ending in _ENDINGS}:
        return False  # another form of the word, not a slip
    return bool(DamerauLevenshtein.distance(left[0], right[0]) == 1) and left[0][-1] == right[0][-1]


@cache
def _spellings() -> dict[str, str]:
    table: dict[str, str] = lists("en").get("spelling", {}).get("same", {})
    return table


@cache
def _abbreviated() -> dict[str, str]:
    table: dict[str, str] = lists("en").get("spelling", {}).get("abbreviated", {})
    return table


@cache
def _contractions() -> dict[str, str]:
    table: dict[str, str] = lists("en").get("spelling", {}).get("contractions", {})
    return table
