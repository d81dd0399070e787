"""What can be measured of each text block of a page: its words, the names around it, its place, the boxes around it, its neighbours.

`measure` gives one row of numbers a block, in the order of `NAMES`. No number depends on the site; words and class names count only
through the learnt tables of `Vocabulary`. The approach follows Kohlschütter, Fankhauser and Nejdl (2010: shallow features of text
blocks) and Vogels, Ganea and Eickhoff (2018: blocks judged as a sequence); the columns are our own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from retold.article.frame import Floats, Frame, Numbers
from retold.article.markup import Block, Markup
from retold.article.surroundings import PLACE_NAMES, Rows, place_columns

_NAME = re.compile(r"[a-z]+")
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_ENDS = dict.fromkeys(".。．؟?!！？…।", 1) | dict.fromkeys(":：", 2) | dict.fromkeys(",;，、-–—", 3)
_CLOSERS = "\"'”’»)]』」"
_GROUPS = (
    ("p",), ("li",), ("h1",), ("h2",), ("h3", "h4", "h5", "h6"), ("td", "th", "caption"), ("blockquote",), ("figcaption", "figure"),
    ("button", "label", "form", "legend"), ("dt", "dd", "summary", "details"), ("pre", "address"),
)  # fmt: skip
_TAG_GROUP = {tag: n for n, tags in enumerate(_GROUPS) for tag in tags}
_GROUP_NUMBERS = np.arange(len(_GROUPS))[:, None]
_MAX_TOLD = 100_000  # code points of a stated body that blocks are looked up in
_SHORT = 12  # words; a short block is asked for all its words, a longer one for its first and last

OWN_NAMES = (
    "words", "letters", "linked", "links", "strong", "slanted", "images", "after_break", "commas", "stops", "end", "first", "capitals", "digits",
    "hidden", "in_title", "of_title", "in_description", "copies", "in_json", "text_score", "hint_score_0", "hint_score_1", "hint_score_up", "hint_worst", "hint_best",
    "inner_score",
)  # fmt: skip
TAG_NAMES = tuple(f"is_{tags[0]}" for tags in _GROUPS)
NAMES: tuple[str, ...] = (*OWN_NAMES, *TAG_NAMES, *PLACE_NAMES)


Scores = tuple[float, ...]  # of names: the sum, the worst and the best, as the block's own box, as the box around it, and further out


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Learnt log-odds that a block with this word, in its text or in the names around it, is body text."""

    short: Mapping[str, float]  # any word of a short block
    long: Mapping[str, float]  # one of the first or last words of a longer one
    first: Mapping[str, float]  # the first two words of a block
    hints: Mapping[str, float]
    known: dict[tuple[str, str], Scores] = field(default_factory=dict, compare=False)  # scores of elements met before

    @classmethod
    def of(cls, text: Mapping[str, float], hints: Mapping[str, float]) -> Vocabulary:
        """From tables with the marks of `text_tokens`."""
        parts = [{word[2:]: odds for word, odds in text.items() if word.startswith(mark)} for mark in ("s:", "l:", "f:")]
        return cls(parts[0], parts[1], parts[2], hints)


def own_words(text: str) -> list[str]:
    """The words of a block in small letters; of a long one, those of its beginning and end."""
    return _WORD.findall(text.lower()) if len(text) < 400 else _WORD.findall(text[:200].lower() + " " + text[-60:].lower())


def text_tokens(words: Sequence[str]) -> list[str]:
    """What the text table is asked for: the first and last words of a block, marked by whether the block is short."""
    if not words:
        return []
    if len(words) <= _SHORT:
        return ["s:" + w for w in words] + ["f:" + " ".join(words[:2])]
    return ["l:" + w for w in (*words[:5], *words[-3:])] + ["f:" + " ".join(words[:2])]


def word_count(text: str) -> int:
    """About how many words a text has, single spaces between them; scripts without spaces are counted at two letters a word."""
    count = text.count(" ") + 1
    return count if len(text) < 14 * count or text.isascii() else len(text) // 2


