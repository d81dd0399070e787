"""How something is said to have been said, and by whom: reporting verbs of another force, and statements credited to somebody else.

Verbs are compared in sentences that correspond, each with what it reports; how sure a change is was learnt
(`weights/learn_findings.md`). Speakers are compared where two attributions report one statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.compare.pair.chances import chance
from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import change
from retold.compare.pair.reports import Report, by_sentence
from retold.compare.pair.views import View, views
from retold.compare.said.verb_signs import Verb, VerbSigns, verb_signs, verbs_of
from retold.compare.said.verbs import force, forces_in
from retold.records import Change, Span

_SHOWN = 0.45  # from here four of five are right, by cross-validation
_WITH_QUOTATION = frozenset("claim assertion admission revelation insistence warning boasting suggestion argument pledge denial".split())
_IMPLIED = 0.5  # strength of a verb of force beside a quotation that has no verb
_Told = dict[Span, list[Report]]  # the attributions of each sentence
_QUOTED = 0.5  # share of what it reports that must be quoted in both


def verb_changes(diff: Differences) -> Iterator[Change]:
    """Every verb-changed of two versions: the surest first, of equals those that report the most in common, each verb once."""
    told_a, told_b = by_sentence(diff.a, diff.told_a), by_sentence(diff.b, diff.told_b)
    judged = [(chance("verb", signs), pair, x, y) for pair, x, y, signs in _judged(diff, told_a, told_b)]
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for sure, pair, x, y in sorted(judged, key=lambda j: (-j[0], -_in_common(diff, *j[2:]), j[2].at, j[3].at)):
        if sure >= _SHOWN and x.at not in taken_a and y.at not in taken_b:
            taken_a.add(x.at)
            taken_b.add(y.at)
            yield change(diff, pair, "verb-changed", (x.words, y.words), sure, _unequal(x.force, y.force))
    yield from _implied(diff, (told_a, taken_a), (told_b, taken_b))


def _in_common(diff: Differences, x: Verb, y: Verb) -> int:
    """How many words two verbs report that correspond."""
    return sum(diff.a_to_b.get(k, -1) in y.content for k in x.content)


def judged_verbs(diff: Differences) -> Iterator[tuple[PairDifference, Verb, Verb, VerbSigns]]:
    """Every two reporting verbs of unequal force in sentences that correspond, of which neither sentence has the other's."""
    yield from _judged(diff, by_sentence(diff.a, diff.told_a), by_sentence(diff.b, diff.told_b))


def _judged(diff: Differences, told_a: _Told, told_b: _Told) -> Iterator[tuple[PairDifference, Verb, Verb, VerbSigns]]:
    for pair in diff.pairs:
        if not pair.places:
            continue
        from_a, from_b = views(diff, pair)
        only_b = _own_verbs(from_b, told_b.get(pair.b_span, []))
        for x in _own_verbs(from_a, told_a.get(pair.a_span, [])):
            for y in only_b:
                if x.force == y.force:
                    continue
                signs = verb_signs(from_a, x, y, pair.likeness)
                if signs.same_source == 1 or not (_is_echoed(from_a, x) or _is_echoed(from_b, y)):
                    yield pair, x, y, signs


def _own_verbs(view: View, reports: list[Report]) -> list[Verb]:
    """The reporting verbs of a sentence that its counterpart lacks: it has no such verb in its place, elsewhere, nor an adverb ("allegedly")."""
    moved = {view.other.stems[k] for k in forces_in(view.other, view.counterpart) if view.back.get(k, -1) not in view.sentence}
    moved |= {view.other.stems[k] for k in view.counterpart if view.other.words[k].norm.endswith("ly")}
    own = (k for k in forces_in(view.side, view.sentence) if view.links.get(k, -1) not in view.counterpart)
    forces = {k: f for k in own if view.side.stems[k] not in moved and (f := force(view.side, k)) is not None}
    return verbs_of(view.side, list(forces), reports, forces)


def _is_echoed(view: View, verb: Verb) -> bool:
    """Does the counterpart hold the verb as another kind of word ("claimed", "a claim that was disputed")?

    Then only one speaker who says it in both versions shows that the verbs stand for each other.
    """
    return any(view.other.stems[k] == view.side.stems[verb.at] for k in view.counterpart)


def _implied(diff: Differences, of_a: tuple[_Told, set[int]], of_b: tuple[_Told, set[int]]) -> Iterator[Change]:
    """One version quotes with no verb at all what the other quotes with a verb of force, none of those taken already."""
    for pair in diff.pairs:
        from_a, from_b = views(diff, pair)
        for view, sentence, (told, taken) in ((from_a, pair.a_span, of_a), (from_b, pair.b_span, of_b)):
            if forces_in(view.other, view.counterpart):
                continue
            for verb in _own_verbs(view, told.get(sentence, [])):
                if verb.at not in taken and verb.force in _WITH_QUOTATION and _is_quoted(view, verb):
                    words = (verb.words, ()) if view is from_a else ((), verb.words)
                    yield change(diff, pair, "verb-changed", words, _IMPLIED, _unequal("neutral", verb.force))


def _is_quoted(view: View, verb: Verb) -> bool:
    there = [view.links[k] for k in verb.content if view.side.quote_of[k] >= 0 and view.links.get(k, -1) in view.counterpart]
    return bool(there) and sum(view.other.quote_of[k] >= 0 for k in there) >= _QUOTED * len(verb.content)


def _unequal(one: str, other: str) -> str:
    return "the reporting verbs differ in force: " + ", ".join(sorted((one, other)))
