"""What a reader of one trace sees, built once from the records; terminal and page only lay it out.

    Trace -> TraceView, of a StoryView for each story

Decided: a version's count of altering changes always says against which other version it is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retold.records import CONTEXT_KINDS, Article, Edge, LostSource, Skipped, StoryTrace, Trace
from retold.settings import DEFAULT, Settings
from retold.show import plainly
from retold.show.views import CompareView, EvidenceView, KindCount, SideView, compare_view, evidence_views, side_view


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version in a story: a row of its table and a place in its tree."""

    id: str
    anchor: str  # its name within a page: "v3"
    name: str
    title: str | None
    when: str
    source: str
    url: str | None
    credits: str  # names, or "nobody"
    lost: bool
    why_lost: str
    against: str  # name of the version its changes are counted against, or ""
    relation: str
    altering: int  # certain ones
    perhaps: int
    kinds: tuple[KindCount, ...]


@dataclass(frozen=True, slots=True)
class EdgeView:
    """`to` probably took from `source`."""

    source: str
    to: str
    source_name: str
    to_name: str
    primary: bool
    probability: float
    evidence: tuple[EvidenceView, ...]
    weight: int  # altering changes counted on the way


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story: what any reader of it sees."""

    id: str
    title: str
    when: str
    why: str
    versions: tuple[VersionView, ...]  # earliest first, lost sources before what took from them
    edges: tuple[EdgeView, ...]
    comparisons: tuple[tuple[VersionView, CompareView], ...]  # each version with its comparison against what it took from
    same_event: tuple[tuple[int, str], ...]  # other stories of the event, told without taking text: number and headline
    event_alone: tuple[str, ...]  # single articles on the event, by headline
    notes: tuple[str, ...]
    story: StoryTrace

    @property
    def altering(self) -> tuple[tuple[VersionView, CompareView], ...]:
        """The comparisons in which something alters what a reader may believe, or perhaps does."""
        return tuple(pair for pair in self.comparisons if pair[1].certain or pair[1].perhaps)

    @property
    def faithful(self) -> tuple[tuple[VersionView, CompareView], ...]:
        """The comparisons in which nothing does."""
        return tuple(pair for pair in self.comparisons if not (pair[1].certain or pair[1].perhaps))


@dataclass(frozen=True, slots=True)
class TraceView:
    """Everything that a reader of one trace sees."""

    stories: tuple[StoryView, ...]
    singles: tuple[SideView, ...]
    skipped: tuple[Skipped, ...]
    articles: int


def trace_view(trace: Trace, settings: Settings = DEFAULT) -> TraceView:
    """Lay out a trace: stories of two or more versions, then articles that stand alone."""
    stories = [s for s in trace.stories if len(s.versions) > 1]
    singles = [v for s in trace.stories if len(s.versions) == 1 for v in s.versions]
    return TraceView(
        stories=_linked(stories, [story_view(s, settings) for s in stories], trace),
        singles=tuple(side_view("", v) for v in singles),
        skipped=trace.skipped,
        articles=sum(len(s.versions) for s in trace.stories),
    )


def _linked(stories: Sequence[StoryTrace], views: Sequence[StoryView], trace: Trace) -> tuple[StoryView, ...]:
    """Stories with links to the others of their event."""
    told: dict[str, list[tuple[int, str]]] = {}
    alone: dict[str, list[str]] = {}
    for number, (story, view) in enumerate(zip(stories, views, strict=True), 1):
        told.setdefault(story.group.event or view.id, []).append((number, view.title))
    for story in trace.stories:
        if len(story.versions) == 1 and story.group.event:
            alone.setdefault(story.group.event, []).append(_title(story))
    linked = []
    for number, (story, view) in enumerate(zip(stories, views, strict=True), 1):
        event = story.group.event or view.id
        others = tuple(other for other in told[event] if other[0] != number)
        linked.append(replace(view, same_event=others, event_alone=tuple(alone.get(event, ()))))
    return tuple(linked)


def story_view(story: StoryTrace, settings: Settings = DEFAULT) -> StoryView:
    """Lay out one story."""
    articles = {v.id: v for v in story.versions}
    compared = {c.b.id: compare_view(c, settings) for c in story.comparisons}
    names = _distinct_names(story)
    versions = tuple(_lost_view(s, f"v{n}") for n, s in enumerate(story.descent.lost, 1))
    first = len(versions) + 1
    versions += tuple(_version_view(v, names, f"v{n}", compared.get(v.id)) for n, v in enumerate(story.versions, first))
    names |= {v.id: v.name for v in versions}
    weights = {v.id: v.altering for v in versions}
    return StoryView(
        id=story.group.id,
        title=_title(story),
        when=_story_when(story.versions),
        why=story.group.why,
        versions=versions,
        edges=tuple(_edge_view(e, names, weights, articles) for e in story.descent.edges),
        comparisons=tuple((v, compared[v.id]) for v in versions if v.id in compared),
        same_event=(),
        event_alone=(),
        notes=story.notes,
        story=story,
    )


def _title(story: StoryTrace) -> str:
    """The story's headline; where no version has one, the first words of the earliest."""
    if story.title != story.group.id or not story.versions:
        return story.title
    return plainly.shortened(" ".join(story.versions[0].text[:400].split()), 12)