@lru_cache(maxsize=8192)
def hint_names(hint: str) -> tuple[str, ...]:
    """The names in class, id and the like, each once: runs of letters."""
    return tuple(sorted({name for name in _NAME.findall(hint) if len(name) > 1}))


def measure(page: Markup, frame: Frame, vocabulary: Vocabulary, title: str, description: str, told: str) -> Numbers:
    """One row a block. `title` and `description` are what the head of the page states, `told` the body text its JSON-LD carries."""
    rows = np.empty((len(NAMES), len(page.blocks)), dtype=np.float32)
    if page.blocks:
        asked = _Asked.of(title, description, told)
        own = [
            *_sizes(page.blocks, frame, page),
            *_words(page.blocks, asked, vocabulary),
            *_hint_scores(frame, vocabulary),
            _inner(page.blocks, vocabulary),
        ]
        at = _filled(rows, 0, [*own, _tags(frame)])
        columns = dict(zip(OWN_NAMES, rows, strict=False))
        _filled(rows, at, place_columns(frame, columns))
    return rows.T


def _filled(rows: Numbers, at: int, parts: Rows) -> int:
    """Writes the parts under one another, from row `at` on; the row after them."""
    for part in parts:
        if part.ndim == 1:
            rows[at] = part
            at += 1
        else:
            rows[at : at + len(part)] = part
            at += len(part)
    return at


@dataclass(frozen=True, slots=True)
class _Asked:
    """The words that blocks are compared with."""

    title: frozenset[str]
    description: frozenset[str]
    told: str

    @classmethod
    def of(cls, title: str, description: str, told: str) -> _Asked:
        return cls(
            frozenset(_WORD.findall(title.lower())),
            frozenset(_WORD.findall(description.lower())),
            " ".join(told[:_MAX_TOLD].split()) if len(told) > 200 else "",
        )


def _sizes(blocks: Sequence[Block], frame: Frame, page: Markup) -> Rows:
    """The columns "words" to "hidden"."""
    texts = [block.text for block in blocks]
    size = np.array([len(text) for text in texts], dtype=np.float64)
    count = np.array([word_count(text) for text in texts], dtype=np.float64)
    hidden = np.array([box.hidden for box in page.boxes])
    return [
        np.log1p(count),
        np.log1p(size),
        np.minimum(np.array([block.linked for block in blocks]) / size, 1.0),
        np.minimum(np.array([len(block.links) for block in blocks]), 20),
        np.minimum(np.array([block.strong for block in blocks]) / size, 1.0),
        np.minimum(np.array([block.slanted for block in blocks]) / size, 1.0),
        np.minimum(np.array([block.images for block in blocks]), 5),
        np.array([block.after_break for block in blocks]),
        np.array([text.count(",") for text in texts]) / count,
        np.array([text.count(". ") for text in texts]) / count,
        np.array([_end_kind(text) for text in texts]),
        np.array([_first_kind(text[0]) for text in texts]),
        np.array([_capitals(text) for text in texts]),
        np.array([_digits(text) for text in texts]),
        hidden[frame.box],
    ]


def _words(blocks: Sequence[Block], asked: _Asked, vocabulary: Vocabulary) -> Rows:
    """The columns "in_title" to "text_score"."""
    listed = [own_words(block.text) for block in blocks]
    heads = [words[:40] for words in listed]
    sizes = np.array([len(words) or 1 for words in heads])
    in_title = _shared(heads, asked.title)
    copies = Counter([block.text for block in blocks])
    return [
        in_title / sizes,
        np.minimum(in_title / max(len(asked.title), 1), 1.0),
        _shared(heads, asked.description) / sizes,
        np.minimum([copies[block.text] for block in blocks], 5),
        np.array([1.0 if block.text[:60] in asked.told else -1.0 for block in blocks]) if asked.told else np.zeros(len(blocks)),
        np.array([_text_score(words, vocabulary) for words in listed]),
    ]


