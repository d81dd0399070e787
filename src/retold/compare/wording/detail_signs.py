"""What speaks for readers calling words that only one side has a detail: the numbers that `details` weighs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from retold.compare.pair.sides import Side
from retold.compare.pair.spelling import stem_of
from retold.words import phrases

_TRIFLES = (
    "said", "says", "say", "added", "told", "also", "however", "but", "and", "still", "meanwhile", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "on", "the", "a", "an", "that", "of", "mr", "mrs", "ms", "dr", "sir", "he", "she", "it",
    "they", "who", "which", "then", "just", "well", "so", "too", "yesterday", "today", "in",
    "at", "to", "for", "his", "her", "their", "its",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence pair seen from the side that may have a detail."""

    side: Side
    other: Side
    own: range
    partner: range
    instead: tuple[tuple[range, range], ...]  # what differs: words here, words there
    other_stems: tuple[frozenset[str], ...]  # of each sentence of the other article
    split: bool  # has the sentence several partners?
    likeness: float
    told: float  # share of both articles that the pairs have in common


class DetailSigns(NamedTuple):
    """Shares and logarithms, so that long and short sentences compare."""

    length: float
    elsewhere: float  # largest share of the run's stems that one sentence of the other article holds
    known: float  # share of them that the other article holds anywhere
    told: float
    split: float
    likeness: float
    contained: float
    instead: float  # content words that the other side has in its place
    share: float  # of the sentence
    reports: float  # has it a reporting verb?
    names: float
    figures: float
    quoted: float
    runs: float  # how many the sentence has


def detail_signs(seen: Seen, run: Sequence[int], runs: int) -> DetailSigns:
    """The signs of one run of words, of `runs` that the sentence has."""
    side, other = seen.side, seen.other
    wanted = wanted_stems(side, run)
    content = [side.stems[k] for k in seen.own if side.is_content(k)]
    there = {other.stems[k] for k in seen.partner}
    smaller = min(len(content), sum(other.is_content(k) for k in seen.partner))
    instead = sum(other.is_content(k) for here, theirs in seen.instead if here.start <= run[-1] and run[0] < here.stop for k in theirs)
    return DetailSigns(
        length=math.log(1 + len(run)),
        elsewhere=best_elsewhere(seen, wanted),
        known=len(wanted & other.known) / max(1, len(wanted)),
        told=seen.told,
        split=float(seen.split),
        likeness=seen.likeness,
        contained=sum(s in there for s in content) / max(1, smaller),
        instead=math.log(1 + instead),
        share=len(run) / max(1, len(seen.own)),
        reports=float(any(side.words[k].norm in _reporting(side.language) for k in run)),
        names=float(any(side.is_name(k) for k in run)),
        figures=float(any(side.words[k].norm[0].isdigit() for k in run)),
        quoted=sum(side.quote_of[k] >= 0 for k in run) / len(run),
        runs=math.log(runs),
    )


def wanted_stems(side: Side, run: Sequence[int]) -> frozenset[str]:
    """What a run tells: the stems of its content words, trifles aside."""
    return frozenset(side.stems[k] for k in run if side.is_content(k) and not is_trifle(side, k))


def best_elsewhere(seen: Seen, wanted: frozenset[str]) -> float:
    """The largest share of these stems that one sentence of the other article holds."""
    return max((len(wanted & stems) for stems in seen.other_stems), default=0) / max(1, len(wanted))


def is_trifle(side: Side, k: int) -> bool:
    """Is word k one that tells nothing by itself: a speech tag, a day, a particle?"""
    return side.stems[k] in _trifles()


@cache
def _trifles() -> frozenset[str]:
    return frozenset(stem_of(word) for word in _TRIFLES)


@cache
def _reporting(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "verbs", "neutral"))
