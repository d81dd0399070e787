"""The texts under an article's pictures: kept apart, since they are neither its telling nor furniture."""

from __future__ import annotations

from collections.abc import Sequence

from retold.article.furniture import reason_of
from retold.article.lines import line_of

_MIN_WORDS = 4
_MOST = 50  # of one article; a page with more is a gallery


def captions_of(texts: Sequence[str]) -> tuple[str, ...]:
    """The captions among the texts that stand at pictures, each once: controls of a gallery, labels and mere photo credits are none."""
    kept = dict.fromkeys(text for text in map(str.strip, texts) if _is_caption(text))
    return tuple(kept)[:_MOST]


def _is_caption(text: str) -> bool:
    line = line_of(text)
    return line.words >= _MIN_WORDS and reason_of(line) is None
