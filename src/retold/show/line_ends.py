"""Spans of a text whose line ends were normalised, put back onto the text as its file has them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from retold.records import Attribution, Span


def with_own_line_ends(found: Sequence[Attribution], own: str) -> tuple[Attribution, ...]:
    """Attributions found where `\\r\\n` and `\\r` were made `\\n`, as attributions of `own`, the text untouched."""
    pairs = [m.start() - before for before, m in enumerate(re.finditer("\r\n", own))]

    def back(span: Span) -> Span:
        return Span(span.start + bisect_left(pairs, span.start), span.end + bisect_left(pairs, span.end))

    return tuple(
        replace(one, source=tuple(map(back, one.source)), cue=tuple(map(back, one.cue)), content=tuple(map(back, one.content)))
        for one in found
    )
