"""A sentence pair seen from one of its sides."""

from __future__ import annotations

from typing import NamedTuple

from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.sides import Side


class View(NamedTuple):
    """A sentence of one side, its counterpart on the other, and which words correspond from here to there and back."""

    side: Side
    other: Side
    sentence: range
    counterpart: range
    links: dict[int, int]
    back: dict[int, int]


def views(diff: Differences, pair: PairDifference) -> tuple[View, View]:
    """A sentence pair seen from A and from B."""
    from_a = View(diff.a, diff.b, pair.a, pair.b, diff.a_to_b, diff.b_to_a)
    return from_a, View(diff.b, diff.a, pair.b, pair.a, diff.b_to_a, diff.a_to_b)
