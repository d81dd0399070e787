"""Figures in a text as quantities: value, unit or the thing counted, and how exact they claim to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from retold.compare.sides import Side
from retold.compare.spelling import stem_of
from retold.words import lists, phrases

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)$")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: `words` are its word indices, `value` its number (None for "several", "twice" …, whose word is `vague`).

    `unit` is a unit or the stem of the thing counted; `exactness` is "about", "nearly" … or "".
    """

    words: range
    value: float | None
    vague: str
    unit: str
    exactness: str
    approximator: range


def quantities(side: Side, where: range) -> Iterator[Quantity]:
    """The figures among these words, in order."""
    k = where.start
    last: Quantity | None = None
    while k < where.stop:
        read = _number(side, k, where.stop)
        if read is None:
            k += 1
            continue
        value, vague, stop = read
        exactness, approximator = _approximator(side, k, where.start)
        if last and _in_brackets_behind(side, last, k):
            exactness, approximator = last.exactness, last.approximator
        last = Quantity(range(k, stop), value, vague, _unit(side, k, stop, where.stop), exactness, approximator)
        yield last
        k = stop


def _in_brackets_behind(side: Side, figure: Quantity, k: int) -> bool:
    """Does word k open the bracket behind a figure that converts it: "about 11 miles (18 kilometers)"? It is as exact as the figure."""
    between = side.text[side.words[figure.words.stop - 1].end : side.words[k].start]
    return between.endswith("(") and k - figure.words.stop <= 1


def is_measure(side: Side, figure: Quantity) -> bool:
    """Is its unit one that any thing may be measured in (percent, money, years), rather than the thing counted?"""
    return not figure.unit[0].isalpha() or figure.unit in _measures(side.language) if figure.unit else False


def _number(side: Side, k: int, stop: int) -> tuple[float | None, str, int] | None:
    """(value, vague word, end) of a figure that begins at word k, or None."""
    norm = side.words[k].norm
    value = _value(norm)
    if value is None and norm.isalpha():
        value = _listed("numbers").get(norm)
        if norm == "one" and not _counts(side, k, stop):
            return None
        if value is None and norm in _vague(side.language):
            return None, norm, k + 1
    if value is None:
        return None
    end = k + 1
    while end < stop:
        scale = _listed("scales").get(side.words[end].norm)
        small = _listed("numbers").get(side.words[end].norm)
        if (scale and len(side.words[end].norm) > 1) or (scale and side.words[end].start == side.words[end - 1].end):
            value *= scale
        elif small is not None and value >= 20 and value % 10 == 0 and small < 10 and norm.isalpha():
            value += small
        else:
            break
        end += 1
    return value, "", end


def _value(norm: str) -> float | None:
    if ordinal := _ORDINAL.match(norm):
        return float(ordinal.group(1))
    if not norm[0].isdigit():
        return None
    if _CLOCK.match(norm) and ":" in norm:
        hours, minutes = norm.split(":")[:2]
        return int(hours) + int(minutes) / 100
    try:
        return float(norm.replace(",", ""))
    except ValueError:
        return None


def _counts(side: Side, k: int, stop: int) -> bool:
    """Does "one" count something here, rather than stand for somebody?"""
    return k + 1 < stop and side.is_content(k + 1) and side.words[k + 1].norm not in ("day", "thing")


def _unit(side: Side, k: int, end: int, stop: int) -> str:
    before = side.text[max(0, side.words[k].start - 1) : side.words[k].start]
    if before in "$€£¥₽" and before:
        return before
    after = side.text[side.words[end - 1].end : side.words[end - 1].end + 1]
    if after == "%":
        return "percent"
    for n in range(end, min(end + 4, stop)):
        norm = side.words[n].norm
        if norm in _units(side.language):
            return "percent" if norm in ("percent", "per", "pct") else stem_of(norm)
        if side.is_content(n):
            return side.stems[n]
    return ""


def _approximator(side: Side, k: int, start: int) -> tuple[str, range]:
    if side.words[k].norm[0].isdigit() and side.text[side.words[k].end : side.words[k].end + 1] == "-":  # "around 23-year-old Ann": her
        return "", range(k, k)
    for length in (3, 2, 1):
        if k - length >= start:
            phrase = " ".join(side.words[n].norm for n in range(k - length, k))
            if phrase in _approximators(side.language):
                return ("about" if phrase in _about(side.language) else phrase), range(k - length, k)
    return "", range(k, k)


@cache
def _listed(name: str) -> dict[str, float]:
    table: dict[str, float] = lists("en").get("figures", {}).get(name, {})
    return table


@cache
def _vague(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "figures", "vague"))


@cache
def _measures(language: str | None) -> frozenset[str]:
    return frozenset({"percent", *(stem_of(unit) for unit in _units(language))})


@cache
def _units(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "figures", "units"))


@cache
def _approximators(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "figures", "approximators"))


@cache
def _about(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "figures", "about"))
