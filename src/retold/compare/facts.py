"""Another act, object or state in the same place, where words of one field exclude each other; and plans that became events."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retold.compare.differences import Differences, PairDifference
from retold.compare.findings import PhraseBook, change
from retold.records import Change
from retold.text.stems import stem
from retold.words import phrases

_LONGEST = 5  # words of a region in which a state is exchanged


@cache
def _states(language: str | None) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(stem(word) for word in field) for field in phrases(language, "facts", "states"))


@cache
def _scheduled(language: str | None) -> PhraseBook:
    return PhraseBook({"scheduled": phrases(language, "facts", "scheduled")})


def fact_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Exchanged states and events that moved on, in pairs that otherwise agree."""
    if pair.likeness < 0.5:
        return
    for region in pair.regions:
        if max(len(region.a), len(region.b)) > _LONGEST:
            continue
        for i in region.a:
            for j in region.b:
                if _excludes(diff, i, j) and diff.gone(i, pair) and diff.new(j, pair):
                    yield change(diff, pair, "fact-changed", ((i,), (j,)), 0.3 + 0.45 * pair.likeness, "another act or state")
    yield from _moved_on(diff, pair)


def _excludes(diff: Differences, i: int, j: int) -> bool:
    x, y = diff.a.stems[i], diff.b.stems[j]
    return x != y and any(x in field and y in field for field in _states(diff.a.language))


def _is_past(form: str, base: str) -> bool:
    """Is a verb's form a past one? "It wraps up on Wednesday" still announces."""
    return form not in (base, base + "s", base + "es") and not form.endswith("ing")


def _moved_on(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """What one version schedules and the other reports as done, or the reverse."""
    planned_a = _scheduled(diff.a.language).find(diff.a, pair.a)
    planned_b = _scheduled(diff.b.language).find(diff.b, pair.b)
    if bool(planned_a) == bool(planned_b) or pair.likeness < 0.6:
        return
    planned, links = (planned_a[0][0], diff.a_to_b) if planned_a else (planned_b[0][0], diff.b_to_a)
    verb = links.get(planned.stop)
    side, other = (diff.a, diff.b) if planned_a else (diff.b, diff.a)
    if verb is None or planned.stop >= len(side.words) or not _is_past(other.words[verb].norm, side.words[planned.stop].norm):
        return
    told, done = tuple(range(planned.start, planned.stop + 1)), (verb,)
    words = (told, done) if planned_a else (done, told)
    yield change(diff, pair, "fact-changed", words, 0.3 + 0.45 * pair.likeness, "one version announces what the other reports as done")
