"""One story as the tracer sees it: its table of variants, its signs, its times, its credits, and the score of every possible edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retold.records import Match, Span, Version
from retold.trace.names import credited_name, names_outlet, outlet_of
from retold.trace.signs import Signs, rare_wordings, signs_of, weights_of
from retold.trace.tellings import Table, table_of
from retold.trace.times import ERRORS, Stated, stated_times, time_scores
from retold.trace.tree import Scores, edge_chances, log_total
from retold.trace.variants import Variants
from retold.trace.weighing import Weights, learnt
from retold.trace.wordings import WORDINGS_LANGUAGE

_NEVER = -1e9
_ALL_PAIRS = 60  # up to so many versions every pair is looked at closely
_CLOSE = 25  # beyond, each version's so many best candidates
CREDITED = 8.0  # log-odds that a whole text comes from whom its credit names, against anyone whom it does not name
_RATHER_LOST = 0.5  # that a text which others credit to a source comes from that source, against any one of these others
_LOST_OF_TWO = (
    1.5  # the same where only one version credits it: an outlet prints an agency's report sooner than another outlet's print of it
)
_RATHER_NAMED = 2.0  # that a text which others credit to a version here, and which carries it, has a source here
_CARRIES = 0.3  # of a version's text, that it carries the text of others


@dataclass(frozen=True, slots=True)
class Story:
    """Versions with everything known of them. Rows and columns: 0 is no source here, then the versions, then named lost sources."""

    versions: tuple[Version, ...]
    table: Table
    variants: Variants
    signs: Signs
    times: tuple[Stated | None, ...]
    lost: tuple[str, ...]  # names that credits give and no version's outlet bears
    named: dict[int, set[int]]  # version (from 1) -> rows of whom it credits for its whole text
    carried: npt.NDArray[np.float64]  # row u, column v: the share of v's text whose sentences u tells too


def story_of(versions: Sequence[Version], matches: Sequence[Match], latest: datetime | None, *, readable: bool | None = None) -> Story:
    """Lay the versions of a story out for tracing. `readable`: whether to judge which wording reads better (None: by language)."""
    table = table_of(versions)
    carried = _carried(table, versions, matches)
    lost, named = _credited(versions, carried)
    variants = Variants(table, readable=_readable(versions) if readable is None else readable)
    return Story(
        tuple(versions),
        table,
        variants,
        signs_of(table, variants, _candidates(table, versions, matches)),
        tuple(stated_times([v.article for v in versions], latest)),
        lost,
        named,
        carried,
    )


def left_out(count: int) -> str:
    """What is not compared closely in a story of so many versions, as a sentence; empty where everything is."""
    if count <= _ALL_PAIRS:
        return ""
    return f"Of {count} versions, each was compared closely with its {_CLOSE} likeliest sources only."


class Reckoning(NamedTuple):
    """What the scores come to: the chance of every edge, and how far (log-odds) times speak for "v took from u" against the reverse."""

    chances: Scores
    later: Scores


def reckon(story: Story, weights: Weights | None = None) -> Reckoning:
    """Chances and times, averaged over how far the stated times may be off, each width weighed by how well it fits the story."""
    weights = weights or learnt()
    base = edge_scores(story, weights)
    size = len(story.versions) + 1
    fits = []
    for error in ERRORS if sum(t is not None for t in story.times) > 1 else (1.0,):
        shift = time_scores(story.times, error)
        scores = base.copy()
        scores[:size, :size] += shift
        fits.append((log_total(scores), scores, shift))
    top = max(fit for fit, _, _ in fits)
    trust = np.array([np.exp(fit - top) for fit, _, _ in fits])
    trust /= trust.sum()
    chances, later = np.zeros_like(base), np.zeros((size, size))
    for share, (_, scores, shift) in zip(trust, fits, strict=True):
        if share > 0.001:
            chances += share * edge_chances(scores * weights.sharpness)
            later += share * (shift - shift.T)
    return Reckoning(chances, later)


def edge_scores(story: Story, weights: Weights) -> Scores:
    """Log scores of all edges by texts and credits; impossible ones far below."""
    size, extra = len(story.versions) + 1, len(story.lost)
    scores = np.full((size + extra, size + extra), _NEVER)
    text = weights.score(story.signs.values)
    scores[:size, :size] = np.where(story.signs.possible, text, _NEVER)
    for at in range(size, size + extra):
        _add_lost(story, scores, at)
    for v, sources in story.named.items():
        inherits = sources.union(*([u for u, theirs in story.named.items() if at in theirs] for at in sources))
        scores[[u for u in range(size) if u != v and u not in inherits], v] -= CREDITED
    for u in origins_of(story):
        others = [v for v in range(1, size) if v != u and v not in story.named and story.carried[u, v] >= _CARRIES]
        scores[0, others] -= _RATHER_NAMED
        scores[0, [v for v in others if _names(story, v, u)]] -= _RATHER_NAMED
    return scores


def origins_of(story: Story) -> set[int]:
    """Versions (from 1) whom others credit for their whole text and who credit nobody: nothing need stand above them."""
    size = len(story.versions) + 1
    return {at for sources in story.named.values() for at in sources if at < size and at not in story.named}


def _names(story: Story, v: int, u: int) -> bool:
    """Does version v credit version u's outlet, if only for a part?"""
    outlet = outlet_of(story.versions[u - 1].article)
    return any(names_outlet(credited_name(c), outlet) for c in story.versions[v - 1].article.credits)


