"""Negations in a sentence: which words negate, what they negate, and whether the other version says no in another way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import PhraseBook
from retold.compare.pair.sides import Side
from retold.compare.pair.spelling import stem_of
from retold.compare.truth.contrasts import ContrastBook
from retold.text.forms import phrase_forms
from retold.words import lists, phrases

_BESIDE = 3  # words from one neighbour of a negation to the other where it is not: "do", "to" or one other may stand between
_NEAR = 3  # words on both sides of a negation that must correspond
_SHORTEST = 4  # letters of a word that a prefix may negate; "un" may stand before one less
_GOVERNED = 3  # words behind a negation among which the one stands that it negates
_NEGATED, _PLAIN = "negations", "no_negations"


@cache
def _book(language: str | None) -> PhraseBook:
    """The words that negate, and the phrases in which they do not."""
    return PhraseBook(
        {
            _PLAIN: [form for phrase in phrases(language, "polarity", "no_negations") for form in phrase_forms(phrase)],
            _NEGATED: [form for phrase in phrases(language, "polarity", "negations") for form in phrase_forms(phrase)],
        }
    )


@cache
def _answers(language: str | None) -> frozenset[str]:
    return frozenset(form for phrase in phrases(language, "polarity", "answers") for form in phrase_forms(phrase))


@cache
def opposites(language: str | None) -> ContrastBook:
    """The listed opposites."""
    return ContrastBook(lists(language or "en").get("polarity", lists("en")["polarity"])["opposites"])


def negations(side: Side, sentence: range, links: Mapping[int, int] = MappingProxyType({})) -> list[range]:
    """The words or phrases of a sentence that negate.

    A "not" before "just" or "only" negates where the other side, by `links`, says "just" without it.
    """
    found = []
    for run, name in _book(side.language).find(side, sentence):
        if name == _NEGATED and not _is_number_sign(side, run):
            found.append(run)
        elif name == _PLAIN and len(run) == 2 and run.start not in links and run.stop - 1 in links:
            found.append(range(run.start, run.stop - 1))
    return found


def _is_number_sign(side: Side, run: range) -> bool:
    """ "Flight No. 612" """
    if side.words[run.start].norm != "no" or run.stop >= len(side.words):
        return False
    between = side.text[side.words[run.start].end : side.words[run.stop].start]
    return side.words[run.stop].norm[0].isdigit() and between.strip() in ("", ".")


def contrary(word: str, other: str, language: str | None) -> bool:
    """Is one of two words the other with a prefix that negates it: "lawful", "unlawful"; or does one end in "ful", one in "less"?"""
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) < _SHORTEST - longer.startswith("un") or longer in phrases(language, "polarity", "no_prefixes"):
        return False
    if {word[-3:], other[-3:]} == {"ful", "ess"} and longer.removesuffix("less") == shorter.removesuffix("ful"):
        return True
    left = (longer.removeprefix(prefix) for prefix in phrases(language, "polarity", "prefixes") if longer.startswith(prefix))
    return any(stem_of(rest) == stem_of(shorter) for rest in left)


def governs(side: Side, negation: range, k: int) -> bool:
    """Does a negation stand right before word k, with grammar words alone between, or right behind it: "with no"?"""
    between = range(negation.stop, k)
    return negation.start == k + 1 or (0 <= k - negation.stop < _GOVERNED and not any(side.is_content(n) for n in between))


def is_answered(diff: Differences, pair: PairDifference, negation: range, in_a: bool) -> bool:
    """Does the other sentence say no by a word of its own that this one lacks: "not safe", "unsafe"; "said … not", "denied"?"""
    side, other = (diff.a, diff.b) if in_a else (diff.b, diff.a)
    back = diff.b_to_a if in_a else diff.a_to_b
    alone = [k for k in (pair.b if in_a else pair.a) if k not in back]
    said = {other.words[k].norm for k in alone} | {f"{other.words[k].norm} {other.words[k + 1].norm}" for k in alone[:-1]}
    if said & _answers(side.language):
        return True
    negated = range(negation.stop, min(negation.stop + _GOVERNED, (pair.a if in_a else pair.b).stop))
    return any(contrary(side.words[n].norm, other.words[k].norm, side.language) for n in negated for k in alone)


def agreement(side: Side, negation: range, sentence: range, links: dict[int, int]) -> float:
    """Share of the words around a negation, and the grammar words that came with it, that correspond to words of the other side."""
    whole = _with_grammar(side, negation, sentence, links)
    around = [*range(max(sentence.start, whole.start - _NEAR), whole.start), *range(whole.stop, min(sentence.stop, whole.stop + _NEAR))]
    there = [links[k] - k for k in (whole.start - 1, whole.stop) if k in links]  # how far off the neighbours stand
    near = [n for n in around if n in links and any(abs(links[n] - n - off) <= _NEAR for off in there)]
    return len(near) / len(around) if around else 0.0


def is_tight(side: Side, negation: range, sentence: range, links: dict[int, int], there: range) -> bool:
    """Do the words before and behind a negation stand side by side on the other side? Else other words came or went with it."""
    whole = _with_grammar(side, negation, sentence, links)
    before = links.get(whole.start - 1) if whole.start > sentence.start else there.start - 1
    behind = links.get(whole.stop) if whole.stop < sentence.stop else there.stop
    return before is not None and behind is not None and 0 < behind - before <= _BESIDE


def _with_grammar(side: Side, negation: range, sentence: range, links: dict[int, int]) -> range:
    """A negation with the grammar words beside it that the other side lacks: "did not", "not yet been"."""
    first, last = negation.start, negation.stop
    while first - 1 >= sentence.start and negation.start - first < _GOVERNED and _is_grammar(side, first - 1, links):
        first -= 1
    while last < sentence.stop and last - negation.stop < _GOVERNED and _is_grammar(side, last, links):
        last += 1
    return range(first, last)


def _is_grammar(side: Side, k: int, links: dict[int, int]) -> bool:
    return k not in links and not side.is_content(k)


def alone(found: Iterable[range], links: dict[int, int]) -> list[range]:
    """The negations that the other side lacks."""
    return [run for run in found if run.start not in links]


def moved(diff: Differences, pair: PairDifference, in_a: bool) -> bool:
    """Did the negation that one side has alone come from a sentence beside this one, of which this sentence now tells the rest?

    So it is where two speakers change places.
    """
    side, other = (diff.a, diff.b) if in_a else (diff.b, diff.a)
    here, there = (pair.a, pair.b) if in_a else (pair.b, pair.a)
    links, back = (diff.a_to_b, diff.b_to_a) if in_a else (diff.b_to_a, diff.a_to_b)
    gained = {side.stems[k] for k in here if k not in links and side.is_content(k)}
    for k in (there.start - 1, there.stop):
        beside = other.within(other.sentence_of[k]) if 0 <= k < len(other.words) else range(0)
        if alone(negations(other, beside), back) and any(other.stems[n] in gained for n in beside):
            return True
    return False
