"""When two names are one: spellings, transliterations, initials, short forms, other names of one place or body.

A name that the other sentence gives in another form took nobody's place. Ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import JaroWinkler

from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.sides import Side
from retold.compare.pair.spelling import are_transliterations, same_wording
from retold.compare.said.sources import full_names, offices, titles
from retold.words import lists, phrases

_SAME_LETTERS = 0.88  # Jaro-Winkler from which two names are spellings of one
_LONG_NAME = 5  # letters above which one word alike is enough


def are_one(diff: Differences, lost: tuple[int, ...], gained: tuple[int, ...]) -> bool:
    """Are two names spellings, parts or initials of one?"""
    one = [diff.a.words[k].norm for k in lost if not is_office(diff.a, [k])]
    other = [diff.b.words[k].norm for k in gained if not is_office(diff.b, [k])]
    if {diff.a.stems[k] for k in lost} & {diff.b.stems[k] for k in gained}:
        return True
    if same_wording(one, other) or _are_one_place(one, other):
        return True
    if _are_one_sound(one, other) or _in_one_name(diff, lost, gained):
        return True
    if any(min(len(x), len(y)) > _LONG_NAME and JaroWinkler.similarity(x, y) >= _SAME_LETTERS for x in one for y in other):
        return True
    joined, joined_other = "".join(one).replace(".", ""), "".join(other).replace(".", "")
    if JaroWinkler.similarity(joined, joined_other) >= _SAME_LETTERS:
        return True
    return _initials(one) == joined_other or _initials(other) == joined


def told_by_another_name(diff: Differences, pair: PairDifference, lost: tuple[int, ...], gained: tuple[int, ...]) -> bool:
    """Does the other sentence call it by another of its names elsewhere: "the U.S. market", "the market in the United States"?"""
    return _stands_as(diff.a, lost, diff.b, pair.b) or _stands_as(diff.b, gained, diff.a, pair.a)


def _stands_as(side: Side, name: tuple[int, ...], other: Side, there: range) -> bool:
    called = " ".join(side.words[k].norm for k in name)
    runs = [range(n, n + size) for size in (1, 2, 3) for n in range(there.start, there.stop - size + 1)]
    named = {" ".join(other.words[k].norm for k in run) for run in runs if all(other.text[other.words[k].start].isupper() for k in run)}
    return any(_place(run) == _place(called) for run in named - {called})


def is_office(side: Side, run: Sequence[int]) -> bool:
    """Are these words nothing but an office or a title: "Sen.", "Secretary General"?"""
    return all(side.stems[k] in offices(side.language) or side.stems[k] in titles(side.language) for k in run)


@cache
def bodies(language: str | None) -> frozenset[str]:
    """Words with which the names of companies and other bodies end."""
    return frozenset(phrases(language, "names", "bodies"))


def _are_one_place(one: list[str], other: list[str]) -> bool:
    """Do two names name one place or body: word for word, or the one as a whole ("Islamic State", "ISIS")?"""
    return bool({_place(n) for n in one} & {_place(n) for n in other}) or _place(" ".join(one)) == _place(" ".join(other))


def _are_one_sound(one: list[str], other: list[str]) -> bool:
    return any(are_transliterations(x, y) for x in one for y in other)


def _in_one_name(diff: Differences, lost: tuple[int, ...], gained: tuple[int, ...]) -> bool:
    """Does one full name of either text hold both: "Kim" and "Jong-un" of Kim Jong-un?"""
    one, other = {diff.a.stems[k] for k in lost}, {diff.b.stems[k] for k in gained}
    return any(one <= name and other <= name for side in (diff.a, diff.b) for name in full_names(side))


def _place(norm: str) -> str:
    """The place that an adjective is made of ("Danish") or that is written short ("Va"), else the word, without its possessive."""
    bare = norm.removesuffix("'s").removesuffix("’s")
    places: dict[str, str] = lists("en")["names"]["places"]
    return places.get(bare, bare)


def is_short_for(short: Side, where: range, full: Side, there: range) -> bool:
    """Is the one a body's initials, the other its name: "FDA", "Food and Drug Administration"?"""
    initials = "".join(short.words[k].norm.replace(".", "") for k in where if short.is_name(k))
    suffix = len(there) > 1 and full.words[there[-1]].norm in bodies(full.language)  # "General Electric Co."
    words = there[:-1] if suffix else there
    named = [full.words[k].norm[0] for k in words if full.text[full.words[k].start].isupper()]
    if min(len(initials), len(named)) < 2:
        return False
    return initials.startswith(("".join(named), "".join(full.words[k].norm[0] for k in words)))


def _initials(norms: list[str]) -> str:
    return "".join(n[0] for n in norms)
