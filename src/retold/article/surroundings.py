"""Where a block stands on its page, in numbers: place, boxes around it, blocks of its kind, neighbours."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from retold.article.frame import AROUND, ROLE_COUNT, Counts, Floats, Frame, Numbers

_LEVELS = 4  # boxes around a block that are measured: its own, and three further out
_STEPS = (-3, -2, -1, 1, 2, 3)
_REACH = max(_STEPS)
_GOOD_WORDS = 12  # a block of so many words, little of it linked, ending as a sentence does, is taken for running text

_PLACE = ("place", "words_before", "words_after", "from_title", "from_heading", "good_before", "good_after")
_MAIN = ("in_main", "main_up", "main_down", "main_place", "main_share")
_REPEAT = ("repeat", "repeat_words")
_KIND = ("kind_words", "kind_count", "kind_linked", "kind_share", "sibling_count", "sibling_words")
_BOX = ("words", "linked", "blocks", "share", "good")
_PAGE = ("page_words", "page_blocks", "page_linked", "page_good")
_NEAR = ("words", "linked", "end", "text_score", "hint_score_0", "good", "same_parent", "same_kind")
PLACE_NAMES: tuple[str, ...] = (
    *(f"in_{tag}" for tag in AROUND), "depth", *_PLACE, *_MAIN, *_REPEAT, *_KIND,
    *(f"box{level}_{name}" for level in range(_LEVELS) for name in _BOX), *_PAGE,
    *(f"{name}_{step:+d}" for step in _STEPS for name in _NEAR),
    *(f"{where}_role{n}" for where in ("near", "far") for n in range(ROLE_COUNT)),
)  # fmt: skip
_FLAGS = np.arange(len(AROUND))[:, None]
_ROLES = np.arange(len(AROUND), len(AROUND) + ROLE_COUNT)[:, None]

Rows = list[NDArray[np.generic]]  # a row of numbers a column to be, or several rows in one array


def place_columns(frame: Frame, own: Mapping[str, Numbers]) -> Rows:
    """The columns `PLACE_NAMES`, each a row; `own` holds the columns of the blocks' own words."""
    words = np.expm1(own["words"].astype(np.float64))
    good = ((words >= _GOOD_WORDS) & (own["linked"] < 0.4) & (own["end"] == 1)).astype(np.float64)
    around = _Around(frame, words, good, words * own["linked"])
    bits = frame.gathered(np.bitwise_or, frame.named)
    return [
        (bits[frame.box] >> _FLAGS) & 1, np.minimum(frame.depth[frame.box], 60), *_places(words, good, own), *around.main(), *around.repeats(),
        *around.kinds(), *around.boxes(), around.page(), *_near_columns(frame, good, own), *_role_columns(frame, bits),
    ]  # fmt: skip


