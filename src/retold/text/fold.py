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

# the last byte of a mark in UTF-8 as Latin-1 and as Windows-1252 show it
_MEANT = dict(zip("\x93\x94\x98\x99\x9c\x9d\xa6\u201c\u201d\u02dc\u2122\u0153", "–—‘’“”…–—‘’“", strict=True))
_GARBLED = re.compile(f"â[\x80€][{''.join(_MEANT)}]")
_TYPOGRAPHY = dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DASH, "-") | dict.fromkeys(_SPACE, " ")
_TYPOGRAPHIC = re.compile(f"[{re.escape(''.join(_TYPOGRAPHY))}]")


def mended(text: str) -> str:
    """The text with the marks that a page garbled by decoding it twice ("Doesnâ€™t") put right; same length, so spans hold in both."""
    return _GARBLED.sub(lambda m: "\u2060\u2060" + _MEANT[m.group()[-1]], text) if "â" in text else text


def plain(text: str) -> str:
    """The text with straight quotation marks, simple dashes and simple spaces; same length, so spans hold in both."""
    text = mended(text)
    for mark in set(_TYPOGRAPHIC.findall(text)):  # few of them in any text: quicker than asking of every letter
        text = text.replace(mark, _TYPOGRAPHY[mark])
    return text


@lru_cache(maxsize=131072)
def folded(word: str) -> str:
    """A word as compared: typography, case, accents, compatibility forms and unseen characters folded; may change its length."""
    simple = plain(word)
    if simple.isascii():
        return simple.lower()
    decomposed = unicodedata.normalize("NFKD", simple)
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in UNSEEN).casefold()
