"""Where the words of two versions differ, sentence pair by sentence pair.

Words are aligned by their stems inside each pair (rapidfuzz's Indel script); figures that say the same in another format ("12 percent",
"12%") are aligned too. A word of A is `gone` when no partner sentence of B
holds its stem; a word that only changed its place is not. `links` joins the aligned words of the whole texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from retold.compare.pair.moves import without_moved
from retold.compare.pair.quantities import Quantity, is_alike, quantities
from retold.compare.pair.regions import Region
from retold.compare.pair.reports import Report, reports_of
from retold.compare.pair.sides import Side, is_signature, side
from retold.compare.pair.variants import without_variants
from retold.records import Alignment, SentencePair, Span, Version

_BRIDGED = 2  # grammar words between two replacements that make them one


@dataclass(frozen=True, slots=True)
class PairDifference:
    """One sentence pair: its words on both sides and the regions in which they differ, words that moved aside."""

    pair: SentencePair
    a_span: Span
    b_span: Span
    a: range
    b: range
    places: tuple[Region, ...]  # where the words differ read in order, those that moved among them
    regions: tuple[Region, ...]  # where they differ apart from these
    likeness: float  # share of stems in common, 0..1
    figures_a: tuple[Quantity, ...] = ()  # of sentences that differ in any character
    figures_b: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """All differences of two versions: per pair, and which words of A and B correspond."""

    a: Side
    b: Side
    pairs: tuple[PairDifference, ...]
    a_to_b: dict[int, int]
    b_to_a: dict[int, int]
    partners_a: dict[Span, tuple[Span, ...]]
    partners_b: dict[Span, tuple[Span, ...]]
    alike_a: frozenset[int]  # words of figures that the partner sentence tells in another format
    alike_b: frozenset[int]
    told_a: list[Report]  # what somebody is said to have said, near what differs
    told_b: list[Report]

    def gone(self, k: int, pair: PairDifference) -> bool:
        """Is word k of A in no partner sentence of the pair's A sentence?"""
        return k not in self.a_to_b and not _stands(self.a.stems[k], self.b, self.partners_a[pair.a_span])

    def new(self, k: int, pair: PairDifference) -> bool:
        """Is word k of B in no partner sentence of the pair's B sentence?"""
        return k not in self.b_to_a and not _stands(self.b.stems[k], self.a, self.partners_b[pair.b_span])

    def likeness(self, i: int, j: int) -> float:
        """How like the sentences are in which word i of A and word j of B stand, 0 where they do not correspond."""
        here, there = self.a.sentence_of[i], self.b.sentence_of[j]
        return max((p.likeness for p in self.pairs if p.a_span == here and p.b_span == there), default=0.0)

    def group(self, pair: PairDifference) -> tuple[frozenset[Span], frozenset[Span]]:
        """The sentences of A and of B that were split or merged together with this pair."""
        of_a, of_b = {pair.a_span}, {pair.b_span}
        while True:
            more_b = {b for a in of_a for b in self.partners_a[a]} | of_b
            more_a = {a for b in more_b for a in self.partners_b[b]} | of_a
            if (more_a, more_b) == (of_a, of_b):
                return frozenset(of_a), frozenset(of_b)
            of_a, of_b = more_a, more_b


def differences(version_a: Version, version_b: Version, alignment: Alignment) -> Differences:
    """Compare the words of every aligned pair of sentences."""
    differing = [(p.a, p.b) for p in alignment.pairs if p.a and p.b and p.a.of(version_a.text) != p.b.of(version_b.text)]
    a, b = side(version_a, [x for x, _ in differing]), side(version_b, [y for _, y in differing])
    a_to_b: dict[int, int] = {}
    b_to_a: dict[int, int] = {}
    partners_a: dict[Span, list[Span]] = defaultdict(list)
    partners_b: dict[Span, list[Span]] = defaultdict(list)
    found = []
    alike: list[Region] = []
    beside_a, beside_b = _beside_the_telling(a), _beside_the_telling(b)
    for pair in alignment.pairs:
        if pair.a is None or pair.b is None or pair.a in beside_a or pair.b in beside_b:
            continue
        partners_a[pair.a].append(pair.b)
        partners_b[pair.b].append(pair.a)
        found.append(_pair(a, b, pair, (pair.a, pair.b), (a_to_b, b_to_a), alike))
    of_a, of_b = ({k: tuple(v) for k, v in partners.items()} for partners in (partners_a, partners_b))
    in_figures = frozenset(i for words in alike for i in words.a), frozenset(j for words in alike for j in words.b)
    return Differences(a, b, tuple(found), a_to_b, b_to_a, of_a, of_b, *in_figures, reports_of(a), reports_of(b))


