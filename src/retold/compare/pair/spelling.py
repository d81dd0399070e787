"""When two wordings are the same wording: spelling style, contractions, numerals, and small slips."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache, reduce

from rapidfuzz.distance import JaroWinkler

from retold.text.stems import stem
from retold.words import lists

_IN_ALL_FORMS = tuple(  # those that leave the forms of one word alike
    (re.compile(british), replaced)
    for british, replaced in (
        (r"isation", "ization"),
        (r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|er|ers)$)", "iz"),
        (r"(?<=[a-z]{2})our(?=(?:s|ed|ing|able|ably|ite|ites|al|ful|er|ers|hood|hoods|ly|less|ism|ist|ists)?$)", "or"),
        (r"(?<=[a-z]{2})tre(?=s?$)", "ter"),
        (r"(?<=[a-z])ogue(?=s?$)", "og"),
        (r"(?<=[a-z])ogu(?=ed$|ing$)", "og"),
        (r"(?<=[a-z])bre(?=s?$)", "ber"),
        (r"(?<=[a-z]{2})yse(?=[sdr]?$)", "yze"),
        (r"(?<=[eo]f)ence(?=s?$)", "ense"),
        (r"metre", "meter"),
        (r"gramme", "gram"),
    )
)
_BRITISH = _IN_ALL_FORMS + tuple(
    (re.compile(british), replaced)
    for british, replaced in (
        (r"lled$", "led"),
        (r"lling$", "ling"),
        (r"ence$", "ense"),
        (r"(?<=[a-z])wards$", "ward"),
        (r"a(?=e(?:[cdm]|sth))", ""),  # gynaecologist, paediatric, haemorrhage, anaesthetic
        (r"rrhoea", "rrhea"),
        (r"^(?=oes|foet)(f?)oe", r"\1e"),
        (r"manoeuvre?", "maneuver"),
    )
)
_POSSESSIVE = re.compile(r"s['’](?:s)?$")  # Abrams' and Abrams's
_SLIP_LENGTH = 7  # letters from which one wrong letter may be a slip of the pen and not another word
_CONFUSED = re.compile(r"(?<=[a-z]{4})(?:[ae]n(?=t|ce|cy|tly)|[ai](?=bl[ey])|[aeo](?=rs?$))")  # endings that writers confuse
_CLUSTER = re.compile(r"[b-df-hj-np-tv-z]{3}")
_CLITIC = re.compile(r"(?<=[a-z])(n't|'(?:s|d|ll|m|re|ve))$")
_WRITTEN_OUT = {"n't": "not", "'ll": "will", "'m": "am", "'re": "are", "'ve": "have"}
_NAME_LENGTH = 5  # letters from which names are compared by their sounds
_SOUNDS_ALIKE = 0.88  # Jaro-Winkler
_VOWELS = re.compile("[aeiou]")
_SOUNDS = tuple(  # one letter, or two, for what is written in several ways
    (re.compile(written), sound)
    for written, sound in (
        ("(?<=[aou])e", ""),  # "Juergen"
        ("ou|oo|o", "u"),
        ("ei|ay|ey", "ai"),
        ("ee|iy|yy|y|e", "i"),
        ("tch|ch", "sh"),
        ("q|kh|ck|c", "k"),
        ("ph", "f"),
        ("w", "v"),
        (r"(.)\1", r"\1"),
    )
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d")
_POINTED = re.compile(r"(?:[a-z]\.)+[a-z]?")
_SIGNS = re.compile(r"['’]|(?<=[a-z])\.")
_MAY_BE = {"is": "'s", "has": "'s", "had": "'d", "would": "'d"}  # "he's gone", "he'd go": what a clitic stands for


def same_wording(left: Sequence[str], right: Sequence[str]) -> bool:
    """Do two runs of folded words say the same in another style of writing?"""
    one, other = _expanded(left), _expanded(right)
    return one == other or _contracted(one, other) or _letters(left) == _letters(right) or _is_slip(left, right) or _one_time(left, right)


def _one_time(left: Sequence[str], right: Sequence[str]) -> bool:
    """Is one time of day written with a point, the other with a colon: "10.30", "10:30"?"""
    if len(left) != 1 or len(right) != 1 or left[0] == right[0]:
        return False
    return left[0].replace(".", ":") == right[0].replace(".", ":") and bool(_CLOCK.fullmatch(left[0].replace(".", ":")))


def are_transliterations(one: str, other: str) -> bool:
    """Are two names one, its sounds written in Latin letters in two ways: "Machnouk", "Mashnuq"? The consonants must be the same."""
    if min(len(one), len(other)) < _NAME_LENGTH:
        return False
    x, y = _sounds(one), _sounds(other)
    alike = _VOWELS.sub("", x) == _VOWELS.sub("", y) and x[0] == y[0]
    return x == y or (alike and JaroWinkler.similarity(x, y) >= _SOUNDS_ALIKE)


@lru_cache(maxsize=4096)
def _sounds(name: str) -> str:
    return reduce(lambda written, sound: sound[0].sub(sound[1], written), _SOUNDS, name)


def _contracted(one: Sequence[str], other: Sequence[str]) -> bool:
    """Does one write out what the other contracts to "'s" or "'d"?"""
    return len(one) == len(other) and all(x == y or _MAY_BE.get(x) == y or _MAY_BE.get(y) == x for x, y in zip(one, other, strict=True))


def _letters(norms: Sequence[str]) -> str:
    """The letters run together: "its" for "it's", "health care" for "healthcare" and "F.B.I." for "FBI" are slips or styles."""
    return _SIGNS.sub("", "".join(norms))


def styled(norm: str) -> str:
    """A folded word in one style of spelling: American, numerals as digits, masks taken off swear words."""
    word = _spellings().get(norm) or _without_points(norm)
    word = _POSSESSIVE.sub("s", word)
    if len(word) > 5 and word.endswith("in") and not word.endswith(("ain", "ein", "oin")):
        word += "g"  # gettin', comin'
    return _replaced(word, _BRITISH)


def _without_points(norm: str) -> str:
    """ "o.k." as "okay", "f.b.i." as "fbi"."""
    bare = norm.replace(".", "") if _POINTED.fullmatch(norm) else norm
    return _spellings().get(bare, bare)


@lru_cache(maxsize=65536)
def stem_of(norm: str) -> str:
    """The stem of a folded word, other spellings of one word taken together."""
    known = _spellings().get(norm, norm) if norm.isalpha() else norm  # "u.s." is not "us"
    return stem(_replaced(known if known.isalpha() else norm, _IN_ALL_FORMS))


def _replaced(word: str, patterns: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for pattern, replaced in patterns:
        if len(word) > 4:
            word = pattern.sub(replaced, word)
    return word


def _expanded(norms: Sequence[str]) -> list[str]:
    """The words with contractions written out, each in one style; "'s" and "'d" stay, words of their own."""
    words = " ".join(styled(w) for norm in norms for w in _written_out(norm.replace("’", "'")))
    for long, short in _abbreviated().items():
        words = re.sub(rf"\b{long}\b", short, words)
    return words.split()


def _written_out(norm: str) -> list[str]:
    """A word without its contraction: "could've" as "could have"."""
    if norm in _contractions():
        return _contractions()[norm].split()
    clitics: list[str] = []
    while (match := _CLITIC.search(norm)) and not _POSSESSIVE.search(norm):
        norm = norm[: match.start()]
        clitics.insert(0, _WRITTEN_OUT.get(match.group(), match.group()))
    return [norm, *clitics]


def _is_slip(left: Sequence[str], right: Sequence[str]) -> bool:
    """One long word written in two ways: a letter doubled or lost between consonants, two exchanged, an ending that writers confuse.

    Any other letter makes another word: "prescribed", "proscribed".
    """
    if len(left) != 1 or len(right) != 1 or not (left[0].isalpha() and right[0].isalpha()):
        return False
    shorter, longer = sorted((left[0], right[0]), key=len)
    if len(shorter) < _SLIP_LENGTH or shorter[:2] != longer[:2]:
        return False
    if len(shorter) == len(longer):
        return _CONFUSED.sub("", shorter) == _CONFUSED.sub("", longer) or _are_exchanged(shorter, longer)
    lost = (k for k in range(1, len(longer) - 1) if longer[k] == longer[k - 1] or _CLUSTER.match(longer, k - 1))
    return any(longer[:k] + longer[k + 1 :] == shorter for k in lost)


def _are_exchanged(one: str, other: str) -> bool:
    """Do two words of one length differ by two neighbouring letters that changed places?"""
    places = [k for k, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    return len(places) == 2 and places[1] == places[0] + 1 and one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]


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
