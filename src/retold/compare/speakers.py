"""The same statement credited to somebody else: two attributions of one statement whose sources are not the same.

Sources are the same where they share a word of content, where the text gives one name that holds both ("Kirchner" and "Ms Fernandez" in a
text that has Cristina Fernandez de Kirchner), or where one is called by an office and its text knows the other's name. Where the other
version names the same source for the statement as well, nobody was exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from retold.compare.differences import Differences
from retold.compare.findings import placed_change
from retold.compare.reports import Report, by_word, is_pronoun, source_stems
from retold.compare.sides import Side
from retold.compare.spelling import stem_of
from retold.compare.verbs import force_of
from retold.records import Change
from retold.words import phrases

_OTHER_SPEAKER = "the same statement is credited to somebody else"
_SAME_STATEMENT = 0.5  # share of the shorter content that stands in the other's, and half of that of the longer one
_LEAST = 3  # content words in common
_QUOTED = 0.8
_LONGEST_SOURCE = 14  # words; a longer "source" was cut at the wrong place
_WITH_NAMES, _WITHOUT = 0.65, 0.5  # strength where both are named, and where one is not
_AT_SECOND_HAND = frozenset(["according", "reported", "reports"])
_IN_NAMES = frozenset(["de", "del", "della", "der", "van", "von", "bin", "al", "el", "la", "le", "da", "dos", "du", "ben", "ibn"])


def speaker_changes(diff: Differences) -> Iterator[Change]:
    """Every speaker-changed of two versions."""
    told_a = [r for r in diff.told_a if _tells(diff.a, r)]
    told_b = [r for r in diff.told_b if _tells(diff.b, r)]
    said_a, said_b = by_word(told_a), by_word(told_b)
    for x in told_a:
        same = [y for y in _beside(x, diff.a_to_b, said_b) if _one_statement(diff, x, y)] if _compared(diff.a, x) else []
        y = min(same, key=lambda r: (len(r.content), r.named), default=None)
        if y is None or not _compared(diff.b, y):
            continue
        sources_x = _stems(diff.a, [r for r in _beside(y, diff.b_to_a, said_a) if _one_statement(diff, r, y)])
        sources_y = _stems(diff.b, same)
        if sources_x & sources_y or _one_name(diff, sources_x, sources_y) or _named_there(diff, x, y):
            continue
        if _may_be(diff.a, x, source_stems(diff.b, y)) or _may_be(diff.b, y, source_stems(diff.a, x)):
            continue
        if _is_named(diff.a, x) or _is_named(diff.b, y):
            near = (min(x.content), min(y.content))
            yield placed_change(diff, "speaker-changed", (x.source, y.source), near, _strength(diff, x, y), _OTHER_SPEAKER)


def _beside(report: Report, links: dict[int, int], said: dict[int, list[Report]]) -> list[Report]:
    """The reports of the other version that share a word with this one's content, in order."""
    found = {id(r): r for k in sorted(report.content) if k in links for r in said.get(links[k], ())}
    return list(found.values())


def _strength(diff: Differences, x: Report, y: Report) -> float:
    return _WITH_NAMES if _is_named(diff.a, x) and _is_named(diff.b, y) else _WITHOUT


def _tells(side: Side, report: Report) -> bool:
    """Does the report say by a verb that somebody says it, or is it nearly all quoted?"""
    quoted = sum(side.quote_of[k] >= 0 for k in report.content)
    return force_of(side, report.cue) is not None or quoted >= _QUOTED * len(report.content)


def _compared(side: Side, report: Report) -> bool:
    """Is its source one that can be compared: somebody named or described, and nothing cut at the wrong place?"""
    if not 0 < len(report.source) <= _LONGEST_SOURCE or is_pronoun(side, report) or side.quote_of[report.source[0]] >= 0:
        return False
    speaks = _is_named(side, report) or any(side.stems[k] in _offices(side.language) for k in report.source)
    return speaks and force_of(side, report.source) is None


def _one_statement(diff: Differences, x: Report, y: Report) -> bool:
    """Do two attributions report the same words?"""
    content_x = [k for k in x.content if diff.a.is_content(k)]
    content_y = [k for k in y.content if diff.b.is_content(k)]
    if _at_second_hand(diff.a, x) != _at_second_hand(diff.b, y):
        return False  # who passed the words on is no other speaker
    common = sum(diff.a_to_b.get(k, -1) in y.content for k in content_x)
    shorter, longer = sorted((len(content_x), len(content_y)))
    return common >= _LEAST and common >= _SAME_STATEMENT * shorter and common >= _SAME_STATEMENT / 2 * longer


def _at_second_hand(side: Side, report: Report) -> bool:
    return any(side.words[k].norm in _AT_SECOND_HAND for k in report.cue)


def _stems(side: Side, reports: Sequence[Report]) -> set[str]:
    return {s for r in reports for s in source_stems(side, r)}


def _named_there(diff: Differences, x: Report, y: Report) -> bool:
    """Does one of the two sentences hold a word of both sources: "The Times said …, according to the employees"?"""
    return _stands(diff.b, source_stems(diff.a, x), y) or _stands(diff.a, source_stems(diff.b, y), x)


def _stands(side: Side, stems: set[str], beside: Report) -> bool:
    return any(side.stems[k] in stems for k in side.within(side.sentence_of[beside.named[0]]))


def _one_name(diff: Differences, x: set[str], y: set[str]) -> bool:
    """Does one full name of either text hold a word of both?"""
    return any(name & x and name & y for side in (diff.a, diff.b) for name in _full_names(side))


def _full_names(side: Side) -> Iterator[frozenset[str]]:
    """The names of more than one word that stand in a text."""
    run: list[int] = []
    for k, token in enumerate(side.words):
        follows = bool(run) and side.text[side.words[run[-1]].end : token.start] in (" ", "\u00a0")
        named = side.text[token.start].isupper() and not side.shouted[k]
        if follows and (named or token.norm in _IN_NAMES):
            run.append(k)
            continue
        if len(run) > 1:
            yield frozenset(side.stems[j] for j in run if side.is_content(j))
        run = [k] if named else []
    if len(run) > 1:
        yield frozenset(side.stems[j] for j in run if side.is_content(j))


def _may_be(side: Side, report: Report, other: set[str]) -> bool:
    """May this source, called by an office and no name, be the one whom the other version names? Then its text knows those words."""
    office = any(side.stems[k] in _offices(side.language) for k in report.source)
    return office and not _is_named(side, report) and bool(other & side.known)


def _is_named(side: Side, report: Report) -> bool:
    """Has it a name that is not an office ("the San Diego Republican")?"""
    parts = str(report.of.speaker or "").split()
    return any(part[:1].isupper() for part in parts) and stem_of(parts[-1].lower()) not in _offices(side.language)


@cache
def _offices(language: str | None) -> frozenset[str]:
    return frozenset(stem_of(w) for w in phrases(language, "names", "offices"))
