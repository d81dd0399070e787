"""Another person, place or body named in the same place, or one named here and left unnamed there.

Not a change: transliteration, courtesy titles, an added first name or office, an abbreviation of the same name, or somebody whom the
same text names elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.compare.names.same import are_one, bodies, is_office, is_short_for, told_by_another_name
from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import change
from retold.compare.pair.regions import Region
from retold.compare.pair.sides import Side
from retold.compare.said.sources import fields, offices
from retold.records import Change

_SHORT = 3  # letters up to which names are compared letter by letter
_TOLD = 0.25  # strength that a name loses which only says who was told
_ALIKE = 0.6  # likeness of sentences from which longer regions still exchange their names
_VERBATIM = 0.8  # and from which one word of a name stands for another
_TIGHT = 3
_INDEFINITE = frozenset(["a", "an", "one", "another", "his", "her", "their", "its"])
_UNNAMED = 2  # content words that somebody unnamed is called by
_LONGEST = 7  # words of a region in which names are exchanged


def name_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Names of one sentence pair that are exchanged for others, or given to somebody unnamed ("a witness")."""
    yield from _given_names(diff, pair)
    for region in pair.regions:
        if region.a and region.b and max(len(region.a), len(region.b)) <= _LONGEST:
            yield from _exchanged_in(diff, pair, region)


def _exchanged_in(diff: Differences, pair: PairDifference, region: Region) -> Iterator[Change]:
    """An office or a name for which another stands in a region."""
    if _are_offices(diff, region):
        yield change(diff, pair, "name-changed", (region.a, region.b), _strength(region, pair), "another office is named in its place")
        return
    lost, gained = _names_in_place(diff, region)
    lost = [run for run in lost if any(k not in diff.a_to_b for k in run) and not is_office(diff.a, run)]
    gained = [run for run in gained if any(k not in diff.b_to_a for k in run) and not is_office(diff.b, run)]
    if not lost or not gained or not _took_its_place(diff, pair, region, lost[0], gained[0]):
        return
    if not are_one(diff, lost[0], gained[0]) and not _known(diff, lost[0], gained[0], _is_told(diff, region)):
        strength = _strength(region, pair) - (_TOLD if _is_told(diff, region) else 0)
        yield change(diff, pair, "name-changed", (lost[0], gained[0]), strength, "another name stands in its place")


def _took_its_place(diff: Differences, pair: PairDifference, region: Region, lost: tuple[int, ...], gained: tuple[int, ...]) -> bool:
    """Does one name stand where the other stood, rather than go on with a common one, or be told elsewhere in the other sentence?"""
    if _continues_a_name(diff, region) and not _is_exchanged(diff, region, pair):
        return False
    if pair.likeness < _ALIKE and max(len(region.a), len(region.b)) > _TIGHT:
        return False  # in sentences told anew, two names in one stretch of other words need not stand for each other
    if not _gone(diff.a, lost, pair.a, diff.b, pair.b, region) or not _gone(diff.b, gained, pair.b, diff.a, pair.a, region):
        return False
    is_part = _is_part(diff.a, lost, diff.a_to_b) or _is_part(diff.b, gained, diff.b_to_a)
    if (is_part and not _is_held(diff, pair, region)) or told_by_another_name(diff, pair, lost, gained):
        return False
    if _describes(diff.a, lost) != _describes(diff.b, gained) or _is_gloss(diff.a, lost) != _is_gloss(diff.b, gained):
        return False  # "Hall said", "the Lowland senator said"; "[Hall] said", "He said"
    return not (is_short_for(diff.a, region.a, diff.b, region.b) or is_short_for(diff.b, region.b, diff.a, region.a))


def _is_held(diff: Differences, pair: PairDifference, region: Region) -> bool:
    """Does a region stand between the same two words on both sides, or the ends of the sentence?"""
    starts = region.a.start == pair.a.start and region.b.start == pair.b.start
    ends = region.a.stop == pair.a.stop and region.b.stop == pair.b.stop
    before = diff.a_to_b.get(region.a.start - 1) == region.b.start - 1
    return (starts or before) and (ends or diff.a_to_b.get(region.a.stop) == region.b.stop)


