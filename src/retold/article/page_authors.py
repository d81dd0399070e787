"""Who a page says wrote its article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retold.article import json_ld
from retold.article.markup import Markup
from retold.article.page_titles import same_title

_AUTHOR_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "cxenseparse:author", "article:author_name",
    "citation_author", "og:author", "twitter:data1",
)  # fmt: skip
_BYLINE_HINT = re.compile(r"byline|author|writer|reporter|autor|redacteur|verfasser|auteur|firma|journalist")
_BY = re.compile(
    r"^(?:written |story |posted |published |words |report(?:ed)? )?by:?\s+|^(?:von|par|por|di|da|af|av|door|przez|автор:?|autor(?:in|en)?:)\s+",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\d{4}|^\W*$|^\W*(?:image|photo|picture|bild|foto|credit)s?\b|^\d{1,2}[:.h]\d\d"
    r"|^(?:admin|author|null|none|undefined|updated|published|staff reporter)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:;|\||,? and |,? & | und | et | y | og | och | и |, (?=[^,]+ [^,]+))\s*")
_AFTER_NAME = re.compile(r"\s+[|•·–—/]\s|\s(?=\d)|\s(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)|, (?=\w+ \d)|\(")
_MOST = 50  # statements of one kind that are looked at
_NEAR = 12  # blocks around the headline in which a byline is looked for


def authors_of(
    page: Markup, found: Sequence[json_ld.Thing], articles: Sequence[json_ld.Thing], outlet: str | None, heading: int
) -> tuple[str, ...]:
    """Who the page says wrote the article; the outlet itself only where nobody else is named. `heading` is the block of the headline."""
    fallback: tuple[str, ...] = ()
    for names in _statements(page, found, articles, heading):
        if names and not (outlet and all(same_title(name, outlet) for name in names)):
            return names
        fallback = fallback or names
    return fallback


def _statements(page: Markup, found: Sequence[json_ld.Thing], articles: Sequence[json_ld.Thing], heading: int) -> Iterator[tuple[str, ...]]:
    """The names in each place where pages name their authors, the surest place first."""
    for thing in articles:
        yield _clean(part for name in json_ld.names([thing.get("author")], found) for part in _whole_names(name))
    metas = dict(reversed(page.metas))
    for name in _AUTHOR_METAS:
        if name == "twitter:data1" and metas.get("twitter:label1", "").lower() not in ("written by", "by"):
            continue
        contents = [content for key, content in page.metas if key == name]
        yield _clean(part for content in contents for part in _BETWEEN.split(" ".join(content.split())[:300]))
    stated = [content or _text(page, n) for name, content, n in page.items if name == "author"][:_MOST]
    yield _clean(part for text in stated if len(text) < 120 for part in _BETWEEN.split(text))
    yield _clean(part for text in _bylines(page) for part in _BETWEEN.split(text))
    yield _clean(part for text in _by_lines(page, heading) for part in _BETWEEN.split(text))


def _whole_names(text: str) -> list[str]:
    """Several authors named in one text, each by two words or more; else the text as it is ("Arts and Culture Desk")."""
    parts = _BETWEEN.split(text[:300])
    return parts if len(parts) > 1 and all(len(part.split()) > 1 for part in parts) else [text]


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


def _text(page: Markup, number: int) -> str:
    return page.blocks[number].text if number < len(page.blocks) else ""
