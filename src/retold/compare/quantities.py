"""Figures in a text as quantities: value, unit or the thing counted, and how exact they claim to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from retold.compare.numbers import CLOCK, PERCENT, TIMES, number_at
from retold.compare.sides import Side
from retold.compare.spelling import stem_of
from retold.records import Span
from retold.words import lists, phrases

_SIGN_BEFORE = re.compile(r"(?:(?:US|[ACU])?[$€£¥₽₹₺₴₩₪] ?|(?<=\s)[-–−])$")
_PER_CENT = frozenset(["per", "cent", "pct"])


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: `words` are its word indices, `value` its number (None for "several" …, whose word is `vague`).

    `least` is the lower end of a range, else None. `unit` is a unit or the stem of the thing counted; `exactness` is "about", "nearly"
    … or "".
    """

    words: range
    value: float | None
    least: float | None
    vague: str
    unit: str
    exactness: str
    approximator: range

    @property
    def whole(self) -> range:
        """All its words, the approximator with them."""
        return range(self.approximator.start, self.words.stop) if len(self.approximator) else self.words

    @property
    def number(self) -> tuple[float | None, float | None]:
        """How much it is: both ends of a range."""
        return self.least, self.value


def quantities(side: Side, where: range) -> Iterator[Quantity]:
    """The figures among these words, in order."""
    k = where.start
    last: Quantity | None = None
    while k < where.stop:
        read = number_at(side, k, where.stop)
        if read is None:
            k += 1
            continue
        exactness, approximator = _approximator(side, k, where.start)
        if last and _in_brackets_behind(side, last, k):
            exactness, approximator = last.exactness, last.approximator
        unit = read.unit or _unit(side, k, read.stop, where.stop)
        last = Quantity(range(k, read.stop), read.value, read.least, read.vague, unit, exactness, approximator)
        yield last
        k = read.stop


def with_unit(side: Side, figure: Quantity) -> range:
    """The words of a figure with those of the unit right behind it ("12 per cent", "3 million euros"), if its unit is a measure."""
    end = figure.words.stop
    if not is_measure(side, figure):
        return figure.words
    while end < len(side.words) and (
        _spelt(side.stems[end]) == figure.unit or (figure.unit == PERCENT and side.words[end].norm in _PER_CENT)
    ):
        end += 1
    return range(figure.words.start, end)


def extent(side: Side, figure: Quantity) -> Span:
    """Where a figure stands with its unit and its signs: "€3 million", "-5 degrees", "12%"."""
    words = with_unit(side, figure)
    start, end = side.words[words.start].start, side.words[words.stop - 1].end
    sign = _SIGN_BEFORE.search(side.text, max(0, start - 4), start)
    return Span(sign.start() if sign else start, end + (side.text[end : end + 1] in ("%", "€", "£")))


def _in_brackets_behind(side: Side, figure: Quantity, k: int) -> bool:
    """Does word k open the bracket behind a figure that converts it: "about 11 miles (18 kilometers)"? It is as exact as the figure."""
    between = side.text[side.words[figure.words.stop - 1].end : side.words[k].start]
    return between.endswith("(") and k - figure.words.stop <= 1


def is_measure(side: Side, figure: Quantity) -> bool:
    """Is its unit one that any thing may be measured in (percent, money, years), rather than the thing counted?"""
    return figure.unit in _measures(side.language)


def _unit(side: Side, k: int, end: int, stop: int) -> str:
    """The unit of a figure, or the thing that it counts: signs first, then a word of the next four."""
    if currency := _currency(side, k, end):
        return currency
    if side.text[side.words[end - 1].end : side.words[end - 1].end + 1] == "%":
        return PERCENT
    return next((unit for n in range(end, min(end + 4, stop)) if (unit := _unit_at(side, n, stop))), "")


def _unit_at(side: Side, n: int, stop: int) -> str:
    """The unit that word n is, or its stem where it has content."""
    norm = side.words[n].norm
    if norm == "per" and n + 1 < stop and side.words[n + 1].norm == "cent":
        return PERCENT
    if norm in _units(side.language):
        return _spelt(stem_of(norm))
    return TIMES if norm == "times" else side.stems[n] if side.is_content(n) else ""


def _currency(side: Side, k: int, end: int) -> str:
    """The currency whose sign stands before a figure or right behind it."""
    signs: dict[str, str] = lists("en")["figures"]["currencies"]
    before = side.text[max(0, side.words[k].start - 2) : side.words[k].start].rstrip()[-1:]
    behind = side.text[side.words[end - 1].end : side.words[end - 1].end + 1]
    return signs.get(before) or signs.get(behind) or ""


def _spelt(stem: str) -> str:
    """The one stem of a unit that has several."""
    spellings: dict[str, str] = lists("en")["figures"]["spellings"]
    return spellings.get(stem, stem)


def _approximator(side: Side, k: int, start: int) -> tuple[str, range]:
    if side.words[k].norm[0].isdigit() and side.text[side.words[k].end : side.words[k].end + 1] == "-":  # "around 23-year-old Ann": her
        return "", range(k, k)
    for length in (3, 2, 1):
        if k - length >= start:
            phrase = " ".join(side.words[n].norm for n in range(k - length, k))
            if phrase in _approximators(side.language):
                return _exactness_of(side.language).get(phrase, phrase), range(k - length, k)
    return "", range(k, k)


@cache
def _measures(language: str | None) -> frozenset[str]:
    currencies: dict[str, str] = lists("en")["figures"]["currencies"]
    return frozenset({PERCENT, CLOCK, TIMES, *currencies.values(), *(_spelt(stem_of(unit)) for unit in _units(language))})


@cache
def _units(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "figures", "units"))


@cache
def _approximators(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "figures", "approximators"))


@cache
def _exactness_of(language: str | None) -> dict[str, str]:
    """The name of what several approximators say alike."""
    names = ("about", "nearly", "over", "under", "at_least", "at_most")
    return {phrase: name for name in names for phrase in phrases(language, "figures", name)}
