"""Numbers as they are told: numerals, ordinals, ranges and scores, shares, multiples, times of day, heaps ("tens of thousands").

Only how much is read here; of what it is, and how exactly, is read in `quantities.py`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from retold.compare.pair.numerals import (
    ONE,
    Numeral,
    digits,
    is_clock,
    is_glued,
    is_scale,
    listed,
    may_begin,
    numeral_at,
    small_number,
    touches,
)
from retold.compare.pair.sides import Side
from retold.compare.pair.units import is_told_singly, unit_at
from retold.words import phrases

_HALF_A_DAY = 12  # hours
_DASHES = frozenset("-–—")
_MINUS = frozenset("-–−")
_PARTS = frozenset(["first", "second", "other", "better", "last", "in"])  # "the second half" is a part, not a share; "in half"
_EACH = frozenset(["a", "an", "per", "every", "each"])  # before a unit: one of it
_OF_A_RANGE = frozenset(["and", "or"])
YEARS_WRITTEN = range(1900, 2100)
_LAST_CENTURY = range(1900, 2000)
_LARGEST_WHOLE = 100  # of which a share is told as "one in twenty"
CLOCK, PERCENT, TIMES = "clock", "percent", "times"


class Number(NamedTuple):
    """A number that begins at some word: `value` (None for "several" and "third", told in `vague`) and the word behind its last.

    `least` is the lower end of a range or the first part of a score; `unit` is what the words of the number themselves say it is of.
    `single`: it is one, told by an article ("a week").
    """

    value: float | None
    stop: int
    vague: str = ""
    least: float | None = None
    unit: str = ""
    single: bool = False


def number_at(side: Side, k: int, stop: int) -> Number | None:
    """The number that begins at word k and ends before word `stop`, or None."""
    norm = side.words[k].norm
    if norm == "minus":
        return _below_zero(side, k, stop)
    if norm not in _beginning(side.language) and not may_begin(norm):
        return None
    return (
        _of_one_unit(side, k, stop)
        or _share(side, k, stop)
        or _so_many_in(side, k, stop)
        or _ordinal(side, k, stop)
        or _heap(side, k, stop)
        or _by_one_word(norm, k)
        or _tens(side, k, stop)
        or _plain(side, k, stop)
    )


def _below_zero(side: Side, k: int, stop: int) -> Number | None:
    """ "minus 5"."""
    is_or = k > 0 and side.words[k - 1].norm == "or"  # "plus or minus 5"
    found = numeral_at(side, k + 1, stop) if k + 1 < stop and may_begin(side.words[k + 1].norm) and not is_or else None
    return Number(-found.value, found.stop) if found else None


def _of_one_unit(side: Side, k: int, stop: int) -> Number | None:
    """ "a week", "an hour", "per kilo", "every day": one of a unit."""
    return Number(1.0, k + 1, single=True) if is_one_unit(side, k, stop) else None


def is_one_unit(side: Side, k: int, stop: int) -> bool:
    """Does an article or its like stand here before a unit: "a week"?"""
    return side.words[k].norm in _EACH and k + 1 < stop and is_told_singly(side, k + 1)


def _by_one_word(norm: str, k: int) -> Number | None:
    """ "doubled", "twice": so many times; "noon"; "a trio"."""
    if times := listed("multiples").get(norm):
        return Number(times, k + 1, unit=TIMES)
    if (hour := listed("hours").get(norm)) is not None:
        return Number(hour, k + 1, unit=CLOCK)
    size = listed("groups").get(norm)
    return Number(size, k + 1) if size else None


def _ordinal(side: Side, k: int, stop: int) -> Number | None:
    """ "third", "twenty-first", "21st": a place in a row, told by its name; a day of a month is a number."""
    norm, end = side.words[k].norm, k + 1
    place = listed("ordinals").get(norm)
    if place is None and end < stop and touches(side, end) and listed("numbers").get(norm, 0) >= 20:
        last = listed("ordinals").get(side.words[end].norm, 10)
        place, end = (listed("numbers")[norm] + last, end + 1) if last < 10 else (None, end)
    if place is None and end < stop and is_glued(side, end) and side.words[end].norm in ("st", "nd", "rd", "th"):
        place, end = digits(norm), end + 1
    if place is None:
        return None
    return Number(place, end) if _is_day_of_month(side, k, end) else Number(None, end, vague=f"{place:g}.")


def _is_day_of_month(side: Side, k: int, end: int) -> bool:
    around = [side.words[n].norm for n in (k - 2, k - 1, end, end + 1) if 0 <= n < len(side.words)]
    return any(is_month(side.language, norm) for norm in around)


def is_month(language: str | None, norm: str) -> bool:
    """Is a word the name of a month, or its short form?"""
    return norm in _phrases(language, "months", "months_short")


def _tens(side: Side, k: int, stop: int) -> Number | None:
    """ "in his thirties", "the 1990s": from the first of ten years to the last."""
    first, end = listed("tens").get(side.words[k].norm), k + 1
    if first is None and end < stop and side.words[end].norm == "s" and _is_plural(side, k):
        first, end = digits(side.words[k].norm), end + 1
    if not first or first % 10:
        return None
    if int(first) in _LAST_CENTURY:
        first %= 100  # "the 1980s" are "the eighties"
    return Number(first + 9, end, least=first)


def _is_plural(side: Side, k: int) -> bool:
    """Is an "s" a plural's: "1990s", and "the 1990's" where no year owns anything?"""
    between, before = side.text[side.words[k].end : side.words[k + 1].start], side.words[k - 1].norm if k else ""
    if not between:
        return before not in ("over", "under")  # "the over-50s"
    return between in ("'", "’") and before in ("the", "early", "late", "mid")


