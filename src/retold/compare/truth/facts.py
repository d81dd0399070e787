"""Another act, object or state in the same place, where words of one field exclude each other; and plans that became events."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import PhraseBook, change
from retold.compare.pair.sides import Side
from retold.compare.truth.contrasts import ContrastBook, contrasts
from retold.compare.truth.negations import alone, governs, negations
from retold.records import Change
from retold.text.forms import forms
from retold.words import lists, phrases

_WAS = frozenset(["was", "were", "been"])
_NOT_YET = frozenset(["to", "be", "is", "are", "being"])  # "is focused on" tells of no past
_LIKE_ENOUGH = 0.5  # likeness of sentences that tell of one act


@cache
def _states(language: str | None) -> ContrastBook:
    return ContrastBook(lists(language or "en").get("facts", lists("en")["facts"])["states"])


@cache
def _scheduled(language: str | None) -> PhraseBook:
    return PhraseBook({"scheduled": phrases(language, "facts", "scheduled")})


def fact_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Exchanged states and events that moved on, in pairs that otherwise agree."""
    if pair.likeness < _LIKE_ENOUGH:
        return
    alone_a, alone_b = alone(negations(diff.a, pair.a), diff.a_to_b), alone(negations(diff.b, pair.b), diff.b_to_a)
    for found in contrasts(diff, pair, _states(diff.a.language)):
        denied = [
            any(governs(side, no, words[0]) for no in nos) for side, nos, words in ((diff.a, alone_a, found.a), (diff.b, alone_b, found.b))
        ]
        if found.region and denied[0] == denied[1]:  # "not injured" is "unhurt"
            yield change(diff, pair, "fact-changed", (found.a, found.b), 0.3 + 0.45 * pair.likeness, "another act or state")
    yield from _moved_on(diff, pair)


def _is_past(form: str, base: str) -> bool:
    """Is it a past form of a verb? "It wraps up on Wednesday" still announces, and a "resignation" may be to come."""
    if base == "be":
        return form in _WAS
    return form in forms(base) and form != base and not form.endswith(("s", "ing"))


def _moved_on(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """What one version schedules, wants or attempts and the other reports as done, or the reverse."""
    planned_a = [where for where, _ in _scheduled(diff.a.language).find(diff.a, pair.a)]
    planned_b = [where for where, _ in _scheduled(diff.b.language).find(diff.b, pair.b)]
    strength, why = 0.3 + 0.45 * pair.likeness, "one version plans or attempts what the other reports as done"
    for told, done in _done(diff.a, diff.b, planned_a, planned_b, diff.a_to_b, pair.b):
        yield change(diff, pair, "fact-changed", (told, done), strength, why)
    for told, done in _done(diff.b, diff.a, planned_b, planned_a, diff.b_to_a, pair.a):
        yield change(diff, pair, "fact-changed", (done, told), strength, why)


def _done(
    side: Side, other: Side, planned: list[range], planned_there: list[range], links: dict[int, int], sentence: range
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """(words of the plan, verb of the deed) for plans of one sentence that the other reports as done."""
    for where in planned:
        of_plan = _verb_of(side, where, links)
        verb = links.get(of_plan)
        if verb is None or verb not in sentence or any(verb == there.stop for there in planned_there):
            continue
        happened = _is_past(other.words[verb].norm, side.words[of_plan].norm) or other.words[verb - 1].norm in _WAS
        if other.words[verb - 1].norm not in _NOT_YET and happened:
            yield tuple(range(where.start, of_plan + 1)), (verb,)


def _verb_of(side: Side, where: range, links: dict[int, int]) -> int:
    """The verb of a plan; "launched" in "due to be launched", unless "be" itself has its counterpart."""
    is_passive = where.stop + 1 < len(side.words) and side.words[where.stop].norm == "be" and where.stop not in links
    return where.stop + is_passive
