"""How likely a whole attribution is right, judged from what both steps of the model say and from its shape: a logistic regression."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from retold.compare.attribution.features import Encoded
from retold.compare.attribution.weights import CONTENT, CUE, SOURCE, Weights

RANK_BITS = 14


@dataclass(frozen=True, slots=True)
class Candidate:
    """One cue head with the roles read around it: window tokens and their roles, and the chances of both steps (0..1)."""

    head: int
    tokens: list[int]
    roles: list[int]
    chance: float
    sure: float

    def runs(self, role: int) -> list[tuple[int, int]]:
        """First and last token of each run of a role."""
        found: list[tuple[int, int]] = []
        before = 0
        for token, here in zip(self.tokens, self.roles, strict=True):
            if here == role:
                found = [*found[:-1], (found[-1][0], token)] if here == before else [*found, (token, token)]
            before = here
        return found


def rank_features(doc: Encoded, candidate: Candidate) -> tuple[list[float], list[int]]:
    """Measures of a candidate, and table places of its named features."""
    source, cue, content = candidate.runs(SOURCE), candidate.runs(CUE), candidate.runs(CONTENT)
    size = sum(last - first + 1 for first, last in content)
    quoted = sum(1 for token, role in zip(candidate.tokens, candidate.roles, strict=True) if role == CONTENT and doc.quote[token])
    shown = max(1, candidate.roles.count(CONTENT))
    chance = min(max(candidate.chance, 1e-6), 1 - 1e-6)
    far_source = min((abs(candidate.head - at) for run in source for at in run), default=0)
    far_content = min((abs(candidate.head - at) for run in content for at in run), default=0)
    measures = [
        1.0, math.log(chance / (1 - chance)), math.log(candidate.sure + 1e-6), math.log(1 + size), float(bool(source)),
        float(len(content) > 1), float(len(content) > 2), float(len(source) > 1), float(len(cue) > 1), quoted / shown, float(quoted > 0),
        math.log(1 + far_source), math.log(1 + far_content), math.log(1 + sum(b - a + 1 for a, b in source)), float(size <= 2),
    ]  # fmt: skip
    head, order = int(doc.word[candidate.head]), _order(candidate)
    first = int(doc.delex[content[0][0]]) if content else 0
    named = int(doc.delex[source[0][0]]) if source else 0
    ending = int(doc.delex[source[-1][1]]) if source else 0
    following = int(doc.delex[content[-1][1] + 1]) if content and content[-1][1] + 1 < len(doc.starts) else 1
    suffix, group = int(doc.suffix[candidate.head]), int(doc.group[candidate.head])
    values = [
        (1, head), (2, order), (3, suffix, order), (4, first), (5, named), (6, ending), (7, following), (8, head, order),
        (9, head, bool(source)), (10, group), (11, suffix, first), (12, group, order), (13, named, ending), (14, quoted > 0, order),
        (15, head, quoted > 0), (16, group, first),
    ]  # fmt: skip
    return measures, [_place(*value) for value in values]


def right_chances(doc: Encoded, found: list[Candidate], weights: Weights) -> list[float]:
    """How likely each candidate is a right attribution (0..1)."""
    chances = []
    for candidate in found:
        measures, places = rank_features(doc, candidate)
        score = float(np.dot(weights.measures, measures) + weights.named[places].sum())
        chances.append(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))))
    return chances


def _order(candidate: Candidate) -> int:
    """The order in which the roles stand, as a number."""
    order, before = 0, 0
    for role in candidate.roles:
        if role and role != before:
            order = (order * 4 + role) % 4096
        before = role
    return order


def _place(*values: int) -> int:
    total = 7
    for value in values:
        total = (total * 1_000_003 ^ int(value)) & 0xFFFFFFFF
    total ^= total >> 15
    return (total * 2_246_822_519 & 0xFFFFFFFF) >> (32 - RANK_BITS)