def _shared(listed: Sequence[Sequence[str]], asked: frozenset[str]) -> Floats:
    """How many of the words of each list are among those asked for."""
    known = asked.__contains__
    return np.array([0 if asked.isdisjoint(words) else sum(map(known, words)) for words in listed], dtype=np.float64)


def _end_kind(text: str) -> int:
    """What a text ends with, a closing mark aside: 1 a full stop or its like, 2 a colon, 3 a lesser mark, 0 anything else."""
    last = text[-1]
    if last in _CLOSERS and len(text) > 1:
        return _ENDS.get(text[-2], 0)
    return _ENDS.get(last, 0)


def _text_score(words: Sequence[str], vocabulary: Vocabulary) -> float:
    """The sum of what the tables say of `text_tokens(words)`."""
    if not words:
        return 0.0
    if len(words) <= _SHORT:
        score = sum(map(vocabulary.short.get, words, repeat(0.0)))
    else:
        score = sum(map(vocabulary.long.get, (*words[:5], *words[-3:]), repeat(0.0)))
    return score + vocabulary.first.get(" ".join(words[:2]), 0.0)


def _first_kind(first: str) -> int:
    if first.isupper():
        return 0
    if first.islower():
        return 1
    if first.isdigit():
        return 2
    return 3 if first.isalpha() else 4


_initial = itemgetter(0)


def _capitals(text: str) -> float:
    """The share of words that begin with a capital, of the first twenty."""
    words = text[:200].split(None, 20)[:20]
    return sum(map(str.isupper, map(_initial, words))) / len(words)


def _digits(text: str) -> float:
    start = text[:100]
    if not _DIGIT.search(start):
        return 0.0
    return sum(map(str.isdigit, start)) / len(start)


def _inner(blocks: Sequence[Block], vocabulary: Vocabulary) -> Floats:
    """What the names of the elements inside a block say."""
    table = vocabulary.hints
    return np.array([sum([table.get("i:" + n, 0.0) for n in hint_names(block.inner)]) if block.inner else 0.0 for block in blocks])


def _tags(frame: Frame) -> NDArray[np.bool_]:
    """Of which group the tag of each block's box is."""
    groups = np.array([_TAG_GROUP.get(tag, -1) for tag, _ in frame.elements])[frame.element][frame.box]
    same: NDArray[np.bool_] = groups == _GROUP_NUMBERS
    return same


def _hint_scores(frame: Frame, vocabulary: Vocabulary) -> Rows:
    """For each block: the score of its box's own names, of its parent's, of all further out, and the worst and best single name of them all."""
    known = vocabulary.known
    listed = [known.get(element) or _scores_of(element, vocabulary) for element in frame.elements]
    scores = np.concatenate([np.array(listed)[frame.element].T, np.zeros((9, 1))], axis=1)  # the last column stands for "none"
    parent = np.append(frame.parent, -1)[frame.box]
    outer = np.append(frame.parent, -1)[parent]
    own, above, out = scores[:3, frame.box], scores[3:6, parent], scores[6:, :-1]
    far, worst, best = (frame.gathered(combine, row)[outer] for combine, row in zip((np.add, np.minimum, np.maximum), out, strict=True))
    return [own[0], above[0], far, np.minimum(np.minimum(own[1], above[1]), worst), np.maximum(np.maximum(own[2], above[2]), best)]


_MAX_KNOWN = 50_000  # elements remembered between pages; those of one site recur


def _scores_of(element: tuple[str, str], vocabulary: Vocabulary) -> Scores:
    """The scores of an element's names as the block's own box, as the box around it, and further out."""
    tag, hint = element
    names = (*hint_names(hint), "<" + tag)
    table = vocabulary.hints
    scores: list[float] = []
    for mark in ("0:", "1:", "^:"):
        values = [table.get(mark + name, 0.0) for name in names]
        scores += (sum(values), min(0.0, *values), max(0.0, *values))
    if len(vocabulary.known) < _MAX_KNOWN:
        vocabulary.known[element] = tuple(scores)
    return tuple(scores)
