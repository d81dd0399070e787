"""Outlets and agencies by name: is the one whom a credit names the outlet of a version, and what do we call an agency?"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

import tldextract

from retold.records import Article, Credit
from retold.words import lists

_LABEL = re.compile(r"[^\W_]+")
_extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list inside the package: nothing is fetched


@cache
def domain_of(place: str) -> str:
    """The registrable domain of an address or host ("www.bbc.co.uk/news" -> "bbc.co.uk"); other names in lower case as they are."""
    host = urlsplit(place if "//" in place else f"//{place}").hostname or place
    found = _extract(host).top_domain_under_public_suffix
    return found or place.strip().lower()


def outlet_of(article: Article) -> str | None:
    """The outlet that published an article, as a registrable domain where it has one."""
    place = article.outlet or article.url
    return domain_of(place) if place else None


@cache
def agency_called(name: str) -> str | None:
    """The agency that a credit's name means, by its usual name; None for what is no agency we know."""
    return _agency_names().get(_key(name))


@cache
def agency_at(domain: str) -> str | None:
    """The agency that publishes at a domain."""
    for agency, facts in lists("outlets").get("agencies", {}).items():
        if domain in facts["domains"]:
            return str(agency)
    return None


def credited_name(credit: Credit) -> str:
    """Whom a credit names, agencies by their usual name."""
    return agency_called(credit.name) or credit.name


def names_outlet(name: str, outlet: str | None) -> bool:
    """Does a credited name ("The Denver Post") mean the outlet at this domain ("denverpost.com")?"""
    if not outlet:
        return False
    agency = agency_called(name)
    if agency and outlet in lists("outlets")["agencies"][agency]["domains"]:
        return True
    known = lists("outlets").get("names", {}).get(outlet, ())
    wanted = _key(name)
    if wanted in {_key(k) for k in known} or wanted == _key(outlet):
        return True
    label = "".join(_LABEL.findall(outlet.split(".")[0].lower()))
    return bool(label) and wanted.replace(" ", "") in {label, _key(outlet.replace(".", " ")).replace(" ", "")}


@cache
def _agency_names() -> dict[str, str]:
    return {_key(name): agency for agency, facts in lists("outlets").get("agencies", {}).items() for name in (agency, *facts["names"])}


def _key(name: str) -> str:
    words = _LABEL.findall(name.lower())
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