class _Around:
    """The boxes of one page and what they hold: words, linked words, words of running text."""

    def __init__(self, frame: Frame, words: Floats, good: Floats, linked: Floats) -> None:
        self.frame, self.words, self.good, self.linked = frame, words, good, linked
        sums = np.zeros((3, len(words) + 1))
        np.cumsum([words, linked, words * good], axis=1, out=sums[:, 1:])
        self.in_box = sums[:, frame.last] - sums[:, frame.first]
        self.total = np.maximum(sums[:, -1], 1.0)

    def main(self) -> Rows:
        """The place of each block against the box that holds most running text directly (as readability scoring does)."""
        frame = self.frame
        worth = self.words * self.good
        shares = np.concatenate([worth * 0.3, worth, worth * 0.6, worth * 0.3])
        best = int(np.bincount(np.concatenate(frame.ups[:_LEVELS]), shares).argmax())
        depth = int(frame.depth[best])
        shared = self._shared_depth(best)
        first, last = int(frame.first[best]), max(int(frame.last[best]), int(frame.first[best]) + 1)
        count = len(self.words)
        return [
            shared == depth,
            np.minimum(depth - shared, 20),
            np.minimum(frame.depth[frame.box] - shared, 20),
            np.clip((np.arange(count) - first) / (last - first), -2, 3),
            np.full(count, self.in_box[2, best] / self.total[2]),
        ]

    def _shared_depth(self, best: int) -> Counts:
        """The depth of the innermost box that holds both a block and this box."""
        frame = self.frame
        chain = [best]
        while frame.parent[chain[-1]] >= 0:
            chain.append(int(frame.parent[chain[-1]]))
        shared = np.zeros(len(self.words), dtype=np.int64)
        for box in reversed(chain):
            shared[frame.first[box] : frame.last[box]] = frame.depth[box]
        return shared

    def repeats(self) -> Rows:
        """How often a box around the block stands beside boxes like it, and its share of the page's words."""
        times, box = self.frame.repeats()
        return [np.log1p(times), self.in_box[0, box] / self.total[0]]

    def kinds(self) -> Rows:
        """Blocks of the same kind, and blocks in the box around the block's own."""
        kinds, parents = self.frame.kinds, self.frame.ups[1]
        words = np.bincount(kinds, weights=self.words)[kinds]
        count = np.bincount(kinds)[kinds]
        linked = np.bincount(kinds, weights=self.linked)[kinds]
        together = np.bincount(parents)[parents]
        near = np.bincount(parents, weights=self.words)[parents]
        return [
            np.log1p(words / count),
            np.log1p(count),
            linked / np.maximum(words, 1),
            words / self.total[0],
            np.log1p(together),
            np.log1p(near),
        ]

    def boxes(self) -> Rows:
        """Size, linkedness and running text of the box around each block and of those further out."""
        words, linked, good = self.in_box
        blocks = self.frame.last - self.frame.first
        some = np.maximum(words, 1)
        columns = np.stack([np.log1p(words), linked / some, np.log1p(blocks), words / self.total[0], good / some])
        return [columns[:, box] for box in self.frame.ups[:_LEVELS]]

    def page(self) -> Floats:
        """The page as a whole, the same for each of its blocks."""
        words, linked, good = self.total
        row = np.array([np.log1p(words), linked / words, np.log1p(len(self.words)), good / words])
        return np.repeat(row[:, None], len(self.words), axis=1)


def _places(words: Floats, good: Floats, own: Mapping[str, Numbers]) -> Rows:
    count = len(words)
    place = np.arange(count)
    before = np.cumsum(words) - words
    total = max(float(words.sum()), 1.0)
    likeness = np.where(own["words"] < np.log1p(60), own["in_title"] + own["of_title"], 0)
    title = int(likeness.argmax()) if likeness.max() > 1 else 0
    runs = np.flatnonzero(good)
    since = np.full(count, count)
    until = np.full(count, count)
    if len(runs):
        left = np.searchsorted(runs, place, side="left") - 1
        right = np.searchsorted(runs, place, side="right")
        since = np.where(left >= 0, place - runs[np.maximum(left, 0)], count)
        until = np.where(right < len(runs), runs[np.minimum(right, len(runs) - 1)] - place, count)
    offset = place - title
    return [
        place / count,
        before / total,
        1 - (before + words) / total,
        np.sign(offset) * np.log1p(np.abs(offset)),
        offset > 0,
        np.log1p(since),
        np.log1p(until),
    ]


def _near_columns(frame: Frame, good: Floats, own: Mapping[str, Numbers]) -> Rows:
    """The same few numbers of the blocks before and after; -1 beyond the page's ends."""
    count = len(good)
    mine = np.full((6, count + 2 * _REACH), -1, dtype=np.float32)
    for n, name in enumerate(_NEAR[:5]):
        mine[n, _REACH:-_REACH] = own[name]
    mine[5, _REACH:-_REACH] = good
    kin = np.full((2, count + 2 * _REACH), -1)
    kin[0, _REACH:-_REACH], kin[1, _REACH:-_REACH] = frame.ups[1], frame.kinds
    here = kin[:, _REACH:-_REACH]
    columns: Rows = []
    for step in _STEPS:
        near = slice(_REACH + step, _REACH + step + count)
        columns += [mine[:, near], kin[:, near] == here]
    return columns


def _role_columns(frame: Frame, bits: Counts) -> Rows:
    """What the names of the block's box and its parent say that they are, and what those of the boxes further out do."""
    named = np.append(frame.named, 0)
    parent = np.append(frame.parent, -1)
    above = parent[frame.box]
    near = named[frame.box] | named[above]
    far = bits[parent[above]]
    return [(near >> _ROLES) & 1, (far >> _ROLES) & 1]
