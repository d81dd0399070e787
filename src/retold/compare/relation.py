"""What B is to A: copy, edited, rewrite, partial, same-story or none, by B's words.

Words are counted rather than sentences, so that a line of two words does not weigh like a paragraph. A sentence is taken where it
keeps most of A's words, retold where it only has a partner. Quoted words are public: who quotes the same speech took no text.
"""

from __future__ import annotations

from collections.abc import Callable

from retold.compare.quotes import quotations
from retold.records import Alignment, Relation, SentencePair, Span, Version
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
    total = sum(_length(b, s.span) for s in b.sentences)
    if not total or not a.sentences:
        return "none"
    marked = [part for q in quotations(b.text) if q.depth == 0 for part in q.parts]
    paired = _share(b, alignment, lambda p: True) / total
    taken = _share(b, alignment, lambda p: p.similarity >= _TAKEN) / total
    verbatim = _share(b, alignment, lambda p: p.similarity >= _VERBATIM) / total
    unquoted = _share(b, alignment, lambda p: p.similarity >= _TAKEN, marked) / total
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


def _share(b: Version, alignment: Alignment, keep: Callable[[SentencePair], bool], without: list[Span] | None = None) -> int:
    """Words of B's sentences that have a partner of the kind asked for, each counted once, those inside `without` left out."""
    kept = {pair.b for pair in alignment.pairs if pair.a and pair.b and keep(pair)}
    return sum(_length(b, span) - sum(_length(b, _common(span, hole)) for hole in without or ()) for span in kept)


def _common(x: Span, y: Span) -> Span:
    start = max(x.start, y.start)
    return Span(start, max(start, min(x.end, y.end)))


def _length(version: Version, span: Span) -> int:
    return len(words(version.text, span.start, span.end))
