"""Dates and times as pages write them, to moments with their interval of doubt.

Decided: a time without a zone lies somewhere from UTC+14 to UTC-12; a date alone is the whole day (UTC).
Decided: between day-month and month-day a text is believed by its figures; 7/8/2018 is read month first, as most of its users do.
Not here: which of several dates of a page to believe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from retold.records import Moment, Span
from retold.text.fold import plain
from retold.words import languages, lists

LANGUAGES = languages()
_AHEAD, _BEHIND = timedelta(hours=14), timedelta(hours=12)

_CLOCK = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"|(?P<hour12>\d{1,2})\s*(?P<half12>[ap]\.?\s?m\b\.?)"
)
_ZONE = r"(?:\s*\(?(?P<zone>[+-]\d{2}:?\d{2}|[a-z]{1,4}\b)\)?)?"
_TIME = re.compile(rf"(?:{_CLOCK}){_ZONE}")
_NUMERIC = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?(?P<sep>[-./年])\s?(?P<m>\d{1,2})\s?(?:(?P=sep)|月)\s?(?P<d>\d{1,2})(?!\d)日?")
_NUMERIC_LAST = re.compile(r"(?<![\w.])(?P<one>\d{1,2})(?P<sep>[-./])(?P<two>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d)")
_BETWEEN = re.compile(r"^[\s,./|@–—•·-]*(?:t|at|um|à|a las|в|om|uhr)?[\s,:/|–—•·-]*$")
_AFTER_DATE = 14  # code points between a date and its time
_ISO = re.compile(
    r"^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: where it stands and what it says."""

    span: Span
    moment: Moment


def moment_of(stated: str, by: str) -> Moment | None:
    """The moment that a date field states ("2018-07-16T11:30:00-04:00", "July 16, 2018 11:30 AM EDT", "26-FEB-1987 15:01:01"), or None."""
    iso = _ISO.match(stated)
    if iso:
        year, month, day, hour, minute, second, zone = iso.groups()
        return _moment((int(year), int(month), int(day)), _clock_of(hour, minute, second), _offset(zone), by)
    found = find_dates(stated, by)
    return found[0].moment if found else None


def find_dates(text: str, by: str = "text") -> list[FoundDate]:
    """Every full date (with a year) of a text, each with the time of day that stands beside it."""
    if not any(map(str.isdigit, text)):
        return []
    simple = _lowered(plain(text))
    found: list[FoundDate] = []
    for start, end, day in _days(simple):
        if found and start < found[-1].span.end:
            continue
        clock, offset, left, right = _time_beside(simple, start, end)
        moment = _moment(day, clock, offset, by)
        if moment:
            found.append(FoundDate(Span(left, right), moment))
    return found


def _lowered(text: str) -> str:
    """Lower case of the same length: the few letters that grow ("İ") stay as they are, so that spans hold."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _days(simple: str) -> list[tuple[int, int, tuple[int, int, int]]]:
    """(start, end, (year, month, day)) of the dates of a folded text, in order."""
    days = [(m.start(), m.end(), (int(m["y"]), int(m["m"]), int(m["d"]))) for m in _NUMERIC.finditer(simple)]
    for m in _NUMERIC_LAST.finditer(simple):
        one, two = int(m["one"]), int(m["two"])
        month_first = (one <= 12 and m["sep"] == "/") or two > 12
        days.append((m.start(), m.end(), (int(m["y"]), one if month_first else two, two if month_first else one)))
    pattern, numbers = _month_names()
    for m in pattern.finditer(simple):
        day, year = m["d1"] or m["d2"], m["y1"] or m["y2"]
        days.append((m.start(), m.end(), (int(year), numbers[(m["m1"] or m["m2"]).rstrip(".")], int(day))))
    return sorted(days)


@cache
def _month_names() -> tuple[re.Pattern[str], dict[str, int]]:
    """A pattern of dates with named months in every language we know, and the number of each name."""
    numbers: dict[str, int] = {}
    for code in LANGUAGES:
        for number, names in enumerate(lists(code).get("dates", {}).get("months", []), 1):
            numbers.update(dict.fromkeys(names, number))
    names = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))
    year = r"(?:19|20)\d\d"
    joint = r"[\s.,-]*(?:de|of|del)?[\s.,-]*"
    return re.compile(
        rf"(?<![^\W\d_])(?P<m1>{names})\b\.?\s*(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b,?\s+(?:at\s+)?(?P<y1>{year})(?!\d)"
        rf"|(?<!\d)(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|ª)?{joint}(?<![^\W\d_])(?P<m2>{names})\b\.?{joint}(?P<y2>{year})(?!\d)"
    ), numbers


def _time_beside(simple: str, start: int, end: int) -> tuple[tuple[int, int, int] | None, int | None, int, int]:
    """The time of day just after a date, else just before it: (clock, zone offset in minutes, start and end of both together)."""
    after = _TIME.search(simple, end, min(len(simple), end + _AFTER_DATE + 24))
    if after and after.start() - end <= _AFTER_DATE and _BETWEEN.match(simple[end : after.start()]):
        clock = _clock_from(after)
        if clock:
            return clock, _offset(after["zone"]), start, after.end()
    for before in _TIME.finditer(simple, max(0, start - 36), start):
        if re.fullmatch(r"[\s,|–—•·-]*(?:(?:on|,)\s*)?(?:\w+day)?[\s,|–—•·-]*", simple[before.end() : start]):
            clock = _clock_from(before)
            if clock:
                return clock, _offset(before["zone"]), before.start(), end
    return None, None, start, end


def _clock_from(match: re.Match[str]) -> tuple[int, int, int] | None:
    hour, minute, second = int(match["hour"] or match["hour12"]), int(match["minute"] or 0), int(match["second"] or 0)
    half = match["half"] or match["half12"]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _clock_of(hour: str | None, minute: str | None, second: str | None) -> tuple[int, int, int] | None:
    return (int(hour), int(minute or 0), int(second or 0)) if hour is not None else None


@cache
def _zones() -> dict[str, int]:
    zones: dict[str, int] = {}
    for code in LANGUAGES:
        zones.update(lists(code).get("dates", {}).get("zones", {}))
    return zones


def _offset(zone: str | None) -> int | None:
    """Minutes east of Greenwich of "+03:00", "z" or "edt"; None where it is not known."""
    if not zone:
        return None
    signed = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", zone)
    if signed:
        minutes = int(signed[2]) * 60 + int(signed[3])
        return minutes if signed[1] == "+" else -minutes
    return _zones().get(zone.lower())


def _moment(day: tuple[int, int, int], clock: tuple[int, int, int] | None, offset: int | None, by: str) -> Moment | None:
    """A moment with its interval; None where the figures are no date, or one outside the years that computers count."""
    try:
        local = datetime(*day, *(clock or (0, 0, 0)), tzinfo=UTC)
        if clock is None:
            return Moment(local.date().isoformat(), local, local + timedelta(hours=23, minutes=59, seconds=59), by)
        stated = local.strftime("%Y-%m-%dT%H:%M") + (local.strftime(":%S") if clock[2] else "")
        if offset is None:
            return Moment(stated, local - _AHEAD, local + _BEHIND, by)
        exact = local - timedelta(minutes=offset)
        return Moment(stated + _iso_zone(offset), exact, exact, by)
    except (ValueError, OverflowError):
        return None


def _iso_zone(offset: int) -> str:
    if not offset:
        return "Z"
    return f"{'+' if offset > 0 else '-'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"
