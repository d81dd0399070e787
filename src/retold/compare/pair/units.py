"""Units of measure: how many of its base a unit is worth, so that "12 months" and "a year" compare; and the signs of currencies."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from retold.compare.pair.numerals import is_glued
from retold.compare.pair.sides import Side
from retold.words import lists, phrases

_LONGEST = 3  # words of a unit: "miles per hour"
_LETTERS = {"c": "celsius", "f": "fahrenheit"}  # of a temperature, written to its number


class Unit(NamedTuple):
    """A unit that words name: its base, how many of that it is worth, and the word behind its last."""

    base: str
    worth: float
    stop: int


def unit_at(side: Side, k: int, stop: int) -> Unit | None:
    """The unit whose words begin at word k, the longest that fits."""
    if side.words[k].norm not in _beginnings():
        return _degrees_at(side, k)
    for size in range(min(_LONGEST, stop - k), 0, -1):
        found = _units().get(" ".join(side.words[n].norm for n in range(k, k + size)))
        if found:
            return Unit(*found, k + size)
    return _degrees_at(side, k)


def is_told_singly(side: Side, k: int) -> bool:
    """Is word k a unit of which one is told by an article, "a week", "per kilo" ("a second" may be the second)?"""
    return side.words[k].norm in _single()


def currency_before(side: Side, k: int) -> tuple[str, int] | None:
    """The currency whose sign or letters stand before the number at word k ("A$40", "R400"), and the first word that belongs to it."""
    start = side.words[k].start
    sign = side.text[max(0, start - 2) : start].rstrip()[-1:]
    if sign in _tables()["currencies"]:
        at = side.text.rfind(sign, 0, start)
        letters = k > 0 and side.words[k - 1].end == at and side.text[side.words[k - 1].start].isupper()
        named = _tables()["dollars"].get(side.words[k - 1].norm) if letters and sign == "$" else None
        return (named, k - 1) if named else (_tables()["currencies"][sign], k)
    code = _tables()["codes"].get(side.words[k - 1].norm) if k else None
    if code and side.text[side.words[k - 1].start].isupper() and (is_glued(side, k) or len(side.words[k - 1].norm) > 1):
        return code, k - 1
    return None


def currency_behind(side: Side, end: int) -> str:
    """The currency whose sign stands right behind word end - 1."""
    currency: str = _tables()["currencies"].get(side.text[side.words[end - 1].end : side.words[end - 1].end + 1], "")
    return currency


def _degrees_at(side: Side, k: int) -> Unit | None:
    """ "35C", "35°F"."""
    name = _LETTERS.get(side.words[k].norm)
    if not name or not k or not side.text[side.words[k].start].isupper() or not side.words[k - 1].norm[0].isdigit():
        return None
    between = side.text[side.words[k - 1].end : side.words[k].start].strip()
    return Unit(f"degree {name}", 1.0, k + 1) if between in ("", "°") else None


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = lists("en")["figures"]
    return tables


@cache
def _units() -> dict[str, tuple[str, float]]:
    """Every way to write a unit, with its base and its worth."""
    by_base: dict[str, dict[str, float]] = lists("en")["figures"]["units"]
    return {form: (base, worth) for base, forms in by_base.items() for form, worth in forms.items()}


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(form.split()[0] for form in _units())


@cache
def _single() -> frozenset[str]:
    return frozenset(phrases("en", "figures", "single"))
