"""Over many stories: which outlet takes from which, how fast, how often uncredited, and how faithfully.

Decided: an outlet is its registrable domain; agencies that are not collected count under their name.
Decided: what a house shares within itself (one owner), what an aggregator shows, and what is printed from an agency is told apart from taking
another outlet's work; only of the last is "uncredited" a reproach.
Decided: every figure carries the number of cases behind it, and under twenty there is no share, only counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from statistics import median
from typing import Literal

from retold.records import CONTEXT_KINDS, Article, ChangeKind, Comparison, Edge, LostSource, StoryTrace
from retold.trace.names import agency_called, credited_name, domain_of, names_outlet, outlet_of
from retold.words import lists

ENOUGH = 20  # cases under which no share is told
Tie = Literal["agency", "owner", "aggregator", "other"]


@dataclass(frozen=True, slots=True)
class Taking:
    """One outlet's takings from one source, over all stories."""

    source: str  # a domain, or the name of an agency or outlet that is not collected
    taker: str
    tie: Tie
    cases: int
    sure: float  # mean probability of the edges
    credited: int  # cases in which the taker names the source
    hours: float | None  # median time from source to taker, where both have times
    timed: int  # cases behind `hours`
    sentences: int  # taken sentences that were compared
    altering: int  # changes in them that alter what a reader may believe
    kinds: Mapping[ChangeKind, int]

    @property
    def uncredited_share(self) -> float | None:
        """The share of cases in which the taker does not name the source; None under twenty cases."""
        return None if self.cases < ENOUGH else 1 - self.credited / self.cases

    @property
    def altering_rate(self) -> float | None:
        """Altering changes a taken sentence; None under twenty cases."""
        return None if self.cases < ENOUGH or not self.sentences else self.altering / self.sentences


@dataclass
class _Cases:
    tie: Tie
    chances: list[float] = field(default_factory=list)
    credited: int = 0
    hours: list[float] = field(default_factory=list)
    sentences: int = 0
    kinds: Counter[ChangeKind] = field(default_factory=Counter)


def outlets_of(traces: Iterable[StoryTrace], *, certain: float = 0.8) -> list[Taking]:
    """Who takes from whom over these stories, most cases first. Changes under the strength `certain` are not counted.

    Takings within one outlet (updates of its own report) and sources without any name are left out.
    """
    found: dict[tuple[str, str], _Cases] = {}
    for trace in traces:
        articles = {article.id: article for article in trace.versions}
        lost = {source.id: source for source in trace.descent.lost}
        compared = {(c.a.id, c.b.id): c for c in trace.comparisons}
        for edge in trace.descent.edges:
            taker = articles.get(edge.to)
            source = _named(edge, articles, lost)
            to = outlet_of(taker) if taker else None
            if taker is not None and to and source and source != to:
                cases = found.setdefault((source, to), _Cases(tie_of(source, to)))
                _add(cases, edge, articles.get(edge.source), taker, source)
                _count_changes(cases, compared.get((edge.source, edge.to)), certain)
    table = [_taking(source, to, cases) for (source, to), cases in found.items()]
    return sorted(table, key=lambda t: (-t.cases, t.source, t.taker))


def tie_of(source: str, taker: str) -> Tie:
    """What joins two outlets: a house, an aggregator's licence, an agency's, or nothing known."""
    if _owner_of(source) and _owner_of(source) == _owner_of(taker):
        return "owner"
    if {source, taker} & set(lists("outlets").get("aggregators", {})):
        return "aggregator"
    if agency_called(source) or source in lists("outlets").get("agency_domains", {}):
        return "agency"
    return "other"


def to_rows(table: Sequence[Taking]) -> list[dict[str, str | int | float | None]]:
    """The table as plain rows, for CSV and JSON."""
    return [
        {
            "source": t.source,
            "taker": t.taker,
            "tie": t.tie,
            "cases": t.cases,
            "mean_probability": round(t.sure, 3),
            "credited": t.credited,
            "uncredited_share": _rounded(t.uncredited_share),
            "median_hours": _rounded(t.hours),
            "timed_cases": t.timed,
            "compared_sentences": t.sentences,
            "altering_changes": t.altering,
            "altering_changes_a_sentence": _rounded(t.altering_rate),
            **dict(sorted(t.kinds.items())),
        }
        for t in table
    ]


def _named(edge: Edge, articles: Mapping[str, Article], lost: Mapping[str, LostSource]) -> str | None:
    """The source's outlet, or the name of a lost source."""
    if edge.source in lost:
        return lost[edge.source].name
    article = articles.get(edge.source)
    return outlet_of(article) if article else None


def _add(cases: _Cases, edge: Edge, source: Article | None, taker: Article, name: str) -> None:
    cases.chances.append(edge.probability)
    cases.credited += any(credited_name(c) == name or names_outlet(c.name, name) for c in taker.credits)
    if source and source.published and taker.published:
        before, after = source.published, taker.published
        middle = [(m.earliest + (m.latest - m.earliest) / 2).timestamp() for m in (before, after)]
        cases.hours.append((middle[1] - middle[0]) / 3600)


def _count_changes(cases: _Cases, comparison: Comparison | None, certain: float) -> None:
    if comparison is None:
        return
    cases.sentences += sum(pair.a is not None and pair.b is not None for pair in comparison.alignment.pairs)
    cases.kinds.update(c.kind for c in comparison.changes if c.strength >= certain and c.kind not in CONTEXT_KINDS)


def _taking(source: str, taker: str, cases: _Cases) -> Taking:
    return Taking(
        source=source,
        taker=taker,
        tie=cases.tie,
        cases=len(cases.chances),
        sure=sum(cases.chances) / len(cases.chances),
        credited=cases.credited,
        hours=median(cases.hours) if cases.hours else None,
        timed=len(cases.hours),
        sentences=cases.sentences,
        altering=sum(cases.kinds.values()),
        kinds=dict(cases.kinds),
    )


@cache
def _owner_of(outlet: str) -> str | None:
    for owner, outlets in lists("outlets").get("owners", {}).items():
        if outlet in {domain_of(o) for o in outlets}:
            return str(owner)
    return None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
