"""An HTML page to its article: headline, body paragraphs, captions, what was left out and why, links, and the facts it states.

One pass of the parser gives the page's text blocks; a learnt judgement says which of them are the body (see `judge`). Nothing is cut
inside a block, and what is left out keeps its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin

from retold.article.judge import judge
from retold.article.markup import Block, Markup, read_markup
from retold.article.page_facts import PageFacts, page_facts

_BODY = 0.45  # likelihood from which a block is taken for body text
_FAINT = 0.12  # where no block reaches that, those near the likeliest one are taken, if it is at least this likely
_REPEATED = 40  # code points from which a block that stands twice on a page is taken once
_SENTENCE_END = tuple(".?!:;…。！？।؟\"'”’»)")
_MAX_REMOVED = 300  # code points shown of one removed piece
_REASONS = (
    ("comments of readers", r"comment|disqus|respond|replies"),
    ("advertisement", r"\bads?\b|advert|sponsor|promo\b|taboola|outbrain|banner"),
    ("sign-up or subscription", r"newsletter|subscri|paywall|sign-?up|signin|login|register"),
    ("share buttons", r"share|social|follow"),
    ("cookie note", r"cookie|consent|gdpr"),
    ("related stories", r"related|recommend|more-|popular|trending|latest|read-next|most-|teaser|also-"),
    ("byline or date", r"byline|author|date|time|meta\b|publish"),
    ("tags or topics", r"\btags?\b|topic|categor"),
    ("footer of the page", r"footer|copyright|legal"),
    ("navigation", r"\bnav|menu|breadcrumb|masthead|sidebar|header"),
)
_HINTED = tuple((reason, re.compile(pattern)) for reason, pattern in _REASONS)
_HAS_REASON = re.compile("|".join(pattern for _, pattern in _REASONS))
_PLACED = {
    "nav": "navigation", "footer": "footer of the page", "aside": "beside the article", "form": "form or button", "button": "form or button",
    "label": "form or button", "header": "head of the page", "table": "table outside the body",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link in the body: `text` stands in paragraph `paragraph`, beginning at code point `start` of it."""

    paragraph: int
    start: int
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class HtmlReading:
    """What is read from one page. `paragraphs` are the body in reading order, without the headline; `removed` is (text, reason)."""

    title: str | None
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...] = ()
    removed: tuple[tuple[str, str], ...] = ()
    links: tuple[PageLink, ...] = ()
    facts: PageFacts = field(default_factory=PageFacts)


def read_html(html: str, url: str | None = None) -> HtmlReading:
    """The article of a page (decoded; `url` is where it was fetched, if known). A page without one gives an empty body; never raises."""
    page = read_markup(html)
    facts = page_facts(page, url)
    kept = _kept(page, facts)
    paragraphs: list[str] = []
    links: list[PageLink] = []
    for number in sorted(kept):
        block = page.blocks[number]
        if paragraphs and number - 1 in kept and _goes_on(paragraphs[-1], block):
            offset = len(paragraphs[-1]) + 1
            paragraphs[-1] += " " + block.text
        else:
            offset = 0
            paragraphs.append(block.text)
        links += _links(block, len(paragraphs) - 1, offset, facts.url)
    captions, removed = _left_out(page, kept, facts.title or "")
    if page.unread:
        removed += ((f"{page.unread} more blocks", f"beyond the first {len(page.blocks)} blocks of the page"),)
    return HtmlReading(facts.title, tuple(paragraphs), captions, removed, tuple(links), facts)


def _kept(page: Markup, facts: PageFacts) -> set[int]:
    """The numbers of the blocks that are body text."""
    likely = judge(page, facts.title or page.title, facts.description, facts.told)
    top = float(likely.max(initial=0.0))
    least = _BODY if top >= _BODY else max(0.6 * top, _FAINT)
    seen: set[str] = set()
    kept: set[int] = set()
    title = (facts.title or "").casefold()
    for number, (block, chance) in enumerate(zip(page.blocks, likely.tolist(), strict=True)):
        if chance < least or block.text.casefold() == title:
            continue
        if len(block.text) >= _REPEATED:
            if block.text in seen:
                continue
            seen.add(block.text)
        kept.add(number)
    return kept


def _goes_on(paragraph: str, block: Block) -> bool:
    """Is the block, parted from the one before by a <br> only, the rest of an unfinished sentence?"""
    return block.after_break and not paragraph.endswith(_SENTENCE_END) and (block.text[0].islower() or paragraph.endswith(","))


def _links(block: Block, paragraph: int, offset: int, base: str | None) -> list[PageLink]:
    """The links of a block that lead to a page, with the place of their words."""
    found = []
    at = 0
    for words, href in block.links:
        start = block.text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        try:
            whole = urljoin(base or "", href.strip())
        except ValueError:
            continue
        if whole.startswith(("http://", "https://")):
            found.append(PageLink(paragraph, offset + start, words, whole))
    return found


def _left_out(page: Markup, kept: set[int], title: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The captions, and (text, reason) of all else that is not body; neighbours with one reason are told together."""
    captions: list[str] = []
    pieces: list[tuple[list[str], str]] = []
    kept_texts = {page.blocks[number].text for number in kept}
    reasons: dict[int, str] = {}
    last = -2
    for number, block in enumerate(page.blocks):
        if number in kept:
            continue
        reason = _reason(page, block, title, kept_texts, reasons)
        if reason == "caption":
            captions.append(block.text)
        if last == number - 1 and pieces and pieces[-1][1] == reason:
            pieces[-1][0].append(block.text)
        else:
            pieces.append(([block.text], reason))
        last = number
    return tuple(captions), tuple((" · ".join(texts)[:_MAX_REMOVED], reason) for texts, reason in pieces)


def _reason(page: Markup, block: Block, title: str, kept_texts: set[str], reasons: dict[int, str]) -> str:
    if block.text == title:
        return "headline"
    if block.text in kept_texts:
        return "stands twice on the page"
    reason = reasons.get(block.box)
    if reason is None:
        reason = reasons[block.box] = _reason_of_box(page, block.box)
    if reason == "" and block.linked > 0.8 * len(block.text):
        return "list of links"
    return reason or "not like body text"


def _reason_of_box(page: Markup, box: int) -> str:
    """Why nothing in this box is body, by the names and kinds of the boxes around it; "" if they do not say."""
    steps = 0
    while box >= 0 and steps < 12:
        found = page.boxes[box]
        if found.tag in ("figure", "figcaption") or "caption" in found.hint:
            return "caption"
        if found.tag in _PLACED:
            return _PLACED[found.tag]
        if found.hint and found.tag not in ("body", "html"):
            reason = _reason_of_hint(found.hint)
            if reason:
                return reason
        box, steps = found.parent, steps + 1
    return ""


@lru_cache(maxsize=8192)
def _reason_of_hint(hint: str) -> str:
    """What the names of an element say that it is, in a reader's words; "" if nothing."""
    if not _HAS_REASON.search(hint):
        return ""
    return next(reason for reason, pattern in _HINTED if pattern.search(hint))
