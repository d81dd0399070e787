"""What a reader of one comparison or one trace sees, built once from the records; terminal and page only lay it out.

    Comparison -> CompareView      Trace -> TraceView

Decided: a change is shown as certain from `Settings.certain`; below that it says “perhaps” and stands apart.
Decided: findings stand in the order of CHANGE_KINDS, the strongest claim first, then in the order of the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from retold.records import (
    CHANGE_KINDS,
    CONTEXT_KINDS,
    Article,
    Change,
    ChangeKind,
    Comparison,
    Edge,
    Evidence,
    LostSource,
    Skipped,
    Span,
    StoryTrace,
    Trace,
)
from retold.settings import DEFAULT, Settings
from retold.show import plainly
from retold.show.marking import Piece, marked_sentence


@dataclass(frozen=True, slots=True)
class SideView:
    """One of two versions: what it is called and what is known of it."""

    label: str  # "A" or "B"
    name: str  # its outlet, or its file
    title: str | None
    when: str
    credits: str  # names, or "nobody"
    source: str
    url: str | None
    words: int


@dataclass(frozen=True, slots=True)
class FindingView:
    """One change, said in a sentence, with both wordings in pieces of which the changed ones are marked."""

    number: int
    kind: ChangeKind
    kind_name: str
    family: str
    says: str
    a: tuple[Piece, ...]
    b: tuple[Piece, ...]
    why: str
    sure: str
    strength: float
    certain: bool
    a_span: Span | None
    b_span: Span | None
    a_sentence: Span | None
    b_sentence: Span | None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One sign of direction with the words it rests on, and for whom it speaks."""

    why: str
    a: str
    b: str
    speaks: str  # "for A", "for B" or ""


@dataclass(frozen=True, slots=True)
class KindCount:
    """How often a kind was found, for the legend."""

    kind: ChangeKind
    name: str
    family: str
    count: int


@dataclass(frozen=True, slots=True)
class CompareView:
    """Everything that a reader of one comparison sees."""

    a: SideView
    b: SideView
    relation: str
    direction: str
    evidence: tuple[EvidenceView, ...]
    certain: tuple[FindingView, ...]  # altering, shown as certain
    perhaps: tuple[FindingView, ...]  # altering, below the mark
    details: tuple[FindingView, ...]
    rewordings: tuple[FindingView, ...]
    kinds: tuple[KindCount, ...]
    dropped: int  # sentences of A without a counterpart
    added: int
    kept: int
    notes: tuple[str, ...]
    found: Comparison

    @property
    def findings(self) -> tuple[FindingView, ...]:
        """All findings by number."""
        return self.certain + self.perhaps + self.details + self.rewordings

    def home_of(self, number: int) -> str:
        """The side whose text a link to a finding leads to: B, or A where B has no words of it."""
        finding = self.findings[number - 1]
        return "b" if finding.b_span else "a"


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
    event: str | None
    notes: tuple[str, ...]
    story: StoryTrace


@dataclass(frozen=True, slots=True)
class TraceView:
    """Everything that a reader of one trace sees."""

    stories: tuple[StoryView, ...]
    singles: tuple[SideView, ...]
    skipped: tuple[Skipped, ...]
    articles: int


# ---------------------------------------------------------------- one comparison


def compare_view(found: Comparison, settings: Settings = DEFAULT) -> CompareView:
    """Lay out a comparison."""
    ordered = sorted(found.changes, key=_strongest_first)
    altering = [c for c in ordered if c.kind not in CONTEXT_KINDS]
    groups = (
        [c for c in altering if c.strength >= settings.certain],
        [c for c in altering if c.strength < settings.certain],
        [c for c in ordered if c.kind in ("detail-added", "detail-dropped")],
        [c for c in ordered if c.kind == "reworded"],
    )
    numbers = {id(c): n for n, c in enumerate((c for group in groups for c in group), 1)}
    certain, perhaps, details, rewordings = (tuple(_finding(c, numbers[id(c)], found, settings) for c in group) for group in groups)
    pairs = Counter(p.kind for p in found.alignment.pairs)
    return CompareView(
        a=side_view("A", found.a),
        b=side_view("B", found.b),
        relation=plainly.relation_sentence(found.relation),
        direction=plainly.direction_sentence(found),
        evidence=_evidence_views(found.direction.evidence, found.a, found.b),
        certain=certain,
        perhaps=perhaps,
        details=details,
        rewordings=rewordings,
        kinds=_kind_counts(found.changes),
        dropped=pairs["dropped"],
        added=pairs["added"],
        kept=pairs["kept"],
        notes=found.notes,
        found=found,
    )


