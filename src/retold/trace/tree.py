"""The likeliest tree, and how likely each of its edges is, from a score for every possible edge.

Scores are logarithms; `scores[u, v]` is for "v took from u". Row 0 is the root: not any version of the collection. Column 0 is never used.
The best tree is an optimal arborescence (Chu and Liu 1965, Edmonds 1967); the sum over all trees and the chance of each edge among them
come from the matrix-tree theorem for directed graphs (Tutte 1948).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
_NEVER = -1e9


def best_tree(scores: Scores) -> list[int]:
    """The parent of each node in the tree of highest total score; the root's own entry is -1."""
    weights = scores.astype(float).copy()
    np.fill_diagonal(weights, _NEVER)
    weights[:, 0] = _NEVER
    parents = weights.argmax(axis=0)
    parents[0] = -1
    cycle = _cycle(parents)
    if not cycle:
        return [int(p) for p in parents]
    return _expand(weights, parents, cycle)


def _cycle(parents: npt.NDArray[np.intp]) -> list[int]:
    """Some cycle of the parents, or nothing."""
    done: set[int] = set()
    for start in range(len(parents)):
        path: list[int] = []
        node = start
        while node >= 0 and node not in done and node not in path:
            path.append(node)
            node = int(parents[node])
        if node >= 0 and node in path:
            return path[path.index(node) :]
        done.update(path)
    return []


def _expand(weights: Scores, parents: npt.NDArray[np.intp], cycle: list[int]) -> list[int]:
    """The best tree when one cycle of best edges is drawn together into a single node, solved, and opened again."""
    size = len(weights)
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outside = [node for node in range(size) if not inside[node]]
    members = np.array(cycle)
    kept = weights[parents[members], members]
    gain = weights[:, members] - kept  # what it costs to enter the cycle at a member instead
    enter = gain[outside].argmax(axis=1)
    leave = weights[members][:, outside].argmax(axis=0)
    small = np.full((len(outside) + 1, len(outside) + 1), _NEVER)
    small[:-1, :-1] = weights[np.ix_(outside, outside)]
    small[:-1, -1] = gain[outside].max(axis=1)
    small[-1, :-1] = weights[members][:, outside].max(axis=0)
    solved = best_tree(small)
    result = [int(p) for p in parents]
    for at, node in enumerate(outside):
        if node:
            above = solved[at]
            result[node] = int(members[leave[at]]) if above == len(outside) else outside[above]
    entry = solved[-1]
    opened = int(members[enter[entry]])
    result[opened] = outside[entry]
    return result


def log_total(scores: Scores) -> float:
    """The logarithm of the summed weight (exp of the score) of all trees."""
    laplacian, shift = _laplacian(scores)
    sign, value = np.linalg.slogdet(laplacian)
    return float(value + shift) if sign > 0 else float("-inf")


def edge_chances(scores: Scores) -> Scores:
    """The chance of each edge, over all trees weighed by their score; columns sum to one."""
    laplacian, _ = _laplacian(scores)
    inverse = np.linalg.inv(laplacian)
    weights = _weights(scores)
    chances = np.zeros_like(weights)
    diagonal = np.diag(inverse)
    chances[0, 1:] = weights[0, 1:] * diagonal
    chances[1:, 1:] = weights[1:, 1:] * (diagonal[None, :] - inverse.T)
    np.fill_diagonal(chances, 0.0)
    chances = np.clip(chances, 0.0, None)
    total = chances[:, 1:].sum(axis=0)
    chances[:, 1:] /= np.where(total > 0, total, 1.0)
    return chances


def _weights(scores: Scores) -> Scores:
    """Weights of the edges, each column scaled by its best edge so that nothing overflows."""
    top = scores[:, 1:].max(axis=0)
    weights = np.zeros_like(scores, dtype=float)
    weights[:, 1:] = np.exp(np.clip(scores[:, 1:] - top, -30.0, 0.0))
    np.fill_diagonal(weights, 0.0)
    return weights


def _laplacian(scores: Scores) -> tuple[Scores, float]:
    """The reduced Laplacian (the root's row and column taken away) and the logarithm by which its columns were scaled."""
    masked = scores.astype(float).copy()
    np.fill_diagonal(masked, _NEVER)
    weights = _weights(masked)
    reduced = np.diag(weights[:, 1:].sum(axis=0)) - weights[1:, 1:]
    return reduced, float(masked[:, 1:].max(axis=0).sum())
