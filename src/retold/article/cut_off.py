"""Why a text may not be the whole article: what a page says of payment, a notice that asks for it, an end in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retold.article.lines import Line
from retold.words import languages, lists

PAID = "the page says that it is not free to read"
NOTICE = "a notice asks to pay or sign in for the rest"
ENDING = "ends in the middle of a sentence"

_COUNTED = re.compile(r"\[\+\d+ char(?:acter)?s\]$")  # as services that sell headlines end their excerpts
_DOTS = re.compile(r"\w\s?(?:\[?\(?(?:\.{3}|…)\)?\]?)$")
_OPEN = re.compile(r"\w\s?[,;–—-]$")  # a last line without any mark may be a signature or an item of a list
_MIN_WORDS = 12  # of a last line that is a sentence
_MAX_NOTICE = 400  # code points of a notice


def cut_off(last: Line | None, left_out: Sequence[str], *, paid: bool = False) -> str | None:
    """Why the text that ends in line `last` may not be whole, or None. `left_out` is what stood on the page beside the text."""
    reasons = []
    if paid:
        reasons.append(PAID)
    beside = "\n".join([text[:_MAX_NOTICE] for text in left_out]).lower()
    if any(words in beside for words in _notices()):
        reasons.append(NOTICE)
    if last and _ends_open(last):
        reasons.append(ENDING)
    return "; ".join(reasons) or None


def _ends_open(last: Line) -> bool:
    """Does a text end as no sentence does?"""
    text = last.text.rstrip()
    if _COUNTED.search(text):
        return True
    return last.words >= _MIN_WORDS and bool(_DOTS.search(text) or _OPEN.search(text))


@cache
def _notices() -> tuple[str, ...]:
    """What notices in every language say that ask for payment before the rest may be read."""
    return tuple(entry for code in languages() for entry in lists(code).get("furniture", {}).get("paywall", []))