def side_view(label: str, article: Article) -> SideView:
    """One article as a side of a comparison, or standing alone."""
    return SideView(
        label=label,
        name=plainly.called(article),
        title=article.title,
        when=plainly.moment_words(article.published or article.seen),
        credits=plainly.credits_words(article),
        source=article.source,
        url=article.url,
        words=_telling_words(article),
    )


def _telling_words(article: Article) -> int:
    """Words of the article without page furniture."""
    left_out = sum(len(c.span.of(article.text).split()) for c in article.chrome if c.span)
    return max(0, len(article.text.split()) - left_out)


def _strongest_first(change: Change) -> tuple[int, int]:
    place = change.b_sentence or change.a_sentence or change.b or change.a
    return CHANGE_KINDS.index(change.kind), place.start if place else 0


def _finding(change: Change, number: int, found: Comparison, settings: Settings) -> FindingView:
    certain = change.strength >= settings.certain
    a_words = change.a.of(found.a.text) if change.a else ""
    b_words = change.b.of(found.b.text) if change.b else ""
    return FindingView(
        number=number,
        kind=change.kind,
        kind_name=plainly.kind_name(change.kind),
        family=plainly.FAMILY_OF[change.kind],
        says=plainly.finding(change.kind, a_words, b_words, certain=certain or change.kind in CONTEXT_KINDS),
        a=marked_sentence(found.a.text, change.a_sentence, change.a),
        b=marked_sentence(found.b.text, change.b_sentence, change.b),
        why=change.why,
        sure=plainly.sure(change.strength),
        strength=change.strength,
        certain=certain,
        a_span=change.a,
        b_span=change.b,
        a_sentence=change.a_sentence,
        b_sentence=change.b_sentence,
    )


def _evidence_views(evidence: Sequence[Evidence], a: Article | None, b: Article | None) -> tuple[EvidenceView, ...]:
    return tuple(
        EvidenceView(
            why=e.why.rstrip("."),
            a=plainly.shortened(" ".join(e.a.of(a.text).split()), 25) if e.a and a else "",
            b=plainly.shortened(" ".join(e.b.of(b.text).split()), 25) if e.b and b else "",
            speaks="for A" if e.weight > 0 else "for B" if e.weight < 0 else "",
        )
        for e in sorted(evidence, key=lambda e: -abs(e.weight))
    )


def _kind_counts(changes: Sequence[Change]) -> tuple[KindCount, ...]:
    counts = Counter(c.kind for c in changes)
    return tuple(KindCount(k, plainly.kind_name(k), plainly.FAMILY_OF[k], counts[k]) for k in CHANGE_KINDS if counts[k])


# ---------------------------------------------------------------- a trace


def trace_view(trace: Trace, settings: Settings = DEFAULT) -> TraceView:
    """Lay out a trace: stories of two or more versions, then articles that stand alone."""
    stories = [s for s in trace.stories if len(s.versions) > 1]
    singles = [v for s in trace.stories if len(s.versions) == 1 for v in s.versions]
    return TraceView(
        stories=tuple(story_view(s, settings) for s in stories),
        singles=tuple(side_view("", v) for v in singles),
        skipped=trace.skipped,
        articles=sum(len(s.versions) for s in trace.stories),
    )


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
        title=story.title,
        when=_story_when(story.versions),
        why=story.group.why,
        versions=versions,
        edges=tuple(_edge_view(e, names, weights, articles) for e in story.descent.edges),
        comparisons=tuple((v, compared[v.id]) for v in versions if v.id in compared),
        event=story.group.event,
        notes=story.notes,
        story=story,
    )


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
        id=lost.id, anchor=anchor, name=lost.name or "A lost source", title=None, when="", source="", url=None, credits="", lost=True,
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
        evidence=_evidence_views(edge.evidence, articles.get(edge.source), articles.get(edge.to)),
        weight=weights.get(edge.to, 0),
    )


def _story_when(versions: Sequence[Article]) -> str:
    moments = [v.published or v.seen for v in versions]
    dated = sorted((m for m in moments if m), key=lambda m: m.earliest)
    if not dated:
        return "no dates"
    first, last = plainly.moment_words(dated[0]), plainly.moment_words(dated[-1])
    return first if first == last else f"{first} to {last}"
