"""Marks of doubt gained and lost: alleged, may, apparently, "reports say", disbelief, and softened degree.

A hedge is lost when it stands in A, governs words that B still says, and B says them without any mark of its class. A hedge that
left together with what it governed is a detail, not a hedge. How sure that is was learnt (`weights/learn_findings.md`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retold.compare.chances import chance
from retold.compare.differences import Differences, PairDifference
from retold.compare.findings import PhraseBook, book, change
from retold.compare.hedge_signs import OF_THE_WHOLE, Hedge, HedgeSigns, View, governed_words, hedge_signs, is_tight
from retold.compare.sides import Side
from retold.compare.spelling import stem_of
from retold.compare.verbs import force, forces_in
from retold.records import Change, ChangeKind
from retold.words import phrases

_CLASSES = ("allegation", "possibility", "softener", "disbelief", "claim_nouns")
_INTERCHANGEABLE = frozenset({"allegation", "possibility"})
_ABILITY = frozenset(["can", "could"])
_WHY = "the other version says this without a mark of doubt"


@cache
def _hedges(language: str | None) -> PhraseBook:
    return book(language, "hedges", _CLASSES)


def hedge_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Hedges of one sentence pair that only one side has, each with how sure the loss is."""
    for kind, _, hedge, signs in judged_hedges(diff, pair):
        words = (tuple(hedge[0]), ()) if kind == "hedge-dropped" else ((), tuple(hedge[0]))
        yield change(diff, pair, kind, words, chance("hedge", signs), _WHY)


def judged_hedges(diff: Differences, pair: PairDifference) -> Iterator[tuple[ChangeKind, View, Hedge, HedgeSigns]]:
    """The hedges without a counterpart, with the signs by which each is judged."""
    from_a, from_b = views(diff, pair)
    in_a, in_b = _found(diff.a, pair.a), _found(diff.b, pair.b)
    free_a, free_b = _without_counterpart(from_a, from_b, in_a, in_b)
    for kind, view, free, others in (("hedge-dropped", from_a, free_a, free_b), ("hedge-added", from_b, free_b, free_a)):
        for hedge in free:
            if _counts(diff, view, hedge):
                yield kind, view, hedge, hedge_signs(view, hedge, bool(others))  # type: ignore[misc]


def views(diff: Differences, pair: PairDifference) -> tuple[View, View]:
    """A sentence pair seen from A and from B."""
    from_a = View(diff.a, diff.b, pair.a, pair.b, diff.a_to_b, diff.b_to_a)
    return from_a, View(diff.b, diff.a, pair.b, pair.a, diff.b_to_a, diff.a_to_b)


def _without_counterpart(from_a: View, from_b: View, in_a: list[Hedge], in_b: list[Hedge]) -> tuple[list[Hedge], list[Hedge]]:
    """The hedges of both sides for which no other stands: the same words first, then the same class, then one that may do."""
    free_a, free_b = list(in_a), list(in_b)
    for fits in (_same_words, _same_class, _equal):
        for x in list(free_a):
            y = next((y for y in free_b if fits(from_a, from_b, x, y)), None)
            if y:
                free_a.remove(x)
                free_b.remove(y)
    return free_a, free_b


def _same_words(from_a: View, from_b: View, x: Hedge, y: Hedge) -> bool:
    return any(from_a.links.get(k) in y[0] for k in x[0])


def _same_class(from_a: View, from_b: View, x: Hedge, y: Hedge) -> bool:
    return x[1] == y[1] and _equal(from_a, from_b, x, y)


def _equal(from_a: View, from_b: View, x: Hedge, y: Hedge) -> bool:
    """May one hedge stand for the other? Doubt inside a quotation is the speaker's, outside it is the writer's.

    A hedge whose neighbours stand side by side in the other sentence has nothing in its place; only one that governs the same words
    may have been moved from there.
    """
    if (from_a.side.quote_of[x[0].start] >= 0) != (from_b.side.quote_of[y[0].start] >= 0):
        return False
    if x[1] != y[1] and not {x[1], y[1]} <= _INTERCHANGEABLE:
        return False
    if not (is_tight(from_a, x[0]) or is_tight(from_b, y[0])):
        return True
    there = {from_a.links.get(k) for k in governed_words(from_a, x[0])}
    return bool(there & set(governed_words(from_b, y[0])))


def _counts(diff: Differences, view: View, hedge: Hedge) -> bool:
    """Is this a mark of doubt of its own, and this the sentence in which the other version says what it governs?"""
    where, name = hedge
    if all(k in view.links for k in where) or not _has_owner(view.side, where, name) or _is_inability(view.side, where):
        return False
    if name not in OF_THE_WHOLE and len(where) > 1 and _is_answered(view, where):
        return False
    if _is_verb(view.side, where) and forces_in(view.other, view.counterpart):
        return False  # the other sentence reports it by a verb of its own: the verbs are compared, not the doubt
    elsewhere = [view.links[k] for k in governed_words(view, where) if k in view.links and view.links[k] not in view.counterpart]
    here = [k for k in governed_words(view, where) if view.links.get(k, -1) in view.counterpart]
    return len(here) >= len(elsewhere)


def _is_answered(view: View, where: range) -> bool:
    """Does the counterpart say it by another form of the word ("is expected", "analysts expect"), or name the charge that accuses?"""
    there = {view.other.stems[k] for k in view.counterpart}
    own = {view.side.stems[k] for k in where if view.side.is_content(k)}
    return bool(own & there) or ("accus" in own and bool(there & _charges(view.other.language)))


@cache
def _charges(language: str | None) -> frozenset[str]:
    return frozenset(stem_of(word) for word in phrases(language, "hedges", "charges"))


def _found(side: Side, sentence: range) -> list[Hedge]:
    """The hedges of a sentence; those of one class that follow one another are one."""
    joined: list[Hedge] = []
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


def _is_inability(side: Side, where: range) -> bool:
    """ "could not": what nobody can do is not doubted."""
    return (
        len(where) == 1
        and side.words[where.start].norm in _ABILITY
        and [w.norm for w in side.words[where.stop : where.stop + 1]] == ["not"]
    )


def _is_verb(side: Side, where: range) -> bool:
    """Is it "claims to" or "claims that", said of somebody?"""
    return side.stems[where.start] == "claim" and len(where) > 1 and force(side, where.start) is not None


def _has_owner(side: Side, where: range, name: str) -> bool:
    """A noun like "claims" casts doubt where it is somebody's: "Smith's claims"."""
    if name != "claim_nouns":
        return True
    if where.start == 0:
        return False
    before = side.words[where.start - 1]
    return before.norm.endswith(("'s", "'", "s'")) or before.norm in ("his", "her", "their") or side.text[before.end] in "'’"
