"""Reading the attribution model: which tokens head a cue, and the likeliest role of every token around one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retold.compare.attribution.weights import CONTENT, CUE, OTHER, ROLES, SOURCE, Floats, Weights

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
    forced = np.full(ROLES, _NEVER, dtype=np.float32)
    forced[CUE] = 0
    own[np.arange(len(own)), heads] += forced
    links = _links(own, step, lengths)
    roles, score = _best_path(links)
    for role, margin in ((CONTENT, REQUIRED_MARGIN[CONTENT]), (SOURCE, REQUIRED_MARGIN[SOURCE])):
        lacking = np.flatnonzero(~_has(roles, role, lengths))
        if len(lacking):
            wanted = (CONTENT,) if role == CONTENT else (CONTENT, SOURCE)
            others, other_score = _best_path_with(links[..., lacking], wanted)
            taken = score[lacking] - other_score < margin
            roles[lacking[taken]] = others[taken]
            score[lacking[taken]] = other_score[taken]
    roles[~_real(lengths, roles.shape[1])] = OTHER
    return roles, np.exp(np.minimum(score - _log_total(links), 0))


def _links(own: Floats, step: Floats, lengths: Ids) -> Floats:
    """Tokens x role before x role x windows: what each step into a token adds to a path. Behind a window's end the last role stays as it is.

    Windows run along the last axis, so that one step of all of them is worked out in one go.
    """
    links = (step + own[:, :, None, :]).transpose(1, 2, 3, 0).copy()
    links[0, 1:] = _NEVER  # every path begins as if OTHER stood before it
    stays = np.where(np.eye(ROLES, dtype=np.bool_), np.float32(0), _NEVER)
    return np.where(_real(lengths, len(links)).T[:, None, None, :], links, stays[None, :, :, None])


def _real(lengths: Ids, width: int) -> NDArray[np.bool_]:
    """Windows x tokens: which places hold a token."""
    held: NDArray[np.bool_] = np.arange(width)[None, :] < lengths[:, None]
    return held


def _has(roles: Roles, role: int, lengths: Ids) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = ((roles == role) & _real(lengths, roles.shape[1])).any(axis=1)
    return found


def _log_total(links: Floats) -> Floats:
    """The logarithm of the summed weight of all paths through each window."""
    score = links[0, 0]
    for link in links[1:]:
        score = np.logaddexp.reduce(score[:, None] + link, axis=0)
    return np.asarray(np.logaddexp.reduce(score, axis=0), dtype=np.float32)


def _best_path(links: Floats, last: NDArray[np.bool_] | None = None) -> tuple[Roles, Floats]:
    """The best path through every window at once and its score; `last` says which states a path may end in (Viterbi's algorithm)."""
    width, states, _, count = links.shape
    scores = np.empty((width, states, count), dtype=np.float32)
    scores[0] = links[0].max(axis=0)
    paths = np.empty((states, states, count), dtype=np.float32)
    for at in range(1, width):
        np.add(scores[at - 1][:, None], links[at], out=paths)
        np.maximum.reduce(paths, axis=0, out=scores[at])
    ends = scores[-1] if last is None else np.where(last[:, None], scores[-1], 2 * _NEVER)
    windows = np.arange(count)
    current = ends.argmax(axis=0)
    best = ends[current, windows]
    path = np.empty((width, count), dtype=np.int8)
    path[-1] = current
    for at in range(width - 1, 0, -1):
        current = (scores[at - 1] + links[at, :, current, windows].T).argmax(axis=0)
        path[at - 1] = current
    return path.T.copy(), best


def _best_path_with(links: Floats, wanted: tuple[int, ...]) -> tuple[Roles, Floats]:
    """The best path that has each wanted role at least once: states carry which of them were met."""
    met = 1 << len(wanted)
    bit = [sum(1 << i for i, role in enumerate(wanted) if role == r) for r in range(ROLES)]
    width, count = len(links), links.shape[-1]
    wide = np.full((width, met * ROLES, met * ROLES, count), _NEVER, dtype=np.float32)
    for before in range(met):
        for role in range(ROLES):
            wide[:, before * ROLES : (before + 1) * ROLES, (before | bit[role]) * ROLES + role] = links[:, :, role]
    wide[0, ROLES:] = _NEVER  # nothing is met before the first token
    path, score = _best_path(wide, np.arange(met * ROLES) // ROLES == met - 1)
    return path % ROLES, score
