"""Who said what in one article: source, cue and content of every attribution, and the speaker by name where the text allows.

English texts are read by the learnt model (`weights/attribution.md`), other languages by rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retold.compare.attribution.inverted import with_inverted_source
from retold.compare.attribution.learnt import attributions_learnt
from retold.compare.attribution.rules import attributions_by_rule
from retold.compare.attribution.speakers import Speakers
from retold.compare.attribution.weights import load_weights
from retold.compare.quotes.blocks import QUESTIONS, transcript
from retold.records import Attribution, Span
from retold.text.language import language_of
from retold.words import lists

_SAMPLE = 4000  # code points from which the language is told
_BY_RULE = 0.5  # how sure a rule is
_ENGLISH = 0.2  # share of English function words from which a text without a known language is read as English


def attributions(text: str, language: str | None = None, within: Sequence[Span] | None = None) -> tuple[Attribution, ...]:
    """All attributions of a text in order of their contents; `language` is an ISO 639-1 code, where known.

    `within` says where attributions are wanted, if not everywhere: those far from these spans may be left out, which takes less time.
    Never raises on any text.
    """
    return tuple(found for found, _ in rated_attributions(text, language, within))


def rated_attributions(text: str, language: str | None = None, within: Sequence[Span] | None = None) -> list[tuple[Attribution, float]]:
    """The same, each with how sure it is (0..1)."""
    weights = load_weights()
    if weights is not None and (language == "en" or (language is None and _is_english(text))):
        found = [(with_inverted_source(text, a), chance) for a, chance in attributions_learnt(text, weights, within)]
    else:
        found = [(a, _BY_RULE) for a in attributions_by_rule(text, language or language_of(text))]
    found += [(a, _BY_RULE) for a in _of_transcript(text)]
    names = Speakers(text).of([a for a, _ in found])
    return [(replace(a, speaker=name), chance) for (a, chance), name in zip(found, names, strict=True)]


def _of_transcript(text: str) -> list[Attribution]:
    """What a transcript has its speakers say; "Q" and "A" name nobody."""
    lines = ((label, said) for label, said in transcript(text) if not QUESTIONS.fullmatch(label.of(text)))
    return [Attribution((label,), (), (said,), "direct") for label, said in lines]


def _is_english(text: str) -> bool:
    words = [w.lower() for w in text[:_SAMPLE].split()]
    known = frozenset(lists("en").get("function_words", ()))
    return bool(words) and sum(w in known for w in words) >= _ENGLISH * len(words)
