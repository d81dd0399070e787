"""An HTML page in one pass: its text blocks, the boxes they stand in, and what its head states.

The parser hands over events (start, text, end) and builds no tree, so depth costs nothing and a page of 20 MB stays one list of blocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

_BOXES = frozenset(
    "html body p div section article main aside header footer nav li ul ol dl dt dd table thead tbody tfoot tr td th caption "
    "h1 h2 h3 h4 h5 h6 hgroup blockquote figure figcaption form fieldset legend pre address details summary hr center menu button "
    "label dialog search".split()
)
_SILENT = frozenset(
    "head script style noscript template svg iframe object select option textarea canvas audio video datalist map applet frameset".split()
)
_HEAD = _SILENT | {"meta", "link", "title"}
_STRONG = frozenset(("b", "strong"))
_SLANTED = frozenset(("em", "i", "cite"))
_MARKED = frozenset(("a", "img", "time")) | _STRONG | _SLANTED  # inline elements that mean something without attributes
_HINTS = ("class", "id", "role", "itemprop", "data-testid", "data-component", "data-type")
_HINTED = frozenset(_HINTS)
_MAX_HINT = 200  # code points of class, id … of one element: enough for names, and no page can make it long
MAX_BLOCKS = 20_000  # of one page: a book's worth; what comes after is not read
MAX_BOXES = 100_000  # of one page; text in further ones stands in the box around them
_MAX_JSON = 2_000_000  # code points of one JSON-LD script


@dataclass(slots=True)
class Box:
    """An element that stands on its own lines. `first`..`last` are the blocks in it (a half-open range)."""

    tag: str
    parent: int
    depth: int
    hint: str  # class, id, role and the like, as written, in small letters
    hidden: bool
    first: int
    last: int = 0


@dataclass(slots=True)
class Block:
    """A run of text with no line end of the layout in it: a paragraph, a heading, a list item, a table cell, a button."""

    text: str  # white space folded to single spaces
    box: int
    after_break: bool  # only a <br> parts it from the block before
    linked: int = 0  # code points that stand in links
    strong: int = 0
    slanted: int = 0
    inner: str = ""  # hints of the first inline elements in it
    links: tuple[tuple[str, str], ...] = ()  # (words, address) in order
    images: int = 0  # images between the block before and this one


@dataclass(slots=True)
class Markup:
    """What one pass over a page gives."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)  # (name or property, content)
    links: list[tuple[str, str]] = field(default_factory=list)  # (rel, href)
    times: list[tuple[str, str, int]] = field(default_factory=list)  # (datetime, hint, number of the block it stands in)
    items: list[tuple[str, str, int]] = field(default_factory=list)  # (itemprop, content, number of the block it stands in)
    json_ld: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""
    unread: int = 0  # blocks beyond `MAX_BLOCKS`


