"""Marks of doubt gained and lost: alleged, may, apparently, "reports say", disbelief, and softened degree.

A hedge is lost when it stands in A, governs words that B still says, and B says them without any mark of its class. A hedge that
left together with what it governed is a detail, not a hedge.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retold.compare.differences import Differences, PairDifference
from retold.compare.findings import PhraseBook, book, change
from retold.compare.sides import Side
from retold.records import Change

_CLASSES = ("allegation", "possibility", "softener", "disbelief", "claim_nouns")
_OF_THE_WHOLE = frozenset({"disbelief", "claim_nouns"})  # these judge the whole sentence, wherever they stand
_Hedge = tuple[range, str]  # where it stands, and its class
_SCOPE = 6  # words after a hedge (or, failing that, before it) in which the governed words are looked for


@cache
def _hedges(language: str | None) -> PhraseBook:
    return book(language, "hedges", _CLASSES)


def hedge_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Hedges of one sentence pair that only one side has."""
    free_a, free_b = _without_counterpart(diff, _found(diff.a, pair.a), _found(diff.b, pair.b))
    for where, name in free_a:
        if governed := _governs(diff.a, where, name, pair.a, diff.a_to_b, pair.likeness):
            yield _hedge(diff, pair, "hedge-dropped", where, governed)
    for where, name in free_b:
        if governed := _governs(diff.b, where, name, pair.b, diff.b_to_a, pair.likeness):
            yield _hedge(diff, pair, "hedge-added", where, governed)


def _without_counterpart(diff: Differences, in_a: list[_Hedge], in_b: list[_Hedge]) -> tuple[list[_Hedge], list[_Hedge]]:
    """The hedges of both sides for which no other stands: the same words first, then the same class, then one that may do."""
    free_a, free_b = list(in_a), list(in_b)
    for fits in (_same_words, _same_class, _equal):
        for x in list(free_a):
            y = next((y for y in free_b if fits(diff, x, y)), None)
            if y:
                free_a.remove(x)
                free_b.remove(y)
    return free_a, free_b


def _same_words(diff: Differences, x: _Hedge, y: _Hedge) -> bool:
    return any(diff.a_to_b.get(k) in y[0] for k in x[0])


def _same_class(diff: Differences, x: _Hedge, y: _Hedge) -> bool:
    return x[1] == y[1] and _equal(diff, x, y)


def _equal(diff: Differences, x: _Hedge, y: _Hedge) -> bool:
    """May one hedge stand for the other? Doubt inside a quotation is the speaker's, outside it is the writer's."""
    if (diff.a.quote_of[x[0].start] >= 0) != (diff.b.quote_of[y[0].start] >= 0):
        return False
    return x[1] == y[1] or {x[1], y[1]} == {"allegation", "possibility"}


def _found(side: Side, sentence: range) -> list[tuple[range, str]]:
    """The hedges of a sentence; those of one class that follow one another are one."""
    joined: list[tuple[range, str]] = []
    for where, name in _hedges(side.language).find(side, sentence):
        if _is_month(side, where):
            continue
        if joined and joined[-1][1] == name and joined[-1][0].stop == where.start:
            joined[-1] = (range(joined[-1][0].start, where.stop), name)
        else:
            joined.append((where, name))
    return joined


def _is_month(side: Side, where: range) -> bool:
    first = side.words[where.start]
    return side.text[first.start : first.end] == "May" and side.is_name(where.start)


def _governs(side: Side, where: range, name: str, sentence: range, links: dict[int, int], likeness: float) -> float:
    """How much of what a hedge governs the other version still says, 0..1; nothing where its own words correspond to others."""
    if all(k in links for k in where):
        return 0.0
    if name in _OF_THE_WHOLE:
        return likeness if likeness >= 0.3 and _has_owner(side, where, name) else 0.0
    return _governed(side, where, sentence, links)


def _has_owner(side: Side, where: range, name: str) -> bool:
    """A noun like "claims" casts doubt where it is somebody's: "Smith's claims"."""
    if name != "claim_nouns" or where.start == 0:
        return name != "claim_nouns"
    before = side.words[where.start - 1]
    return before.norm.endswith(("'s", "'", "s'")) or before.norm in ("his", "her", "their") or side.text[before.end] in "'’"


def _governed(side: Side, where: range, sentence: range, links: dict[int, int]) -> float:
    """How much of what a hedge governs the other version still says: 0 for nothing, up to 1."""
    after = [k for k in range(where.stop, min(where.stop + _SCOPE, sentence.stop)) if side.is_content(k)][:3]
    before = [k for k in range(max(sentence.start, where.start - _SCOPE), where.start) if side.is_content(k)][-3:]
    scope = after or before
    kept = sum(k in links for k in scope)
    return kept / len(scope) if scope else 0.0


def _hedge(diff: Differences, pair: PairDifference, kind: str, where: range, governed: float) -> Change:
    dropped = kind == "hedge-dropped"
    words = (tuple(where), ()) if dropped else ((), tuple(where))
    quoted = (diff.a if dropped else diff.b).quote_of[where.start] >= 0
    strength = (0.5 + 0.4 * governed * pair.likeness) * (0.7 if quoted else 1.0)
    why = "the other version says this without a mark of doubt"
    return change(diff, pair, kind, words, strength, why)  # type: ignore[arg-type]
