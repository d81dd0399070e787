"""Evaluative words put in, taken out or exchanged, by lists with the words found as evidence.

Decided: how likely a word judges in its place was learnt (`weights/learn_wording.md`); a word that the other article uses too is none.
Lists: `[loaded]` of the words of a language; the English ones were chosen from words that rate high in VADER (Hutto & Gilbert 2014, MIT)
and in the lexicon of subjectivity of TextBlob and pattern (De Smedt & Daelemans 2012), facts such as "killed" or "war" left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from retold.compare.pair.chances import chance
from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import PhraseBook, change
from retold.compare.pair.regions import Region
from retold.compare.pair.sides import Side, is_block
from retold.compare.pair.spelling import stem_of
from retold.records import Change
from retold.text.forms import adverb_and_degrees, phrase_forms
from retold.words import lists, phrases

_CLASSES = ("words", "describing", "calling", "vivid")
_IN_ALL_FORMS = ("words", "vivid")
_LITERAL = "literal"
_CLOSE = 2  # words from one judging word to the next within which both are shown
_LONGEST_SWAP = 3  # words of an exchange in which the neutral side is shown too
_BOTH_JUDGE = 0.75  # strength of one judging word for another: which of them judges more is for the reader to say
_SHOWN = 0.43  # from here two of three are called so by readers, by cross-validation
_BEING = frozenset(
    stem_of(w) for w in ("be", "was", "were", "is", "are", "am", "been", "being", "feel", "felt", "become", "became", "look", "seem")
)


class LoadedSigns(NamedTuple):
    """What speaks for a word judging in its place."""

    chosen: float  # by hand, for news
    describing: float
    calling: float
    vivid: float
    added: float  # nothing stands in its place
    exchanged: float  # a word or two do
    tight: float  # likeness of the sentences, less where more words differ around it
    likeness: float
    stated: float  # is it what somebody is said to be ("he was furious"), rather than a word beside another?
    several: float  # are there more such words?
    elsewhere: float  # share of them that the other article uses somewhere


class Judgement(NamedTuple):
    """Judging words that A lost and B gained in one place, with their signs."""

    region: Region
    lost: list[int]
    gained: list[int]
    signs: LoadedSigns


def loaded_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Words that judge and that one of the two sentences does not use."""
    for found in judgements(diff, pair):
        strength = min(0.95, chance("loaded", found.signs))
        if strength < _SHOWN:
            continue
        if found.lost and found.gained:
            strength, why = min(strength, _BOTH_JUDGE), "both versions use words that judge, each its own"
        else:
            why = "one version uses a word that judges; the other does not"
        yield change(diff, pair, "loaded-word", _shown(diff, found), strength, why)


def judgements(diff: Differences, pair: PairDifference) -> Iterator[Judgement]:
    """Every place of a pair in which one side has listed words that the other's sentences lack."""
    in_a = _judging(diff.a, pair.a) if not is_block(diff.a, pair.a) else {}
    in_b = _judging(diff.b, pair.b) if not is_block(diff.b, pair.b) else {}
    for region in pair.regions:
        lost = {k: in_a[k] for k in region.a if k in in_a and diff.gone(k, pair)}
        gained = {k: in_b[k] for k in region.b if k in in_b and diff.new(k, pair)}
        if lost or gained:
            yield Judgement(region, list(lost), list(gained), _signs(diff, pair, region, lost, gained))


def _signs(diff: Differences, pair: PairDifference, region: Region, lost: dict[int, str], gained: dict[int, str]) -> LoadedSigns:
    classes = {*lost.values(), *gained.values()}
    instead = [
        sum(side.is_content(k) for k in where) for side, where, judging in ((diff.b, region.b, lost), (diff.a, region.a, gained)) if judging
    ]
    return LoadedSigns(
        chosen=float("words" in classes),
        describing=float("describing" in classes),
        calling=float("calling" in classes),
        vivid=float("vivid" in classes),
        added=float(min(instead) == 0),
        exchanged=float(0 < min(instead) <= 2),
        tight=pair.likeness / max(1.0, max(len(region.a), len(region.b)) / 3),
        likeness=pair.likeness,
        stated=float(any(_is_stated(diff.a, k) for k in lost) or any(_is_stated(diff.b, k) for k in gained)),
        several=float(len(lost) + len(gained) > 1),
        elsewhere=(sum(diff.a.stems[k] in diff.b.known for k in lost) + sum(diff.b.stems[k] in diff.a.known for k in gained))
        / (len(lost) + len(gained)),
    )


