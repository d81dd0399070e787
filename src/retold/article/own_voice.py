"""Whose page a text is, as far as the text itself says: a paper does not credit itself.

A paper shows itself by speaking as the page's own voice ("Fox News has learned", "MailOnline's calls were not answered"), by a copyright
notice or an offer of newsletters in the page's frame, and by a dateline of its own ("(CNN) — ").
"""

from __future__ import annotations

import re
from functools import cache

from retold.article.lines import Line
from retold.article.sources import LANGUAGES, outlets_among, source_before
from retold.records import Credit
from retold.words import lists

_NOTICE = re.compile(r"©|\(c\)|copyright|newsletter|subscri", re.IGNORECASE)


def own_names(lines: list[Line], framing: list[Line], outlet: str | None) -> frozenset[str]:
    """The folded names by which the page may be called; `outlet` where it is known from elsewhere."""
    named = outlets_among([line.text for line in framing if _NOTICE.search(line.text)])
    named += [source.name for line in lines for cue in _voice().finditer(line.text) if (source := source_before(line.text, cue.start()))]
    known = folded_name(outlet.split("/")[0].removeprefix("www.")) if outlet else ""
    return frozenset({known, *map(folded_name, named)} - {""})


def without_own(found: list[Credit], own: frozenset[str], outlet: str | None, datelines: frozenset[str]) -> list[Credit]:
    """The credits without those of the page to itself. A dateline of a paper ("(CNN) — ") stays where nobody said whose page it is.

    `datelines` are the papers whose datelines the text bears: what it tells of them further down is told of itself.
    """
    datelines = frozenset(map(folded_name, datelines))
    kept = []
    for credit in found:
        name = folded_name(credit.name)
        itself = any(name in known for known in own)
        if (
            (credit.kind == "agency" and (credit.whole or not itself))
            or (credit.whole and not (itself and outlet))
            or not (itself or name in datelines)
        ):
            kept.append(credit)
    return kept


def folded_name(name: str) -> str:
    """A name as compared: lower case, letters and figures alone, without "the"."""
    return re.sub(r"[\W_]", "", re.sub(r"^the ", "", name.lower()))


@cache
def _voice() -> re.Pattern[str]:
    """What follows a paper's name where it speaks as the page's own voice."""
    cues = [cue for code in LANGUAGES for cue in lists(code).get("credits", {}).get("own_after", [])]
    return re.compile("|".join(sorted(map(re.escape, cues), key=len, reverse=True)) or r"(?!)")
