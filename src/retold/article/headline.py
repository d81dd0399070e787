"""The headline of a text in which nobody marked it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from retold.article.lines import Line
from retold.article.sources import named
from retold.records import Span
from retold.text.fold import folded

_WORD = re.compile(r"[^\W\d_]{4,}")
_MAX_WORDS = 30
_LOOKED_AT = 40  # lines in which a headline is looked for
_SITE_CHARS = 50
_TOLD = 0.5  # the first line of which the body speaks so much is the headline
_NAME = re.compile(r"^(?:[^\W\d_a-z][\w.'’-]+ ){1,3}[^\W\d_a-z][\w.'’-]+$")
_SOURCE_WORDS = 4
_BARS = " -–—|•·"
_MARKS = re.compile(r"[\W_]+")
_SITE = re.compile(r"\s+[|–—·«»-]\s+[^|–—·«»]{2,40}$")


def same_headline(a: str, b: str) -> bool:
    """Do two lines carry the same headline, marks and case and a site's name at the end aside?"""
    if max(len(a), len(b)) > 2 * min(len(a), len(b)) + _SITE_CHARS:
        return False
    bare = _bare(a)
    return bool(bare) and (bare == _bare(b) or _bare(_SITE.sub("", a)) == _bare(_SITE.sub("", b)))


def find_headline(lines: list[Line], set_aside: frozenset[int], given: str | None = None) -> tuple[int | None, list[int]]:
    """(index of the headline, indices of its repetitions). `set_aside` lines (furniture, dates, bylines, captions) are no candidates."""
    if given:
        same = [at for at, line in enumerate(lines[:_LOOKED_AT]) if same_headline(line.text, given)]
        return (same[0], same[1:]) if same else (None, [])
    body = next((at for at, line in enumerate(lines) if line.is_prose and at not in set_aside), len(lines))
    head = [at for at in range(min(body, _LOOKED_AT)) if at not in set_aside and _may_be(lines[at])]
    if not head:
        return None, []
    repeated = [[b for b in head if same_headline(lines[a].text, lines[b].text)] for a in head]
    best = max(repeated, key=len)
    if len(best) > 1:
        return best[0], best[1:]
    long = [at for at in head if lines[at].words >= 4]
    unnamed = [at for at in head if not is_name(lines[at].text)]
    told = _vocabulary(lines[body:])
    shares = {at: _told_share(lines[at], told) for at in long or unnamed}
    return next((at for at, share in shares.items() if share >= _TOLD or share == max(shares.values())), None), []


def headline_span(line: Line, repeats: Sequence[Line]) -> Span:
    """Where the headline stands in its line: without the site's name, where another print of it shows that this is one."""
    site = _SITE.search(line.text)
    if site and any(_bare(other.text) == _bare(line.text[: site.start()]) for other in repeats):
        return Span(line.span.start, line.span.start + site.start())
    return line.span


def _vocabulary(lines: list[Line]) -> frozenset[str]:
    """The longer words of the body's prose."""
    return frozenset(folded(w) for line in lines if line.is_prose for w in _WORD.findall(line.text))


def _told_share(line: Line, told: frozenset[str]) -> float:
    """How much of a line the body speaks of, 0..1: a headline shares its words with the story, a link beside it does not."""
    found = [folded(w) for w in _WORD.findall(line.text)]
    return sum(w in told for w in found) / len(found) if found else 0.0


def is_name(text: str) -> bool:
    """Is a line no more than a name of two to four capitalised words?"""
    return bool(_NAME.match(text))


def _may_be(line: Line) -> bool:
    """Has the line the form of a headline? Not closed by a full stop, not long."""
    if line.words > _MAX_WORDS or not any(c.isalpha() for c in line.text):
        return False
    if line.words <= _SOURCE_WORDS and named(line.text.strip(_BARS)):
        return False  # an outlet's name alone
    return not line.text.rstrip("\"'”’»").endswith((".", "。", "।", ":", ";")) or line.text.endswith("...")


@lru_cache(maxsize=1024)  # a headline is compared with dozens of lines
def _bare(text: str) -> str:
    return _MARKS.sub("", folded(text))
