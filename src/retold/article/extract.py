"""An HTML page to its article: headline, body paragraphs, captions, what was left out and why, links, and the facts it states.

One pass of the parser gives the page's text blocks; a learnt judgement says which of them are the body (see `judge`). Nothing is cut
inside a block, and what is left out keeps its reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urljoin

from retold.article.judge import judge
from retold.article.markup import Block, Markup, read_markup
from retold.article.page_facts import PageFacts, page_facts
from retold.article.roles import ROLES, roles_of

_BODY = 0.475  # likelihood from which a block is taken for body text
_FAINT = 0.12  # where no block reaches that, those near the likeliest one are taken, if it is at least this likely
_PARAGRAPH = 80  # code points of a block that nobody writes twice; shorter ones (recipes, lists of goods) may recur
_LONG = 40  # code points from which a faint block is long enough to be taken at all
_SENTENCE_END = tuple(".?!:;…。！？।؟\"'”’»)")
_HEAD_BLOCKS = 12  # before the body in which its first picture stands
_MAX_REMOVED = 300  # code points shown of one removed piece
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
    title = (facts.title or "").casefold()
    kept = []
    for number, (block, chance) in enumerate(zip(page.blocks, likely.tolist(), strict=True)):
        if chance < least or block.text.casefold() == title or (chance < _BODY and len(block.text) < _LONG):
            continue
        kept.append(number)
    return set(_once([(number, page.blocks[number].text) for number in kept]))


def _once(blocks: list[tuple[int, str]]) -> list[int]:
    """The numbers without runs of blocks that stood there before (a page may carry its text twice); a single repeated line stays."""
    seen: set[tuple[str, str]] = set()
    again: set[int] = set()
    for (number, text), (after, next_text) in pairwise(blocks):
        pair = (text, next_text)
        if pair in seen and min(len(text), len(next_text)) >= _PARAGRAPH:
            again |= {number, after}
        seen.add(pair)
    return [number for number, _ in blocks if number not in again]


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
    around = range(min(kept, default=0) - _HEAD_BLOCKS, max(kept, default=-1) + 3)  # pictures further off belong to other pieces
    last = -2
    for number, block in enumerate(page.blocks):
        if number in kept:
            continue
        reason = _reason(page, block, title, kept_texts, reasons)
        if reason == "caption" and number in around and 2 * block.linked < len(block.text):
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
        if found.tag in ("figure", "figcaption"):
            return "caption"
        if found.tag in _PLACED:
            return _PLACED[found.tag]
        if found.hint and found.tag not in ("body", "html"):
            roles = roles_of(found.hint)
            if roles:
                return ROLES[(roles & -roles).bit_length() - 1][0]
        box, steps = found.parent, steps + 1
    return ""
