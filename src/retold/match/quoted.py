"""Which words of a text stand in quotation marks: texts that share only what one speaker said need not have taken from each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from retold.match.stretches import uncovered
from retold.match.words import I32, I64, Joined, Words, joined

MOSTLY = 0.8  # share of quoted words from which what two texts share is called a quotation
_LONGEST = 1500  # code points; a longer run is a mark that was never closed
_POST = re.compile(r"(?m)^([^\n]+)\n\s*[—–-] ?[^\n]{1,80}\(@\w+\)[^\n]*$")  # an embedded post, its author beneath
_MARK, _LINE_END, _AT = 1, 2, 3
_KIND_OF = np.zeros(0x110000, dtype=np.uint8)
_KIND_OF[[ord(mark) for mark in '"“”„«»']] = _MARK
_KIND_OF[ord("\n")] = _LINE_END
_KIND_OF[ord("@")] = _AT


def quoted_in(texts: Sequence[str], at: Joined, words: Words) -> tuple[I32, I64]:
    """The quoted places of texts: runs of words between double quotation marks that open and close in one line, and embedded posts.

    `at` and `words` are those of `texts`. Returns rows (first word, last + 1), and the row with which each text begins.
    """
    kind = _KIND_OF[at.codes]
    place = np.flatnonzero(kind)
    opened, closed = _between_marks(place, kind[place])
    named = np.unique(np.searchsorted(at.begin, place[kind[place] == _AT], side="right") - 1).tolist()
    posts = [int(at.begin[k]) + edge for k in named for edge in _posts(texts[k])]
    if posts:
        opened, closed = np.concatenate((opened, posts[::2])), np.concatenate((closed, posts[1::2]))
    text = np.searchsorted(at.begin, opened, side="right") - 1
    order = np.argsort(text, kind="stable")
    text, opened, closed = text[order], opened[order], closed[order]
    start = words.start + np.repeat(at.begin, np.diff(words.first))
    rows = np.column_stack((np.searchsorted(start, opened), np.searchsorted(start, closed))) - words.first[text][:, None]
    return rows.astype(np.int32), np.searchsorted(text, np.arange(len(texts) + 1))


def quoted_places(text: str, start: I32) -> I32:
    """The quoted places of one text, as `quoted_in`; `start` is where each of its words begins."""
    return quoted_in([text], joined([text]), Words(np.zeros(0, np.uint32), start, start, np.array([0, len(start)])))[0]


def _between_marks(place: I64, kind: npt.NDArray[np.uint8]) -> tuple[I64, I64]:
    """From behind each opening mark to its closing one: in every line marks open and close in turn."""
    marks = kind == _MARK
    line, mark = np.cumsum(kind == _LINE_END)[marks], place[marks]
    if not len(mark):
        return mark, mark
    number = np.arange(len(mark))
    in_line = number - np.maximum.accumulate(np.where(np.diff(line, prepend=-1) != 0, number, 0))
    opens = np.flatnonzero((in_line[:-1] % 2 == 0) & (line[1:] == line[:-1]))
    opened, closed = mark[opens] + 1, mark[opens + 1]
    short = closed - opened <= _LONGEST
    return opened[short], closed[short]


def _posts(text: str) -> list[int]:
    """Where embedded posts begin and end."""
    return [edge for post in _POST.finditer(text) for edge in post.span()] if "(@" in text else []


def quoted_shares(quoted: Mapping[int, I32], a: Sequence[int], b: Sequence[int], pair: I64, passages: I64) -> list[float]:
    """For each pair (a[k], b[k]) of texts the share of the words of its passages that are quoted, on the side where it is larger.

    `quoted` are the quoted places of each text; `passages` rows of word places in both texts, `pair` the pair that each row is of.
    """
    texts = {t: k for k, t in enumerate(dict.fromkeys((*a, *b)))}
    size = np.fromiter((len(quoted[t]) for t in texts), dtype=np.int64)
    spans = np.concatenate([np.zeros((0, 2), np.int32), *(quoted[t] for t in texts)]).astype(np.int64)
    text, start, end = uncovered(np.repeat(np.arange(len(texts)), size), spans[:, 0], spans[:, 1])
    text, start, end = (column[start < end] for column in (text, start, end))
    room = int(max(end.max(initial=0), passages.max(initial=0))) + 1
    begin, before = text * room + start, np.concatenate(([0], np.cumsum(end - start)))

    def share(side: Sequence[int], first: I64, last: I64) -> npt.NDArray[np.float64]:
        own = np.fromiter((texts[t] for t in side), dtype=np.int64)[pair] * room
        at = [np.searchsorted(begin, own + edge, side="right") for edge in (first, last)]
        upto = [_upto(k, own + edge, begin, end - start, before) for k, edge in zip(at, (first, last), strict=True)]
        words = np.bincount(pair, weights=last - first, minlength=len(a))
        shares: npt.NDArray[np.float64] = np.bincount(pair, weights=upto[1] - upto[0], minlength=len(a)) / np.maximum(1, words)
        return shares

    sides = share(a, passages[:, 0], passages[:, 1]), share(b, passages[:, 2], passages[:, 3])
    return [round(s, 4) for s in np.maximum(*sides).tolist()]


def _upto(spans: I64, place: I64, begin: I64, size: I64, before: I64) -> I64:
    """How many words of spans lie before each place, where so many of the spans begin at it or before."""
    if not len(begin):
        return np.zeros_like(place)
    last = np.maximum(spans - 1, 0)
    words: I64 = before[last] + np.clip(place - begin[last], 0, size[last])
    return words
