"""What B is to A: copy, edited, rewrite, partial, same-story or none, by B's words.

Words are counted rather than sentences, so that a line of two words does not weigh like a paragraph. Quoted words are public: who quotes
the same speech took no text. A copy is told by rule; between the others shares of words decide, weighed by a learnt multinomial logistic
regression (`weights/learn_relation.md`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

from retold.compare.quotes import quotations
from retold.records import Alignment, Relation, Span, Version
from retold.text.tokens import Token, words

_VERBATIM, _TAKEN = 0.9, 0.6  # similarities from which a sentence stands as it stood, or was taken and edited
_COPY_RUNS, _COPY_RUNS_A = 0.9, 0.8  # share of B's words, and of A's, in runs that the other has too, of a copy …
_COPY = 0.95  # … with so many of its paired words in sentences that stand verbatim …
_COPY_RUNS_ALONE = 0.92  # … or so many words in such runs, whatever the sentences are
_RUN = 5  # words in a row that are taken, not met by chance
_LITTLE = 0.05  # shares are told of no less than this


class Shares(NamedTuple):
    """What of the words of B and of A correspond, each 0..1."""

    paired: float  # of B's words: in sentences with a partner
    taken: float  # in sentences that were taken and perhaps edited
    verbatim: float  # in sentences that stand as they stood
    paired_a: float  # of A's words
    taken_a: float
    runs: float  # of B's words: in runs of five that A has too
    runs_a: float
    quoted: float  # of B's words: taken and in quotation marks
    kept: float  # taken over paired
    public: float  # quoted over taken
    exact: float  # verbatim over paired


def relation_of(a: Version, b: Version, alignment: Alignment) -> Relation:
    """The relation of B to A."""
    shares = shares_of(a, b, alignment)
    if shares is None or not shares.paired:
        return "none"
    if shares.runs >= _COPY_RUNS and shares.runs_a >= _COPY_RUNS_A and (shares.exact >= _COPY or shares.runs >= _COPY_RUNS_ALONE):
        return "copy"
    scores = {relation: w[0] + sum(x * y for x, y in zip(w[1:], shares, strict=True)) for relation, w in _weights().items()}
    return max(scores, key=lambda relation: scores[relation])


def shares_of(a: Version, b: Version, alignment: Alignment) -> Shares | None:
    """The shares by which the relation is told; None where one of the two has no words."""
    words_a, words_b = _by_sentence(a), _by_sentence(b)
    total_a, total_b = sum(map(len, words_a.values())), sum(map(len, words_b.values()))
    if not total_a or not total_b:
        return None
    pairs = [(p.a, p.b, p.similarity) for p in alignment.pairs if p.a and p.b]

    def of_b(least: float) -> float:
        return sum(len(words_b[s]) for s in {y for _, y, likeness in pairs if likeness >= least}) / total_b

    def of_a(least: float) -> float:
        return sum(len(words_a[s]) for s in {x for x, _, likeness in pairs if likeness >= least}) / total_a

    paired, taken, verbatim = of_b(0.0), of_b(_TAKEN), of_b(_VERBATIM)
    quoted = _quoted_words(b, words_b, {y for _, y, likeness in pairs if likeness >= _TAKEN}) / total_b
    runs, runs_a = _shared_runs(words_a.values(), words_b.values())
    return Shares(
        paired, taken, verbatim, of_a(0.0), of_a(_TAKEN), runs / total_b, runs_a / total_a, quoted,
        taken / max(_LITTLE, paired), quoted / max(_LITTLE, taken), verbatim / max(_LITTLE, paired),
    )  # fmt: skip


@cache
def _weights() -> dict[Relation, list[float]]:
    """For each relation but copy the constant and the weights of the shares."""
    loaded: dict[Relation, list[float]] = json.loads(files("retold.weights").joinpath("relation.json").read_text(encoding="utf-8"))
    return loaded


def _by_sentence(version: Version) -> dict[Span, list[Token]]:
    return {s.span: words(version.text, s.span.start, s.span.end) for s in version.sentences}


def _quoted_words(b: Version, words_b: dict[Span, list[Token]], spans: set[Span]) -> int:
    """Words of these sentences that stand in quotation marks."""
    quoted = [part for q in quotations(b.text) if q.depth == 0 for part in q.parts]
    met = {s: [q for q in quoted if s.start < q.end and q.start < s.end] for s in spans}
    return sum(any(q.start <= t.start < q.end for q in met[s]) for s in spans for t in words_b[s])


def _shared_runs(a: Iterable[list[Token]], b: Iterable[list[Token]]) -> tuple[int, int]:
    """How many words of B, and of A, stand in runs of five that the other has too."""
    left, right = ([t.norm for t in chain.from_iterable(side)] for side in (a, b))
    runs_left, runs_right = _runs(left), _runs(right)
    return _covered(runs_right, set(runs_left)), _covered(runs_left, set(runs_right))


def _runs(norms: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(norms[k:] for k in range(_RUN)), strict=False))


def _covered(runs: list[tuple[str, ...]], known: set[tuple[str, ...]]) -> int:
    """How many words the runs cover that are known."""
    covered, upto = 0, 0
    for at, run in enumerate(runs):
        if run in known:
            covered += at + _RUN - max(at, upto)
            upto = at + _RUN
    return covered
