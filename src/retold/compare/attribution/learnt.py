"""Attributions by the learnt model: heads of cues, then source, cue and content around each head, then which of these to believe."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from retold.compare.attribution.cues import cue_features
from retold.compare.attribution.features import Encoded, encode
from retold.compare.attribution.following import with_following_remarks
from retold.compare.attribution.model import best_roles, cue_probabilities
from retold.compare.attribution.rank import Candidate, right_chances
from retold.compare.attribution.roles import Windows, role_features, windows
from retold.compare.attribution.vocabulary import code_of
from retold.compare.attribution.weights import CONTENT, CUE, SOURCE, Weights
from retold.records import Attribution, Span

MIN_CUE = 0.1  # a cue less likely than this is not looked at further
_MIN_RIGHT = 0.31  # from here whole attributions are found with the best balance, by cross-validation
_SMALL_HEADS = np.array([code_of(word) for word in (":", "about", "also")])
_MAX_HEADS = 24  # heads of cues in one sentence
_CUES_AT_ONCE, _TOKENS_AT_ONCE = 32, 20_000  # bound the memory


def attributions_learnt(text: str, weights: Weights, within: Sequence[Span] | None = None) -> list[tuple[Attribution, float]]:
    """Attributions of an English text in order of their contents, each with how likely it is right (0..1).

    With `within`, only those of the sentences that meet these spans, and of the neighbours of such as quote, are looked for.
    """
    doc = encode(text, weights.vocabulary)
    found = candidates(doc, weights, within)
    read = [
        (_read(doc, candidate), chance)
        for candidate, chance in zip(found, right_chances(doc, found, weights), strict=True)
        if chance >= _MIN_RIGHT and CONTENT in candidate.roles
    ]
    kept = with_following_remarks(text, doc.quotes, _without_repeats(read))
    return sorted(kept, key=lambda item: (item[0].content[0], item[0].cue))


def candidates(doc: Encoded, weights: Weights, within: Sequence[Span] | None = None) -> list[Candidate]:
    """Every token (of some sentences) that may head a cue, with the roles around it. Windows of like length are worked out together."""
    heads, chances = _heads(doc, weights, _sentences_at(doc, within))
    if not heads:
        return []
    every = windows(doc, heads)
    order = np.argsort(every.lengths, kind="stable")
    result = []
    for start in range(0, len(order), _CUES_AT_ONCE):
        chosen = order[start : start + _CUES_AT_ONCE]
        width = int(every.lengths[chosen].max())
        some = Windows(every.tokens[chosen][:, :width], every.head[chosen])
        own, step = role_features(doc, some)
        roles, sure = best_roles(weights, own, step, some.lengths, some.head)
        for row, number in enumerate(chosen.tolist()):
            size = int(some.lengths[row])
            seen = some.tokens[row, :size].tolist()
            result.append(Candidate(heads[number], seen, roles[row, :size].tolist(), chances[number], float(sure[row])))
    return result


def _sentences_at(doc: Encoded, within: Sequence[Span] | None) -> NDArray[np.bool_]:
    """Which sentences meet one of the spans, or stand next to one that does and quotes: its tag may stand there. All where there are no spans."""
    count = len(doc.sentence_starts) - 1
    if within is None or not doc.starts:
        return np.ones(max(1, count), dtype=np.bool_)
    met = np.zeros(count, dtype=np.bool_)
    for span in within:
        first, last = (doc.sentence[max(0, bisect_right(doc.starts, at) - 1)] for at in (span.start, span.end - 1))
        met[first : last + 1] = True
    quoting = np.zeros(count, dtype=np.bool_)
    quoting[np.array(doc.sentence, dtype=np.int64)[doc.quote != 0]] = True
    asked = met & quoting
    met[1:] |= asked[:-1]
    met[:-1] |= asked[1:]
    return met


def _heads(doc: Encoded, weights: Weights, read: NDArray[np.bool_]) -> tuple[list[int], list[float]]:
    """Tokens outside quotations, in the sentences that are read, that may head a cue; with their chances.

    Grammar words and marks hardly ever do, and half of a text is made of them.
    """
    may_head = (doc.delex != doc.word) | np.isin(doc.word, _SMALL_HEADS)
    outside = np.flatnonzero(may_head & (doc.quote == 0) & read[np.array(doc.sentence, dtype=np.int64)])
    heads: list[int] = []
    chances: list[float] = []
    for start in range(0, len(outside), _TOKENS_AT_ONCE):
        at = outside[start : start + _TOKENS_AT_ONCE]
        chance = cue_probabilities(weights, cue_features(doc, at))
        chosen = chance > MIN_CUE
        heads += at[chosen].tolist()
        chances += chance[chosen].tolist()
    return _likeliest(doc, heads, chances)


def _likeliest(doc: Encoded, heads: list[int], chances: list[float]) -> tuple[list[int], list[float]]:
    """At most so many heads of one sentence: no sentence has more, but a hostile text may."""
    taken: Counter[int] = Counter()
    kept = []
    for number in sorted(range(len(heads)), key=lambda n: -chances[n]):
        sentence = doc.sentence[heads[number]]
        if taken[sentence] < _MAX_HEADS:
            taken[sentence] += 1
            kept.append(number)
    kept.sort()
    return [heads[n] for n in kept], [chances[n] for n in kept]


def _read(doc: Encoded, candidate: Candidate) -> Attribution:
    """The attribution that the roles spell."""
    source, cue, content = (tuple(Span(doc.starts[a], doc.ends[b]) for a, b in candidate.runs(role)) for role in (SOURCE, CUE, CONTENT))
    return Attribution(source, cue, content, _kind(doc, candidate.runs(CONTENT)))


def _kind(doc: Encoded, content: list[tuple[int, int]]) -> Literal["direct", "indirect", "mixed"]:
    """Direct where (nearly) all of the content is quoted, mixed where a part is, indirect where nothing is."""
    total = sum(last + 1 - first for first, last in content)
    quoted = sum(int(np.count_nonzero(doc.quote[first : last + 1])) for first, last in content)
    return "direct" if quoted >= 0.9 * total else "mixed" if quoted else "indirect"


def _without_repeats(found: list[tuple[Attribution, float]]) -> list[tuple[Attribution, float]]:
    """Where two heads stand in one cue, only the likelier attribution; no two with the same content and cue words in common."""
    kept: list[tuple[Attribution, float]] = []
    taken: set[int] = set()
    for attribution, chance in sorted(found, key=lambda item: -item[1]):
        places = {at for span in attribution.cue for at in range(span.start, span.end)}
        if not places & taken:
            kept.append((attribution, chance))
            taken |= places
    return kept