def _is_stated(side: Side, k: int) -> bool:
    return any(side.stems[n] in _BEING for n in range(max(0, k - 2), k))


@cache
def _listed(language: str | None) -> PhraseBook:
    """Loaded words and phrases in the forms that are loaded too, each with its class; and the phrases in which they are meant literally.

    Only verbs, and words chosen for news, count in every form: a "killer" is loaded, "killed" is not.
    """
    listed = {name: list(phrases(language, "loaded", name)) for name in (*_CLASSES, _LITERAL)}
    inflected = {name: [form for word in listed[name] for form in phrase_forms(word)] for name in (*_IN_ALL_FORMS, _LITERAL)}
    inflected["words"] += [form for word in listed["words"] for form in adverb_and_degrees(word)]
    return PhraseBook(listed | inflected)


@cache
def _reporting(language: str | None) -> frozenset[str]:
    """Reporting verbs, whose force is compared elsewhere."""
    by_force: dict[str, list[str]] = lists(language or "en").get("verbs") or lists("en")["verbs"]
    return frozenset(verb for verbs in by_force.values() for verb in verbs)


def _judging(side: Side, sentence: range) -> dict[int, str]:
    """The unquoted words of a sentence that belong to loaded ones, each with its class."""
    found: dict[int, str] = {}
    for run, name in _listed(side.language).find(side, sentence):
        if name == _LITERAL or _is_of_a_name(side, run):
            continue
        if all(side.quote_of[n] < 0 and side.words[n].norm not in _reporting(side.language) for n in run):
            found |= dict.fromkeys(_compound(side, run), name)
    return found


def _is_of_a_name(side: Side, run: range) -> bool:
    """Does a hyphen tie a capitalised word to another: "al-Sham"?"""
    whole = _compound(side, run)
    return len(whole) > len(run) and any(side.is_name(n) for n in run)


def _compound(side: Side, run: range) -> range:
    """The words with those that a hyphen ties to them: "high-stakes" where "stakes" is listed."""
    first, last = run.start, run.stop - 1
    while first > 0 and side.text[side.words[first - 1].end : side.words[first].start] == "-":
        first -= 1
    while last + 1 < len(side.words) and side.text[side.words[last].end : side.words[last + 1].start] == "-":
        last += 1
    return range(first, last + 1)


def _with_compounds(side: Side, judging: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted({n for k in judging for n in _compound(side, range(k, k + 1))}))


def _shown(diff: Differences, found: Judgement) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The judging words, and what stands for them on the other side where nothing else is exchanged beside them."""
    a, b = found.region.a, found.region.b
    words_a = _with_compounds(diff.a, _together(found.lost))
    words_b = _with_compounds(diff.b, _together(found.gained))
    if not words_a:
        return _in_place(diff.a, a, diff.b, b, words_b), words_b
    return words_a, words_b or _in_place(diff.b, b, diff.a, a, words_a)


def _in_place(side: Side, where: range, other: Side, there: range, judging: Sequence[int]) -> tuple[int, ...]:
    """The words that stand for judging ones of the other side, in a short exchange of those alone: "mum" is not what "horrified" was."""
    if max(len(where), len(there)) > _LONGEST_SWAP or any(other.is_content(k) for k in there if k not in judging):
        return ()
    return tuple(k for k in where if side.is_content(k))


def _together(words: Sequence[int]) -> tuple[int, ...]:
    """The first of these words and those that follow it closely; what stands far behind judges something else."""
    shown = list(words[:1])
    for k in words[1:]:
        if k - shown[-1] <= _CLOSE:
            shown.append(k)
    return tuple(shown)
