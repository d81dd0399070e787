"""The attributions of one version as word indices, by the sentence in which somebody is named as saying it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from retold.compare.pair.sides import Side
from retold.compare.pair.spelling import stem_of
from retold.records import Attribution, Span
from retold.text.tokens import words

_PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "you", "his", "her", "their", "who"])


@dataclass(frozen=True, slots=True)
class Report:
    """An attribution as word indices."""

    of: Attribution
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: frozenset[int]

    @property
    def named(self) -> tuple[int, ...]:
        """The words that say who says it and how."""
        return tuple(sorted((*self.source, *self.cue)))


def reports_of(side: Side) -> list[Report]:
    """All attributions of a version that have a content."""
    found = []
    for attribution in side.attributions:
        content = frozenset(k for s in attribution.content for k in side.within(s))
        source = tuple(k for s in attribution.source for k in side.within(s))
        cue = tuple(k for s in attribution.cue for k in side.within(s))
        if content:
            found.append(Report(attribution, source, cue, content))
    return found


def by_sentence(side: Side, reports: list[Report]) -> dict[Span, list[Report]]:
    """The reports whose first naming word lies in each sentence."""
    spans = [s.span for s in side.version.sentences]
    ends = [span.end for span in spans]
    found: dict[Span, list[Report]] = defaultdict(list)
    for report in reports:
        if report.named:
            at = bisect_right(ends, side.words[report.named[0]].start)
            if at < len(spans):
                found[spans[at]].append(report)
    return found


def by_word(reports: list[Report]) -> dict[int, list[Report]]:
    """The reports that have each word in their contents."""
    found: dict[int, list[Report]] = defaultdict(list)
    for report in reports:
        for k in report.content:
            found[k].append(report)
    return found


def source_stems(side: Side, report: Report) -> set[str]:
    """The content words of a source, and those of the name that it stands for."""
    named = {side.stems[k] for k in report.source if side.is_content(k)}
    return named | name_stems(report.of.speaker)


def name_stems(name: str | None) -> set[str]:
    """The words of a name as stems."""
    return {stem_of(t.norm) for t in words(name)} if name else set()


def is_pronoun(side: Side, report: Report) -> bool:
    """Is the source nothing but a pronoun?"""
    return all(side.words[k].norm.split("'")[0] in _PRONOUNS for k in report.source)