def _beside_the_telling(side: Side) -> frozenset[Span]:
    """Captions, which describe pictures that may be others, and signatures: their differences are no changes of the telling."""
    return frozenset(s.span for s in side.version.sentences if s.kind == "caption" or (s.kind != "headline" and is_signature(side, s.span)))


def _pair(
    a: Side, b: Side, pair: SentencePair, spans: tuple[Span, Span], links: tuple[dict[int, int], dict[int, int]], alike: list[Region]
) -> PairDifference:
    """The differences of one pair; its corresponding words are added to both maps, its figures in another format to `alike`."""
    a_to_b, b_to_a = links
    span_a, span_b = spans
    in_a, in_b = a.within(span_a), b.within(span_b)
    left, right = [a.stems[k] for k in in_a], [b.stems[k] for k in in_b]
    regions: list[Region] = []
    for op in Indel.opcodes(left, right):
        x = range(in_a.start + op.src_start, in_a.start + op.src_end)
        y = range(in_b.start + op.dest_start, in_b.start + op.dest_end)
        if op.tag == "equal":
            for i, j in zip(x, y, strict=True):
                a_to_b.setdefault(i, j)
                b_to_a.setdefault(j, i)
        elif regions and regions[-1].a.stop == x.start and regions[-1].b.stop == y.start:
            regions[-1] = Region(range(regions[-1].a.start, x.stop), range(regions[-1].b.start, y.stop))
        else:
            regions.append(Region(x, y))
    regions = without_variants(a, b, regions, a_to_b, b_to_a)
    places = _joined(regions, a, b)
    regions = without_moved(a, b, regions, a_to_b, b_to_a)
    shared = sum((Counter(left) & Counter(right)).values())
    likeness = 2 * shared / (len(left) + len(right)) if left or right else 1.0
    differ = span_a.of(a.text) != span_b.of(b.text)
    figures = (tuple(quantities(a, in_a)), tuple(quantities(b, in_b))) if differ else ((), ())
    same_figures = _alike(a, b, figures, regions, a_to_b)
    alike += same_figures
    regions = _without_alike(regions, same_figures, a_to_b, b_to_a)
    return PairDifference(pair, span_a, span_b, in_a, in_b, places, _joined(regions, a, b), likeness, *figures)


def _alike(
    a: Side, b: Side, figures: tuple[tuple[Quantity, ...], tuple[Quantity, ...]], regions: list[Region], links: dict[int, int]
) -> list[Region]:
    """The figures that say the same in the same place, each with its unit: "7 p.m." and "19:00", "a dozen" and "twelve"."""
    found = []
    for x in figures[0]:
        same = [y for y in figures[1] if is_alike(x, y)]
        if len(same) != 1:
            continue
        words = Region(x.with_unit, same[0].with_unit)
        meet = any(links.get(k, -1) in words.b for k in words.a)
        if meet or any(words.a.start in r.a and words.b.start in r.b for r in regions):
            found.append(words)
    return found


def _without_alike(regions: list[Region], alike: list[Region], a_to_b: dict[int, int], b_to_a: dict[int, int]) -> list[Region]:
    """The regions without the words of figures that are alike; those words are linked."""
    for words in alike:
        for i in words.a:
            a_to_b.setdefault(i, words.b.start)
        for j in words.b:
            b_to_a.setdefault(j, words.a.start)
    in_a, in_b = {i for words in alike for i in words.a}, {j for words in alike for j in words.b}
    trimmed = [Region(_trimmed(r.a, in_a), _trimmed(r.b, in_b)) for r in regions] if alike else regions
    return [r for r in trimmed if r.a or r.b]


def _trimmed(words: range, without: set[int]) -> range:
    """Words with those taken off that stand at an end of them."""
    left = [k for k in words if k not in without]
    return range(left[0], left[-1] + 1) if left else range(words.start, words.start)


def _joined(regions: list[Region], a: Side, b: Side) -> tuple[Region, ...]:
    """Regions with nothing but one or two grammar words between them are one change of wording, not two."""
    joined: list[Region] = []
    for region in regions:
        if joined:
            last = joined[-1]
            between_a, between_b = range(last.a.stop, region.a.start), range(last.b.stop, region.b.start)
            replaced = (len(last.a) and len(last.b)) or (len(region.a) and len(region.b))
            if (
                replaced
                and len(between_a) <= 2
                and not any(a.is_content(k) for k in between_a)
                and not any(b.is_content(k) for k in between_b)
            ):
                joined[-1] = Region(range(last.a.start, region.a.stop), range(last.b.start, region.b.stop))
                continue
        joined.append(region)
    return tuple(joined)


def _stands(stem: str, other: Side, spans: tuple[Span, ...]) -> bool:
    return any(other.stems[k] == stem for span in spans for k in other.within(span))
