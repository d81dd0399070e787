"""Reading the attribution model: which tokens head a cue, and the likeliest role of every token around one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retold.compare.attribution_weights import CONTENT, CUE, OTHER, ROLES, SOURCE, Floats, Weights

Ids = NDArray[np.int64]
Roles = NDArray[np.int8]


def cue_probabilities(weights: Weights, ids: NDArray[np.int64]) -> Floats:
    """How likely each column of features belongs to the head of a cue."""
    score = _summed(weights.cue, ids) + weights.cue[-1]
    return np.asarray(1 / (1 + np.exp(-score)), dtype=np.float32)


REQUIRED_MARGIN = {SOURCE: 4.0, CONTENT: 8.0}  # how much less likely (in log-odds) roles may be that have a source, or a content
_NEVER = np.float32(-1e4)


def _summed(table: Floats, ids: Ids) -> Floats:
    """The sum over the templates (first axis) of what the table holds; template by template, which is many times faster than at once."""
    total: Floats = np.take(table, ids[0], axis=0)
    for places in ids[1:]:
        total += np.take(table, places, axis=0)
    return total


def best_roles(weights: Weights, own_ids: Ids, step_ids: Ids, lengths: Ids, heads: Ids) -> tuple[Roles, Floats]:
    """The likeliest role of every token of every window, the head being cue, and how likely these roles are together (0..1).

    An attribution has a content, and nearly always a source: where the likeliest roles lack one, the likeliest that have it are taken
    if they are not much less likely.
    """
    own = _summed(weights.own, own_ids)
    step = _summed(weights.step, step_ids).reshape(*step_ids.shape[1:], ROLES, ROLES)
    rows = np.arange(len(own))
    forced = np.full(ROLES, _NEVER, dtype=np.float32)
    forced[CUE] = 0
    own[rows, heads] += forced
    roles, score = _viterbi(own, step, lengths)
    for role, margin in ((CONTENT, REQUIRED_MARGIN[CONTENT]), (SOURCE, REQUIRED_MARGIN[SOURCE])):
        lacking = np.flatnonzero(~(roles == role).any(axis=1))
        if len(lacking):
            wanted = (CONTENT,) if role == CONTENT else (CONTENT, SOURCE)
            others, other_score = _viterbi_with(own[lacking], step[lacking], lengths[lacking], wanted)
            taken = score[lacking] - other_score < margin
            roles[lacking[taken]] = others[taken]
            score[lacking[taken]] = other_score[taken]
    return roles, np.exp(np.minimum(score - _log_total(own, step, lengths), 0))


def _log_total(own: Floats, step: Floats, lengths: Ids) -> Floats:
    """The logarithm of the summed weight of all paths through each window."""
    score = own[:, 0] + step[:, 0, 0]
    for at in range(1, own.shape[1]):
        paths = score[:, :, None] + step[:, at]
        most = paths.max(axis=1)
        summed = most + np.log(np.exp(paths - most[:, None]).sum(axis=1)) + own[:, at]
        score = np.where((at < lengths)[:, None], summed, score)
    most = score.max(axis=1)
    return np.asarray(most + np.log(np.exp(score - most[:, None]).sum(axis=1)), dtype=np.float32)


def _viterbi(own: Floats, step: Floats, lengths: Ids, last: NDArray[np.bool_] | None = None) -> tuple[Roles, Floats]:
    """The best path through every window at once and its score; `last` says which states a path may end in."""
    count, width, states = own.shape
    rows = np.arange(count)
    score = own[:, 0] + step[:, 0, 0]
    back = np.zeros((count, width, states), dtype=np.int8)
    for at in range(1, width):
        paths = score[:, :, None] + step[:, at]
        back[:, at] = paths.argmax(axis=1)
        score = np.where((at < lengths)[:, None], paths.max(axis=1) + own[:, at], score)
    if last is not None:
        score = np.where(last[None, :], score, 2 * _NEVER)
    path = np.zeros((count, width), dtype=np.int8)
    current = score.argmax(axis=1)
    best = score[rows, current]
    for at in range(width - 1, -1, -1):
        path[:, at] = np.where(at < lengths, current, OTHER)
        if at:
            current = np.where(at < lengths, back[rows, at, current], current)
    return path, best


def _viterbi_with(own: Floats, step: Floats, lengths: Ids, wanted: tuple[int, ...]) -> tuple[Roles, Floats]:
    """The best path that has each wanted role at least once: states carry which of them were met."""
    met = 1 << len(wanted)
    states = met * ROLES
    bit = [sum(1 << i for i, role in enumerate(wanted) if role == r) for r in range(ROLES)]
    wide_step = np.full((*step.shape[:2], states, states), _NEVER, dtype=np.float32)
    for before in range(met):
        for role in range(ROLES):
            after = before | bit[role]
            wide_step[:, :, before * ROLES : (before + 1) * ROLES, after * ROLES + role] = step[:, :, :, role]
    path, score = _viterbi(np.tile(own, (1, 1, met)), wide_step, lengths, np.arange(states) // ROLES == met - 1)
    return path % ROLES, score
