"""Figures in a text as quantities: value, unit or the thing counted, and how exact they claim to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from retold.compare.pair.numbers import PERCENT, TIMES, Number, is_month, is_one_unit, number_at
from retold.compare.pair.sides import Side
from retold.compare.pair.units import Unit, currency_before, currency_behind, unit_at
from retold.records import Span
from retold.words import phrases

_SIGN_BEFORE = re.compile(r"(?:[$€£¥₽₹₺₴₩₪] ?|(?<=\s)[-–−])$")
_UNIT_WITHIN = 4  # words behind a number in which its unit stands, or the thing that it counts
_DAY_OF_MONTH = "day of"  # with the month as a unit
_DAYS_OF_MONTH = range(1, 100)  # a slip makes 51 of 15
_BOTH, _TWO = "both", 2
_DIGITS = 9  # to which two amounts are the same


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: `words` are its word indices, `value` its number (None for "several" and "third", told in `vague`).

    `least` is the lower end of a range, else None. `unit` is what it is measured in, each of its units being worth `worth` of that; or the
    stem of the thing counted, which is worth nothing. `measured` are the words of the unit right behind. `exactness` is "about", "nearly"
    … or "". `single`: it is one of its unit, told by an article ("a week").
    """

    words: range
    value: float | None
    least: float | None
    vague: str
    unit: str
    worth: float
    measured: range
    exactness: str
    approximator: range
    single: bool

    @property
    def whole(self) -> range:
        """All its words, the approximator with them."""
        start = self.approximator.start if len(self.approximator) else self.words.start
        return range(start, self.with_unit.stop if self.single else self.words.stop)

    @property
    def with_unit(self) -> range:
        """Its words with those of the unit right behind ("12 per cent", "3 million euros")."""
        return range(self.words.start, self.measured.stop) if len(self.measured) else self.words

    @property
    def is_measure(self) -> bool:
        """Is its unit one that any thing may be measured in (percent, money, years), rather than the thing counted?"""
        return self.worth > 0

    @property
    def is_day(self) -> bool:
        """Is it the day of a month? Then the month is its unit, and one of its words."""
        return self.unit.startswith(_DAY_OF_MONTH)

    @property
    def number(self) -> tuple[float | None, float | None]:
        """How much it is: both ends of a range."""
        return self.least, self.value

    @property
    def amount(self) -> tuple[str | None, ...]:
        """How much that is of what all its units are worth something of."""
        ends = (self.least, self.value)
        return (self.unit, *(None if end is None else f"{end * (self.worth or 1.0):.{_DIGITS}g}" for end in ends))


def are_comparable(x: Quantity, y: Quantity) -> bool:
    """May the one stand for the other? The day of a month stands for another day alone: "on May 22", "22 months ago"."""
    return x.is_day == y.is_day


def is_same(x: Quantity, y: Quantity) -> bool:
    """Do two figures tell the same number, of whatever, or the same amount in units of one base ("12 months", "a year")?"""
    if not are_comparable(x, y):
        return False
    if _BOTH in (x.vague, y.vague) and _TWO in (x.value, y.value):
        return True
    if x.value is None or y.value is None:
        return x.vague == y.vague and x.value == y.value
    return x.number == y.number or (x.is_measure and x.amount == y.amount)


def is_alike(x: Quantity, y: Quantity) -> bool:
    """Do they tell the same number of the same unit, equally exactly?"""
    return is_same(x, y) and x.exactness == y.exactness and (x.amount == y.amount or _says_less(x.unit, y.unit))


def is_other_unit(x: Quantity, y: Quantity) -> bool:
    """Is one number told in two units that are not one? "Degrees" may be degrees of either scale."""
    return x.is_measure and y.is_measure and x.amount != y.amount and not _says_less(x.unit, y.unit)


def _says_less(unit: str, other: str) -> bool:
    """Does one of two units only leave out a word of the other's ("points", "percentage points")?"""
    one, two = set(unit.split()), set(other.split())
    return bool(one and two) and one != two and (one < two or two < one)


def quantities(side: Side, where: range) -> Iterator[Quantity]:
    """The figures among these words, in order."""
    k = where.start
    last: Quantity | None = None
    while k < where.stop:
        read = number_at(side, k, where.stop)
        if read is None:
            k += 1
            continue
        last = _quantity(side, k, read, where, last)
        yield last
        k = last.with_unit.stop


