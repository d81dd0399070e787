"""Numbers as they are written: digits and words, scales, fractions, ranges, multiples, times of day.

Only how much is read here; of what it is, and how exactly, is read in `quantities.py`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from retold.compare.sides import Side
from retold.words import lists, phrases

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)$")
_CLOCK = re.compile(r"\d{1,2}:\d{2}$")
_HOURS = 12
_DASHES = frozenset("-–—")
_MINUS = frozenset("-–−")
_ONE = frozenset(["a", "an", "one"])
_PARTS = frozenset(["first", "second", "other", "better", "last", "in"])  # "the second half" is a part, not a share; "in half"
_OF_PERCENT = frozenset(["percent", "percentage", "point", "cent"])
CLOCK, PERCENT, TIMES, YEARS = "clock", "percent", "times", "year"


class Number(NamedTuple):
    """A number that begins at some word: `value` (None for "several" …, whose word is `vague`) and the word behind its last.

    `least` is the lower end of a range; `unit` is what the words of the number themselves say it is of ("a decade": years).
    """

    value: float | None
    stop: int
    vague: str = ""
    least: float | None = None
    unit: str = ""


def number_at(side: Side, k: int, stop: int) -> Number | None:
    """The number that begins at word k and ends before word `stop`, or None."""
    norm = side.words[k].norm
    if norm[0].isdigit() or norm in _beginning(side.language):
        return _period(side, k, stop) or _share(side, k, stop) or _multiple(norm, k) or _plain(side, k, stop) or _vague_at(side, k)
    return None


def _plain(side: Side, k: int, stop: int) -> Number | None:
    """Digits or words for a number, with its scale, and with the second number of a range."""
    found = _scaled(side, k, stop)
    if found is None:
        return None
    value, end = found
    if (clock := _clock(side, k, end, stop)) is not None:
        return clock
    start = _second(side, k, end)
    second = _scaled(side, start, stop) if start < stop else None
    if second is None or _clock(side, start, second[1], stop):
        return Number(_signed(side, k, end, stop, value), end + _has_era(side, end, stop, "before_christ", "after_christ"))
    upper, last = second
    lower = value * _scale_of(side, start, last) if value < upper else value
    return Number(upper, last, least=lower) if lower < upper else Number(value, end)


def _scaled(side: Side, k: int, stop: int) -> tuple[float, int] | None:
    """The value of digits or number words with their scale ("3.2 million", "twenty-five"), and where they end."""
    norm = side.words[k].norm
    value = _value(norm)
    if value is None:
        of_scale = norm in _ONE and k + 1 < stop and len(side.words[k + 1].norm) > 1 and side.words[k + 1].norm in _listed("scales")
        value = 1.0 if of_scale else _listed("numbers").get(norm)  # "a dozen"
        if value is None or (norm == "one" and not of_scale and not _counts(side, k, stop)):
            return None
    end = k + 1
    while end < stop:
        scale = _listed("scales").get(side.words[end].norm)
        small = _listed("numbers").get(side.words[end].norm)
        if scale and (len(side.words[end].norm) > 1 or side.words[end].start == side.words[end - 1].end):
            value *= scale
        elif small is not None and value >= 20 and value % 10 == 0 and small < 10 and norm.isalpha():
            value += small
        else:
            break
        end += 1
    return value, end


def _value(norm: str) -> float | None:
    if ordinal := _ORDINAL.match(norm):
        return float(ordinal.group(1))
    if not norm[0].isdigit():
        return None
    if _CLOCK.match(norm):
        hours, minutes = norm.split(":")
        return int(hours) + int(minutes) / 100
    try:
        return float(norm.replace(",", ""))
    except ValueError:
        return None


def _counts(side: Side, k: int, stop: int) -> bool:
    """Does "one" count something here, rather than stand for somebody?"""
    return k + 1 < stop and side.is_content(k + 1) and side.words[k + 1].norm not in ("day", "thing")


def _signed(side: Side, k: int, end: int, stop: int, value: float) -> float:
    """The value below zero where a minus stands before it ("-5 degrees") or an era before Christ behind it."""
    start = side.words[k].start
    minus = side.text[max(0, start - 1) : start] in _MINUS and start > 1 and side.text[start - 2].isspace()
    return -value if (minus and side.words[k].norm[0].isdigit()) or _has_era(side, end, stop, "before_christ") else value


def _has_era(side: Side, end: int, stop: int, *names: str) -> bool:
    """Does an era of these lists follow a number, in capitals ("300 BC")?"""
    if end >= stop or not side.text[side.words[end].start].isupper():
        return False
    return any(side.words[end].norm in phrases(side.language, "figures", name) for name in names)


def _clock(side: Side, k: int, end: int, stop: int) -> Number | None:
    """A time of day: "7 a.m.", "7.30 pm", "19:30"."""
    norm, behind = side.words[k].norm, side.words[end].norm if end < stop else ""
    before, after = (behind in phrases(side.language, "figures", name) for name in ("before_noon", "after_noon"))
    value = _value(norm)
    if value is None or not (before or after):
        return Number(value, end, unit=CLOCK) if _CLOCK.match(norm) else None
    return Number(value + _HOURS if after and value < _HOURS else value, end + 1, unit=CLOCK)


def _second(side: Side, k: int, end: int) -> int:
    """Where the second number of a range stands whose first ends before word `end`; beyond the text if there is none.

    "80-100", "7 to 9", "two or three", "between 7 and 9"; "from 7 to 9" is a rise and no range.
    """
    none = len(side.words)
    if end >= none:
        return none
    between = side.text[side.words[end - 1].end : side.words[end].start]
    if between in _DASHES:
        return none if side.words[k].norm.isalpha() else end
    joint, before = side.words[end].norm, side.words[k - 1].norm if k else ""
    joined = (joint == "and" and before == "between") or joint == "or" or (joint == "to" and before not in ("from", "by"))
    return end + 1 if joined and end + 1 < none else none


def _scale_of(side: Side, start: int, end: int) -> float:
    """What the scale words of a number come to: of "80 to 100 million" both are millions."""
    scale = 1.0
    for k in range(start + 1, end):
        scale *= _listed("scales").get(side.words[k].norm, 1.0)
    return scale


def _share(side: Side, k: int, stop: int) -> Number | None:
    """ "half of", "a third of", "two-thirds": shares of a whole, in whole percent."""
    if side.words[k].norm == "half":
        return _half(side, k, stop)
    parts = 1.0 if side.words[k].norm in _ONE else _listed("numbers").get(side.words[k].norm)
    name = side.words[k + 1].norm if k + 1 < stop else ""
    whole = _listed("shares").get(name)
    if not parts or not whole or parts >= whole:
        return None
    of = k + 2 < stop and side.words[k + 2].norm == "of"
    if not of and not name.endswith("s") and name != "half":
        return None  # "a third man"
    if of and any(side.words[n].norm in _OF_PERCENT for n in range(k + 3, min(k + 5, stop))):
        return None  # "three-tenths of a percent"
    return Number(float(round(100 * parts / whole)), k + 2, unit=PERCENT)


def _half(side: Side, k: int, stop: int) -> Number | None:
    """ "half of", but "half a million" is a number, and "the second half" a part."""
    if (k and side.words[k - 1].norm in _PARTS) or side.text[side.words[k].end : side.words[k].end + 1] == "-":
        return None
    scale = _listed("scales").get(side.words[k + 2].norm) if k + 2 < stop and side.words[k + 1].norm in _ONE else None
    return Number(0.5 * scale, k + 3) if scale else Number(50.0, k + 1, unit=PERCENT)


def _multiple(norm: str, k: int) -> Number | None:
    """ "doubled", "twice": so many times."""
    times = _listed("multiples").get(norm)
    return Number(times, k + 1, unit=TIMES) if times else None


def _period(side: Side, k: int, stop: int) -> Number | None:
    """ "a decade", "two centuries": so many years."""
    count = 1.0 if side.words[k].norm in _ONE else _listed("numbers").get(side.words[k].norm) or _value(side.words[k].norm)
    if not count or k + 1 >= stop or side.words[k + 1].norm not in _listed("periods"):
        return None
    return Number(count * _listed("periods")[side.words[k + 1].norm], k + 2, unit=YEARS)


def _vague_at(side: Side, k: int) -> Number | None:
    norm = side.words[k].norm
    return Number(None, k + 1, vague=norm) if norm in _vague(side.language) else None


@cache
def _listed(name: str) -> dict[str, float]:
    table: dict[str, float] = lists("en").get("figures", {}).get(name, {})
    return table


@cache
def _vague(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "figures", "vague"))


@cache
def _beginning(language: str | None) -> frozenset[str]:
    """The words with which a number may begin."""
    return _vague(language) | _ONE | {"half"} | _listed("numbers").keys() | _listed("multiples").keys()
