"""What a reader of one comparison sees, built once from the records; terminal and page only lay it out.

    Comparison -> CompareView      (a whole trace: story_views.py)

Decided: a change is shown as certain from `Settings.certain`; below that it says “perhaps” and stands apart.
Decided: findings stand in the order of CHANGE_KINDS, the strongest claim first, then in the order of the text; those about the same
sentences stand together at the place of the strongest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from retold.records import (
    CHANGE_KINDS,
    CONTEXT_KINDS,
    Article,
    Change,
    ChangeKind,
    Comparison,
    Evidence,
    Span,
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
    """One change, said in a sentence."""

    number: int
    kind: ChangeKind
    kind_name: str
    family: str
    says: str
    why: str
    sure: str
    strength: float
    certain: bool
    a_span: Span | None
    b_span: Span | None
    a_sentence: Span | None
    b_sentence: Span | None


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Findings about one pair of sentences, and the two sentences in pieces of which the changed words are marked."""

    findings: tuple[FindingView, ...]
    a: tuple[Piece, ...]
    b: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One sign of direction with the words it rests on, and for whom it speaks."""

    why: str
    a: str
    b: str
    favours: str  # the side it speaks for as the source: "a", "b" or ""


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
    only_in_a: tuple[str, ...]  # sentences without a counterpart
    only_in_b: tuple[str, ...]
    kept: int
    notes: tuple[str, ...]
    found: Comparison

    @property
    def findings(self) -> tuple[FindingView, ...]:
        """All findings by number."""
        return self.certain + self.perhaps + self.details + self.rewordings

    def places(self, findings: Sequence[FindingView]) -> tuple[PlaceView, ...]:
        """Findings put together where they are about the same sentences."""
        grouped = (tuple(group) for _, group in groupby(findings, key=lambda f: (f.a_sentence, f.b_sentence)))
        return tuple(
            PlaceView(
                group,
                marked_sentence(self.found.a.text, group[0].a_sentence, [(f.number, f.a_span) for f in group if f.a_span]),
                marked_sentence(self.found.b.text, group[0].b_sentence, [(f.number, f.b_span) for f in group if f.b_span]),
            )
            for group in grouped
        )

    def home_of(self, number: int) -> str:
        """The side whose text a link to a finding leads to: B, or A where B has no words of it."""
        finding = self.findings[number - 1]
        return "b" if finding.b_span else "a"


def compare_view(found: Comparison, settings: Settings = DEFAULT) -> CompareView:
    """Lay out a comparison."""
    ordered = sorted(found.changes, key=_strongest_first)
    altering = [c for c in ordered if c.kind not in CONTEXT_KINDS]
    groups = (
        _by_place(c for c in altering if c.strength >= settings.certain),
        _by_place(c for c in altering if c.strength < settings.certain),
        _by_place(c for c in ordered if c.kind in ("detail-added", "detail-dropped")),
        _by_place(c for c in ordered if c.kind == "reworded"),
    )
    numbers = {id(c): n for n, c in enumerate((c for group in groups for c in group), 1)}
    certain, perhaps, details, rewordings = (tuple(_finding(c, numbers[id(c)], found, settings) for c in group) for group in groups)
    pairs = found.alignment.pairs
    return CompareView(
        a=side_view("A", found.a),
        b=side_view("B", found.b),
        relation=plainly.relation_sentence(found.relation),
        direction=plainly.direction_sentence(found),
        evidence=evidence_views(found.direction.evidence, found.a, found.b),
        certain=certain,
        perhaps=perhaps,
        details=details,
        rewordings=rewordings,
        kinds=_kind_counts(found.changes),
        only_in_a=_alone(found.a.text, (p.a for p in pairs if p.kind == "dropped")),
        only_in_b=_alone(found.b.text, (p.b for p in pairs if p.kind == "added")),
        kept=sum(p.kind == "kept" for p in pairs),
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


def _alone(text: str, spans: Iterable[Span | None]) -> tuple[str, ...]:
    return tuple(" ".join(span.of(text).split()) for span in spans if span is not None)


def _telling_words(article: Article) -> int:
    """Words of the article without page furniture."""
    left_out = sum(len(c.span.of(article.text).split()) for c in article.chrome if c.span)
    return max(0, len(article.text.split()) - left_out)


def _strongest_first(change: Change) -> tuple[int, int]:
    place = change.b_sentence or change.a_sentence or change.b or change.a
    return CHANGE_KINDS.index(change.kind), place.start if place else 0


def _by_place(changes: Iterable[Change]) -> list[Change]:
    """Changes in the same sentences put beside the strongest of them."""
    places: dict[tuple[Span | None, Span | None], list[Change]] = {}
    for change in changes:
        places.setdefault((change.a_sentence, change.b_sentence), []).append(change)
    return [change for place in places.values() for change in place]


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
        why=change.why,
        sure=plainly.sure(change.strength),
        strength=change.strength,
        certain=certain,
        a_span=change.a,
        b_span=change.b,
        a_sentence=change.a_sentence,
        b_sentence=change.b_sentence,
    )


def evidence_views(evidence: Sequence[Evidence], a: Article | None, b: Article | None) -> tuple[EvidenceView, ...]:
    """The signs of a direction, the heaviest first; a side without a text (a lost source) shows no words."""
    return tuple(
        EvidenceView(
            why=e.why.rstrip("."),
            a=plainly.shortened(" ".join(e.a.of(a.text).split()), 25) if e.a and a else "",
            b=plainly.shortened(" ".join(e.b.of(b.text).split()), 25) if e.b and b else "",
            favours="a" if e.weight > 0 else "b" if e.weight < 0 else "",
        )
        for e in sorted(evidence, key=lambda e: -abs(e.weight))
    )


def _kind_counts(changes: Sequence[Change]) -> tuple[KindCount, ...]:
    counts = Counter(c.kind for c in changes)
    return tuple(KindCount(k, plainly.kind_name(k), plainly.FAMILY_OF[k], counts[k]) for k in CHANGE_KINDS if counts[k])
