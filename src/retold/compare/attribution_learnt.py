"""Attributions by the learnt model: cue heads first, then source, cue and content around each head."""

from __future__ import annotations

import numpy as np

from retold.compare.attribution_cues import cue_features
from retold.compare.attribution_features import Encoded, encode
from retold.compare.attribution_model import best_roles, cue_probabilities
from retold.compare.attribution_roles import Windows, role_features, windows
from retold.compare.attribution_weights import CONTENT, CUE, SOURCE, Weights
from retold.compare.quotes import Quotation, remarks
from retold.records import Attribution, Span

_MIN_CUE = 0.2  # a cue less likely than this is none: where whole attributions are best balanced, by cross-validation
_CERTAIN_SPEECH = 0.9  # a quotation so likely speech is reported even where nobody is named for it
_CUES_AT_ONCE, _TOKENS_AT_ONCE = 32, 20_000  # bound the memory


def attributions_learnt(text: str, weights: Weights) -> list[tuple[Attribution, float]]:
    """Attributions of an English text in order of their contents, each with how likely its cue is one (0..1)."""
    doc = encode(text)
    found: list[tuple[Attribution, float]] = []
    heads, chances = _heads(doc, weights)
    for seen, roles, chance in _roles(doc, heads, chances, weights):
        read = _read(doc, seen, roles)
        if read is not None:
            found.append((read, chance))
    kept = _without_repeats(found)
    kept += [(a, a_speech) for a, a_speech in _unclaimed(doc, kept)]
    return sorted(kept, key=lambda item: (item[0].content[0], item[0].cue))


def _heads(doc: Encoded, weights: Weights) -> tuple[list[int], list[float]]:
    """Tokens outside quotations that head a cue, with their chances."""
    outside = np.flatnonzero(doc.quote == 0)
    heads: list[int] = []
    chances: list[float] = []
    for start in range(0, len(outside), _TOKENS_AT_ONCE):
        at = outside[start : start + _TOKENS_AT_ONCE]
        chance = cue_probabilities(weights, cue_features(doc, at))
        chosen = chance > _MIN_CUE
        heads += at[chosen].tolist()
        chances += chance[chosen].tolist()
    return heads, chances


def _roles(doc: Encoded, heads: list[int], chances: list[float], weights: Weights) -> list[tuple[list[int], list[int], float]]:
    """For each head: the tokens it sees, their roles, and its chance. Windows of like length are worked out together."""
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
        roles = best_roles(weights, own, step, some.lengths, some.head)
        for row, number in enumerate(chosen.tolist()):
            size = int(some.lengths[row])
            result.append((some.tokens[row, :size].tolist(), roles[row, :size].tolist(), chances[number]))
    return result


def _read(doc: Encoded, seen: list[int], roles: list[int]) -> Attribution | None:
    """The attribution that the roles spell, or None where there is no content."""
    runs: dict[int, list[list[int]]] = {SOURCE: [], CUE: [], CONTENT: []}
    before = 0
    for token, role in zip(seen, roles, strict=True):
        if role and role == before:
            runs[role][-1][1] = token
        elif role:
            runs[role].append([token, token])
        before = role
    if not runs[CONTENT]:
        return None
    content = tuple(_span(doc, *run) for run in runs[CONTENT])
    return Attribution(
        tuple(_span(doc, *r) for r in runs[SOURCE]), tuple(_span(doc, *r) for r in runs[CUE]), content, _kind(content, doc.quotes)
    )


def _span(doc: Encoded, first: int, last: int) -> Span:
    return Span(doc.starts[first], doc.ends[last])


def _kind(content: tuple[Span, ...], quotes: list[Quotation]) -> str:
    """Direct where (nearly) all of the content is quoted, mixed where a part is, indirect where nothing is."""
    total = sum(len(c) for c in content)
    quoted = sum(max(0, min(c.end, q.span.end) - max(c.start, q.span.start)) for c in content for q in quotes)
    return "direct" if quoted >= 0.9 * total else "mixed" if quoted else "indirect"


def _without_repeats(found: list[tuple[Attribution, float]]) -> list[tuple[Attribution, float]]:
    """Where two heads stand in one cue, only the likelier one's attribution."""
    kept: list[tuple[Attribution, float]] = []
    taken: set[int] = set()
    for attribution, chance in sorted(found, key=lambda item: -item[1]):
        places = {at for span in attribution.cue for at in range(span.start, span.end)}
        if not places & taken:
            kept.append((attribution, chance))
            taken |= places
    return kept


def _unclaimed(doc: Encoded, found: list[tuple[Attribution, float]]) -> list[tuple[Attribution, float]]:
    """Remarks that are speech beyond doubt and stand in no attribution: content without source or cue."""
    claimed = sorted(c for a, _ in found for c in a.content)
    result = []
    for group in remarks(doc.quotes):
        free = not any(c.start < q.span.end and q.span.start < c.end for q in group for c in claimed)
        if free and max(q.speech for q in group) >= _CERTAIN_SPEECH:
            result.append((Attribution((), (), tuple(q.span for q in group), "direct"), group[0].speech))
    return result
