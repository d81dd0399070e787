"""The headline of a page, and the block where it stands.

Decided: the headline that a page shows its reader is the title, whatever its head says to search machines and in posts. The head says which of
the page's headings that is, and decides alone only where the page shows none, or a part of what the head states in several places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from retold.article.markup import Markup
from retold.article.roles import roles_of

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_TITLE_METAS = ("og:title", "twitter:title")
_SEPARATORS = re.compile(r"\s+(?:[|\-–—•·»:/]|::)\s+")
_MARKS = " |-–—•·»:/"
_SOFT_HYPHEN = "\u00ad"
_LIKE = 0.5  # share of common words from which a heading is what the head of the page states
_LONE = 0.1  # the same for the only heading of the first rank
_FEW, _FEW_HEADINGS = 0.3, 3  # and for the likest of a few of them
_MIN_CHARS, _MAX_WORDS = 16, 35  # of a lone heading that is a headline: shorter ones name a site or a section, longer ones are paragraphs
_FOLLOWS = 3  # blocks after a heading for search machines in which the headline proper is looked for
_COMMENTS = 1  # the bit of `roles_of` for comments of readers


def title_of(page: Markup, metas: dict[str, str], headlines: Sequence[str], outlet: str | None, host: str | None) -> tuple[str | None, int]:
    """The headline, and the number of the block where it stands (-1 if it stands in none).

    `headlines` are those that JSON-LD states; by the names `outlet` and `host` the page calls itself, and they are no headline.
    """
    whole = [_plain(text) for text in [*(metas.get(name, "") for name in _TITLE_METAS), *headlines, page.title] if text]
    stated = [without_outlet(text, outlet) for text in whole]
    asked = [_words(text) for text in {*whole, *stated}]
    cut = [text[len(short) :] for text, short in zip(whole, stated, strict=True)]  # what stood after a bar
    own = {_folded(name) for name in (outlet, host, *cut) if name}
    at, heading = _shown(page, asked, own), _heading_like(page, asked, own)
    if 0 <= heading < at and _likeness(page.blocks[at].text, asked) < _LIKE:
        at = -1  # a heading of the first rank inside the article, behind its headline
    if at >= 0:
        at = _proper(page, at, stated)
        return _wording(_plain(page.blocks[at].text), stated), at
    votes = ([(_plain(page.blocks[heading].text), 2.1)] if heading >= 0 else []) + [(text, 1.0) for text in stated]
    best, most = None, 0.0
    for text, _ in votes:
        count = sum(weight for other, weight in votes if same_title(text, other))
        if count > most:
            best, most = text, count
    return best, heading if heading >= 0 else _standing(page, best or "")


def same_title(a: str, b: str) -> bool:
    """Are two titles the same but for marks and case, or one of them most of the other?"""
    one, two = _folded(a), _folded(b)
    short, long = sorted((one, two), key=len)
    return one == two or (short in long and len(short) > 0.6 * len(long))


def without_outlet(title: str, outlet: str | None) -> str:
    """The title without a last part that names the outlet."""
    parts = _SEPARATORS.split(title)
    if len(parts) < 2:
        return title
    last = parts[-1].lower()
    named = bool(outlet) and (last in str(outlet).lower() or str(outlet).lower() in last)
    if named or (len(last.split()) <= 4 and len(title) - len(last) > 20):
        return title[: len(title) - len(parts[-1])].rstrip(_MARKS)
    return title


def _plain(text: str) -> str:
    """A title without soft hyphens and without character references that were written twice."""
    return unescape(text).replace(_SOFT_HYPHEN, "") if "&" in text or _SOFT_HYPHEN in text else text


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _words(text: str) -> set[str]:
    """The words of a title; of scripts without spaces, the letters."""
    start = text[:400].lower()
    return set(_WORD.findall(start)) | set(_UNSPACED.findall(start))


def _likeness(text: str, asked: Sequence[set[str]]) -> float:
    """The share of common words with the most similar of the titles asked for."""
    words = _words(_plain(text))
    return max((len(words & other) / max(len(words | other), 1) for other in asked), default=0.0)


def _shown(page: Markup, asked: Sequence[set[str]], own: set[str]) -> int:
    """The block of the headline among the headings of the first rank; -1 if none of them is it."""
    first = [n for n, block in enumerate(page.blocks) if page.boxes[block.box].tag == "h1" and _folded(block.text) not in own]
    likes = [_likeness(page.blocks[n].text, asked) for n in first]
    best = max(range(len(first)), key=lambda k: (likes[k], -k), default=-1)
    if best < 0:
        return -1
    text, like = page.blocks[first[best]].text, likes[best]
    may_be = len(text) + 2 * len(_UNSPACED.findall(text)) >= _MIN_CHARS and len(text.split()) <= _MAX_WORDS
    least = _LONE if len(first) == 1 else _FEW if len(first) <= _FEW_HEADINGS else _LIKE
    return first[best] if like >= _LIKE or (may_be and (like >= least or not asked)) else -1


def _proper(page: Markup, at: int, stated: Sequence[str]) -> int:
    """The headline proper where the heading is worded for search machines and the readers' one follows it, as the head states too."""
    others = {_folded(text) for text in stated} - {_folded(page.blocks[at].text)}
    for n in range(at + 1, min(at + 1 + _FOLLOWS, len(page.blocks))):
        box = page.boxes[page.blocks[n].box]
        is_heading = box.tag == "h2" or "headline" in box.hint or "title" in box.hint
        if is_heading and any(_folded(page.blocks[n].text).endswith(other) for other in others if len(other) >= _MIN_CHARS):
            return n
    return at


def _wording(shown: str, stated: Sequence[str]) -> str:
    """The headline as shown; as stated where the block holds other words beside it, or where it shows a part of what is stated twice."""
    folded = _folded(shown)
    for text in stated:
        other = _folded(text)
        if folded != other and folded.endswith(other) and len(other) > 0.5 * len(folded):
            return text
    longer = [text for text in stated if folded in _folded(text) and len(folded) <= 0.6 * len(_folded(text))]
    return longer[0] if len(longer) > 1 else shown


def _heading_like(page: Markup, asked: Sequence[set[str]], own: set[str]) -> int:
    """The block, of those called a heading or a title, that is most like what the head states; -1 if none is."""
    best, at = _LIKE, -1
    for n, block in enumerate(page.blocks):
        box = page.boxes[block.box]
        if box.tag not in ("h1", "h2") and "headline" not in box.hint and "title" not in box.hint:
            continue
        like = _likeness(block.text, asked)
        if (like > best or (like == best and at < 0)) and not roles_of(box.hint) & _COMMENTS and _folded(block.text) not in own:
            best, at = like, n
    return at


def _standing(page: Markup, title: str) -> int:
    """The block that is the title, else the first heading; -1 if there is neither."""
    for n, block in enumerate(page.blocks):
        if block.text == title:
            return n
    return next((n for n, block in enumerate(page.blocks) if page.boxes[block.box].tag == "h1"), -1)
