"""What a first judgement of all blocks says about each of them: the columns of the second look.

A comment reads like an article and stands like one; what gives it away is where the rest of the page's likely body stands.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retold.article.frame import FURTHEST, Floats, Frame, Numbers

_STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)
_REACH = max(_STEPS)
_SURE = 0.5
SECOND_NAMES: tuple[str, ...] = (
    "first", *(f"first_{step:+d}" for step in _STEPS), *(f"first_box{level}_{part}" for level in range(FURTHEST) for part in ("mean", "share")),
    "first_kind", "from_first_sure", "from_last_sure", "body_before", "body_words", "in_run", "from_run", "run_share", "rank",
)  # fmt: skip


def second_columns(frame: Frame, words: Floats, likely: Numbers) -> Numbers:
    """One row a block, in the order of `SECOND_NAMES`; `likely` is the first judgement (0..1), `words` the blocks' sizes."""
    count = len(likely)
    mass = likely * words
    total = max(float(mass.sum()), 1.0)
    near = np.zeros(count + 2 * _REACH, dtype=np.float32)
    near[_REACH:-_REACH] = likely
    columns: list[NDArray[np.generic]] = [likely, *(near[_REACH + step : _REACH + step + count] for step in _STEPS)]
    columns += _box_columns(frame, words, mass, total)
    kinds = frame.kinds
    columns.append((np.bincount(kinds, weights=mass) / np.maximum(np.bincount(kinds, weights=words), 1))[kinds])
    place = np.arange(count)
    sure = np.flatnonzero(likely > _SURE)
    columns.append(np.clip(place - (sure[0] if len(sure) else count), -20, 20))
    columns.append(np.clip(place - (sure[-1] if len(sure) else -1), -20, 20))
    columns.append((np.cumsum(mass) - mass) / total)
    columns.append(np.full(count, np.log1p(total)))
    start, end = _best_run(words * (likely - 0.4))
    before = np.cumsum(words) - words
    away = np.where(place < start, before[start] - before, np.where(place >= end, before - before[end - 1], 0))
    columns += [(place >= start) & (place < end), np.log1p(np.maximum(away, 0)), np.full(count, mass[start:end].sum() / total)]
    columns.append(likely / max(float(likely.max()), 0.01))
    rows = np.empty((count, len(columns)), dtype=np.float32)
    for number, column in enumerate(columns):
        rows[:, number] = column
    return rows


def _box_columns(frame: Frame, words: Floats, mass: Floats, total: float) -> list[NDArray[np.generic]]:
    sums = np.zeros((2, len(words) + 1))
    np.cumsum([words, mass], axis=1, out=sums[:, 1:])
    held, body = sums[:, frame.last] - sums[:, frame.first]
    mean, share = body / np.maximum(held, 1), body / total
    return [column[box] for box in frame.ups for column in (mean, share)]


def _best_run(worth: Floats) -> tuple[int, int]:
    """The run of blocks with the greatest sum (Kadane); at least one block."""
    sums = np.concatenate([[0.0], np.cumsum(worth)])
    lowest = np.minimum.accumulate(sums[:-1])
    end = int((sums[1:] - lowest).argmax()) + 1
    start = int(sums[:end].argmin())
    return start, end
