"""Which words of a text stand in quotation marks: texts that share only what one speaker said need not have taken from each other."""

from __future__ import annotations

import re

import numpy as np

from retold.match.words import I32

MOSTLY = 0.8  # share of quoted words from which what two texts share is called a quotation
_LONGEST = 1500  # code points; a longer run is a mark that was never closed
_POST = re.compile(r"(?m)^([^\n]+)\n\s*[—–-] ?[^\n]{1,80}\(@\w+\)[^\n]*$")  # an embedded post, its author beneath
_MARKS = re.compile('["“”„«»\n]')


def quoted_places(text: str, start: I32) -> I32:
    """Runs of words between double quotation marks that open and close in one line, and embedded posts, as rows (first word, last + 1).

    `start` is where each word of the text begins.
    """
    runs = [edge for post in _POST.finditer(text) for edge in post.span()] if "(@" in text else []
    opened: int | None = None
    for mark in _MARKS.finditer(text):
        if mark.group() == "\n":
            opened = None
        elif opened is None:
            opened = mark.end()
        else:
            if mark.start() - opened <= _LONGEST:
                runs += (opened, mark.start())
            opened = None
    return np.searchsorted(start, np.array(runs, dtype=np.int32)).astype(np.int32).reshape(-1, 2)


def quoted_before(places: I32, words: int) -> I32:
    """How many quoted words stand before each word of a text of so many words, and in all."""
    edge = np.zeros(words + 1, dtype=np.int32)
    np.add.at(edge, places[:, 0], 1)
    np.add.at(edge, places[:, 1], -1)
    return np.concatenate((np.zeros(1, np.int32), np.cumsum(np.cumsum(edge[:-1]) > 0, dtype=np.int32)))


def quoted_share(a: I32, b: I32, passages: I32) -> float:
    """The share of the words of passages (rows of word places in both texts) that are quoted, on the side where it is larger.

    `a` and `b` are what `quoted_before` gives for the two texts.
    """
    shares = []
    for before, first, last in ((a, passages[:, 0], passages[:, 1]), (b, passages[:, 2], passages[:, 3])):
        shares.append(float((before[last] - before[first]).sum()) / max(1, int((last - first).sum())))
    return round(max(shares), 4)
