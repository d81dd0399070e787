"""Numerals: how much digits, number words, scales and fractions come to ("2 1/2", "one hundred and twenty", "3.2 million", "World War II").

What a number is of, and other ways to tell one, are read in `numbers.py`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from retold.compare.pair.sides import Side
from retold.words import lists, phrases

ONE = frozenset(["a", "an", "one"])
_CLOCK = re.compile(r"\d{1,3}(?::\d{2}){1,2}(?:\.\d+)?$")
_ROMAN = re.compile(r"(?=..)x{0,3}(?:ix|iv|v?i{0,3})$")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
_ONCE_ROMAN = frozenset("ivx")
_HUNDRED, _THOUSAND = 100, 1000
_FIRST_GROUP, _GROUP = re.compile(r"[1-9]\d{0,2}"), re.compile(r"\d{3}")
_SPACES = (" ", "\u00a0", "\u2009", "\u202f")
_LARGEST_PART = 10  # of the parts into which a written fraction divides


class Numeral(NamedTuple):
    """How much a numeral that begins at some word comes to, and the word behind its last; `scale` is what its scale words come to."""

    value: float
    stop: int
    scale: float = 1.0


def numeral_at(side: Side, k: int, stop: int) -> Numeral | None:
    """The numeral that begins at word k and ends before word `stop`, or None."""
    norm = side.words[k].norm
    if norm[0].isdigit():
        value = digits(norm)
        if spaced := _in_spaced_groups(side, k, stop):
            return spaced
        found = None if value is None else _with_fraction(side, k, stop, value)
        return found and _scaled(side, found, stop)
    found = _spelt_out(side, k, stop) or _behind_a_name(side, k)
    return found and _with_half(side, found, stop)


def _in_spaced_groups(side: Side, k: int, stop: int) -> Numeral | None:
    """Digits in groups of three set apart by spaces: "18 250"."""
    written = side.words[k].norm
    end = k + 1
    while end < stop and _GROUP.fullmatch(side.words[end].norm) and side.text[side.words[end - 1].end : side.words[end].start] in _SPACES:
        written += side.words[end].norm
        end += 1
    return Numeral(float(written), end) if end > k + 1 and _FIRST_GROUP.fullmatch(side.words[k].norm) else None


def is_clock(norm: str) -> bool:
    """Is it written as a time of day or of a race is: "19:30", "2:19:44"?"""
    return bool(_CLOCK.match(norm))


def digits(norm: str) -> float | None:
    """The number that digits tell; of a time, hours with minutes and seconds as hundredths."""
    if not norm[0].isdigit():
        return None
    if is_clock(norm):
        hours, minutes, *seconds = (float(part) for part in norm.split(":"))
        return hours + minutes / _HUNDRED + sum(seconds) / _HUNDRED**2
    try:
        return float(norm.replace(",", ""))
    except ValueError:
        return _written_parts(norm)


def small_number(norm: str) -> float | None:
    """The number below a hundred that one word tells, in letters or digits."""
    return listed("numbers").get(norm) or digits(norm)


def touches(side: Side, k: int) -> bool:
    """Does nothing but a space or a hyphen stand between word k and the one before it?"""
    return side.text[side.words[k - 1].end : side.words[k].start] in (" ", "-", "\u00a0")


def is_glued(side: Side, k: int) -> bool:
    """Does nothing at all stand between word k and the one before it?"""
    return side.words[k - 1].end == side.words[k].start


def is_scale(side: Side, k: int) -> bool:
    """Is word k a scale: "million" anywhere, "m" only where it is written to its number?"""
    return side.words[k].norm in listed("scales") and (len(side.words[k].norm) > 1 or is_glued(side, k))


@cache
def listed(name: str) -> dict[str, float]:
    """A table of words that each stand for a number."""
    table: dict[str, float] = lists("en").get("figures", {}).get(name, {})
    return table


def _written_parts(norm: str) -> float | None:
    """The value of "½", which is folded into two numbers."""
    above, _, below = norm.partition("⁄")
    return float(above) / float(below) if above.isdecimal() and below.isdecimal() and int(below) else None


def _with_fraction(side: Side, k: int, stop: int, value: float) -> Numeral:
    """Whole digits with the fraction behind them: "2 1/2", "2½"."""
    if k + 1 < stop and "⁄" in side.words[k + 1].norm and (part := _written_parts(side.words[k + 1].norm)):
        return Numeral(value + part, k + 2)
    if k + 2 < stop and side.text[side.words[k + 1].end : side.words[k + 2].start] == "/" and touches(side, k + 1):
        above, below = side.words[k + 1].norm, side.words[k + 2].norm
        if above.isdecimal() and below.isdecimal() and 0 < int(above) < int(below) <= _LARGEST_PART:
            return Numeral(value + int(above) / int(below), k + 3)
    return Numeral(value, k + 1)


def _scaled(side: Side, numeral: Numeral, stop: int) -> Numeral:
    """A numeral in digits with the scale words behind it."""
    numeral = _with_half(side, numeral, stop)
    value, end, scale = numeral
    while end < stop and is_scale(side, end):
        scale *= listed("scales")[side.words[end].norm]
        end += 1
    return Numeral(value * scale / numeral.scale, end, scale)


def _spelt_out(side: Side, k: int, stop: int) -> Numeral | None:
    """A numeral in words: "twenty-five", "one hundred and twenty thousand", "a million", "half a million"."""
    if side.words[k].norm in ("a", "an"):
        return _grouped(side, k + 1, stop, 1.0) if k + 1 < stop and is_scale(side, k + 1) else None
    first = listed("numbers").get(side.words[k].norm)
    return None if first is None else _grouped(side, k + 1, stop, first)


def _grouped(side: Side, end: int, stop: int, group: float) -> Numeral:
    """The words that go on a numeral whose first word comes to `group`: hundreds are gathered until a larger scale closes them."""
    total, scale, closed = 0.0, 1.0, False
    while end < stop and touches(side, end):
        norm = side.words[end].norm
        here = listed("scales").get(norm, 0.0) if len(norm) > 1 else 0.0
        small = listed("numbers").get(norm)
        if here >= _THOUSAND and group:
            total, group, scale, closed = total + group * here, 0.0, here, True
        elif here and 0 < group < _HUNDRED:
            group, scale = group * here, here
        elif small is not None and _goes_on(group, small, closed):
            group += small
        elif not (norm == "and" and _joins(side, end, stop, group, closed)):
            break
        end += 1
    return Numeral(total + group, end, scale if total + group >= scale else 1.0)


def _goes_on(group: float, small: float, closed: bool) -> bool:
    """May a small number follow: five after twenty, twenty after two hundred, two after a thousand?"""
    if not group:
        return closed
    return (group >= _HUNDRED and group % _HUNDRED == 0) or (group % _HUNDRED >= 20 and group % 10 == 0 and 0 < small < 10)


def _joins(side: Side, k: int, stop: int, group: float, closed: bool) -> bool:
    """Does "and" at word k go on a numeral: "two hundred and fifty", but not "between one hundred and two hundred"?"""
    if k + 1 >= stop or listed("numbers").get(side.words[k + 1].norm, 0) <= 0 or not touches(side, k + 1):
        return False
    after_scale = (closed and not group) or (group >= _HUNDRED and group % _HUNDRED == 0)
    return after_scale and not any(is_scale(side, n) for n in range(k + 2, min(k + 4, stop)))


def _with_half(side: Side, numeral: Numeral, stop: int) -> Numeral:
    """A numeral with "and a half" or "and three quarters" behind it, and the scale behind that: "two and a half million"."""
    end = numeral.stop
    if end + 2 >= stop or side.words[end].norm != "and":
        return numeral
    above = 1.0 if side.words[end + 1].norm in ONE else listed("numbers").get(side.words[end + 1].norm)
    below = listed("shares").get(side.words[end + 2].norm)
    if not above or not below or above >= below or (end + 3 < stop and side.words[end + 3].norm == "of"):
        return numeral
    value, end, scale = numeral.value + numeral.scale * above / below, end + 3, numeral.scale
    if scale == 1.0 and end < stop and is_scale(side, end) and touches(side, end):
        scale = listed("scales")[side.words[end].norm]
        return Numeral(value * scale, end + 1, scale)
    return Numeral(value, end, scale)


def _behind_a_name(side: Side, k: int) -> Numeral | None:
    """The Roman number of a name: "World War II", "Pope Francis X" not, for a letter alone may be one."""
    norm = side.words[k].norm
    roman = norm == "i" and side.words[k - 1].norm in phrases("en", "figures", "numbered")
    if not (k and touches(side, k) and side.is_name(k - 1) and side.text[side.words[k].start].isupper()):
        return None
    return Numeral(_roman(norm), k + 1) if roman or _ROMAN.match(norm) else None


def _roman(norm: str) -> float:
    worths = [_ROMAN_DIGITS[letter] for letter in norm]
    return float(sum(-worth if worth < following else worth for worth, following in zip(worths, [*worths[1:], 0], strict=True)))


def may_begin(norm: str) -> bool:
    """May a numeral begin with this word?"""
    return norm[0].isdigit() or norm in ONE or norm in listed("numbers") or _ONCE_ROMAN.issuperset(norm)
