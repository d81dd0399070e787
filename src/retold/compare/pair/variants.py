"""Words of a sentence pair that are the same in another style of writing: "re-examined", "reexamined"; "haemophilia", "hemophilia"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import JaroWinkler

from retold.compare.pair.regions import Region
from retold.compare.pair.sides import Side
from retold.compare.pair.spelling import are_transliterations, same_wording

_MOST = 16  # words of a region above which nothing is looked for: time grows with their square
_SIZES = ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3))  # how many words may stand for how many
_ALIKE = 0.7  # Jaro-Winkler of the letters, below which two wordings are not looked at closely
_Links = dict[int, int]


def without_variants(a: Side, b: Side, regions: Sequence[Region], a_to_b: _Links, b_to_a: _Links) -> list[Region]:
    """The regions without words that only differ in style, which are linked in both maps."""
    return [rest for region in regions for rest in _split(a, b, region, a_to_b, b_to_a)]


def _split(a: Side, b: Side, region: Region, a_to_b: _Links, b_to_a: _Links) -> Iterator[Region]:
    """What is left of a region between the words that are variants of one another, in order."""
    start_a, start_b = region.a.start, region.b.start
    if region.a and region.b and max(len(region.a), len(region.b)) <= _MOST:
        for i, j in _variants(a, b, region):
            for k in i:
                a_to_b.setdefault(k, j.start)
            for k in j:
                b_to_a.setdefault(k, i.start)
            if start_a < i.start or start_b < j.start:
                yield Region(range(start_a, i.start), range(start_b, j.start))
            start_a, start_b = i.stop, j.stop
    if start_a < region.a.stop or start_b < region.b.stop:
        yield Region(range(start_a, region.a.stop), range(start_b, region.b.stop))


def _variants(a: Side, b: Side, region: Region) -> Iterator[tuple[range, range]]:
    i, next_b = region.a.start, region.b.start
    while i < region.a.stop:
        found = next(_from(a, b, region, i, next_b), None)
        if found:
            yield found
            next_b = found[1].stop
        i = found[0].stop if found else i + 1


def _from(a: Side, b: Side, region: Region, i: int, first: int) -> Iterator[tuple[range, range]]:
    """Words of A from word i that are a variant of words of B from word `first` on."""
    for j in range(first, region.b.stop):
        for n, m in _SIZES:
            if i + n <= region.a.stop and j + m <= region.b.stop:
                x, y = ([side.words[k].norm for k in range(at, at + size)] for side, at, size in ((a, i, n), (b, j, m)))
                alike = JaroWinkler.similarity("".join(x), "".join(y)) >= _ALIKE
                if alike and (same_wording(x, y) or (n == m == 1 and _are_one_name(a, i, b, j))):
                    yield range(i, i + n), range(j, j + m)


def _are_one_name(a: Side, i: int, b: Side, j: int) -> bool:
    """Are two words the same name in two transliterations?"""
    named = all(side.text[side.words[k].start].isupper() for side, k in ((a, i), (b, j)))
    return named and are_transliterations(a.words[i].norm, b.words[j].norm)
