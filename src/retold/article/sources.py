"""The names by which texts call agencies and outlets, as one pattern and one table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retold.words import lists

#: Names by form: a site's address, or a paper's name.
_BY_FORM = (
    r"(?:[A-Z][\w-]*\.)?[A-Za-z][\w-]{2,}\.(?:com|net|org|co\.uk|tv|az|ru|de|fr|info|news)"
    r"|(?:[Tt]he )?(?:[A-Z][\w'’-]+ ){1,3}(?:Times|News|Post|Journal|Herald|Tribune|Gazette|Chronicle|Observer|Telegraph|Mail|Mirror|Express|Press|Magazine|Daily|Examiner|Inquirer|Sentinel|Star|Today)\b(?! (?:Secretary|Office|Conference|Corps))"
)


@dataclass(frozen=True, slots=True)
class Names:
    """Patterns of agency names (with short marks, and without), of every name of a source, and what each form stands for."""

    agency: str
    agency_or_mark: str
    source: str
    canonical: dict[str, str]


@cache
def names() -> Names:
    """The names of `words/agencies.toml` and `words/outlets.toml`."""
    canonical: dict[str, str] = {}
    forms: list[str] = []
    marks: list[str] = []
    media: list[str] = []
    for name, table in lists("agencies").get("agencies", {}).items():
        canonical.update(dict.fromkeys([name, *table["forms"], *table["mark"]], name))
        forms += table["forms"]
        marks += table["mark"]
    for outlet in lists("outlets").get("media", []):
        canonical.update({form: outlet[0] for form in outlet if form not in canonical})
        media += outlet
    agency = f"(?:{_either(forms)})"
    source = f"(?:{_either([*forms, *media])}|{_BY_FORM})"
    return Names(agency, f"(?:{_either([*forms, *marks])})", source, canonical)


def canonical(form: str) -> str:
    """The name that Retold shows for a source named so."""
    plain = re.sub(r"^(?:[Tt]he) ", "", re.sub(r"['’]s?$", "", form.strip()))
    table = names().canonical
    return table.get(form.strip()) or table.get(plain) or table.get(f"The {plain}") or plain


def _either(forms: list[str]) -> str:
    """An alternation of names as whole words, longest first."""
    ordered = sorted(set(forms), key=lambda f: (-len(f), f))
    return "|".join((r"\b" if f[0].isascii() else "") + re.escape(f) + (r"\b" if f[-1].isascii() and f[-1].isalnum() else "") for f in ordered)
