"""What B is to A: copy, edited, rewrite, partial, same-story or none, by B's words.

Words are counted rather than sentences, so that a line of two words does not weigh like a paragraph. A sentence is taken where it
keeps most of A's words, retold where it only has a partner. Quoted words are public: who quotes the same speech took no text.
"""

from __future__ import annotations

from retold.compare.quotes import quotations
from retold.records import Alignment, Relation, Span, Version
from retold.text.tokens import words

_VERBATIM, _TAKEN = 0.9, 0.6  # similarities from which a sentence stands as it stood, or was taken and edited
_COPY = 0.95  # share of the paired words that stand verbatim in a copy …
_COPY_COVERS = 0.7  # … which must be so much of B …
_COPY_DROPS = 0.15  # … and leave out no more of A's sentences
_RETOLD = 0.9  # share of B's words in sentences with a partner that makes B a retelling of A …
_FEW_TAKEN = 0.65  # … in its own words, when no more of the paired words are taken
_EDITED = 0.5
_PARTIAL = 0.06
_SAME_STORY = 0.05


def relation_of(a: Version, b: Version, alignment: Alignment) -> Relation:  # noqa: PLR0911 - one return a relation
    """The relation of B to A."""
    lengths = {s.span: len(words(b.text, s.span.start, s.span.end)) for s in b.sentences}
    total = sum(lengths.values())
    if not total or not a.sentences:
        return "none"
    taken_spans = _partnered(alignment, _TAKEN)
    paired = sum(lengths[s] for s in _partnered(alignment, 0.0)) / total
    taken = sum(lengths[s] for s in taken_spans) / total
    verbatim = sum(lengths[s] for s in _partnered(alignment, _VERBATIM)) / total
    unquoted = taken - _quoted_words(b, taken_spans) / total
    dropped = sum(p.b is None for p in alignment.pairs)
    if paired >= _COPY_COVERS and verbatim >= _COPY * paired and dropped <= _COPY_DROPS * len(a.sentences):
        return "copy"
    if paired >= _RETOLD and taken < _FEW_TAKEN * paired:
        return "rewrite"
    if taken > _EDITED:
        return "edited"
    if taken >= _PARTIAL and unquoted >= _PARTIAL / 2:
        return "partial"
    if taken < _PARTIAL and paired >= _EDITED:
        return "rewrite"
    return "same-story" if paired >= _SAME_STORY else "none"


def _partnered(alignment: Alignment, similarity: float) -> set[Span]:
    """B's sentences that have a partner of at least this similarity."""
    return {pair.b for pair in alignment.pairs if pair.a and pair.b and pair.similarity >= similarity}


def _quoted_words(b: Version, spans: set[Span]) -> int:
    """Words of these sentences that stand in quotation marks."""
    quoted = [part for q in quotations(b.text) if q.depth == 0 for part in q.parts]
    common = [Span(max(s.start, q.start), min(s.end, q.end)) for s in spans for q in quoted if s.start < q.end and q.start < s.end]
    return sum(len(words(b.text, c.start, c.end)) for c in common)
