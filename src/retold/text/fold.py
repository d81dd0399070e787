"""Normal forms that keep every offset: one character in, one character out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DOUBLE = "“”„‟«»″〝〞＂❝❞"
_SINGLE = "‘’‚‛′`´ʼ＇‹›"
_DASH = "‐‑‒–—―−"
_SPACE = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens, joiners and spaces of no width: no part of a word

_TYPOGRAPHY = dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DASH, "-") | dict.fromkeys(_SPACE, " ")
_TYPOGRAPHIC = re.compile(f"[{re.escape(''.join(_TYPOGRAPHY))}]")


def plain(text: str) -> str:
    """The text with straight quotation marks, simple dashes and simple spaces; same length, so spans hold in both."""
    for mark in set(_TYPOGRAPHIC.findall(text)):  # few of them in any text: quicker than asking of every letter
        text = text.replace(mark, _TYPOGRAPHY[mark])
    return text


@lru_cache(maxsize=131072)
def folded(word: str) -> str:
    """A word as compared: typography, case, accents, compatibility forms and characters that are not seen folded. Not length-keeping: for single words."""
    simple = plain(word)
    if simple.isascii():
        return simple.lower()
    decomposed = unicodedata.normalize("NFKD", simple)
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in UNSEEN).casefold()
