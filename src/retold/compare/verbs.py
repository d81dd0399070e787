"""The force of reporting verbs: which table of `words/` a verb stands in; verbs of one table say it with equal force."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from retold.words import lists


def force(language: str | None, norm: str) -> str | None:
    """The table of a folded verb (or verb with particle), or None for a word that reports nothing."""
    return _forces(language).get(norm)


def force_of(language: str | None, norms: Sequence[str]) -> str | None:
    """The force of the first reporting verb among these words; a verb with its particle counts before the verb alone."""
    for first, second in zip(norms, norms[1:], strict=False):
        if (joined := force(language, f"{first} {second}")) is not None:
            return joined
    return next((f for n in norms if (f := force(language, n)) is not None), None)


@cache
def _forces(language: str | None) -> dict[str, str]:
    tables = lists(language or "en").get("verbs") or lists("en")["verbs"]
    return {verb: name for name, verbs in tables.items() for verb in verbs}