def _plain(side: Side, k: int, stop: int) -> Number | None:
    """Digits or words for a number, with its scale, and with the second number of a range or a score."""
    first = numeral_at(side, k, stop)
    if first is None or (side.words[k].norm == "one" and first.stop == k + 1 and not _counts(side, k, stop)):
        return None
    if (clock := _clock(side, k, first.stop, stop)) is not None:
        return clock
    start = _second(side, k, first.stop)
    second = numeral_at(side, start, stop) if start < stop else None
    if second and not _clock(side, start, second.stop, stop):
        pair = _of_two(side, range(k, start), first, second)
        if pair:
            return pair
    value = _signed(side, k, first.stop, stop, first.value)
    return Number(value, first.stop + _has_era(side, first.stop, stop, "before_christ", "after_christ"))


def _of_two(side: Side, before: range, first: Numeral, second: Numeral) -> Number | None:
    """A range ("80 to 100 million": both are millions) or a score ("3-1")."""
    lower, upper = first.value, second.value
    if first.scale == 1.0 and lower < upper / second.scale:
        lower *= second.scale
    if lower < upper:
        return Number(upper, second.stop, least=lower)
    if int(lower) in YEARS_WRITTEN and upper < 100 and lower % 100 < upper:  # "2012-13"
        return Number(lower - lower % 100 + upper, second.stop, least=lower)
    joint = side.words[before.stop - 1].norm if before.stop - before.start > 1 else ""
    is_score = first.scale == second.scale == 1.0 and joint not in _OF_A_RANGE and not _goes_on_with_dash(side, before.start, second.stop)
    return Number(upper, second.stop, least=lower) if is_score else None


def _goes_on_with_dash(side: Side, k: int, end: int) -> bool:
    """Is what stands between two words but a part of a longer chain: "2018-07-14"?"""
    before = side.text[max(0, side.words[k].start - 2) : side.words[k].start]
    behind = side.text[side.words[end - 1].end : side.words[end - 1].end + 2]
    return any(two[:1].isdigit() and two[1:] in _DASHES for two in (before, behind[::-1]))


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
    return any(side.words[end].norm in _phrases(side.language, name) for name in names)


def _clock(side: Side, k: int, end: int, stop: int) -> Number | None:
    """A time of day: "7 a.m.", "7.30 pm", "19:30"; "12:15 a.m." is a quarter past midnight."""
    norm, behind = side.words[k].norm, side.words[end].norm if end < stop else ""
    before, after = (behind in _phrases(side.language, name) for name in ("before_noon", "after_noon"))
    value = digits(norm)
    if value is None or not (before or after):
        return Number(value, end, unit=CLOCK) if is_clock(norm) else None
    if before and _HALF_A_DAY <= value < _HALF_A_DAY + 1:
        value -= _HALF_A_DAY
    elif after and value < _HALF_A_DAY:
        value += _HALF_A_DAY
    return Number(value, end + 1, unit=CLOCK)


def _second(side: Side, k: int, end: int) -> int:
    """Where the second number of a range or score stands whose first ends before word `end`; beyond the text if there is none.

    "80-100", "7 to 9", "two or three", "between 7 and 9"; "from 7 to 9" is a rise and no range.
    """
    none = len(side.words)
    if end >= none:
        return none
    between = side.text[side.words[end - 1].end : side.words[end].start]
    if between in _DASHES and side.words[end].norm != "to":
        return none if side.words[k].norm.isalpha() else end
    if between == "/" and len(side.words[end].norm) == 2 and (digits(side.words[k].norm) or 0) in YEARS_WRITTEN:
        return end  # "2012/13"
    joint, before = side.words[end].norm, side.words[k - 1].norm if k else ""
    joined = (joint == "and" and before == "between") or joint == "or" or (joint == "to" and before not in ("from", "by"))
    return end + 1 if joined and end + 1 < none else none


