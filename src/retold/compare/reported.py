"""Who is said to have said it, and how: speakers exchanged, attributions dropped or added, reporting verbs of another force.

An attribution of A and one of B are about one statement when most of what B's words say of A's content lies in B's content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from retold.compare.differences import Differences, PairDifference
from retold.compare.findings import change, placed_change
from retold.compare.reports import Report, is_pronoun, name_stems, reports_of
from retold.compare.sides import Side
from retold.compare.verbs import force, force_of
from retold.records import Change
from retold.text.stems import stem
from retold.words import phrases

_SAID = 0.5  # share of a content's words that the other version must say for the two to be one statement
_LONGEST_SOURCE = 14  # words; a longer "source" was cut at the wrong place
_SAME_STATEMENT = 0.6  # share of a content that must stand in the other for the speakers to be compared
_OTHER_SPEAKER = "the same statement is credited to somebody else"
_COVERED = 0.5  # share of them that must lie in the other attribution's content


def report_changes(diff: Differences) -> Iterator[Change]:
    """speaker-changed, attribution-dropped, attribution-added and verb-changed of two versions."""
    told_a, told_b = reports_of(diff.a), reports_of(diff.b)
    paired_b: set[int] = set()
    for x in told_a:
        said = _said_by_other(diff.a, x, diff.a_to_b)
        if said is None:
            continue
        number = _covering(said, told_b)
        if number is None:
            continue
        paired_b.add(number)
        yield from _speaker(diff, x, told_b[number])
        yield from _verb(diff, x, told_b[number])
    for number, y in enumerate(told_b):
        said = _said_by_other(diff.b, y, diff.b_to_a)
        if said is None or number in paired_b:
            continue
        covering = _covering(said, told_a)
        if covering is None:
            if any(diff.a.quote_of[k] >= 0 for k in said) and not any(k in diff.b_to_a for k in y.cue):
                yield from _implied_verb(diff, y, said)
        elif force_of(diff.a, told_a[covering].cue) == "neutral" and not any(k in diff.b_to_a for k in y.cue):
            yield from _implied_verb(diff, y, said)


def verb_swaps(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """The one reporting verb of a sentence exchanged for one of another force, where no attributions were made out on both sides."""
    if pair.likeness < 0.4:
        return
    only_a, only_b = _own_verbs(diff.a, pair.a, diff.a_to_b), _own_verbs(diff.b, pair.b, diff.b_to_a)
    if len(only_a) != 1 or not 1 <= len(only_b) <= 2:
        return
    (k, force_a), (j, force_b) = only_a[0], only_b[-1]
    if force_a != force_b and _continues(diff.a, k, pair.a, diff.a_to_b) and _continues(diff.b, j, pair.b, diff.b_to_a):
        yield change(diff, pair, "verb-changed", ((k,), (j,)), 0.45 + 0.4 * pair.likeness, _unequal(force_a, force_b))


def _unequal(one: str, other: str) -> str:
    return "the reporting verbs differ in force: " + ", ".join(sorted((one, other)))


def _own_verbs(side: Side, where: range, links: dict[int, int]) -> list[tuple[int, str]]:
    return [(k, f) for k in where if k not in links and side.quote_of[k] < 0 and (f := force(side, k)) is not None]


def _continues(side: Side, verb: int, where: range, links: dict[int, int]) -> bool:
    """Does the other version say what this verb reports: some of the content words behind it, or the quotation before it?"""
    content = [k for k in where if k != verb and abs(k - verb) <= 8 and side.is_content(k)]
    return bool(content) and sum(k in links for k in content) >= 0.4 * len(content)


def _said_by_other(side: Side, report: Report, links: dict[int, int]) -> list[int] | None:
    """The words with which the other version says a report's content, or None where it hardly does."""
    content = [k for k in report.content if side.is_content(k)]
    said = [links[k] for k in content if k in links]
    return said if len(content) >= 2 and len(said) >= _SAID * len(content) else None


