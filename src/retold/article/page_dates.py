"""When a page says that its article appeared and was last changed.

Decided: what the page states for machines (JSON-LD, meta, microdata) is believed, unless the date that it shows its reader beside the headline
contradicts it. A date shown without "updated" is when the shown text appeared: systems that moved or re-stamped their pages state other days.
Decided: a day shown that is the last change itself counts as a new edition only weeks after the first one; the first print decides before.
Decided: a shown day and a stated moment that agree somewhere on earth are one: the day as shown, the moment as exact as it was stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from retold.article import json_ld
from retold.article.dates import LANGUAGES, find_dates, moment_of
from retold.article.markup import Markup
from retold.records import Moment
from retold.words import lists

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished", "article.published", "published_time",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "rnews:datepublished", "dc.date.issued", "dcterms.created", "dcterms.date",
    "dc.date.created", "dc.date", "publish-date", "publish_date", "pubdate", "publishdate", "article_date_original", "originalpublicationdate",
    "article:post_date", "citation_publication_date", "published", "date.created", "datecreated", "created", "date", "timestamp",
)  # fmt: skip
_PUBLISHED_META = re.compile(r"(?<![^\W_])publi(?:sh(?:ed)?|cation)[\W_]?(?:date|time|on|at)(?![^\W_])")  # in systems of their own
_SURE_METAS = 12  # as many of these come before microdata
_MODIFIED_METAS = (
    "article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
    "rnews:datemodified", "lastmod", "last-modified", "modified_time", "revised", "updated",
)  # fmt: skip
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\D|$)")
_FIGURES = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{4}")
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 50  # statements of one kind that are looked at
_NEAR = 12  # blocks after the headline in which a date is looked for
_SHOWN = range(-2, 8)  # blocks around the headline in which the article's own date line stands
_LINE_CHARS, _LINE_WORDS = 120, 9  # of a date line, and of the words in it beside the date
_SHORT_CHARS = 40
_LONG_CHARS = 100
_LABEL_CHARS = 30  # before a date, in which it is said what the date is
_NEW_EDITION = timedelta(days=28)
_DAY = timedelta(days=1)
_AHEAD, _BEHIND = timedelta(hours=14), timedelta(hours=12)  # of local time before and after UTC


@dataclass(frozen=True, slots=True)
class PageDates:
    """When the article appeared and was last changed, as far as the page says."""

    published: Moment | None
    modified: Moment | None


@dataclass(frozen=True, slots=True)
class _Shown:
    """A date that the page shows, and whether its label says that something was published or changed then."""

    moment: Moment
    label: str  # "published", "modified" or ""
    block: int
    swapped: str | None  # the other day that figures such as 09.10.2024 may mean


def dates_of(page: Markup, metas: dict[str, str], articles: Sequence[json_ld.Thing], address: str | None, heading: int) -> PageDates:
    """The dates of a parsed page whose headline is block `heading` (-1: not known where)."""
    shown = _shown_dates(page, _around(page, heading)) if heading >= 0 else []
    changed = next(_stated_changes(page, metas, articles), None)
    stated = next(_stated(page, metas, articles), None)
    live = bool(articles) and "LiveBlogPosting" in json_ld.types(articles[0])  # shows when its last entry was made
    updates = [s.moment for s in shown if s.label == "modified"]
    if stated is None:
        published = next(_elsewhere(page, articles, address, heading), None)
    else:
        others = [s for s in shown if s.label != "modified" and not live]
        published = _not_after(updates, _believed(stated, changed, others, heading))
    return PageDates(published, max([m for m in (changed, *updates[:1]) if m], key=_day, default=None))


def _stated(page: Markup, metas: dict[str, str], articles: Sequence[json_ld.Thing]) -> Iterator[Moment]:
    """When the page says to machines that its article appeared, the surest statement first."""
    yield from _moments(json_ld.texts(articles, "datePublished"), "json-ld")
    yield from _moments([metas[name] for name in _PUBLISHED_METAS[:_SURE_METAS] if metas.get(name)], "meta")
    yield from _moments([content or _text(page, n) for name, content, n in page.items if name == "datePublished"][:_MOST], "microdata")
    yield from _moments([metas[name] for name in _PUBLISHED_METAS[_SURE_METAS:] if metas.get(name)], "meta")
    yield from _moments([content for name, content in metas.items() if _PUBLISHED_META.search(name)][:_MOST], "meta")


def _stated_changes(page: Markup, metas: dict[str, str], articles: Sequence[json_ld.Thing]) -> Iterator[Moment]:
    """When it says to machines that the article was last changed."""
    yield from _moments(json_ld.texts(articles, "dateModified"), "json-ld")
    yield from _moments([metas[name] for name in _MODIFIED_METAS if metas.get(name)], "meta")
    yield from _moments([content for name, content, _ in page.items if name == "dateModified" and content], "microdata")


def _believed(stated: Moment, changed: Moment | None, shown: Sequence[_Shown], heading: int) -> Moment:
    """The stated moment or the date shown beside the headline, where they differ."""
    if not shown or any(_day(stated) in (_day(s.moment), s.swapped) for s in shown):
        return stated
    for date in shown:
        if _agree(stated, date.moment):
            return replace(stated, stated=_day(date.moment)) if _is_anywhere(stated) else stated
    nearest = min(shown, key=lambda s: abs(s.block - heading)).moment
    known = max(stated.latest, changed.latest) if changed else stated.latest
    if nearest.earliest > known + _DAY:
        return stated  # the clock of the page, or a day to come
    if changed and _agree(changed, nearest) and nearest.earliest < stated.latest + _NEW_EDITION:
        return stated
    return nearest


def _not_after(updates: Sequence[Moment], published: Moment) -> Moment:
    """The day of the first update that is shown, where the article is stated to have appeared only after it, as by a system that was moved."""
    update = updates[0] if updates else published
    if _day(update) >= _day(published):
        return published
    if _agree(published, update):
        return replace(published, stated=_day(update)) if _is_anywhere(published) else published
    return update


def _elsewhere(page: Markup, articles: Sequence[json_ld.Thing], address: str | None, heading: int) -> Iterator[Moment]:
    """Where a page without such a statement may say when its article appeared, the surest place first."""
    yield from _moments(_times(page, heading, 3 * _NEAR), "time element")
    yield from _moments([".".join(m.groups()).replace(".", "-") for m in _URL_DATE.finditer(address or "")], "url")
    dated = _shown_dates(page, range(len(page.blocks)))
    yield from _only([s.moment for s in dated if s.label == "published"])
    yield from _beside(page, heading)
    yield from _moments(json_ld.texts(articles, "dateCreated", "uploadDate"), "json-ld")
    yield from _moments(_times(page, heading, len(page.blocks)), "time element")
    yield from _only([s.moment for s in dated if s.label != "modified" and len(_text(page, s.block)) <= _SHORT_CHARS])


def _only(moments: Sequence[Moment]) -> Sequence[Moment]:
    """The first of some moments if all are of one day: those of several days stand in a list of pieces."""
    return moments[:1] if len({_day(moment) for moment in moments}) == 1 else ()


def _moments(texts: Iterator[str] | Sequence[str], by: str) -> Iterator[Moment]:
    for text in texts:
        moment = moment_of(text[:80], by)
        if moment:
            yield moment


def _times(page: Markup, heading: int, reach: int) -> list[str]:
    """What the time elements state that stand within some blocks of the headline, the near ones first."""
    found = [(abs(n - heading) if heading >= 0 else n, at, n) for at, _, n in page.times]
    near = sorted(entry for entry in found if entry[0] <= reach)[:_MOST]
    return [at or _text(page, n) for _, at, n in near]


def _beside(page: Markup, heading: int) -> Iterator[Moment]:
    """Dates in short blocks around the headline: the near ones first, then date lines a little further off."""
    start = max(heading, 0)
    near = [*range(start + 1, start + _NEAR), *range(start - 1, start - 5, -1)]
    far = [*range(start + _NEAR, start + 4 * _NEAR), *range(start - 5, start - _NEAR, -1)]
    for numbers, longest in ((near if heading >= 0 else [], _LINE_CHARS), (far, _SHORT_CHARS)):
        for n in numbers:
            if 0 <= n < len(page.blocks) and len(page.blocks[n].text) <= longest:
                for date in find_dates(page.blocks[n].text, "text"):
                    yield date.moment


def _around(page: Markup, heading: int) -> list[int]:
    """The blocks around the headline, to the second long one after it: there the text has begun."""
    numbers: list[int] = []
    long = 0
    for n in range(heading + _SHOWN.start, heading + _SHOWN.stop):
        long += n > heading and len(_text(page, n)) > _LONG_CHARS and _text(page, n) != _text(page, n - 1)
        if long > 1:
            break
        numbers.append(n)
    return numbers


def _shown_dates(page: Markup, numbers: Sequence[int], longest: int = _LINE_CHARS) -> list[_Shown]:
    """The dates of those of these blocks that are date lines: little text beside the date, and no sentence."""
    found: list[_Shown] = []
    for n in numbers:
        text = _text(page, n)
        if not text or len(text) > longest or text.endswith((".", "!", "?", ":")):
            continue
        dates = find_dates(text, "text")
        beside = len(text.split()) - sum(len(d.span.of(text).split()) for d in dates)
        if not dates or beside > _LINE_WORDS:
            continue
        before = 0
        for date in dates:
            label = text[max(before, date.span.start - _LABEL_CHARS) : date.span.start]
            if not label.strip() and not before and len(_text(page, n - 1)) < _LABEL_CHARS:
                label = _text(page, n - 1)
            found.append(_Shown(date.moment, _label_of(label), n, _swapped(date.moment, date.span.of(text))))
            before = date.span.end
    return found


def _swapped(moment: Moment, written: str) -> str | None:
    """The other day that a date in figures may mean, year last and both other figures no more than twelve."""
    year, month, day = _day(moment).split("-")
    return f"{year}-{day}-{month}" if _FIGURES.match(written) and int(day) <= 12 else None


def _label_of(text: str) -> str:
    """What words before a date say that it is: "published", "modified" or ""."""
    said = f" {' '.join(_WORD.findall(text.lower()))} "
    published, modified = _labels()
    if any(label in said for label in modified):
        return "modified"
    return "published" if any(label in said for label in published) else ""


@cache
def _labels() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The labels of dates of publication and of change in every language, each between spaces."""
    tables = [lists(code).get("dates", {}) for code in LANGUAGES]
    return (
        tuple(f" {label.lower()} " for table in tables for label in table.get("published", [])),
        tuple(f" {label.lower()} " for table in tables for label in table.get("modified", [])),
    )


def _text(page: Markup, number: int) -> str:
    return page.blocks[number].text if 0 <= number < len(page.blocks) else ""


def _day(moment: Moment) -> str:
    return moment.stated[:10]


def _is_anywhere(stated: Moment) -> bool:
    """Does a stated time name no zone, or the one that systems use inside, so that the page's own day may be another?"""
    return stated.stated.endswith("Z") or stated.earliest != stated.latest


def _agree(stated: Moment, shown: Moment) -> bool:
    """Can the stated moment lie on the shown day, as that day is counted somewhere on earth?"""
    if _day(stated) == _day(shown):
        return True
    if len(stated.stated) <= len("2018-07-16"):
        return False
    return stated.earliest <= shown.latest + _BEHIND and shown.earliest - _AHEAD <= stated.latest