def _share(side: Side, k: int, stop: int) -> Number | None:
    """ "half of", "a third of", "two-thirds", "by a third": shares of a whole, in whole percent; "half a mile" is a number."""
    if side.words[k].norm == "half":
        return _half(side, k, stop)
    parts = 1.0 if side.words[k].norm in ONE else listed("numbers").get(side.words[k].norm)
    name = side.words[k + 1].norm if k + 1 < stop else ""
    whole = listed("shares").get(name)
    if not parts or not whole or parts >= whole:
        return None
    if (part := _of_one(side, k + 2, stop, parts / whole)) is not None:
        return part if side.words[min(part.stop, stop - 1)].norm != PERCENT else None  # "three-tenths of a percent" lie between two
    if whole in (2, 4) and k + 2 < stop and unit_at(side, k + 2, stop):
        return Number(parts / whole, k + 2)  # "a quarter mile"
    of = k + 2 < stop and side.words[k + 2].norm == "of"
    if not of and not name.endswith("s") and name != "half" and not _is_by(side, k, k + 2, stop):
        return None  # "a third man"
    return Number(float(round(100 * parts / whole)), k + 2, unit=PERCENT)


def _is_by(side: Side, k: int, end: int, stop: int) -> bool:
    """Is a share what something rose or fell by: "by a third", with nothing counted behind it?"""
    if not k or side.words[k - 1].norm != "by" or end >= stop or not touches(side, end):
        return k > 0 and side.words[k - 1].norm == "by"
    return not side.is_content(end) or side.words[end].norm in listed("relative")


def _of_one(side: Side, k: int, stop: int, share: float) -> Number | None:
    """A share of one unit or scale told behind it: "of a mile", "of a million"."""
    if k + 2 >= stop or side.words[k].norm != "of" or side.words[k + 1].norm not in ONE:
        return None
    if is_scale(side, k + 2):
        return Number(share * listed("scales")[side.words[k + 2].norm], k + 3)
    return Number(share, k + 2) if unit_at(side, k + 2, stop) else None


def _half(side: Side, k: int, stop: int) -> Number | None:
    """ "half of"; but "half a million", "half an hour" and "half-hour" are numbers, and "the second half" a part."""
    if k and side.words[k - 1].norm in _PARTS:
        return None
    if side.text[side.words[k].end : side.words[k].end + 1] == "-":
        return Number(0.5, k + 1) if k + 1 < stop and unit_at(side, k + 1, stop) else None
    if k + 2 < stop and side.words[k + 1].norm in ONE:
        if is_scale(side, k + 2):
            return Number(0.5 * listed("scales")[side.words[k + 2].norm], k + 3)
        if unit_at(side, k + 2, stop):
            return Number(0.5, k + 2)
    return _of_one(side, k + 1, stop, 0.5) or Number(50.0, k + 1, unit=PERCENT)


def _so_many_in(side: Side, k: int, stop: int) -> Number | None:
    """ "one in three", "nine out of ten": a share in whole percent; but "two in three days" are two."""
    parts, second = small_number(side.words[k].norm), side.words[k + 1].norm if k + 1 < stop else ""
    end = k + 2 if second == "in" else k + 3
    if not parts or end >= stop or not (second == "in" or (second, side.words[k + 2].norm) == ("out", "of")):
        return None
    whole = small_number(side.words[end].norm) or 0.0
    if parts >= whole or whole > _LARGEST_WHOLE or (end + 1 < stop and unit_at(side, end + 1, stop)):
        return None
    return Number(float(round(100 * parts / whole)), end + 1, unit=PERCENT)


def _heap(side: Side, k: int, stop: int) -> Number | None:
    """A number told loosely: "several", "tens of thousands"; "a few thousand" are "thousands"."""
    norm, end = side.words[k].norm, k + 1
    loosely, heaps = (norm in _phrases(side.language, name) for name in ("loosely", "heaps"))
    if end < stop and side.words[end].norm == "of":
        end += 1
    heap = _scale_of_heap(side.words[end].norm) if end < stop and (loosely or heaps) else ""
    if heap:
        return Number(None, end + 1, vague=heap if loosely else f"{norm} of {heap}")
    return Number(None, k + 1, vague=norm) if norm in _phrases(side.language, "vague", "heaps") and norm != "tens" else None


def _scale_of_heap(norm: str) -> str:
    """The heap that a scale names: "thousands" for "thousand" and "thousands"."""
    one = norm.removesuffix("s")
    return f"{one}s" if len(one) > 1 and one in listed("scales") else ""


@cache
def _phrases(language: str | None, *names: str) -> frozenset[str]:
    return frozenset(phrase for name in names for phrase in phrases(language, "figures", name))


@cache
def _beginning(language: str | None) -> frozenset[str]:
    """The words with which something else than a numeral may begin."""
    tables = (listed(name).keys() for name in ("ordinals", "multiples", "hours", "groups", "tens"))
    return _phrases(language, "vague", "heaps").union(_EACH, ["half"], *tables)