def _covering(said: Sequence[int], reports: Sequence[Report]) -> int | None:
    """The report whose content holds most of these words; the narrowest of those that hold enough."""
    fits = [(len(r.content), n) for n, r in enumerate(reports) if sum(k in r.content for k in said) >= _COVERED * len(said)]
    return min(fits)[1] if fits else None


def _likeness(diff: Differences, content: frozenset[int], links: dict[int, int]) -> float:
    return sum(k in links for k in content) / len(content)


def _speaker(diff: Differences, x: Report, y: Report) -> Iterator[Change]:
    """Somebody else is named as the source: two names, or a name and a body, that share no word and are nowhere the same."""
    if not x.source or not y.source or is_pronoun(diff.a, x) or is_pronoun(diff.b, y):
        return
    if max(len(x.source), len(y.source)) > _LONGEST_SOURCE or _likeness(diff, x.content, diff.a_to_b) < _SAME_STATEMENT:
        return
    if _mostly(x.source, diff.a_to_b) and _mostly(y.source, diff.b_to_a):
        return  # both versions name both: the attributions were cut differently
    stems_x = {diff.a.stems[k] for k in x.source if diff.a.is_content(k)} | name_stems(x.of.speaker)
    stems_y = {diff.b.stems[k] for k in y.source if diff.b.is_content(k)} | name_stems(y.of.speaker)
    if stems_x & stems_y or not stems_x or not stems_y:
        return
    if _may_be(diff.b, stems_x, y) or _may_be(diff.a, stems_y, x):
        return
    strength = 0.8 if _named(x.of.speaker) and _named(y.of.speaker) else 0.55
    yield placed_change(diff, "speaker-changed", (x.source, y.source), (min(x.content), min(y.content)), strength, _OTHER_SPEAKER)


def _mostly(words_: Sequence[int], links: dict[int, int]) -> bool:
    return 2 * sum(k in links for k in words_) > len(words_)


def _may_be(side: Side, stems: set[str], report: Report) -> bool:
    """May this report's source, called by an office, be the one whom the other version names? Then its text knows that name."""
    office = any(side.stems[k] in _offices(side.language) for k in report.source)
    return office and bool(stems & side.known)


def _named(name: str | None) -> bool:
    return bool(name) and any(part[:1].isupper() for part in str(name).split())


def _verb(diff: Differences, x: Report, y: Report) -> Iterator[Change]:
    force_x, force_y = force_of(diff.a, x.cue), force_of(diff.b, y.cue)
    if not x.cue and _is_quoted(diff.a, x):
        force_x = "neutral"  # a quotation that goes on needs no verb: it is said
    if not y.cue and _is_quoted(diff.b, y):
        force_y = "neutral"
    if force_x is None or force_y is None or force_x == force_y:
        return
    if any(k in diff.a_to_b for k in x.cue) or any(k in diff.b_to_a for k in y.cue):
        return  # the verb stands in the other version too: the attributions were cut differently, not the wording
    strength = 0.65 + 0.3 * _likeness(diff, x.content, diff.a_to_b)
    near = (min(x.content), min(y.content))
    yield placed_change(diff, "verb-changed", (x.cue, y.cue), near, min(0.95, strength), _unequal(force_x, force_y))


def _is_quoted(side: Side, report: Report) -> bool:
    return all(side.quote_of[k] >= 0 for k in report.content)


def _implied_verb(diff: Differences, y: Report, said: Sequence[int]) -> Iterator[Change]:
    """A quotes the words with no verb of its own, or under one neutral verb with more; B reports them with a verb of force."""
    force = force_of(diff.b, y.cue)
    if force is not None and force != "neutral":
        yield placed_change(diff, "verb-changed", ((), y.cue), (min(said), min(y.content)), 0.7, _unequal("neutral", force))


@cache
def _offices(language: str | None) -> frozenset[str]:
    return frozenset(stem(w) for w in phrases(language, "names", "offices"))