class _Pass:
    """The parser's listener. One instance reads one page."""

    def __init__(self) -> None:
        self.page = Markup()
        self.open: list[int] = [-1]  # boxes
        self.silent = 0  # depth inside elements whose text nobody sees
        self.script: list[str] | None = None
        self.heading: list[str] | None = None  # pieces of <title>
        self.pieces: list[str] = []
        self.size = 0
        self.link: tuple[str, int] | None = None  # address, place in `pieces` where it began
        self.link_from = self.strong_from = self.slanted_from = -1
        self.linked = self.strong = self.slanted = self.images = 0
        self.inner = ""
        self.links: list[tuple[str, str]] = []
        self.broken = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        if tag in _BOXES:
            if not self.silent:
                self._open_box(tag, attributes)
        elif tag in _HEAD:
            self._open_head(tag, attributes)
        elif self.silent:
            return
        elif tag == "br":
            self._break()
        elif attributes or tag in _MARKED:
            self._open_inline(tag, attributes)

    def end(self, tag: str) -> None:
        """An element closes."""
        if tag in _BOXES:
            if not self.silent:
                self._close_box()
        elif tag in _HEAD:
            self._close_head(tag)
        elif self.silent:
            return
        elif tag == "a":
            if self.link:
                self._end_link(self.link)
        elif tag in _STRONG:
            self._end_strong()
        elif tag in _SLANTED:
            self._end_slanted()

    def data(self, text: str) -> None:
        """Text between elements."""
        if self.silent:
            if self.script is not None:
                self.script.append(text)
            elif self.heading is not None:
                self.heading.append(text)
        elif self.pieces or not text.isspace():
            self.pieces.append(text)
            self.size += len(text)

    def close(self) -> Markup:
        """The page is over."""
        self._cut()
        while len(self.open) > 1:
            self._close_box()
        return self.page

    def _open_box(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self.pieces:
            self._cut()
        self.broken = False
        page, opened = self.page, self.open
        parent = opened[-1]
        if len(page.boxes) >= MAX_BOXES:
            opened.append(max(parent, 0))
            return
        hint, hidden = "", parent >= 0 and page.boxes[parent].hidden
        if attributes:
            if len(attributes) == 1 and "class" in attributes:  # as most have: the same by a shorter way
                hint = attributes["class"][:_MAX_HINT].lower()
            else:
                hint = " ".join([attributes[name] for name in _HINTS if name in attributes])[:_MAX_HINT].lower()
                hidden = hidden or _is_hidden(attributes)
                if "itemprop" in attributes:
                    self._note_item(attributes)
            if tag == "html":
                page.language = page.language or attributes.get("lang") or attributes.get("xml:lang") or ""
        opened.append(len(page.boxes))
        page.boxes.append(Box(tag, parent, len(opened), hint, hidden, len(page.blocks)))

    def _close_box(self) -> None:
        if self.pieces:
            self._cut()
        self.broken = False
        if len(self.open) > 1:
            self.page.boxes[self.open.pop()].last = len(self.page.blocks)

    def _open_head(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element that states something, or whose text nobody sees."""
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            if name:
                self.page.metas.append((name.lower().strip(), attributes.get("content", "")))
        elif tag == "link":
            self.page.links.append((attributes.get("rel", "").lower(), attributes.get("href", "")))
        else:
            self.silent += 1
            if tag == "script" and "ld+json" in attributes.get("type", ""):
                self.script = []
            elif tag == "title" and self.page.title == "" and self.heading is None:
                self.heading = []

    def _close_head(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent -= 1
            if self.script is not None:
                self.page.json_ld.append("".join(self.script)[:_MAX_JSON])
                self.script = None
        elif tag == "title":
            self.silent -= 1
            if self.heading is not None:
                self.page.title, self.heading = " ".join("".join(self.heading).split()), None

    def _break(self) -> None:
        had = self.size
        self._cut()
        self.broken = had > 0 and not self.broken

    def _open_inline(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "a":
            if self.link:
                self._end_link(self.link)
            self.link, self.link_from = (attributes.get("href", ""), len(self.pieces)), self.size
        elif tag in _STRONG:
            self.strong_from = self.size
        elif tag in _SLANTED:
            self.slanted_from = self.size
        elif tag == "img":
            self.images += 1
        elif tag == "time":
            self.page.times.append((attributes.get("datetime", ""), attributes.get("class", ""), len(self.page.blocks)))
        if attributes:
            if len(self.inner) < _MAX_HINT and not _HINTED.isdisjoint(attributes):
                self.inner += "".join([" " + attributes[name][:60].lower() for name in _HINTS if name in attributes])
            if "itemprop" in attributes:
                self._note_item(attributes)

    def _note_item(self, attributes: Mapping[str, str]) -> None:
        self.page.items.append((attributes["itemprop"], attributes.get("content", ""), len(self.page.blocks)))

    def _end_strong(self) -> None:
        if self.strong_from >= 0:
            self.strong, self.strong_from = self.strong + self.size - self.strong_from, -1

    def _end_slanted(self) -> None:
        if self.slanted_from >= 0:
            self.slanted, self.slanted_from = self.slanted + self.size - self.slanted_from, -1

    def _end_link(self, link: tuple[str, int]) -> None:
        href, place = link
        self.linked += self.size - self.link_from
        words = " ".join("".join(self.pieces[place:]).split())
        if words:
            self.links.append((words, href))
        self.link = None

    def _cut(self) -> None:
        """Ends the block being gathered; elements still open go on in the next one."""
        if not self.pieces:
            return
        link, strong, slanted = self.link, self.strong_from >= 0, self.slanted_from >= 0
        if link:
            self._end_link(link)
        text = " ".join("".join(self.pieces).split())
        if text and len(self.page.blocks) < MAX_BLOCKS:
            self._end_strong()
            self._end_slanted()
            links = tuple(self.links)
            self.page.blocks.append(
                Block(text, self.open[-1], self.broken, self.linked, self.strong, self.slanted, self.inner, links, self.images)
            )
            self.images, self.inner = 0, ""
        elif text:
            self.page.unread += 1
        self.linked = self.strong = self.slanted = self.size = 0
        self.pieces, self.links = [], []
        self.link = (link[0], 0) if link else None
        self.link_from = 0
        self.strong_from, self.slanted_from = (0 if strong else -1), (0 if slanted else -1)


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style") or ""
    return "none" in style and "display:none" in style.replace(" ", "").lower()


def read_markup(html: str) -> Markup:
    """The blocks, boxes and stated facts of a page, however broken; an empty page gives an empty record."""
    listener = _Pass()
    parser = etree.HTMLParser(target=listener, encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    parser.feed(html.replace("\x00", "").encode("utf-8", "replace"))
    page: Markup = parser.close()
    return page
