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
from math import log1p

import numpy as np

from retold.article.markup import Block, Markup
from retold.article.surroundings import PLACE_NAMES, Numbers, place_columns

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
_MAX_TOLD = 100_000  # code points of a stated body that blocks are looked up in
_SHORT = 12  # words; a short block is asked for all its words, a longer one for its first and last

OWN_NAMES = (
    "words", "letters", "linked", "links", "strong", "slanted", "images", "after_break", "commas", "stops", "end", "first", "capitals", "digits",
    "hidden", "in_title", "of_title", "in_description", "copies", "in_json", "text_score", "hint_score_0", "hint_score_1", "hint_score_up", "hint_worst", "hint_best",
    "inner_score",
)  # fmt: skip
TAG_NAMES = tuple(f"is_{tags[0]}" for tags in _GROUPS)
NAMES: tuple[str, ...] = (*OWN_NAMES, *TAG_NAMES, *PLACE_NAMES)


Scores = tuple[float, float, float]  # the sum, the worst and the best of some names


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Learnt log-odds that a block with this word, in its text or in the names around it, is body text."""

    short: Mapping[str, float]  # any word of a short block
    long: Mapping[str, float]  # one of the first or last words of a longer one
    first: Mapping[str, float]  # the first two words of a block
    hints: Mapping[str, float]
    known: dict[tuple[str, str], tuple[Scores, ...]] = field(default_factory=dict, compare=False)  # scores of elements met before

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
    """About how many words a text has; scripts without spaces are counted at two letters a word."""
    count = len(text.split())
    return count if len(text) < 14 * count or text.isascii() else len(text) // 2


@lru_cache(maxsize=8192)
def hint_names(hint: str) -> tuple[str, ...]:
    """The names in class, id and the like, each once: runs of letters."""
    return tuple(sorted({name for name in _NAME.findall(hint) if len(name) > 1}))


def measure(page: Markup, vocabulary: Vocabulary, title: str, description: str, told: str) -> Numbers:
    """One row a block. `title` and `description` are what the head of the page states, `told` the body text its JSON-LD carries."""
    if not page.blocks:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    hint_scores = _hint_scores(page, vocabulary)
    asked = _Asked.of(title, description, told)
    copies = Counter(block.text for block in page.blocks)
    rows = [_own_row(block, page, asked, copies, vocabulary) for block in page.blocks]
    own = np.array(rows, dtype=np.float32)
    boxes = np.array([block.box for block in page.blocks])
    at = OWN_NAMES.index("hint_score_0")
    own[:, at : at + 5] = hint_scores[boxes]
    tags = np.zeros((len(rows), len(_GROUPS)), dtype=np.float32)
    groups = np.array([_TAG_GROUP.get(page.boxes[box].tag, -1) for box in boxes])
    tags[np.nonzero(groups >= 0)[0], groups[groups >= 0]] = 1
    columns = {name: own[:, n] for n, name in enumerate(OWN_NAMES)}
    return np.concatenate([own, tags, place_columns(page, boxes, columns)], axis=1)


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


def _own_row(block: Block, page: Markup, asked: _Asked, copies: Mapping[str, int], vocabulary: Vocabulary) -> list[float]:
    text = block.text
    size = len(text)
    low = own_words(text)
    count = word_count(text)
    last = text[-1]
    if last in _CLOSERS and size > 1:
        last = text[-2] if text[-2] in _ENDS else last
    first = text[0]
    some = low[:40]
    in_title = sum(map(asked.title.__contains__, some))
    in_description = sum(map(asked.description.__contains__, some))
    inner = sum(vocabulary.hints.get("i:" + n, 0.0) for n in hint_names(block.inner)) if block.inner else 0.0
    return [
        log1p(count), log1p(size), block.linked / size if block.linked < size else 1.0, min(len(block.links), 20), min(block.strong / size, 1.0),
        min(block.slanted / size, 1.0), min(block.images, 5), float(block.after_break), text.count(",") / count, text.count(". ") / count,
        float(_ENDS.get(last, 0)), _first_kind(first), _capitals(text, count), _digits(text), float(page.boxes[block.box].hidden),
        in_title / len(some) if some else 0.0, min(in_title / len(asked.title), 1.0) if asked.title else 0.0,
        in_description / len(some) if some else 0.0, min(copies[text], 5), _told(text, asked.told),
        _text_score(low, vocabulary), 0.0, 0.0, 0.0, 0.0, 0.0, inner,
    ]  # fmt: skip


def _text_score(words: Sequence[str], vocabulary: Vocabulary) -> float:
    """The sum of what the tables say of `text_tokens(words)`."""
    if not words:
        return 0.0
    if len(words) <= _SHORT:
        table, asked = vocabulary.short, words
    else:
        table, asked = vocabulary.long, (*words[:5], *words[-3:])
    return sum([table.get(word, 0.0) for word in asked]) + vocabulary.first.get(" ".join(words[:2]), 0.0)


def _first_kind(first: str) -> float:
    if first.isupper():
        return 0.0
    if first.islower():
        return 1.0
    if first.isdigit():
        return 2.0
    return 3.0 if first.isalpha() else 4.0


def _capitals(text: str, count: int) -> float:
    """The share of words that begin with a capital, of the first twenty."""
    words = text[:200].split()[:20]
    return sum(map(str.isupper, [w[0] for w in words])) / max(1, len(words)) if count else 0.0


def _digits(text: str) -> float:
    start = text[:100]
    if not _DIGIT.search(start):
        return 0.0
    return sum(map(str.isdigit, start)) / len(start)


def _told(text: str, told: str) -> float:
    """Whether the body that JSON-LD carries has this block: 1 yes, -1 no, 0 where there is none."""
    if not told:
        return 0.0
    return 1.0 if text[:60] in told else -1.0


def _hint_scores(page: Markup, vocabulary: Vocabulary) -> Numbers:
    """For each box: the score of its own names, of its parent's, of all further out, and the worst and best single name of them all."""
    rows: list[tuple[float, float, float, float, float]] = []
    found: list[tuple[Scores, ...]] = []
    up: list[Scores] = []
    for box in page.boxes:
        mine = vocabulary.known.get((box.tag, box.hint)) or _scores_of(box.tag, box.hint, vocabulary)
        found.append(mine)
        own, _, far = mine
        parent = box.parent
        if parent < 0:
            up.append(far)
            rows.append((own[0], 0.0, 0.0, own[1], own[2]))
            continue
        above = up[parent]
        up.append((above[0] + far[0], min(above[1], far[1]), max(above[2], far[2])))
        one = found[parent][1]
        grand = page.boxes[parent].parent
        out = up[grand] if grand >= 0 else _NOTHING
        rows.append((own[0], one[0], out[0], min(own[1], one[1], out[1]), max(own[2], one[2], out[2])))
    return np.array(rows, dtype=np.float32).reshape(-1, 5)


_NOTHING: Scores = (0.0, 0.0, 0.0)
_MAX_KNOWN = 50_000  # elements remembered between pages; those of one site recur


def _scores_of(tag: str, hint: str, vocabulary: Vocabulary) -> tuple[Scores, ...]:
    """The scores of an element's names as the block's own box, as the box around it, and further out."""
    names = (*hint_names(hint), "<" + tag)
    table = vocabulary.hints
    scores = []
    for mark in ("0:", "1:", "^:"):
        values = [table.get(mark + name, 0.0) for name in names]
        scores.append((sum(values), min(0.0, *values), max(0.0, *values)))
    if len(vocabulary.known) < _MAX_KNOWN:
        vocabulary.known[(tag, hint)] = tuple(scores)
    return tuple(scores)
