"""Who said what in one article: source, cue and content of every attribution, and the speaker by name where the text allows."""

from __future__ import annotations

from retold.compare.attribution_rules import attributions_by_rule
from retold.records import Attribution


def attributions(text: str, language: str | None = None) -> tuple[Attribution, ...]:
    """All attributions of a text in order of their contents; `language` is an ISO 639-1 code, where known.

    Never raises on any text.
    """
    return attributions_by_rule(text, language)