def span_at(story: Story, v: int, place: int) -> Span | None:
    """Where version v (from 1) tells a place."""
    return story.table.spans[v - 1].get(place)


def _add_lost(story: Story, scores: Scores, at: int) -> None:
    """The edges of a lost source that credits name: to those who credit it, and to those who carry their text.

    Likeness to one who credits the source speaks for the source as much; only what a version shares with one of them alone (its margin
    over the next best) speaks for that one.
    """
    size = len(story.versions) + 1
    scores[0, at] = 0.0
    crediting = [v for v, sources in story.named.items() if at in sources]
    for v in range(1, size):
        kin = sorted((float(scores[u, v]) for u in crediting if u != v and story.signs.possible[u, v]), reverse=True)
        carries = v not in story.named and story.carried[crediting, v].max() >= _CARRIES
        if v in crediting or (carries and len(kin) != 1):
            scores[at, v] = max([float(scores[0, v]), *kin[1:2]]) + _RATHER_LOST
        elif carries:
            scores[at, v] = max(float(scores[0, v]), kin[0]) + _LOST_OF_TWO


def _carried(table: Table, versions: Sequence[Version], matches: Sequence[Match]) -> npt.NDArray[np.float64]:
    """Row u, column v (from 1): the share of v's text that u has too, by sentences or by matched passages, whichever is more."""
    size = len(table.readings)
    weighed = table.present * weights_of(table)
    told = np.maximum(weighed.sum(axis=1), 1e-9)
    carried = np.zeros((size + 1, size + 1))
    carried[1:, 1:] = (table.present.astype(float) @ weighed.T) / told[None, :]
    at = {v.article.id: k for k, v in enumerate(versions, start=1)}
    for match in matches:
        if match.a in at and match.b in at:
            a, b = at[match.a], at[match.b]
            carried[b, a] = max(carried[b, a], match.containment_a)
            carried[a, b] = max(carried[a, b], match.containment_b)
    return carried


def _credited(versions: Sequence[Version], carried: npt.NDArray[np.float64]) -> tuple[tuple[str, ...], dict[int, set[int]]]:
    """Lost sources by name, and for each version with whole-text credits the rows of those whom it credits.

    A credited outlet that has a version here is that version, if it carries the text; else it is lost like any other.
    """
    outlets = [outlet_of(v.article) for v in versions]
    lost: dict[str, int] = {}
    named: dict[int, set[int]] = {}
    for at, version in enumerate(versions, start=1):
        for credit in version.article.credits:
            name = credited_name(credit)
            if not credit.whole or names_outlet(name, outlets[at - 1]):
                continue
            here = {u for u, outlet in enumerate(outlets, start=1) if u != at and names_outlet(name, outlet) and carried[u, at] >= _CARRIES}
            if not here:
                here = {len(versions) + 1 + lost.setdefault(name, len(lost))}
            named.setdefault(at, set()).update(here)
    return tuple(lost), named


def _readable(versions: Sequence[Version]) -> bool:
    """Are the texts in the language whose wordings we know, as far as is known?"""
    languages = [v.article.language for v in versions]
    return 2 * sum(language in (None, WORDINGS_LANGUAGE) for language in languages) > len(languages)


def _candidates(table: Table, versions: Sequence[Version], matches: Sequence[Match]) -> npt.NDArray[np.bool_] | None:
    """In a large story, each version's best candidates by shared places and by matched passages."""
    size = len(versions)
    if size <= _ALL_PAIRS:
        return None
    present = table.present.astype(float)
    told = present.sum(axis=1)
    union = np.maximum(told[:, None] + told[None, :] - present @ present.T, 1)
    rare = present @ ((1 - present.mean(axis=0)) * present).T + rare_wordings(table)
    likeness = (_alike(table) + 2 * rare) / union
    at = {v.article.id: k for k, v in enumerate(versions)}
    for match in matches:
        if match.a in at and match.b in at:
            u, v = at[match.a], at[match.b]
            likeness[u, v] = likeness[v, u] = max(likeness[u, v], max(match.containment_a, match.containment_b) / 2)
    np.fill_diagonal(likeness, -1)
    best = np.argsort(-likeness, axis=0, kind="stable")[:_CLOSE]
    chosen = np.zeros((size, size), dtype=bool)
    np.put_along_axis(chosen, best, values=True, axis=0)
    return chosen | chosen.T


def _alike(table: Table) -> npt.NDArray[np.float64]:
    """For each pair of versions, how many places both tell in the same words."""
    count = np.zeros((len(table.readings), len(table.readings)))
    for column in table.readings.T:
        told = column >= 0
        count += (column[:, None] == column[None, :]) & told[:, None]
    return count