def _is_part(side: Side, run: tuple[int, ...], links: dict[int, int]) -> bool:
    """Does a name go on with a word that the other sentence has too: "Timothy" of "Timothy Doyle"?"""
    behind = run[-1] + 1
    return behind in links and side.is_name(behind) and _touch(side, run[-1])


def _names_in_place(diff: Differences, region: Region) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """The names in a region of A and of B.

    In a title all words are capitalised: of two short runs of words that stand in each other's place, one begun by a first name makes a
    name of the other too ("Hall Wears Hats", "Teresa Stone Wears Hats").
    """
    lost, gained = _names(diff.a, region.a), _names(diff.b, region.b)
    if bool(lost) == bool(gained) or max(len(region.a), len(region.b)) > _TIGHT:
        return lost, gained
    return lost or _title_run(diff.a, region.a), gained or _title_run(diff.b, region.b)


def _title_run(side: Side, where: range) -> list[tuple[int, ...]]:
    """These words, if all of them are capitalised words of content of a title."""
    named = all(side.shouted[k] and side.is_content(k) and side.text[side.words[k].start].isupper() for k in where)
    return [tuple(where)] if named else []


def _gone(side: Side, name: tuple[int, ...], sentence: range, other: Side, there: range, region: Region) -> bool:
    """Does the other sentence hold some word of a name less often than this one does; in a longer region, not at all?"""
    own, others = [side.stems[k] for k in sentence], [other.stems[k] for k in there]
    counts = [(_count(side.stems[k], others), _count(side.stems[k], own)) for k in name]
    tight = max(len(region.a), len(region.b)) <= _TIGHT
    return any(there < here if tight else not there for there, here in counts)


def _count(name: str, stems: list[str]) -> int:
    """How often a name stands among stems; those of a country count for it ("Korean" for "Korea")."""
    return sum(
        s == name or (len(name) > _SHORT and len(s) > _SHORT and abs(len(s) - len(name)) <= 2 and s[: len(name)] == name[: len(s)])
        for s in stems
    )


