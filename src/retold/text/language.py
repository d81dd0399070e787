"""Which language a text is written in.

Function words vote first: they are a third to a half of any running text, and the lists are at hand. Only where they do not agree is
py3langid asked, whose model takes a second to load. A language is added by its file `words/<code>.toml` with `function_words`.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from retold.words import languages, lists

_SAMPLE = 2000  # code points looked at
_MIN_LETTERS = 20
_MIN_WORDS = 25  # of fewer words a vote says little
_SHARE = 0.27  # of the words must be function words of the language
_LEAD = 1.6  # times as many as of the next language
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(rf"(?:[\W\d_]*[^\W\d_]){{{_MIN_LETTERS}}}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_EASTERN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")  # any of these
_THREE_LETTERS = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "rus": "ru", "aze": "az", "ara": "ar", "zho": "zh", "chi": "zh",
}  # fmt: skip
#: Letters that a neighbour of the language writes and it does not: Ukrainian and others beside Russian, Persian and Urdu beside Arabic.
_FOREIGN = {"ru": re.compile("[іїєґўјљњћђ]"), "ar": re.compile("[پچژگکیے]")}


def language_of(text: str, stated: str | None = None) -> str | None:
    """The ISO 639-1 code of a text's language, or None where it is too short to tell. What a page has `stated` goes before the model."""
    sample = text[:_SAMPLE]
    if not _LETTERS.match(sample):
        return stated
    return _by_script(sample) or _by_function_words(sample) or stated or _by_model(sample)


def language_code(stated: str | None) -> str | None:
    """The two-letter code in what a page or table states ("en-US", "EN", "eng"), or None."""
    match = re.match(r"([a-z]{2,3})(?:$|[-_])", (stated or "").strip().lower())
    if not match:
        return None
    return match[1] if len(match[1]) == 2 else _THREE_LETTERS.get(match[1])


def same_language(a: str | None, b: str | None) -> bool:
    """Can texts in these languages be compared word by word? Unknown languages are given the benefit of the doubt."""
    return a is None or b is None or a == b


def _by_script(sample: str) -> str | None:
    """The language of a script that (nearly) one language alone writes."""
    if not _EASTERN.search(sample):
        return None
    han, kana, hangul = (len(p.findall(sample)) for p in (_HAN, _KANA, _HANGUL))
    letters = sum(map(str.isalpha, sample))
    if kana > letters * 0.1:
        return "ja"
    if hangul > letters * 0.3:
        return "ko"
    return "zh" if han > letters * 0.5 else None


def _by_function_words(sample: str) -> str | None:
    """The language whose function words clearly lead, or None."""
    words = [w.lower() for w in _WORD.findall(sample)]
    if len(words) < _MIN_WORDS:
        return None
    times = Counter(words)
    votes = sorted(((sum(map(times.__getitem__, times.keys() & _function_words(code))), code) for code in languages()), reverse=True)
    (first, code), (second, _) = votes[:2]
    if first < _SHARE * len(words) or first < _LEAD * second:
        return None
    return None if code in _FOREIGN and _FOREIGN[code].search(sample.lower()) else code


@cache
def _function_words(code: str) -> frozenset[str]:
    return frozenset(word for phrase in lists(code).get("function_words", ()) for word in _WORD.findall(phrase.lower()))


def _by_model(sample: str) -> str:
    import py3langid  # its model takes a second to load: only when asked

    return str(py3langid.classify(sample)[0])
