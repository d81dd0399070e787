"""Headlines of other pieces that stand together between the paragraphs of a text, without a heading that announces them."""

from __future__ import annotations

import re

from retold.article.lines import Line

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_MIN_WORDS, _MAX_WORDS = 6, 18
_LONG = 4  # letters from which a word of such a headline has a capital
_MOST = 6  # of a text; more of them are its headings or a list


def teasers(lines: list[Line], protected: frozenset[int]) -> frozenset[int]:
    """The lines behind the first prose that are headlines in capitals, two or more in a row: an author's own heading stands alone."""
    first = next((at for at, line in enumerate(lines) if line.is_prose), len(lines))
    titled = {at for at in range(first + 1, len(lines)) if at not in protected and _is_titled(lines[at])}
    if len(titled) > _MOST:
        return frozenset()
    return frozenset(at for at in titled if at - 1 in titled or at + 1 in titled)


def _is_titled(line: Line) -> bool:
    """Is a line written as headlines are in English: every longer word with a capital, no full stop?"""
    text = line.text
    if not _MIN_WORDS <= line.words <= _MAX_WORDS or line.is_prose or not text[0].isalnum() or text.isupper():
        return False
    if (line.ends_sentence and not text.endswith("?")) or text[-1] in ':;,"”’)' or "@" in text:
        return False
    long = [word for word in _WORD.findall(text) if len(word) >= _LONG]
    return len(long) >= _LONG and all(word[0].isupper() for word in long)
