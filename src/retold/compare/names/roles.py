"""Two names that changed places in a sentence told in the same words: who did it, and to whom. Ours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import change
from retold.compare.pair.sides import Side
from retold.records import Change
from retold.words import phrases

_SURE = 0.8
_NAME = ""  # stands for a name among the other words
_WHY = "the two names have changed places"


def role_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """A sentence pair that differs in nothing but the order of two names which are not told as equals ("and", "met")."""
    if pair.likeness < 1.0 or not pair.places:
        return  # the words are not the same
    named = {side.stems[k] for side, where in ((diff.a, pair.a), (diff.b, pair.b)) for k in where if side.is_name(k)}
    told_a, names_a = _names_apart(diff.a, pair.a, named)
    told_b, names_b = _names_apart(diff.b, pair.b, named)
    called_a, called_b = ([tuple(side.stems[k] for k in n) for n in names] for side, names in ((diff.a, names_a), (diff.b, names_b)))
    moved = [n for n, (x, y) in enumerate(zip(called_a, called_b, strict=False)) if x != y]
    if told_a != told_b or sorted(called_a) != sorted(called_b) or len(moved) != 2:
        return
    places = [at for at, word in enumerate(told_a) if word == _NAME]
    between = told_a[places[moved[0]] + 1 : places[moved[1]]]
    if (between == ["to"] or any(len(word) > 2 for word in between)) and not _equals(diff.a.language).intersection(between):
        yield change(diff, pair, "name-changed", (names_a[moved[0]], names_b[moved[0]]), _SURE, _WHY)


def _names_apart(side: Side, where: range, named: set[str]) -> tuple[list[str], list[list[int]]]:
    """The words of a sentence with one mark for each name, and the names as word indices, in order."""
    told: list[str] = []
    names: list[list[int]] = []
    for k in where:
        if side.stems[k] not in named or not side.text[side.words[k].start].isupper():
            told.append(side.words[k].norm)
        elif told and told[-1] == _NAME and names[-1][-1] == k - 1:
            names[-1].append(k)
        else:
            told.append(_NAME)
            names.append([k])
    return told, names


@cache
def _equals(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "names", "equals"))
