"""What the model looks at to tell which tokens are source and content of one cue: the window it sees, and the features in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.compare.attribution.features import MAX_WINDOW, Encoded, Ids, Words, mixed, visible_tokens
from retold.compare.attribution.vocabulary import code_of

_FOLLOWING = 4  # quoted sentences after the cue's own that a window takes in
_MAX_BEFORE = 60  # tokens kept before the cue where a window is too long


@dataclass(frozen=True, slots=True)
class Windows:
    """The tokens that each cue sees, a row a cue, padded with -1 at the right; `head` is the cue's place in its row."""

    tokens: Ids
    head: Ids

    @property
    def lengths(self) -> Ids:
        """How many tokens each cue sees."""
        lengths: Ids = (self.tokens >= 0).sum(axis=1)
        return lengths


def windows(doc: Encoded, heads: list[int]) -> Windows:
    """The window of each cue head: its sentence, quoted sentences that follow it, and quotations that reach beyond it."""
    seen = visible_tokens(doc)
    rows: list[NDArray[np.int64]] = []
    places = []
    ranges: dict[int, NDArray[np.int64]] = {}
    for head in heads:
        number = doc.sentence[head]
        if number not in ranges:
            first, last = _reach(doc, number)
            inside = slice(doc.sentence_starts[first], doc.sentence_starts[last + 1])
            ranges[number] = np.flatnonzero(seen[inside]) + inside.start
        row = ranges[number]
        place = int(np.searchsorted(row, head))
        if place >= len(row) or row[place] != head:
            row = np.insert(row, place, head)
        if len(row) > MAX_WINDOW:
            start = min(max(0, place - _MAX_BEFORE), len(row) - MAX_WINDOW)
            row, place = row[start : start + MAX_WINDOW], place - start
        rows.append(row)
        places.append(place)
    width = max((len(row) for row in rows), default=1)
    table = np.full((len(rows), width), -1, dtype=np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return Windows(table, np.array(places, dtype=np.int64))


def _reach(doc: Encoded, number: int) -> tuple[int, int]:
    """The first and last sentence that the cues of a sentence see."""
    first, last, count = number, number, len(doc.sentence_starts) - 1
    while first > 0 and number - first < _FOLLOWING and _inside_from_before(doc, first):
        first -= 1
    while last + 1 < count and last - number < _FOLLOWING:
        at = doc.sentence_starts[last + 1]
        if at >= len(doc.starts) or doc.sentence_starts[last] >= at:
            break
        same_paragraph = doc.paragraph[at] == doc.paragraph[at - 1]
        announced = doc.norms[at - 1] == ":" and last == number
        quoted = doc.quote[at] == 1 and (same_paragraph or _is_all_quoted(doc, last + 1))
        if not (_inside_from_before(doc, last + 1) or announced or quoted):
            break
        last += 1
    return first, last


def _inside_from_before(doc: Encoded, number: int) -> bool:
    """Does a sentence begin inside a quotation that the sentence before it opened?"""
    at = doc.sentence_starts[number]
    return 0 < at < len(doc.starts) and doc.quote_of[at] >= 0 and doc.quote_of[at] == doc.quote_of[at - 1]


def _is_all_quoted(doc: Encoded, number: int) -> bool:
    """Is a sentence nothing but a quotation, as paragraphs are that go on quoting the speaker named before?"""
    first, end = doc.sentence_starts[number], doc.sentence_starts[number + 1]
    return first < end and bool(doc.quote[first:end].all())


@dataclass(frozen=True, slots=True)
class _Seen:
    """Arrays over cues and window tokens, and of the cues alone (one column)."""

    side: Words
    far: Words
    commas: Words
    verbs: Words
    opened: Words
    later: Words
    halves: Words  # does the window hold a quotation before the cue, after it
    coarse: Words
    stop_before: Words
    stop_after: Words
    started: Words  # place from the window's first token, capped
    named: Words  # capitalised words and pronouns between the cue and the token


_COARSE = {",": 3, ".": 4, ":": 5, ";": 5, "that": 6, "to": 7, "of": 8, "by": 9, "for": 10, "and": 11, "but": 11, "who": 12, "which": 12,
           "he": 13, "she": 13, "they": 13, "it": 13, "i": 13, "we": 13, "you": 13, "in": 14, "on": 14, "at": 14, "as": 15, "the": 16,
           "a": 16, "an": 16, "his": 16, "her": 16, "their": 16, "-": 17, "--": 17, "is": 18, "was": 18, "are": 18, "has": 19, "had": 19,
           "have": 19, "not": 20, "if": 21, "whether": 21, "what": 22, "why": 22, "how": 22, "about": 23}  # fmt: skip
_FINITE = (
    "is",
    "was",
    "are",
    "were",
    "has",
    "had",
    "have",
    "will",
    "would",
    "could",
    "can",
    "may",
    "be",
    "been",
    "do",
    "does",
    "did",
    "said",
    "'s",
)


def role_features(doc: Encoded, win: Windows) -> tuple[Ids, Ids]:
    """Table places for each token of each window (templates x cues x tokens): of the token's own role, and of the step into it."""
    at = np.maximum(win.tokens, 0)
    rows = np.arange(len(win.head))[:, None]
    head = win.head[:, None]
    seen = _seen(doc, win, at)
    word, delex, group, shape = doc.word[at], doc.delex[at], doc.group[at], doc.shape[at]
    quote, kind = doc.quote[at], doc.quote_kind[at]
    w1, w2 = _step(word, 1), _step(word, -1)
    d1, d2, d3 = _step(delex, 1), _step(delex, -1), _step(delex, -2)
    q2, group1 = _step(quote, -1), _step(group, 1)
    hw, hs, hg = word[rows, head], doc.suffix[at][rows, head], group[rows, head]
    spoken = doc.speech[at][rows, head]
    before, after = _step(seen.coarse, -1)[rows, head], _step(seen.coarse, 1)[rows, head]
    side, far, commas, halves = seen.side, seen.far, seen.commas, seen.halves
    own = [
        mixed(101, far), mixed(102, far, hw), mixed(103, far, before, after), mixed(104, word, side), mixed(105, word, far),
        mixed(106, delex, far), mixed(107, group, side), mixed(108, w2, word, side), mixed(109, word, w1, side),
        mixed(110, d2, delex, d1, side), mixed(111, shape, far), mixed(112, quote, kind, side, seen.opened),
        mixed(113, quote, kind, far, commas), mixed(114, commas, side, quote), mixed(115, commas, far, shape),
        mixed(116, commas, seen.verbs, side), mixed(117, hw, side, commas, quote), mixed(118, hw, side, seen.verbs),
        mixed(119, before, after, side, commas, quote), mixed(120, before, after, side, delex), mixed(121, hw, word, side),
        mixed(122, hg, delex, side), mixed(123, hs, delex, far), mixed(124, seen.later, quote, side), mixed(125, hw, delex, far),
        mixed(126, halves, side, quote, kind), mixed(127, halves, before, after, side, commas),
        mixed(128, seen.coarse, seen.stop_after, side, far), mixed(129, seen.coarse, seen.stop_before, side, commas),
        mixed(130, hs, before, after, side, commas), mixed(131, hw, halves, side, quote), mixed(132, hg, side, commas, seen.verbs),
        mixed(133, commas, seen.verbs, seen.stop_before, side, seen.coarse), mixed(134, hs, side, seen.stop_before, commas, shape),
        mixed(135, hg, before, after, side), mixed(136, hw, before, side, commas), mixed(137, hw, after, side, commas),
        mixed(138, halves, hs, after, far), mixed(139, seen.started, before, hs, side), mixed(140, seen.started, side, commas, shape),
        mixed(141, seen.started, delex, w1, side), mixed(142, seen.named, seen.coarse, side, far),
        mixed(143, seen.named, before, hs, seen.coarse), mixed(144, shape, group1, side, commas),
        mixed(145, seen.started, seen.verbs, commas, before, seen.coarse), mixed(146, spoken, before, after, side, commas),
        mixed(147, spoken, hs, far, shape), mixed(148, spoken, halves, side, quote),
    ]  # fmt: skip
    step = [
        mixed(201, side), mixed(202, far), mixed(203, w2), mixed(204, word), mixed(205, w2, word), mixed(206, d2, delex, side),
        mixed(207, q2, quote, kind, side), mixed(208, d2, shape, side), mixed(209, hw, w2, side), mixed(210, hw, word, side),
        mixed(211, before, after, side, delex), mixed(212, before, after, side, d2), mixed(213, far, hw),
        mixed(214, commas, side, d2, seen.verbs), mixed(215, d3, d2, delex), mixed(216, d2, delex, d1),
        mixed(217, seen.later, side, q2, quote), mixed(218, halves, side, d2, delex), mixed(219, commas, side, word, seen.stop_after),
        mixed(220, hs, far, delex), mixed(221, hg, side, d2, delex), mixed(222, far, d2, delex), mixed(223, halves, before, after, far),
        mixed(224, commas, seen.verbs, side, seen.coarse), mixed(225, hw, commas, side, q2, quote), mixed(226, hg, word, side),
        mixed(227, hw, halves, side, d2), mixed(228, seen.started, before, hs, d2, shape),
        mixed(229, seen.named, side, before, shape, d2),
    ]  # fmt: skip
    return np.stack(own), np.stack(step)


def _seen(doc: Encoded, win: Windows, at: Ids) -> _Seen:
    place = np.arange(at.shape[1])[None, :]
    rows = np.arange(len(win.head))[:, None]
    head = win.head[:, None]
    real = win.tokens >= 0
    word, quote = doc.word[at], doc.quote[at]
    outside = quote == 0
    coarse_of = {int(code_of(w)): c for w, c in _COARSE.items()}
    coarse = _coarse(word, doc.shape[at], quote, coarse_of)
    distance = place - head
    far = np.searchsorted(_DISTANCES, np.abs(distance)) + 16 * (distance > 0)
    side = 1 + (distance > 0) - (distance == 0).astype(np.int64)
    commas = between((word == code_of(",")) & outside & real, rows, head, 2)
    verbs = between(np.isin(word, _FINITE_CODES) & outside, rows, head, 2)
    opens = (quote == 1) & (doc.quote_kind[at] % 3 != 1) & real
    opened = between(opens, rows, head, 2)
    halves = (opens & (distance < 0)).any(axis=1, keepdims=True) + 2 * (opens & (distance > 0)).any(axis=1, keepdims=True)
    sentence = np.array(doc.sentence, dtype=np.int64)[at]
    later = np.clip(sentence - sentence[rows, head], -1, 2) + 1
    stop = (coarse >= 3) & (coarse <= 5) | (coarse == 17) | (coarse == 25) | (coarse == 26)
    stop_before = np.minimum(_since(stop), 7)
    stop_after = np.minimum(_since(stop[:, ::-1])[:, ::-1], 7)
    started = np.broadcast_to(np.searchsorted(_DISTANCES, place), at.shape)
    named = between(((coarse == 1) | (coarse == 13) | (coarse == 12)) & outside & real, rows, head, 3)
    values = (side, far, commas, verbs, opened, later, halves, coarse, stop_before, stop_after, started, named)
    return _Seen(*(value.astype(np.uint64) for value in values))


_DISTANCES = np.array([0, 1, 2, 3, 5, 8, 13, 20, 30])
_FINITE_CODES = np.array([code_of(w) for w in _FINITE])


def _coarse(word: Words, shape: Words, quote: Words, table: dict[int, int]) -> Ids:
    """A class of about thirty for each token: its kind of function word or mark, else capital, number, word."""
    result = np.where((shape == 3) | (shape == 4), 1, np.where(shape == 1, 2, np.where(shape == 0, 24, 0)))
    for code, number in table.items():
        result[word == np.uint64(code)] = number
    result[quote == 1] = 25
    result[quote == 3] = 26
    return result.astype(np.int64)


def between(flag: NDArray[np.bool_], rows: Ids, head: Ids, most: int) -> Ids:
    """How many flagged tokens stand between the cue and each token, the token itself left out; capped."""
    total = np.concatenate([np.zeros((flag.shape[0], 1), dtype=np.int64), np.cumsum(flag, axis=1)], axis=1)
    upto = total[:, :-1]
    at_head = total[rows, head]
    count = np.where(np.arange(flag.shape[1])[None, :] >= head, upto - at_head, at_head - total[:, 1:])
    capped: Ids = np.clip(count, 0, most)
    return capped


def _since(flag: NDArray[np.bool_]) -> Ids:
    """How many tokens ago the last flagged one stood; large before the first."""
    place = np.arange(flag.shape[1])[None, :]
    last = np.maximum.accumulate(np.where(flag, place, -99), axis=1)
    previous = np.concatenate([np.full((flag.shape[0], 1), -99), last[:, :-1]], axis=1)
    since: Ids = place - previous
    return since


def _step(values: Words, by: int) -> Words:
    """The value one or more tokens on (or back) in each window; 1 beyond its ends."""
    result = np.ones_like(values)
    if by > 0:
        result[:, :-by] = values[:, by:]
    else:
        result[:, -by:] = values[:, :by]
    return result
