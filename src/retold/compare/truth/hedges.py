"""Marks of doubt gained and lost: alleged, may, apparently, "reports say", disbelief, and softened degree.

A hedge is lost when it stands in A, governs words that B still says, and B says them without any mark of its class. A hedge that
left together with what it governed is a detail, not a hedge. How sure that is was learnt (`weights/learn_findings.md`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retold.compare.pair.chances import chance
from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import PhraseBook, book, change
from retold.compare.pair.sides import Side
from retold.compare.pair.spelling import stem_of
from retold.compare.pair.views import View, views
from retold.compare.said.verbs import force, forces_in
from retold.compare.truth.hedge_signs import OF_THE_WHOLE, Hedge, HedgeSigns, governed_words, hedge_signs, is_tight
from retold.compare.truth.negations import contrary
from retold.records import Change, ChangeKind
from retold.words import phrases

_STAND_IN = "stand_ins"
_OTHER_SENSE = "no_doubt"
_CLASSES = ("allegation", "possibility", "softener", "disbelief", "claim_nouns", _STAND_IN, _OTHER_SENSE)
_INTERCHANGEABLE = {"allegation", "possibility"}
_ABILITY = frozenset(["can", "could"])
_PERMITTING = frozenset(["can", "could", "may"])
_ADJECTIVES = frozenset(["alleged", "suspected", "supposed", "purported", "presumed"])
_CHARGE, _CHARGED_WITHIN = stem_of("charge"), 7  # words from "charged" to "with"
_CONDITION = 3  # words from "if" to "can"
_INABILITY = frozenset(["can't", "cannot", "couldn't", "unable"])
_PLEONASTIC = frozenset(["may", "might", "could"])  # "may possibly" is no more in doubt than "may"
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


def _without_counterpart(from_a: View, from_b: View, in_a: list[Hedge], in_b: list[Hedge]) -> tuple[list[Hedge], list[Hedge]]:
    """The hedges of both sides for which no other stands: the same words first, then those of the same words, the same class, what may do."""
    free_a, free_b = _joined(in_a), _joined(in_b)
    surplus_a: list[Hedge] = []
    surplus_b: list[Hedge] = []
    for fits in (_same_words, _same_scope, _same_class, _equal):
        rated = [(fits(from_a, from_b, x, y), x, y) for x in free_a for y in free_b]
        for fit, x, y in sorted(rated, key=lambda r: -r[0]):
            if fit and x in free_a and y in free_b:
                free_a.remove(x)
                free_b.remove(y)
                if fits is _same_words:
                    surplus_a += _surplus(from_a, x, in_a, from_b, y)
                    surplus_b += _surplus(from_b, y, in_b, from_a, x)
    free_a = _not_told_twice(from_a, free_a, in_a, (from_b, in_b))
    free_b = _not_told_twice(from_b, free_b, in_b, (from_a, in_a))
    return _doubting(free_a + surplus_a), _doubting(free_b + surplus_b)


def _not_told_twice(view: View, free: list[Hedge], here: list[Hedge], other: tuple[View, list[Hedge]]) -> list[Hedge]:
    """The hedges for which no second one stands that both have: "it is possible that he may go", "he might go"."""
    back, there = other
    doubted = {k for where, name in there if name == "possibility" for k in governed_words(back, where)}
    matched = [where for where, name in here if name == "possibility" and (where, name) not in free]

    def is_told_twice(where: range) -> bool:
        opens = [w.norm for w in view.side.words[where.stop : where.stop + 1]] == ["that"]
        return (opens and any(k.start > where.stop for k in matched)) or any(
            view.links.get(k, -1) in doubted for k in governed_words(view, where)
        )

    return [hedge for hedge in free if hedge[1] != "possibility" or not is_told_twice(hedge[0])]


def _surplus(view: View, hedge: Hedge, parts: list[Hedge], back: View, counterpart: Hedge) -> list[Hedge]:
    """The parts of a hedge that its counterpart lacks and has nothing for: "apparently" in "apparently expected to"."""
    if any(k not in back.links for k in counterpart[0]):
        return []
    alone = [part for part in parts if part[0].start in hedge[0] and not any(k in view.links for k in part[0])]
    return [part for part in alone if part[0].start == 0 or view.side.words[part[0].start - 1].norm not in _PLEONASTIC]


def _doubting(hedges: list[Hedge]) -> list[Hedge]:
    return [hedge for hedge in hedges if hedge[1] != _STAND_IN]


def _joined(hedges: list[Hedge]) -> list[Hedge]:
    """Hedges of one class that follow one another are one."""
    joined: list[Hedge] = []
    for where, name in hedges:
        if joined and joined[-1][1] == name and joined[-1][0].stop == where.start:
            joined[-1] = (range(joined[-1][0].start, where.stop), name)
        else:
            joined.append((where, name))
    return joined


def _same_words(from_a: View, from_b: View, x: Hedge, y: Hedge) -> bool:
    return any(from_a.links.get(k) in y[0] for k in x[0])


def _same_scope(from_a: View, from_b: View, x: Hedge, y: Hedge) -> int:
    """How many words two hedges of one class govern in common."""
    there = {from_a.links.get(k) for k in governed_words(from_a, x[0])}
    return len(there.intersection(governed_words(from_b, y[0]))) if _same_class(from_a, from_b, x, y) else 0


def _same_class(from_a: View, from_b: View, x: Hedge, y: Hedge) -> bool:
    return x[1] == y[1] and _equal(from_a, from_b, x, y)


def _equal(from_a: View, from_b: View, x: Hedge, y: Hedge) -> bool:
    """May one hedge stand for the other? Doubt inside a quotation is the speaker's, outside it is the writer's.

    A hedge whose neighbours stand side by side in the other sentence has nothing in its place; only one that governs the same words
    may have been moved from there.
    """
    if (from_a.side.quote_of[x[0].start] >= 0) != (from_b.side.quote_of[y[0].start] >= 0):
        return False
    if x[1] != y[1] and {x[1], y[1]} != _INTERCHANGEABLE and not (_stands_in(from_a, x, from_b, y) or _stands_in(from_b, y, from_a, x)):
        return False
    if not (is_tight(from_a, x[0]) or is_tight(from_b, y[0])):
        return True
    there = {from_a.links.get(k) for k in governed_words(from_a, x[0])}
    return bool(there & set(governed_words(from_b, y[0])))


def _stands_in(view: View, hedge: Hedge, back: View, other: Hedge) -> bool:
    """Is a hedge only another word for what stands there: "expected to" for "due to", "can" for "able to"?"""
    if hedge[1] != "possibility" or other[1] != _STAND_IN:
        return False
    if back.side.words[other[0].start].norm == "able":
        return all(view.side.words[k].norm in _ABILITY for k in hedge[0])
    return any(view.side.stems[k] == "expect" for k in hedge[0])


def _counts(diff: Differences, view: View, hedge: Hedge) -> bool:
    """Is this a mark of doubt of its own, and this the sentence in which the other version says what it governs?"""
    where, name = hedge
    if (
        all(k in view.links for k in where)
        or not _has_owner(view.side, where, name)
        or _is_inability(view.side, where)
        or _is_condition(view.side, where)
    ):
        return False
    if name not in OF_THE_WHOLE and len(where) > 1 and _is_answered(view, where):
        return False
    if len(where) == 1 and _is_denied(view, where.start):
        return False
    if _is_verb(view, where) or _is_of_another(view, where) or _is_permitted(view, where) or (name == "allegation" and _is_charged(view)):
        return False
    elsewhere = [view.links[k] for k in governed_words(view, where) if k in view.links and view.links[k] not in view.counterpart]
    here = [k for k in governed_words(view, where) if view.links.get(k, -1) in view.counterpart]
    return len(here) >= len(elsewhere)


def _is_denied(view: View, k: int) -> bool:
    """Does the counterpart say the contrary of a hedging word: "can't", "impossible"? Then the meaning is turned, and nothing is doubted."""
    word = view.side.words[k].norm
    alone = {view.other.words[n].norm.replace("’", "'") for n in view.counterpart if n not in view.back}
    if word in _ABILITY and alone & _INABILITY:
        return True
    return f"{word}n't" in alone or any(contrary(word, other, view.side.language) for other in alone)


def _is_answered(view: View, where: range) -> bool:
    """Does the counterpart say it by another form of the word ("is expected", "analysts expect"), or name the charge that accuses?"""
    there = {view.other.stems[k] for k in view.counterpart}
    own = {view.side.stems[k] for k in where if view.side.is_content(k)}
    return bool(own & there) or ("accus" in own and bool(there & _charges(view.other.language)))


def _is_permitted(view: View, where: range) -> bool:
    """Does the counterpart say that one is allowed to do what one here "could" do?"""
    able = len(where) == 1 and view.side.words[where.start].norm in _PERMITTING
    return able and any(where[0] not in view.back for where, _ in _permissions(view.other.language).find(view.other, view.counterpart))


def _is_charged(view: View) -> bool:
    """Does the counterpart charge somebody with it, as this sentence does not: "charging them with fraud", "for alleged fraud"?"""
    charged = [k for k in view.counterpart if view.other.stems[k] == _CHARGE and k not in view.back]
    return any(view.other.words[n].norm == "with" for k in charged for n in range(k + 1, min(k + _CHARGED_WITHIN, view.counterpart.stop)))


def _is_of_another(view: View, where: range) -> bool:
    """Is what an adjective doubts missing there, and only the names around it told: "alleged Silk Road mastermind"?"""
    norms = [w.norm for w in view.side.words[where.start : where.stop + 1]]
    if len(where) > 1 or norms[0] not in _ADJECTIVES or norms[1:] == ["of"]:
        return False
    thing = next((k for k in governed_words(view, where) if k > where.start and not view.side.is_name(k)), None)
    return thing is not None and view.links.get(thing, -1) not in view.counterpart


@cache
def _permissions(language: str | None) -> PhraseBook:
    return book(language, "hedges", ("permissions",))


@cache
def _charges(language: str | None) -> frozenset[str]:
    return frozenset(stem_of(word) for word in phrases(language, "hedges", "charges"))


def _found(side: Side, sentence: range) -> list[Hedge]:
    """The hedges of a sentence, and what may stand in for one."""
    return [
        (where, name) for where, name in _hedges(side.language).find(side, sentence) if name != _OTHER_SENSE and not _is_month(side, where)
    ]


def _is_month(side: Side, where: range) -> bool:
    first = side.words[where.start]
    return side.text[first.start : first.end] == "May" and side.is_name(where.start)


def _is_condition(side: Side, where: range) -> bool:
    """ "if it can": a condition doubts nothing of its own."""
    before = [side.words[k].norm for k in range(max(0, where.start - _CONDITION), where.start)]
    return len(where) == 1 and side.words[where.start].norm in _ABILITY and "if" in before


def _is_inability(side: Side, where: range) -> bool:
    """ "could not": what nobody can do is not doubted."""
    return (
        len(where) == 1
        and side.words[where.start].norm in _ABILITY
        and [w.norm for w in side.words[where.stop : where.stop + 1]] == ["not"]
    )


def _is_verb(view: View, where: range) -> bool:
    """Is it a reporting verb ("claims to", "alleged that") for which the counterpart has one of its own? Then the verbs are compared."""
    if force(view.side, where.start) is None:
        return False
    verbs = forces_in(view.other, view.counterpart)
    if view.side.stems[where.start] == "claim":
        return len(where) > 1 and bool(verbs)
    is_passive = where.start > 0 and view.side.stems[where.start - 1] == "be"
    return len(where) == 1 and not is_passive and any(k not in view.back for k in verbs)


def _has_owner(side: Side, where: range, name: str) -> bool:
    """A noun like "claims" casts doubt where it is somebody's: "Smith's claims"."""
    if name != "claim_nouns":
        return True
    if where.start == 0:
        return False
    before = side.words[where.start - 1]
    return before.norm.endswith(("'s", "'", "s'")) or before.norm in ("his", "her", "their") or side.text[before.end] in "'’"
