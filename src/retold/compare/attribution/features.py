"""A text as numbers for the learnt attribution model: its tokens, and hashed features of tokens, of cues, and of tokens seen from a cue.

A feature is a template's number mixed with the values it looks at, folded into a table of fixed size (feature hashing: Weinberger et al.,
2009). All templates are worked out for all tokens at once in numpy.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.compare.attribution.vocabulary import Vocabulary
from retold.compare.quotes import Quotation, quotations
from retold.records import Span
from retold.text.fold import plain
from retold.text.sentences import sentences

Ids = NDArray[np.int64]
Words = NDArray[np.uint64]

TABLE_BITS = 18
MAX_WINDOW = 110  # tokens seen from one cue
_LONG_QUOTE = 9  # tokens; of a longer quotation a window shows the first and last ones
_SHOWN = 3

_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|No|Rev|Prof|Capt|Adm)\."
    r"|\d+(?:[.,:]\d+)*%?"
    r"|(?:[^\W\d_]\.){2,}"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|[^\W_]+?(?=n['’]t\b)"
    r"|[^\W_]+(?:[-‐‑][^\W_]+)*"
    r"|''|``|--+|\.\.+"
    r"|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text's tokens with everything the model looks at; arrays run over the tokens."""

    starts: list[int]
    ends: list[int]
    norms: list[str]
    word: Words  # the word
    delex: Words  # the word if it is a function word or a mark, else its class
    group: Words  # distributional class of the word, or its shape and ending
    suffix: Words
    shape: Words
    speech: Words  # 1 a verb of speech by the lists, 2 a noun
    quote: Words  # 0 outside a quotation, 1 opening mark, 2 inside, 3 closing mark
    quote_kind: Words  # length and likeness of speech of the quotation around, 0 outside
    quote_of: list[int]  # which outermost quotation, or -1
    sentence: list[int]  # which sentence
    sentence_starts: list[int]  # first token of each sentence, with one past the last token at the end
    paragraph: list[int]  # which paragraph
    quotes: list[Quotation]


def encode(text: str, vocabulary: Vocabulary) -> Encoded:
    """The tokens of a text and what the model looks at in them."""
    found = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
    simple = plain(text)
    raw = [simple[s:e] for s, e in found]
    norms = [w.lower() for w in raw]
    starts = [s for s, _ in found]
    columns = vocabulary.columns(raw)
    outer = [q for q in quotations(text) if q.depth == 0 and q.style != "block"]
    quote_of, quote, kind = _quote_states(starts, outer)
    cut = sentences(text, "en")
    sentence, first, paragraph = _sentence_states(text, starts, cut)
    return Encoded(
        starts, [e for _, e in found], norms, columns[0], columns[1], columns[2], columns[3], columns[4], columns[5],
        np.array(quote, dtype=np.uint64), np.array(kind, dtype=np.uint64), quote_of, sentence, first, paragraph, outer,
    )  # fmt: skip


def _quote_states(starts: list[int], outer: list[Quotation]) -> tuple[list[int], list[int], list[int]]:
    """For each token: its quotation or -1, its place in it, and the kind of quotation."""
    quote_of, state, kind = [-1] * len(starts), [0] * len(starts), [0] * len(starts)
    for number, quotation in enumerate(outer):
        first, last = bisect_right(starts, quotation.span.start - 1), bisect_right(starts, quotation.span.end - 1)
        size = last - first
        sort = 1 + (size > 5) + (size > 10) + 3 * (quotation.speech > 0.5) + 3 * (quotation.speech > 0.85)
        for token in range(first, last):
            quote_of[token], kind[token] = number, sort
            state[token] = 2
        if size:
            state[first] = 1
            if quotation.closed:
                state[last - 1] = 3
    return quote_of, state, kind


def _sentence_states(text: str, starts: list[int], cut: list[Span]) -> tuple[list[int], list[int], list[int]]:
    """For each token its sentence; for each sentence its first token; for each token its paragraph."""
    begins = [s.start for s in cut]
    sentence = [max(0, bisect_right(begins, at) - 1) for at in starts]
    first = [bisect_right(starts, s - 1) for s in begins] + [len(starts)]
    of_sentence, number = [], 0
    for before, span in zip([None, *cut], cut, strict=False):
        number += before is not None and "\n" in text[before.end : span.start]
        of_sentence.append(number)
    return sentence, first, [of_sentence[s] for s in sentence] if of_sentence else [0] * len(starts)


def visible_tokens(doc: Encoded) -> NDArray[np.bool_]:
    """Which tokens a window shows: all but the middle of long quotations, where every token has the same role."""
    shown = np.ones(len(doc.starts), dtype=np.bool_)
    of = np.array(doc.quote_of, dtype=np.int64)
    changes = np.flatnonzero(np.diff(of, prepend=-2, append=-2))
    for first, last in zip(changes[:-1].tolist(), changes[1:].tolist(), strict=True):
        if of[first] >= 0 and last - first > _LONG_QUOTE:
            shown[first + 1 + _SHOWN : last - 1 - _SHOWN] = False
    return shown


_PRIME = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - TABLE_BITS)
_MIX = np.uint64(31)


def mixed(template: int, *values: Words) -> Ids:
    """The table places of a template's values; arrays broadcast against each other."""
    total = np.bitwise_xor(np.uint64(template * 2_654_435_761 + 97), values[0])
    _stir(total)
    for value in values[1:]:
        total = np.bitwise_xor(total, value, out=total if value.size <= total.size else None)
        _stir(total)
    np.multiply(total, _PRIME, out=total)
    np.right_shift(total, _SHIFT, out=total)
    return total.view(np.int64)


def _stir(total: Words) -> None:
    """Mix the bits of the numbers where they stand: allocating anew takes as long as the sums."""
    np.multiply(total, _PRIME, out=total)
    np.bitwise_xor(total, total >> _MIX, out=total)


def shifted(values: Words, by: int) -> Words:
    """The value `by` tokens further on (or back); 1 outside the text."""
    result = np.ones_like(values)
    if by > 0:
        result[:-by] = values[by:]
    elif by < 0:
        result[-by:] = values[:by]
    else:
        result[:] = values
    return result
