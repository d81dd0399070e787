"""What speaks for two reporting verbs reporting the same words with another force: the numbers that `reported` weighs."""

from __future__ import annotations

from typing import NamedTuple

from retold.compare.pair.reports import Report, source_stems
from retold.compare.pair.sides import Side
from retold.compare.pair.views import View

_SCOPE = 8  # words around a verb that it reports, where the attribution model reads no content


class Verb(NamedTuple):
    """A reporting verb of a sentence, what it reports, and the attribution in which it was read, if any."""

    at: int
    force: str
    content: tuple[int, ...]
    report: Report | None

    @property
    def words(self) -> tuple[int, ...]:
        """The words to show: the whole cue where it was read."""
        return self.report.cue if self.report else (self.at,)


class VerbSigns(NamedTuple):
    """Each 0..1; the same whichever version is seen first."""

    same_source: float  # 1 the same source, ½ one that is unknown or a pronoun, 0 another
    quoted: float  # share of the common words that are quoted on both sides
    likeness: float  # of the two sentences


def verbs_of(side: Side, at: list[int], reports: list[Report], forces: dict[int, str]) -> list[Verb]:
    """The reporting verbs at some places, each with what it reports."""
    found = []
    for k in at:
        report = next((r for r in reports if k in r.cue), None)
        around = range(max(0, k - _SCOPE), min(len(side.words), k + _SCOPE + 1))
        content = report.content if report else (j for j in around if j != k)
        found.append(Verb(k, forces[k], tuple(sorted(j for j in content if side.is_content(j))), report))
    return found


def verb_signs(view: View, x: Verb, y: Verb, likeness: float) -> VerbSigns:
    """The signs of two verbs of sentences that correspond."""
    there = set(y.content)
    common = [k for k in x.content if view.links.get(k, -1) in there]
    names_x = source_stems(view.side, x.report) if x.report else set()
    names_y = source_stems(view.other, y.report) if y.report else set()
    return VerbSigns(
        same_source=1.0 if names_x & names_y else 0.0 if names_x and names_y else 0.5,
        quoted=sum(view.side.quote_of[k] >= 0 and view.other.quote_of[view.links[k]] >= 0 for k in common) / max(1, len(common)),
        likeness=likeness,
    )
