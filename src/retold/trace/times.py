"""What publication times say about who took from whom, when the times may be wrong by an amount that nobody states.

An edge from u to v says that v came some while after u. How long is learnt (most retellings follow within hours); how far the stated
times are off is found out for each story: among several widths of error, the one is believed under which texts and times together
are likeliest. A day without an hour is a wide interval; times before 1990 or after the allowed end are not believed at all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from retold.records import Article, Moment

_OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
ERRORS = (0.05, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 40.0, 100.0)  # hours: standard deviations of a stated time that are tried
LAGS = ((0.75, 4.0), (0.25, 20.0))  # share and mean, in hours, of the times from a source to its copy: most within a shift, some over days
_OUTLIER = 0.02  # share of times that are plainly wrong


@dataclass(frozen=True, slots=True)
class Stated:
    """When a version was published, in hours since the story began, and half the width of what was stated; None where not believed."""

    hours: float
    width: float


def stated_times(articles: Sequence[Article], latest: datetime | None) -> list[Stated | None]:
    """The time of each version, from the earliest of all. `latest` is the moment after which no time can lie (None: any may)."""
    moments = [_moment(article, latest) for article in articles]
    begins = [m.earliest.timestamp() for m in moments if m]
    if not begins:
        return [None] * len(articles)
    zero = min(begins)
    found: list[Stated | None] = []
    for moment in moments:
        if moment is None:
            found.append(None)
            continue
        low, high = moment.earliest.timestamp() - zero, moment.latest.timestamp() - zero
        found.append(Stated((low + high) / 7200, (high - low) / 7200))
    return found


def _moment(article: Article, latest: datetime | None) -> Moment | None:
    for moment in (article.published, article.modified, article.seen):
        if moment and moment.earliest >= _OLDEST and (latest is None or moment.earliest <= latest):
            return moment
    return None


def time_scores(times: Sequence[Stated | None], error: float) -> npt.NDArray[np.float64]:
    """Log density of each version's time given each possible source (row 0: given none); 0 where one of the two times is unknown.

    Relative to a time anywhere within the story's span, which is also what a version without a source has.
    """
    size = len(times)
    scores = np.zeros((size + 1, size + 1))
    known = [t.hours for t in times if t]
    if len(known) < 2:
        return scores
    anywhere = max(max(known) - min(known), 1.0) + 2 * error
    for v, copy in enumerate(times, start=1):
        for u, source in enumerate(times, start=1):
            if copy and source and u != v:
                spread = math.sqrt(2 * error**2 + (copy.width**2 + source.width**2) / 3)
                density = sum(share * _lag_density(copy.hours - source.hours, spread, lag) for share, lag in LAGS)
                scores[u, v] = math.log((1 - _OUTLIER) * density * anywhere + _OUTLIER)
    return scores


def _lag_density(hours: float, spread: float, lag: float) -> float:
    """Density of an exponential time of mean `lag` seen with a normal error of `spread` (exponentially modified Gaussian)."""
    rate = 1 / lag
    z = (rate * spread - hours / spread) / math.sqrt(2)
    if z < 5:
        return rate / 2 * math.exp(rate / 2 * (rate * spread**2 - 2 * hours)) * math.erfc(z) if z > -25 else rate * math.exp(-rate * hours)
    # far below zero the product of a huge and a tiny number: their asymptotic ratio
    return rate / 2 * math.exp(-((hours / spread) ** 2) / 2) / (z * math.sqrt(math.pi))