def _distinct_names(story: StoryTrace) -> dict[str, str]:
    """What to call each version: its outlet, with a number where one outlet has several."""
    used: Counter[str] = Counter()
    names: dict[str, str] = {}
    for article in story.versions:
        name = plainly.called(article)
        used[name] += 1
        names[article.id] = name if used[name] == 1 else f"{name} ({used[name]})"
    return names


def _version_view(article: Article, names: dict[str, str], anchor: str, compared: CompareView | None) -> VersionView:
    return VersionView(
        id=article.id,
        anchor=anchor,
        name=names[article.id],
        title=article.title,
        when=plainly.moment_words(article.published or article.seen),
        source=article.source,
        url=article.url,
        credits=plainly.credits_words(article),
        lost=False,
        why_lost="",
        against=names[compared.found.a.id] if compared else "",
        relation=plainly.relation_word(compared.found.relation) if compared else "",
        altering=len(compared.certain) if compared else 0,
        perhaps=len(compared.perhaps) if compared else 0,
        kinds=tuple(k for k in compared.kinds if k.kind not in CONTEXT_KINDS) if compared else (),
    )


_LOST = {
    "credit": "named by a credit, not among these articles",
    "agency": "the agency's report, not among these articles",
    "implied": "implied by what versions share, not among these articles",
}


def _lost_view(lost: LostSource, anchor: str) -> VersionView:
    return VersionView(
        id=lost.id, anchor=anchor, name=lost.name or "a lost source", title=None, when="", source="", url=None, credits="", lost=True,
        why_lost=_LOST[lost.why], against="", relation="", altering=0, perhaps=0, kinds=(),
    )  # fmt: skip


def _edge_view(edge: Edge, names: dict[str, str], weights: dict[str, int], articles: dict[str, Article]) -> EdgeView:
    return EdgeView(
        source=edge.source,
        to=edge.to,
        source_name=names.get(edge.source, edge.source),
        to_name=names.get(edge.to, edge.to),
        primary=edge.kind == "primary",
        probability=edge.probability,
        evidence=evidence_views(edge.evidence, articles.get(edge.source), articles.get(edge.to)),
        weight=weights.get(edge.to, 0),
    )


def _story_when(versions: Sequence[Article]) -> str:
    moments = [v.published or v.seen for v in versions]
    dated = sorted((m for m in moments if m), key=lambda m: m.earliest)
    if not dated:
        return "no dates"
    return plainly.range_words(dated[0], dated[-1])