def _given_names(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Somebody whom one version calls "a witness" and the other by a name."""
    why = "somebody is named in one version only"
    for region in pair.regions if pair.likeness >= _ALIKE else ():
        if not region.a or not region.b or max(len(region.a), len(region.b)) > _LONGEST:
            continue
        if named := _named(diff.a, region.a, diff.b, region.b, pair.a):
            yield change(diff, pair, "name-changed", (named, tuple(region.b)), _strength(region, pair), why)
        if named := _named(diff.b, region.b, diff.a, region.a, pair.b):
            yield change(diff, pair, "name-changed", (tuple(region.a), named), _strength(region, pair), why)


def _named(side: Side, where: range, other: Side, there: range, sentence: range) -> tuple[int, ...]:
    """A name that stands where the other version has an unnamed "a witness", and that it gives nowhere.

    Somebody who is called so in the sentence of the name as well is another.
    """
    unnamed = other.words[there.start].norm in _INDEFINITE and 0 < sum(other.is_content(k) for k in there) <= _UNNAMED
    is_phrase = sum(other.is_content(k) for k in there) == len(there) - 1  # not "her after"
    if not unnamed or not is_phrase or other.is_name(there[-1]):
        return ()
    here = {side.stems[k] for k in sentence}
    if any(other.stems[k] in here for k in there if other.is_content(k)):
        return ()
    name = next(iter(_names(side, where)), ())
    return () if not name or any(side.stems[k] in other.known for k in name) else name


def _continues_a_name(diff: Differences, region: Region) -> bool:
    """Does the region go on with a name that both have: "Apple Watch", "Apple Inc"?"""
    i, j = region.a.start - 1, region.b.start - 1
    if i < 0 or j < 0 or diff.a_to_b.get(i) != j or not (diff.a.is_name(i) and diff.b.is_name(j)):
        return False
    if _are_whole(diff, region):
        return False
    if is_office(diff.a, [i]):
        return _goes_on_as_one_name(diff, region)  # "President Hall", "President Stone" have only the office in common
    return _touch(diff.a, i) and _touch(diff.b, j)


def _are_offices(diff: Differences, region: Region) -> bool:
    """Are these the fields of two ministers or ministries: "interior", "finance"?"""
    if len(region.a) != 1 or len(region.b) != 1 or diff.a_to_b.get(region.a.stop, -1) != region.b.stop:
        return False
    x, y = diff.a.stems[region.a.start], diff.b.stems[region.b.start]
    return x != y and {x, y} <= fields() and diff.a.stems[region.a.stop] in offices(diff.a.language)


def _describes(side: Side, run: Sequence[int]) -> bool:
    """Does a name only say of whom or where somebody is: "the Lowland senator"?"""
    following = run[-1] + 1
    return following < len(side.words) and not side.is_name(following) and side.stems[following] in offices(side.language)


def _is_gloss(side: Side, run: Sequence[int]) -> bool:
    """Does a name begin with an editor's bracket?"""
    return side.text[: side.words[run[0]].start].endswith("[")


def _is_exchanged(diff: Differences, region: Region, pair: PairDifference) -> bool:
    """Is the end of a name all that differs in a sentence told in the same words: "Jordan Hall", "Jordan Stone"?"""
    ends = [side.words[k].norm for side, where in ((diff.a, region.a), (diff.b, region.b)) for k in where]
    named = all(side.is_name(k) for side, where in ((diff.a, region.a), (diff.b, region.b)) for k in where)
    short = len(region.a) == len(region.b) == 1 and not _goes_on_as_one_name(diff, region)
    return pair.likeness >= _VERBATIM and short and named and not bodies(diff.a.language).intersection(ends)


def _are_whole(diff: Differences, region: Region) -> bool:
    """Are both sides names of several words, none of them in both: "U.S. Treasury Secretary Hall", "U.S. Revenue Service"?"""
    lost, gained = ({side.stems[k] for k in where} for side, where in ((diff.a, region.a), (diff.b, region.b)))
    named = all(side.is_name(k) for side, where in ((diff.a, region.a), (diff.b, region.b)) for k in where)
    return named and min(len(region.a), len(region.b)) > 1 and not lost & gained and not _goes_on_as_one_name(diff, region)


def _goes_on_as_one_name(diff: Differences, region: Region) -> bool:
    """Does a word of a name that both have follow: "William Barr", "Bill Barr"?"""
    i, j = region.a.stop, region.b.stop
    return diff.a_to_b.get(i) == j and diff.a.is_name(i) and diff.b.is_name(j) and _touch(diff.a, i - 1) and _touch(diff.b, j - 1)


def _touch(side: Side, k: int) -> bool:
    """Is word k part of one name with the next: nothing but a space between them, and no owner ("London's Raheem Kassam")?"""
    return side.words[k + 1].start - side.words[k].end <= 1 and not side.words[k].norm.endswith(("'s", "’s"))


def _is_told(diff: Differences, region: Region) -> bool:
    """Is the name only that of whom somebody told it, the outlet here, its interviewer there?"""
    before = [diff.a.words[k].norm for k in range(max(0, region.a.start - 2), region.a.start)]
    return "told" in before[-1:] or before in (["statement", "to"], ["said", "to"])


def _names(side: Side, where: range) -> list[tuple[int, ...]]:
    """Runs of capitalised words, months and days left out."""
    runs: list[list[int]] = []
    for k in where:
        if side.is_name(k) and not _is_date_word(side.words[k].norm):
            if runs and runs[-1][-1] == k - 1:
                runs[-1].append(k)
            else:
                runs.append([k])
    return [tuple(run) for run in runs]


def _is_date_word(norm: str) -> bool:
    return norm in _DATES


_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december mr mrs ms dr sir gmt est edt et a.m. p.m. i".split()
)


def _known(diff: Differences, lost: tuple[int, ...], gained: tuple[int, ...], told: bool) -> bool:
    """Does each text know the other's name elsewhere: two ways to call one, rather than two people?

    Of those whom somebody told it one is enough: an outlet and its interviewer.

    A text that says both "Trump" and "the White House" may call one by the other; then nothing is certain.
    """
    in_b = all(diff.a.stems[k] in diff.b.known for k in lost)
    in_a = all(diff.b.stems[k] in diff.a.known for k in gained)
    return in_a or in_b if told else in_a and in_b


def _strength(region: Region, pair: PairDifference) -> float:
    return min(0.95, 0.5 + 0.45 * pair.likeness - 0.04 * (max(len(region.a), len(region.b)) - 2))
