"""The ledger of changes of two versions: every detector's findings, the strongest claim on the same words, one rewording a pair at most.

Decided: the two versions are put into one fixed order, compared, and the findings mirrored where they were turned round, so that
comparing B with A says exactly the reverse of comparing A with B.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from retold.compare.figures.changes import figure_changes
from retold.compare.names.changes import name_changes
from retold.compare.names.roles import role_changes
from retold.compare.pair.differences import Differences, PairDifference, differences
from retold.compare.quoted.changes import quote_changes
from retold.compare.said.reported import verb_changes
from retold.compare.said.speakers import speaker_changes
from retold.compare.said.tags import attribution_changes
from retold.compare.truth.facts import fact_changes
from retold.compare.truth.hedges import hedge_changes
from retold.compare.truth.loaded import loaded_changes
from retold.compare.truth.polarity import polarity_changes
from retold.compare.wording.details import detail_changes
from retold.compare.wording.rewordings import reworded_changes
from retold.records import CHANGE_KINDS, CONTEXT_KINDS, MIRROR, Alignment, Change, SentencePair, Span, Version
from retold.text.language import same_language

_Detector = Callable[[Differences, PairDifference], Iterator[Change]]
_PER_PAIR = (hedge_changes, polarity_changes, figure_changes, name_changes, role_changes, fact_changes, loaded_changes)
_ACROSS_LANGUAGES = (figure_changes, name_changes)
_WEAKEST = 0.4  # a finding below this strength is not worth a reader's time
_RANK = {kind: rank for rank, kind in enumerate(CHANGE_KINDS)}


def find_changes(a: Version, b: Version, alignment: Alignment) -> tuple[Change, ...]:
    """What B changed against A, in the order of B, by the kinds of `records.CHANGE_KINDS`."""
    if (b.text, b.article.id) < (a.text, a.article.id):
        turned = Alignment(tuple(SentencePair(p.b, p.a, p.kind, p.similarity, p.why) for p in alignment.pairs))
        return tuple(sorted((mirrored(c) for c in _find(b, a, turned)), key=_place))
    return tuple(sorted(_find(a, b, alignment), key=_place))


def mirrored(change: Change) -> Change:
    """The same change seen from the other side."""
    return replace(
        change,
        kind=MIRROR.get(change.kind, change.kind),
        a_sentence=change.b_sentence,
        b_sentence=change.a_sentence,
        a=change.b,
        b=change.a,
    )


def _find(a: Version, b: Version, alignment: Alignment) -> Iterator[Change]:
    diff = differences(a, b, alignment)
    one_language = same_language(a.article.language, b.article.language)
    kept = claims(diff, one_language)
    if one_language:
        differing = [pair for pair in diff.pairs if pair.places]
        kept += _without_weaker_claims(c for c in detail_changes(diff, differing, claimed(diff, kept)) if c.strength >= _WEAKEST)
        kept += [c for c in reworded_changes(diff, differing, kept) if c.strength >= _WEAKEST]
    yield from kept


def claims(diff: Differences, one_language: bool) -> list[Change]:
    """What every detector but those of details and rewordings found, one claim on the same words."""
    found = [*quote_changes(diff), *verb_changes(diff), *speaker_changes(diff), *attribution_changes(diff)] if one_language else []
    for pair in diff.pairs:
        for detector in _detectors(pair, one_language):
            found += detector(diff, pair)
    return _without_weaker_claims([c for c in found if c.strength >= _WEAKEST and c.a_sentence and c.b_sentence])


def _detectors(pair: PairDifference, one_language: bool) -> tuple[_Detector, ...]:
    """Those that look at a pair: all where words differ, that of figures where only signs do ("$3", "€3")."""
    if pair.places:
        return _PER_PAIR if one_language else _ACROSS_LANGUAGES
    return (figure_changes,) if pair.figures_a and pair.figures_b else ()


def claimed(diff: Differences, kept: Sequence[Change]) -> tuple[frozenset[int], frozenset[int]]:
    """The words of A and of B that these changes claim."""
    return (
        frozenset(k for c in kept if c.a for k in diff.a.within(c.a)),
        frozenset(k for c in kept if c.b for k in diff.b.within(c.b)),
    )


def _without_weaker_claims(found: Iterable[Change]) -> list[Change]:
    """One claim on the same words: that of the kind which stands higher in the table, then the one that shows both sides, then the surer."""
    kept: list[Change] = []
    for change in sorted(found, key=lambda c: (_RANK[c.kind], not (c.a and c.b), -c.strength, _place(c))):
        if not any(_same_words(change, other) for other in kept):
            kept.append(change)
    return kept


def _same_words(weaker: Change, stronger: Change) -> bool:
    """Does the stronger claim already rest on most of the words of the weaker one?"""
    if weaker.kind == stronger.kind and _claims_within(weaker, stronger):
        return True
    if {weaker.kind, stronger.kind} in ({"quote-unmarked", "attribution-dropped"}, {"quote-marked", "attribution-added"}):
        return False
    if stronger.kind == "quote-altered" and weaker.a and weaker.b:  # "four years" and "four"; "nearly" and "nearly five"
        return all(s is None or _overlap(w, s) > 0 for w, s in ((weaker.a, stronger.a), (weaker.b, stronger.b)))
    if weaker.kind == "fact-changed" and stronger.kind in ("hedge-dropped", "hedge-added"):  # "may", "will"
        return any(w and s and _overlap(w, s) * 2 > len(w) for w, s in ((weaker.a, stronger.a), (weaker.b, stronger.b)))
    sides = [(w, s) for w, s in ((weaker.a, stronger.a), (weaker.b, stronger.b)) if w is not None]
    return bool(sides) and all(s is not None and _overlap(w, s) * 2 > len(w) for w, s in sides)


def _claims_within(weaker: Change, stronger: Change) -> bool:
    """Do two findings of one kind, in the same sentences, share most of their words on a side that both have?"""
    if (weaker.a_sentence, weaker.b_sentence) != (stronger.a_sentence, stronger.b_sentence):
        return (weaker.a, weaker.b) == (stronger.a, stronger.b)
    both = [(w, s) for w, s in ((weaker.a, stronger.a), (weaker.b, stronger.b)) if w and s]
    return any(_overlap(w, s) * 2 > min(len(w), len(s)) for w, s in both)


def _overlap(x: Span, y: Span) -> int:
    return max(0, min(x.end, y.end) - max(x.start, y.start))


def _place(change: Change) -> tuple[int, int, int]:
    at = change.b or change.b_sentence or Span(0, 0)
    return at.start, at.end, _RANK[change.kind]


def alters_belief(change: Change) -> bool:
    """Is this change one of those that alter what a reader may believe? The one definition for every view, count and alert."""
    return change.kind not in CONTEXT_KINDS
