"""Which language a text is written in."""

from __future__ import annotations


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language by py3langid, or None where the text is too short to tell."""
    sample = text[:3000]
    if sum(c.isalpha() for c in sample) < 20:
        return None
    import py3langid  # its model takes a second to load: only when asked

    return str(py3langid.classify(sample)[0])


def same_language(a: str | None, b: str | None) -> bool:
    """Can texts in these languages be compared word by word? Unknown languages are given the benefit of the doubt."""
    return a is None or b is None or a == b
