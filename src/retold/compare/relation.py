"""What B is to A: copy, edited, rewrite, partial, same-story or none, by B's sentences."""

from __future__ import annotations

from collections.abc import Callable

from retold.records import Alignment, Relation, SentencePair, Version
from retold.text.tokens import words

_TAKEN = 0.6  # similarity from which a sentence was taken rather than told anew
_COPIED = 0.95  # share of B's words in sentences kept word for word (or nearly) that makes a copy
_EDITED = 0.5
_PARTIAL = 0.06
_RETOLD = 0.3  # share of B's words in sentences that tell what A tells, in other words, that makes a rewrite


def relation_of(a: Version, b: Version, alignment: Alignment) -> Relation:
    """The relation of B to A. Words are counted rather than sentences, so that a one-word line does not weigh like a paragraph."""
    total = sum(_length(b, s.span.start, s.span.end) for s in b.sentences)
    if not total or not a.sentences:
        return "none"
    taken = _share(b, alignment, lambda p: p.similarity >= _TAKEN) / total
    same = _share(b, alignment, lambda p: p.similarity >= 0.9) / total
    paired = _share(b, alignment, lambda p: True) / total
    dropped = sum(p.b is None for p in alignment.pairs)
    if same >= _COPIED and dropped <= 0.1 * len(a.sentences):
        return "copy"
    if taken > _EDITED:
        return "edited"
    if paired >= _RETOLD and taken < paired / 2:
        return "rewrite"
    if taken >= _PARTIAL:
        return "partial"
    return "same-story" if paired >= 0.05 else "none"


def _share(b: Version, alignment: Alignment, keep: Callable[[SentencePair], bool]) -> int:
    """Words of B's sentences that have a partner of the kind asked for, each counted once."""
    best: dict[tuple[int, int], SentencePair] = {}
    for pair in alignment.pairs:
        if pair.a and pair.b and keep(pair):
            best.setdefault((pair.b.start, pair.b.end), pair)
    return sum(_length(b, *place) for place in best)


def _length(version: Version, start: int, end: int) -> int:
    return len(words(version.text, start, end))
