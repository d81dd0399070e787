"""The same statement credited to somebody else: two attributions of one statement whose sources are not the same.

Sources are the same where they share a word of content, where the text gives one name that holds both ("Kirchner" and "Ms Fernandez" in a
text that has Cristina Fernandez de Kirchner), or where one is called by an office and its text knows the other's name. Where the other
version names the same source for the statement as well, nobody was exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.compare.pair.differences import Differences
from retold.compare.pair.findings import placed_change
from retold.compare.pair.reports import Report, by_word, is_pronoun
from retold.compare.pair.sides import Side
from retold.compare.said.sources import Source, differ, full_names, is_comparable, source_of
from retold.compare.said.verbs import force_of
from retold.records import Change

_OTHER_SPEAKER = "the same statement is credited to somebody else"
_SAME_STATEMENT = 0.5  # share of the shorter content that stands in the other's, and half of that of the longer one
_LEAST = 3  # content words in common; a statement told word for word may be shorter
_QUOTED = 0.8
_BY_PRONOUN = 0.5
_AT_SECOND_HAND = frozenset(["according", "reported", "reports"])


def speaker_changes(diff: Differences) -> Iterator[Change]:
    """Every speaker-changed of two versions."""
    told_a = [r for r in diff.told_a if _tells(diff.a, r)]
    told_b = [r for r in diff.told_b if _tells(diff.b, r)]
    said_a, said_b = by_word(told_a), by_word(told_b)
    yield from _for_pronouns(diff, told_a, told_b)
    for x in told_a:
        same = [y for y in _beside(x, diff.a_to_b, said_b) if _one_statement(diff, x, y)] if is_comparable(diff.a, x) else []
        y = min(same, key=lambda r: (len(r.content), r.named), default=None)
        if y is None or not is_comparable(diff.b, y):
            continue
        others_x = [r for r in _beside(y, diff.b_to_a, said_a) if _one_statement(diff, r, y)]
        sure = _exchanged(diff, others_x, same, _is_verbatim(diff, x, y))
        if sure and not (_named_there(diff, x, y) or _may_be(diff, x, y)):
            near = (min(x.content), min(y.content))
            yield placed_change(diff, "speaker-changed", (x.source, y.source), near, sure, _OTHER_SPEAKER)


def _for_pronouns(diff: Differences, told_a: list[Report], told_b: list[Report]) -> Iterator[Change]:
    """ "he said" where the other version has the very same words said by somebody whom this one does not know."""
    said_b = by_word(told_b)
    for x in told_a:
        for y in _beside(x, diff.a_to_b, said_b):
            if is_pronoun(diff.a, x) == is_pronoun(diff.b, y) or not (x.source and y.source and _is_verbatim(diff, x, y)):
                continue
            side, report, other = (diff.b, y, diff.a) if is_pronoun(diff.a, x) else (diff.a, x, diff.b)
            who = source_of(side, report)
            if who.named and len(who.written) > 1 and other.known.isdisjoint(who.written):
                yield placed_change(
                    diff, "speaker-changed", (x.source, y.source), (min(x.content), min(y.content)), _BY_PRONOUN, _OTHER_SPEAKER
                )


def _exchanged(diff: Differences, said_a: Sequence[Report], said_b: Sequence[Report], verbatim: bool) -> float:
    """How sure it is that none of those who say it in A is one of those who say it in B."""
    sources_a, sources_b = [source_of(diff.a, r) for r in said_a], [source_of(diff.b, r) for r in said_b]
    if any(_one_name(diff, x, y) or _both_known(diff, x, y) for x in sources_a for y in sources_b):
        return 0.0
    return min((differ(x, y, verbatim) for x in sources_a for y in sources_b), default=0.0)


def _beside(report: Report, links: dict[int, int], said: dict[int, list[Report]]) -> list[Report]:
    """The reports of the other version that share a word with this one's content, in order."""
    found = {id(r): r for k in sorted(report.content) if k in links for r in said.get(links[k], ())}
    return list(found.values())


def _tells(side: Side, report: Report) -> bool:
    """Does the report say by a verb that somebody says it, or is it nearly all quoted?"""
    quoted = sum(side.quote_of[k] >= 0 for k in report.content)
    return force_of(side, report.cue) is not None or quoted >= _QUOTED * len(report.content)


def _one_statement(diff: Differences, x: Report, y: Report) -> bool:
    """Do two attributions report the same words?"""
    content_x = [k for k in x.content if diff.a.is_content(k)]
    content_y = [k for k in y.content if diff.b.is_content(k)]
    if _at_second_hand(diff.a, x) != _at_second_hand(diff.b, y):
        return False  # who passed the words on is no other speaker
    common = sum(diff.a_to_b.get(k, -1) in y.content for k in content_x)
    shorter, longer = sorted((len(content_x), len(content_y)))
    if _is_verbatim(diff, x, y):
        return True
    return common >= _LEAST and common >= _SAME_STATEMENT * shorter and common >= _SAME_STATEMENT / 2 * longer


def _is_verbatim(diff: Differences, x: Report, y: Report) -> bool:
    """Do two attributions report the very same words, or at least those of content?"""
    if [diff.a.stems[k] for k in sorted(x.content)] == [diff.b.stems[k] for k in sorted(y.content)]:
        return True
    content_x, content_y = ([k for k in r.content if side.is_content(k)] for side, r in ((diff.a, x), (diff.b, y)))
    return len(content_x) == len(content_y) > 0 and all(diff.a_to_b.get(k, -1) in y.content for k in content_x)


def _at_second_hand(side: Side, report: Report) -> bool:
    return any(side.words[k].norm in _AT_SECOND_HAND for k in report.cue)


def _named_there(diff: Differences, x: Report, y: Report) -> bool:
    """Does one of the two sentences name the source of the other as well: "The Times said …, according to the employees"?"""
    of_x, of_y = source_of(diff.a, x), source_of(diff.b, y)
    return _stands(diff.b, of_x.called - of_y.called, y) or _stands(diff.a, of_y.called - of_x.called, x)


def _stands(side: Side, stems: frozenset[str], beside: Report) -> bool:
    said = beside.content if len(beside.content) > len(beside.named) else frozenset[int]()
    return any(side.stems[k] in stems for k in side.within(side.sentence_of[beside.named[0]]) if k not in said or side.is_name(k))


def _one_name(diff: Differences, x: Source, y: Source) -> bool:
    """Does one full name of either text hold a word of both, who have none in common?"""
    one, other = frozenset(x.name), frozenset(y.name)
    return not one & other and any(name & one and name & other for side in (diff.a, diff.b) for name in full_names(side))


def _both_known(diff: Differences, x: Source, y: Source) -> bool:
    """Do both texts speak of both, who have no names? Then the order of what they say may have changed, and nothing else."""
    return not (x.named or y.named) and x.head in diff.b.known and y.head in diff.a.known and x.head != y.head


def _may_be(diff: Differences, x: Report, y: Report) -> bool:
    """May one, called by an office and no name, be the other, whose name his text knows?"""
    of_x, of_y = source_of(diff.a, x), source_of(diff.b, y)
    sides = ((diff.a, of_x, of_y), (diff.b, of_y, of_x))
    return any(other.named and not own.named and bool(other.stems & side.known) for side, own, other in sides)
