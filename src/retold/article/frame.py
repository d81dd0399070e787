"""The boxes of a page as arrays: which stands in which, what kind of element each is, and what a block can ask of those around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold.article.markup import Markup
from retold.article.roles import ROLES, roles_of

Numbers = NDArray[np.float32]
Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

AROUND = (
    "nav", "aside", "footer", "header", "form", "figure", "table", "ul", "ol", "li", "article", "main", "blockquote", "section", "dl", "p",
)  # fmt: skip
_BIT = {tag: 1 << n for n, tag in enumerate(AROUND)} | {"button": 1 << 4, "figcaption": 1 << 5}
_NOT_REPEATED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "html", "body", "td", "th", "tr", "blockquote", "figure", "hr"))
_NAME = re.compile(r"[a-z]+")
FURTHEST = 6  # boxes around a block, its own first, that can be asked for


class Frame:
    """One page's boxes. An element is a tag with its names; `element` numbers those of the boxes among `elements`, each kept once."""

    def __init__(self, page: Markup) -> None:
        boxes = page.boxes
        numbers: dict[tuple[str, str], int] = {}
        self.element: Counts = np.array([numbers.setdefault((box.tag, box.hint), len(numbers)) for box in boxes], dtype=np.int64)
        self.elements = list(numbers)
        self.parent: Counts = np.array([box.parent for box in boxes], dtype=np.int64)
        self.depth: Counts = np.array([box.depth for box in boxes], dtype=np.int64)
        self.first: Counts = np.array([box.first for box in boxes], dtype=np.int64)
        self.last: Counts = np.array([box.last for box in boxes], dtype=np.int64)
        self.box: Counts = np.array([block.box for block in page.blocks], dtype=np.int64)
        self.ups = self._ups()
        self.kinds = self._kinds()

    def _ups(self) -> list[Counts]:
        """For each block its box, and the boxes one step further out each; the outermost stays itself."""
        found = [self.box]
        out = np.maximum(self.parent, 0)
        for _ in range(FURTHEST - 1):
            found.append(out[found[-1]])
        return found

    def _kinds(self) -> Counts:
        """Blocks of one kind stand in elements of the same tag and names, inside elements of the same tag and names."""
        parent = self.parent[self.box]
        outer = np.where(parent >= 0, self.element[parent], -1) + 1
        pairs = self.element[self.box] * (len(self.elements) + 1) + outer
        return np.unique(pairs, return_inverse=True)[1].ravel()

    @cached_property
    def jumps(self) -> list[Counts]:
        """For each box the box 1, 2, 4 … steps out; one more entry stands for "none"."""
        count = len(self.parent)
        step = np.append(np.where(self.parent < 0, count, self.parent), count)
        found = []
        while (step < count).any():
            found.append(step)
            step = step[step]
        return found

    def gathered(self, combine: Callable[[Any, Any], Any], values: NDArray[Any], nothing: Any = 0) -> NDArray[Any]:
        """For each box the combination of its value with those of all boxes around it; the last entry (also index -1) is `nothing`."""
        held = np.append(values, np.array(nothing, dtype=values.dtype))
        for jump in self.jumps:
            held = combine(held, held[jump])
        return held

    @cached_property
    def named(self) -> Counts:
        """Bits of each box: which of `AROUND` it is, and above those which of `ROLES` its names speak of."""
        return np.array([_bits(tag, hint) for tag, hint in self.elements], dtype=np.int64)[self.element]

    def repeats(self) -> tuple[Counts, Counts]:
        """For each block how often the most repeated box around it stands beside boxes like it (comments, teasers, list items), and that box.

        Paragraphs beside paragraphs do not count, nor do boxes without text.
        """
        names: dict[tuple[str, str], int] = {}
        like = np.array([names.setdefault((tag, _first_name(hint)), len(names)) for tag, hint in self.elements])
        counted = np.array([tag not in _NOT_REPEATED for tag, _ in self.elements])[self.element]
        keys = self.parent * len(names) + like[self.element]
        held = self.last > self.first
        _, inverse, counts = np.unique(keys[held], return_inverse=True, return_counts=True)
        times = np.zeros(len(keys), dtype=np.int64)
        times[held] = counts[inverse.ravel()]
        most = self.gathered(np.maximum, (times * counted << 32) + (len(keys) - np.arange(len(keys))))[self.box]
        return most >> 32, len(keys) - (most & 0xFFFFFFFF)


@lru_cache(maxsize=16384)
def _first_name(hint: str) -> str:
    found = _NAME.search(hint)
    return found[0] if found else ""


def _bits(tag: str, hint: str) -> int:
    roles = roles_of(hint) if hint and tag not in ("html", "body") else 0
    return _BIT.get(tag, 0) | roles << len(AROUND)


ROLE_COUNT = len(ROLES)
