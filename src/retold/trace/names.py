"""Outlets and agencies by name: is the one whom a credit names the outlet of a version, and what do we call an agency?"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

import tldextract

from retold.records import Article, Credit
from retold.words import lists

_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d][\w-]+")
_LABEL = re.compile(r"[^\W_]+")
_extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list inside the package: nothing is fetched


@cache
def domain_of(place: str) -> str:
    """The registrable domain of an address or host ("www.bbc.co.uk/news" -> "bbc.co.uk"); other names in lower case as they are."""
    try:
        host = urlsplit(place if "//" in place else f"//{place}").hostname or place
    except ValueError:  # no address at all: "[outlet]"
        host = place
    found = _extract(host).top_domain_under_public_suffix
    if found or not _HOST.fullmatch(host):
        return found or place.strip().lower()
    return ".".join(host.lower().split(".")[-2:])  # the list's own rule for an ending that it does not know


def outlet_of(article: Article) -> str | None:
    """The outlet that published an article, as a registrable domain where it has one."""
    place = article.outlet or article.url
    return domain_of(place) if place else None


@cache
def agency_called(name: str) -> str | None:
    """The agency that a credit's name means, by its usual name; None for what is no agency we know."""
    return _agencies().get(_key(name))


def credited_name(credit: Credit) -> str:
    """Whom a credit names, agencies by their usual name."""
    return agency_called(credit.name) or credit.name


@cache
def names_outlet(name: str, outlet: str | None) -> bool:
    """Does a credited name ("The Denver Post") mean the outlet at this domain ("denverpost.com")?"""
    if not outlet:
        return False
    stored = lists("outlets")
    usual = stored.get("agency_domains", {}).get(outlet) or stored.get("domains", {}).get(outlet)
    if usual and (agency_called(name) == usual or same_source(name, usual)):
        return True
    return same_source(name, outlet)


@cache
def same_source(one: str, other: str) -> bool:
    """Do two names mean one outlet? "Metro" and "metro.co.uk", "The Sun" and "Sun"; not "CNN" and "CNN Türk"."""
    return not _bare(one).isdisjoint(_bare(other))


@cache
def _bare(name: str) -> frozenset[str]:
    """A name without article, spaces and domain suffix; also without a last "News" or "Agency"."""
    domain = domain_of(name) if "." in name and " " not in name else None
    words = _key(domain.split(".")[0] if domain else name).split()
    shorter = words[:-1] if len(words) > 1 and words[-1] in ("news", "online", "agency") else words
    return frozenset(filter(None, ("".join(words), "".join(shorter))))


@cache
def _agencies() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, facts in lists("agencies").get("agencies", {}).items():
        found.update({_key(form): str(name) for form in (name, *facts["forms"], *facts["mark"])})
    return found


def _key(name: str) -> str:
    words = _LABEL.findall(name.lower())
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
