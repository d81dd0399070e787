"""Where a block stands on its page, in numbers: place, boxes around it, blocks of its kind, neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retold.article.markup import Markup
from retold.article.roles import ROLES, roles_of

Numbers = NDArray[np.float32]
Counts = NDArray[np.int64]
Columns = Mapping[str, Numbers]

_NAME = re.compile(r"[a-z]+")
_AROUND = (
    "nav",
    "aside",
    "footer",
    "header",
    "form",
    "figure",
    "table",
    "ul",
    "ol",
    "li",
    "article",
    "main",
    "blockquote",
    "section",
    "dl",
    "p",
)
_BIT = {tag: 1 << n for n, tag in enumerate(_AROUND)} | {"button": 1 << 4, "figcaption": 1 << 5}
_NOT_REPEATED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "html", "body", "td", "th", "tr", "blockquote", "figure", "hr"))
_LEVELS = 4  # boxes around a block that are measured: its own, and three further out
_STEPS = (-3, -2, -1, 1, 2, 3)
_GOOD_WORDS = 12  # a block of so many words, little of it linked, ending as a sentence does, is taken for running text

_PLACE = ("place", "words_before", "words_after", "from_title", "from_heading", "good_before", "good_after")
_MAIN = ("in_main", "main_up", "main_down", "main_place", "main_share")
_REPEAT = ("repeat", "repeat_words")
_KIND = ("kind_words", "kind_count", "kind_linked", "kind_share", "sibling_count", "sibling_words")
_BOX = ("words", "linked", "blocks", "share", "good")
_PAGE = ("page_words", "page_blocks", "page_linked", "page_good")
_NEAR = ("words", "linked", "end", "text_score", "hint_score_0", "good", "same_parent", "same_kind")
PLACE_NAMES: tuple[str, ...] = (
    *(f"in_{tag}" for tag in _AROUND), "depth", *_PLACE, *_MAIN, *_REPEAT, *_KIND,
    *(f"box{level}_{name}" for level in range(_LEVELS) for name in _BOX), *_PAGE,
    *(f"{name}_{step:+d}" for step in _STEPS for name in _NEAR),
    *(f"{where}_role{n}" for where in ("near", "far") for n in range(len(ROLES))),
)  # fmt: skip


def place_columns(page: Markup, boxes: Counts, own: Columns) -> Numbers:
    """The columns `PLACE_NAMES`; `boxes` is each block's box, `own` the columns of the blocks' own words."""
    words = np.expm1(own["words"].astype(np.float64))
    good = ((words >= _GOOD_WORDS) & (own["linked"] < 0.4) & (own["end"] == 1)).astype(np.float64)
    frame = _Frame(page, boxes, words, good, words * own["linked"])
    kinds = kinds_of(page, boxes)
    parts = [
        frame.around(), _places(words, good, own), frame.main(), frame.repeats(page), _kind_columns(frame, kinds), *(frame.box_columns(level) for level in range(_LEVELS)),
        frame.page_columns(), _near_columns(frame, kinds, own), _role_columns(page, boxes),
    ]  # fmt: skip
    return np.concatenate(parts, axis=1).astype(np.float32)


class _Frame:
    """The boxes of one page as arrays."""

    def __init__(
        self, page: Markup, boxes: Counts, words: NDArray[np.float64], good: NDArray[np.float64], linked: NDArray[np.float64]
    ) -> None:
        self.boxes, self.words, self.good, self.linked = boxes, words, good, linked
        self.tags = [box.tag for box in page.boxes]
        self.parent = np.array([box.parent for box in page.boxes])
        self.depth = np.array([box.depth for box in page.boxes])
        self.first = np.array([box.first for box in page.boxes])
        self.last = np.array([box.last for box in page.boxes])
        sums = np.zeros((3, len(words) + 1))
        np.cumsum([words, linked, words * good], axis=1, out=sums[:, 1:])
        self.in_box = sums[:, self.last] - sums[:, self.first]  # words, linked words, words of running text
        self.total = np.maximum(sums[:, -1], 1.0)

    def up(self, level: int) -> Counts:
        """For each block the box so many steps out; the outermost stays itself."""
        found = self.boxes
        for _ in range(level):
            found = np.maximum(self.parent[found], 0)
        return found

    def around(self) -> NDArray[np.float64]:
        """Which kinds of box stand around each block, and how deep it lies."""
        bits: list[int] = []
        for tag, parent in zip(self.tags, self.parent.tolist(), strict=True):
            bits.append((bits[parent] if parent >= 0 else 0) | _BIT.get(tag, 0))
        mine = np.array(bits)[self.boxes]
        flags = [(mine >> n) & 1 for n in range(len(_AROUND))]
        return np.stack([*flags, np.minimum(self.depth[self.boxes], 60)], axis=1).astype(np.float64)

    def main(self) -> NDArray[np.float64]:
        """The place of each block against the box that holds most running text directly (as readability scoring does)."""
        score = np.zeros(len(self.tags))
        worth = self.words * self.good
        for level, weight in ((0, 0.3), (1, 1.0), (2, 0.6), (3, 0.3)):
            np.add.at(score, self.up(level), worth * weight)
        best = int(score.argmax())
        chain = set()
        box = best
        while box >= 0:
            chain.add(box)
            box = int(self.parent[box])
        meet: list[int] = []  # depth of the innermost box that holds both this box and the best
        for n, parent in enumerate(self.parent.tolist()):
            meet.append(int(self.depth[n]) if n in chain else meet[parent] if parent >= 0 else 0)
        shared = np.array(meet)[self.boxes]
        place = np.arange(len(self.words))
        first, last = self.first[best], max(self.last[best], self.first[best] + 1)
        return np.stack(
            [
                (shared == self.depth[best]).astype(np.float64),
                np.minimum(self.depth[best] - shared, 20),
                np.minimum(self.depth[self.boxes] - shared, 20),
                np.clip((place - first) / (last - first), -2, 3),
                np.full(len(place), self.in_box[2, best] / self.total[2]),
            ],
            axis=1,
        )

    def repeats(self, page: Markup) -> NDArray[np.float64]:
        """How often a box around the block stands beside boxes like it (comments, teasers, list items), and its share of the page's words.

        The most repeated box counts; paragraphs beside paragraphs do not.
        """
        keys = [(box.parent, box.tag, _first_name(box.hint)) for box in page.boxes]
        counts = Counter(key for key, box in zip(keys, page.boxes, strict=True) if box.last > box.first)
        best: list[tuple[int, int]] = []
        for n, (key, box) in enumerate(zip(keys, page.boxes, strict=True)):
            above = best[box.parent] if box.parent >= 0 else (0, n)
            mine = 0 if box.tag in _NOT_REPEATED else counts[key]
            best.append((mine, n) if mine > above[0] else above)
        found = np.array(best)[self.boxes]
        return np.stack([np.log1p(found[:, 0]), self.in_box[0, found[:, 1]] / self.total[0]], axis=1)

    def box_columns(self, level: int) -> NDArray[np.float64]:
        """Size, linkedness and running text of the box so many steps out."""
        box = self.up(level)
        words, linked, good = self.in_box[:, box]
        blocks = self.last[box] - self.first[box]
        return np.stack(
            [np.log1p(words), linked / np.maximum(words, 1), np.log1p(blocks), words / self.total[0], good / np.maximum(words, 1)], axis=1
        )

    def page_columns(self) -> NDArray[np.float64]:
        """The page as a whole, the same for each of its blocks."""
        words, linked, good = self.total
        row = [np.log1p(words), linked / words, np.log1p(len(self.words)), good / words]
        return np.tile(row, (len(self.words), 1))


@lru_cache(maxsize=16384)
def _first_name(hint: str) -> str:
    found = _NAME.search(hint)
    return found[0] if found else ""


def _places(words: NDArray[np.float64], good: NDArray[np.float64], own: Columns) -> NDArray[np.float64]:
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
    return np.stack(
        [
            place / count, before / total, 1 - (before + words) / total, np.sign(offset) * np.log1p(np.abs(offset)), (offset > 0) * 1.0,
            np.log1p(since), np.log1p(until),
        ],
        axis=1,
    )  # fmt: skip


def kinds_of(page: Markup, boxes: Counts) -> Counts:
    """Blocks of one kind stand in elements of the same tag and names, inside elements of the same tag and names."""
    names: dict[tuple[str, str], int] = {}
    own = [names.setdefault((box.tag, box.hint), len(names)) for box in page.boxes]
    pairs: dict[tuple[int, int], int] = {}
    found = []
    for box in boxes.tolist():
        parent = page.boxes[box].parent
        found.append(pairs.setdefault((own[box], own[parent] if parent >= 0 else -1), len(pairs)))
    return np.array(found)


def _kind_columns(frame: _Frame, kinds: Counts) -> NDArray[np.float64]:
    words = np.bincount(kinds, weights=frame.words)[kinds]
    count = np.bincount(kinds)[kinds]
    linked = np.bincount(kinds, weights=frame.linked)[kinds]
    parents = frame.up(1)
    together = np.bincount(parents)[parents]
    near = np.bincount(parents, weights=frame.words)[parents]
    return np.stack(
        [
            np.log1p(words / count),
            np.log1p(count),
            linked / np.maximum(words, 1),
            words / frame.total[0],
            np.log1p(together),
            np.log1p(near),
        ],
        axis=1,
    )


def _near_columns(frame: _Frame, kinds: Counts, own: Columns) -> NDArray[np.float64]:
    """The same few numbers of the blocks before and after; -1 beyond the page's ends."""
    parents = frame.up(1)
    mine: list[NDArray[np.floating]] = [*(own[name] for name in _NEAR[:5]), frame.good]
    columns: list[NDArray[np.generic]] = []
    count = len(kinds)
    for step in _STEPS:
        where = np.arange(count) + step
        inside = (where >= 0) & (where < count)
        at = np.clip(where, 0, count - 1)
        columns += [np.where(inside, values[at], -1.0) for values in mine]
        columns += [inside & (parents[at] == parents), inside & (kinds[at] == kinds)]
    return np.stack(columns, axis=1).astype(np.float64)


def _role_columns(page: Markup, boxes: Counts) -> NDArray[np.float64]:
    """What the names of the block's box and its parent say that they are, and what those of the boxes further out do."""
    near: list[int] = []
    far: list[int] = []
    for box in page.boxes:
        own = roles_of(box.hint) if box.hint and box.tag not in ("html", "body") else 0
        parent = box.parent
        if parent < 0:
            near.append(own)
            far.append(0)
            continue
        above = page.boxes[parent]
        near.append(own | (roles_of(above.hint) if above.tag not in ("html", "body") else 0))
        far.append(far[parent] | (near[above.parent] if above.parent >= 0 else 0))
    bits = np.array([near, far])[:, boxes]
    return np.stack([(row >> n) & 1 for row in bits for n in range(len(ROLES))], axis=1).astype(np.float64)
