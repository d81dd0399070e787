"""Second parents: passages that a version's parent lacks and another version could have given."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.records import Edge, Evidence
from retold.trace.story import Reckoning, Story, span_at
from retold.trace.weighing import learnt

_SENTENCES = 2  # a passage of fewer sentences is no source
_PASSAGE = 0.5  # log-odds that a given sentence adds

#: What speaks for a second parent.
SECOND_SIGNS = (
    "sentences given", "given, in the same words", "given, in other words", "longest run of given", "lacking and not given",
    "told again in its words", "chance as the parent", "took from the copy", "shares of the parent's line", "as many from another",
    "time says so", "unbroken runs in the source", "unbroken runs in the copy",
)  # fmt: skip


class Gift(NamedTuple):
    """What version `source` may have given to version `copy` beside its parent."""

    source: int
    copy: int
    places: tuple[int, ...]
    signs: npt.NDArray[np.float64]


def second_parents(story: Story, reckoning: Reckoning, parents: Sequence[int]) -> list[Edge]:
    """An edge for each version that probably has two sentences or more from a version beside its parent."""
    found: list[tuple[float, Gift]] = []
    for v in range(1, len(story.versions) + 1):
        best = max(gifts(story, reckoning, parents, v), key=lambda g: learnt().second_chance(g.signs), default=None)
        if best and (chance := learnt().second_chance(best.signs)) >= learnt().second_from:
            found.append((chance, best))
    surest = {(g.source, g.copy): chance for chance, g in found}
    return [_edge(story, g, chance) for chance, g in found if chance >= surest.get((g.copy, g.source), 0.0)]


def gifts(story: Story, reckoning: Reckoning, parents: Sequence[int], v: int) -> list[Gift]:
    """Every version that could have given version v a passage that its parent lacks."""
    u = parents[v]
    size = len(story.versions)
    if not 0 < u <= size:
        return []
    table = story.table
    lacking = (table.readings[v - 1] >= 0) & (table.readings[u - 1] < 0)
    doubles = {p: r for p, r in table.again[v - 1].items() if table.readings[u - 1, p] != r}
    found = []
    for q in range(1, size + 1):
        if q in (u, v):
            continue
        given = lacking & (table.readings[q - 1] >= 0)
        again = [p for p, r in doubles.items() if table.readings[q - 1, p] == r]
        if int(given.sum()) + len(again) >= _SENTENCES:
            signs = _signs(story, reckoning, parents, (u, v, q), given, lacking, len(again))
            found.append(Gift(q, v, (*np.flatnonzero(given).tolist(), *again), signs))
    most = sorted((g.signs[0] + g.signs[5] for g in found), reverse=True)
    for gift in found:
        rival = most[1] if len(most) > 1 and gift.signs[0] + gift.signs[5] == most[0] else most[0]
        gift.signs[9] = rival - gift.signs[0] - gift.signs[5] if len(most) > 1 else -3.0
    return found


def _signs(
    story: Story, reckoning: Reckoning, parents: Sequence[int], who: tuple[int, int, int], given: npt.NDArray[np.bool_],
    lacking: npt.NDArray[np.bool_], again: int,
) -> npt.NDArray[np.float64]:  # fmt: skip
    u, v, q = who
    readings = story.table.readings
    same = int((given & (readings[q - 1] == readings[v - 1])).sum())
    count = int(given.sum())
    in_copy, in_source = (_runs([given[p] for p in story.table.order[x - 1]]) for x in (v, q))
    return np.array([
        np.log1p(count), same / max(count, 1), np.log1p(count - same), np.log1p(max(in_copy, default=0)), np.log1p(int(lacking.sum()) - count),
        np.log1p(again), float(np.log(reckoning.chances[q, v] + 1e-3)), float(v in _line(parents, q)), float(q in _line(parents, u)),
        0.0, float(np.clip(reckoning.later[q, v], -4, 4)), np.log1p(len(in_source)), np.log1p(len(in_copy)),
    ])  # fmt: skip


def _runs(marked: Sequence[bool]) -> list[int]:
    """The lengths of the unbroken runs of what is marked."""
    return [sum(1 for _ in run) for is_marked, run in groupby(marked) if is_marked]


def _line(parents: Sequence[int], v: int) -> list[int]:
    """The ancestors of a version, nearest first."""
    line: list[int] = []
    while v < len(parents) and (v := parents[v]) > 0 and v not in line:
        line.append(v)
    return line


def _edge(story: Story, gift: Gift, chance: float) -> Edge:
    source, copy = story.versions[gift.source - 1].article.id, story.versions[gift.copy - 1].article.id
    why = f"gives {len(gift.places)} sentences that the main source lacks"
    evidence = [Evidence(why, _PASSAGE, span_at(story, gift.source, p), span_at(story, gift.copy, p)) for p in gift.places[:3]]
    return Edge(source, copy, "secondary", round(chance, 4), tuple(evidence))