def _quantity(side: Side, k: int, read: Number, where: range, last: Quantity | None) -> Quantity:
    """The figure whose number begins at word k, `last` being the one before it."""
    currency = currency_before(side, k)
    start = currency[1] if currency and (last is None or currency[1] >= last.words.stop) else k
    exactness, approximator = _approximator(side, start, where.start)
    if last and _in_brackets_behind(side, last, start):
        exactness, approximator = last.exactness, last.approximator
    month = _month_beside(side, k, read)
    if month is not None:
        dated = range(min(k, month), max(read.stop, month + 1))
        of_month = f"{_DAY_OF_MONTH} {side.stems[month]}"
        return Quantity(dated, read.value, None, "", of_month, 0.0, range(dated.stop, dated.stop), exactness, approximator, single=False)
    unit = _unit(side, k, read, where.stop)
    value, end = _with_half(side, read.value, unit.stop, where.stop)
    measured = range(read.stop, end) if unit.worth and unit.stop > read.stop else range(read.stop, read.stop)
    return Quantity(
        range(start, read.stop), value, read.least, read.vague, unit.base, unit.worth, measured, exactness, approximator, read.single
    )


def _with_half(side: Side, value: float | None, end: int, stop: int) -> tuple[float | None, int]:
    """The value with what stands behind its unit: "a year and a half"."""
    behind = [side.words[n].norm for n in range(end, min(end + 3, stop))]
    return (value + 0.5, end + 3) if value and behind == ["and", "a", "half"] else (value, end)


def extent(side: Side, figure: Quantity, exact: bool) -> Span:
    """Where a figure stands with its unit and its signs: "€3 million", "-5 degrees", "12%"; with its approximator unless `exact`."""
    words = figure.with_unit
    start, end = side.words[words.start].start, side.words[words.stop - 1].end
    sign = _SIGN_BEFORE.search(side.text, max(0, start - 4), start)
    start = sign.start() if sign else start
    if len(figure.approximator) and not exact:
        start = side.words[figure.approximator.start].start
    return Span(start, end + (side.text[end : end + 1] in ("%", "€", "£")))


def approximating(figures: Iterable[Quantity]) -> frozenset[int]:
    """The words by which these figures are made less exact."""
    return frozenset(k for figure in figures for k in figure.approximator)


def _in_brackets_behind(side: Side, figure: Quantity, k: int) -> bool:
    """Does word k open the bracket behind a figure that converts it: "about 11 miles (18 kilometers)"? It is as exact as the figure."""
    between = side.text[side.words[figure.words.stop - 1].end : side.words[k].start]
    return between.endswith("(") and k - figure.words.stop <= 1


def _unit(side: Side, k: int, read: Number, stop: int) -> Unit:
    """The unit of a figure: what its number or a sign says, else a word of the next four."""
    end = read.stop
    before, percent = currency_before(side, k), side.text[side.words[end - 1].end : side.words[end - 1].end + 1] == "%"
    told = read.unit or (before and before[0]) or currency_behind(side, end) or (PERCENT if percent else "")
    return Unit(told, 1.0, end) if told else _unit_behind(side, end, stop)


def _month_beside(side: Side, k: int, read: Number) -> int | None:
    """The month that stands right before a number or right behind it, so that this is one of its days."""
    if read.least is not None or read.value not in _DAYS_OF_MONTH or not side.words[k].norm[0].isdigit() or read.stop != k + 1:
        return None
    beside = [n for n in (k - 1, read.stop) if 0 <= n < len(side.words) and side.text[side.words[n].start].isupper()]
    return next((n for n in beside if is_month(side.language, side.words[n].norm)), None)


def _unit_behind(side: Side, end: int, stop: int) -> Unit:
    """The measure or the thing counted that stands behind a number ending before word `end`."""
    for n in range(end, min(end + _UNIT_WITHIN, stop)):
        if unit := unit_at(side, n, stop):
            return unit if n == end else Unit(unit.base, unit.worth, end)
        if side.words[n].norm == TIMES:
            return Unit(TIMES, 1.0, n + 1 if n == end else end)
        if side.is_content(n):
            return Unit(side.stems[n], 0.0, end)
        if is_one_unit(side, n, stop):
            break  # "twelve a week"
    return Unit("", 0.0, end)


def _approximator(side: Side, k: int, start: int) -> tuple[str, range]:
    if _is_joined_to_unit(side, k):  # "around 23-year-old Ann": her
        return "", range(k, k)
    for length in (4, 3, 2, 1):
        if k - length >= start:
            phrase = " ".join(side.words[n].norm for n in range(k - length, k))
            if phrase in _approximators(side.language):
                return _exactness_of(side.language).get(phrase, phrase), range(k - length, k)
    return "", range(k, k)


def _is_joined_to_unit(side: Side, k: int) -> bool:
    """Does a hyphen tie digits to a unit behind them?"""
    hyphen = side.words[k].norm[0].isdigit() and side.text[side.words[k].end : side.words[k].end + 1] == "-"
    return hyphen and k + 1 < len(side.words) and unit_at(side, k + 1, len(side.words)) is not None


@cache
def _approximators(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "figures", "approximators"))


@cache
def _exactness_of(language: str | None) -> dict[str, str]:
    """The name of what several approximators say alike."""
    names = ("about", "nearly", "over", "under", "at_least", "at_most", "barely")
    return {phrase: name for name in names for phrase in phrases(language, "figures", name)}
