"""What a page states of its article besides the text: title, authors, outlet, address, dates, language.

Each fact is looked for where pages state it, the surest place first: JSON-LD, meta elements, microdata, visible elements, the address.
Nothing is guessed from running text here, but a date line beside the headline counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from retold.article import json_ld
from retold.article.dates import find_dates, moment_of
from retold.article.markup import Markup
from retold.records import Moment

_WORD = re.compile(r"\w+")
_TITLE_METAS = ("og:title", "twitter:title", "dc.title", "headline")
_OUTLET_METAS = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:app:name:iphone")
_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished", "article.published", "published_time",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "rnews:datepublished", "dc.date.issued", "dcterms.created", "dcterms.date",
    "dc.date.created", "dc.date", "publish-date", "publish_date", "pubdate", "publishdate", "article_date_original", "originalpublicationdate",
    "article:post_date", "citation_publication_date", "date.created", "datecreated", "created", "date", "timestamp",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
    "rnews:datemodified", "lastmod", "last-modified", "modified_time", "revised", "updated",
)  # fmt: skip
_AUTHOR_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "cxenseparse:author", "article:author_name",
    "citation_author", "og:author", "twitter:data1",
)  # fmt: skip
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\D|$)")
_SEPARATORS = re.compile(r"\s+(?:[|\-–—•·»:/]|::)\s+")
_BYLINE_HINT = re.compile(r"byline|author|writer|reporter|autor|redacteur|verfasser|auteur|firma|journalist")
_BY = re.compile(
    r"^(?:written |story |posted |published |words |report(?:ed)? )?by:?\s+|^(?:von|par|por|di|da|af|av|door|przez|автор:?)\s+",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\d{4}|^\W*$|^(?:admin|author|null|none|undefined|updated|published|staff reporter)$", re.IGNORECASE
)
_BETWEEN_NAMES = re.compile(r"\s*(?:;|\||,? and |,? & | und | et | y |, (?=[^,]+ [^,]+))\s*")
_AFTER_NAME = re.compile(r"\s+[|•·–—/]\s|\s(?=\d)|\s(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)|, (?=\w+ \d)|\(")
_MOST = 50  # statements of one kind that are looked at
_NEAR = 12  # blocks after the headline in which a date line is looked for


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Facts as the page states them; None or empty where it states none."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    language: str | None = None
    description: str = ""
    told: str = ""  # the body text that JSON-LD carries, where it does


def page_facts(page: Markup, url: str | None = None) -> PageFacts:
    """The facts of a parsed page; `url` is where it was fetched, believed where the page names no address of its own."""
    metas: dict[str, str] = {}
    for name, content in page.metas:
        if content.strip():
            metas.setdefault(name, " ".join(content.split()))
    found = json_ld.things(page.json_ld)
    articles = json_ld.articles(found)
    address = _address(page, metas, url)
    outlet = _outlet(metas, found, articles)
    title, heading = _title(page, metas, articles, outlet)
    published = _published(page, metas, articles, address, heading)
    return PageFacts(
        title=title,
        authors=_authors(page, found, articles, outlet, heading),
        outlet=outlet,
        url=address,
        published=published,
        modified=_modified(page, metas, articles),
        language=_language(page, metas, articles),
        description=metas.get("og:description") or metas.get("description") or metas.get("twitter:description") or "",
        told=_told(articles),
    )


def _texts(things: Sequence[json_ld.Thing], *keys: str) -> Iterator[str]:
    """The values of these keys that are text, thing by thing."""
    for thing in things:
        for key in keys:
            value = thing.get(key)
            if isinstance(value, list) and value:
                value = value[0]
            if isinstance(value, str) and value.strip():
                yield " ".join(value.split())


def _address(page: Markup, metas: dict[str, str], url: str | None) -> str | None:
    stated = [href for rel, href in page.links if "canonical" in rel.split()] + [metas.get("og:url", "")]
    for href in stated:
        try:
            whole = urljoin(url or "", href.strip())
            parts = urlsplit(whole)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query):
            return whole
    return url


def _outlet(metas: dict[str, str], found: Sequence[json_ld.Thing], articles: Sequence[json_ld.Thing]) -> str | None:
    for name in _OUTLET_METAS[:1]:
        if metas.get(name):
            return metas[name]
    for name in _names([thing.get("publisher") for thing in articles], found):
        return name
    return next((metas[name] for name in _OUTLET_METAS if metas.get(name)), None)


def _title(page: Markup, metas: dict[str, str], articles: Sequence[json_ld.Thing], outlet: str | None) -> tuple[str | None, int]:
    """The headline, and the number of the block where it stands (-1 if it stands in none).

    The visible headline counts double; it gives way only where all other places of the page agree on another wording.
    """
    stated = [metas[name] for name in _TITLE_METAS[:2] if metas.get(name)] + list(_texts(articles[:1], "headline")) + [page.title]
    stated = [_without_outlet(text, outlet) for text in stated if text]
    at = _heading(page, stated)
    votes = ([(page.blocks[at].text, 2.1)] if at >= 0 else []) + [(text, 1.0) for text in stated]
    best, most = None, 0.0
    for text, _ in votes:
        count = sum(weight for other, weight in votes if _same_title(text, other))
        if count > most:
            best, most = text, count
    return best, at if at >= 0 else _standing(page, best or "")


def _same_title(a: str, b: str) -> bool:
    one, two = " ".join(_WORD.findall(a.lower())), " ".join(_WORD.findall(b.lower()))
    short, long = sorted((one, two), key=len)
    return one == two or (short in long and len(short) > 0.6 * len(long))


def _heading(page: Markup, stated: Sequence[str]) -> int:
    """The block that is most like the titles that the head of the page states; -1 if none is."""
    asked = [set(_WORD.findall(text.lower())) for text in stated]
    best, at, headings = 0.0, -1, 0
    for n, block in enumerate(page.blocks):
        box = page.boxes[block.box]
        if box.tag not in ("h1", "h2") and "headline" not in box.hint and "title" not in box.hint:
            continue
        words = set(_WORD.findall(block.text[:400].lower()))
        like = max((len(words & other) / max(len(words | other), 1) for other in asked), default=0.0)
        score = like + {"h1": 0.25, "h2": 0.1}.get(box.tag, 0.0) - 0.001 * headings
        headings += 1
        if (like >= 0.5 or (not asked and box.tag == "h1")) and score > best:
            best, at = score, n
    return at


def _standing(page: Markup, title: str) -> int:
    """The block that is the title, else the first heading; -1 if there is neither."""
    for n, block in enumerate(page.blocks):
        if block.text == title:
            return n
    return next((n for n, block in enumerate(page.blocks) if page.boxes[block.box].tag == "h1"), -1)


def _without_outlet(title: str, outlet: str | None) -> str:
    """The title without a last part that names the outlet."""
    parts = _SEPARATORS.split(title)
    if len(parts) < 2:
        return title
    last = parts[-1].lower()
    named = bool(outlet) and (last in str(outlet).lower() or str(outlet).lower() in last)
    if named or (len(last.split()) <= 4 and len(title) - len(last) > 20):
        return title[: len(title) - len(parts[-1])].rstrip(" |-–—•·»:/")
    return title


def _moments(texts: Iterator[str] | Sequence[str], by: str) -> Iterator[Moment]:
    for text in texts:
        moment = moment_of(text[:80], by)
        if moment:
            yield moment


def _published(page: Markup, metas: dict[str, str], articles: Sequence[json_ld.Thing], address: str | None, heading: int) -> Moment | None:
    """When the page says that the article appeared."""

    def candidates() -> Iterator[Moment]:
        yield from _moments(_texts(articles, "datePublished"), "json-ld")
        yield from _moments([metas[name] for name in _PUBLISHED_METAS[:12] if metas.get(name)], "meta")
        yield from _moments(
            [content or _block_text(page, n) for name, content, n in page.items if name == "datePublished"][:_MOST], "microdata"
        )
        yield from _moments([metas[name] for name in _PUBLISHED_METAS[12:] if metas.get(name)], "meta")
        yield from _moments(_times(page, heading), "time element")
        yield from _moments([".".join(m.groups()).replace(".", "-") for m in _URL_DATE.finditer(address or "")], "url")
        yield from _beside(page, heading)
        yield from _moments(_texts(articles, "dateCreated", "uploadDate"), "json-ld")

    return next(candidates(), None)


def _modified(page: Markup, metas: dict[str, str], articles: Sequence[json_ld.Thing]) -> Moment | None:
    def candidates() -> Iterator[Moment]:
        yield from _moments(_texts(articles, "dateModified"), "json-ld")
        yield from _moments([metas[name] for name in _MODIFIED_METAS if metas.get(name)], "meta")
        yield from _moments([content for name, content, _ in page.items if name == "dateModified" and content], "microdata")

    return next(candidates(), None)


def _block_text(page: Markup, number: int) -> str:
    return page.blocks[number].text if number < len(page.blocks) else ""


def _times(page: Markup, heading: int) -> list[str]:
    """What the time elements state, those near the headline first."""
    found = [(abs(n - heading) if heading >= 0 else n, at, n) for at, _, n in page.times]
    near = sorted(entry for entry in found if entry[0] <= 3 * _NEAR)[:_MOST]
    return [at or _block_text(page, n) for _, at, n in near]


def _beside(page: Markup, heading: int) -> Iterator[Moment]:
    """Dates in short blocks around the headline: the near ones first, then date lines a little further off."""
    start = max(heading, 0)
    near = [*range(start + 1, start + _NEAR), *range(start - 1, start - 5, -1)]
    far = [*range(start + _NEAR, start + 4 * _NEAR), *range(start - 5, start - _NEAR, -1)]
    for numbers, longest in ((near if heading >= 0 else [], 120), (far, 40)):
        for n in numbers:
            if 0 <= n < len(page.blocks) and len(page.blocks[n].text) <= longest:
                for date in find_dates(page.blocks[n].text, "text"):
                    yield date.moment


def _names(values: Sequence[Any], found: Sequence[json_ld.Thing]) -> Iterator[str]:
    """The names in JSON-LD values that are text, objects, lists of these or references by id."""
    for value in values:
        if isinstance(value, str):
            yield " ".join(value.split())
        elif isinstance(value, list):
            yield from _names([inner for inner in value[:20] if not isinstance(inner, list)], found)
        elif isinstance(value, dict):
            name = value.get("name")
            if not name and isinstance(value.get("@id"), str):
                name = next((thing.get("name") for thing in found if thing.get("@id") == value["@id"] and thing.get("name")), None)
            if isinstance(name, list) and name:
                name = name[0]
            if isinstance(name, str):
                yield " ".join(name.split())


def _authors(
    page: Markup, found: Sequence[json_ld.Thing], articles: Sequence[json_ld.Thing], outlet: str | None, heading: int
) -> tuple[str, ...]:
    """Who the page says wrote the article; the outlet itself only where nobody else is named."""
    fallback: tuple[str, ...] = ()
    for names in _author_statements(page, found, articles, heading):
        if names and not (outlet and all(_same_title(name, outlet) for name in names)):
            return names
        fallback = fallback or names
    return fallback


def _author_statements(
    page: Markup, found: Sequence[json_ld.Thing], articles: Sequence[json_ld.Thing], heading: int
) -> Iterator[tuple[str, ...]]:
    for thing in articles:
        yield _clean(_names([thing.get("author")], found))
    metas = dict(reversed(page.metas))
    for name in _AUTHOR_METAS:
        if name == "twitter:data1" and metas.get("twitter:label1", "").lower() not in ("written by", "by"):
            continue
        contents = [content for key, content in page.metas if key == name]
        yield _clean(part for content in contents for part in _BETWEEN_NAMES.split(" ".join(content.split())[:300]))
    stated = [content or _block_text(page, n) for name, content, n in page.items if name == "author"][:_MOST]
    yield _clean(part for text in stated if len(text) < 120 for part in _BETWEEN_NAMES.split(text))
    yield _clean(part for text in _bylines(page) for part in _BETWEEN_NAMES.split(text))
    yield _clean(part for text in _by_lines(page, heading) for part in _BETWEEN_NAMES.split(text))


def _by_lines(page: Markup, heading: int) -> list[str]:
    """The first line near the headline that begins with "By" and goes on as a name does."""
    start = max(heading, 0)
    for block in page.blocks[max(start - 4, 0) : start + _NEAR]:
        by = _BY.match(block.text)
        if by and len(block.text) < 90:
            name = _AFTER_NAME.split(block.text[by.end() :])[0]
            if name[:1].isupper() and 1 < len(name.split()) < 9:
                return [name]
    return []


def _bylines(page: Markup) -> list[str]:
    """The first short block whose names call it a byline."""
    for block in page.blocks:
        box = page.boxes[block.box]
        hint = box.hint + block.inner + (page.boxes[box.parent].hint if box.parent >= 0 else "")
        if len(block.text) < 100 and _BYLINE_HINT.search(hint):
            linked = [words for words, _ in block.links if 3 < len(words) < 60]
            if linked:
                return linked[:4]
            if _BY.match(block.text):
                return [block.text]
    return []


def _clean(names: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    """Names without "By", addresses and repetitions."""
    kept: list[str] = []
    for name in names:
        short = _BY.sub("", name.strip(" ,;|\u00a0")).strip(" ,;|")
        if 1 < len(short) <= 80 and not _NOT_A_NAME.search(short) and short not in kept:
            kept.append(short)
    return tuple(kept[:20])


def _language(page: Markup, metas: dict[str, str], articles: Sequence[json_ld.Thing]) -> str | None:
    stated = [page.language, metas.get("og:locale", ""), metas.get("content-language", ""), *_texts(articles[:1], "inLanguage")]
    for text in stated:
        code = re.match(r"\s*([a-zA-Z]{2})(?:[-_]|\s*$)", text)
        if code:
            return code[1].lower()
    return None


def _told(articles: Sequence[json_ld.Thing]) -> str:
    bodies = [thing["articleBody"] for thing in articles if isinstance(thing.get("articleBody"), str)]
    return max(bodies, key=len, default="")
