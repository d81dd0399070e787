"""What publication times say about who took from whom, when the times may be wrong by an amount that nobody states.

An edge from u to v says that v came some while after u. How long is learnt (most retellings follow within hours); how far the stated
times are off is found out for each story: among several widths of error, the one is believed under which texts and times together
are likeliest. A day without an hour is a wide interval; times before 1990 or after the allowed end are not believed at all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt

from retold.records import Article, Moment

Array = npt.NDArray[np.float64]

_OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
_A_DAY = timedelta(days=1)
ERRORS = (0.05, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 40.0, 100.0)  # hours: standard deviations of a stated time that are tried
LAGS = ((0.75, 4.0), (0.25, 20.0))  # share and mean, in hours, of the times from a source to its copy: most within a shift, some over days
_SPAN = 24.0  # hours: even of a story whose known times lie close, a version without a source may have come at any time of a day
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


def spoken(hours: float) -> str:
    """A length of time as people say it: "40 minutes", "3.5 hours", "4 days"."""
    if hours < 1:
        minutes = max(1, round(hours * 60))
        return "a minute" if minutes == 1 else f"{minutes} minutes"
    return f"{hours:.1f} hours" if hours < 48 else f"{round(hours / 24)} days"


def _moment(article: Article, latest: datetime | None) -> Moment | None:
    """The first stated time that can be believed; nothing is published a day or more after it was seen."""
    ends = [end for end in (latest, article.seen.latest + _A_DAY if article.seen else None) if end]
    for moment in (article.published, article.modified, article.seen):
        if moment and moment.earliest >= _OLDEST and all(moment.earliest <= end for end in ends):
            return moment
    return None


def time_scores(times: Sequence[Stated | None], error: float) -> Array:
    """Log density of each version's time given each possible source (row 0: given none); 0 where one of the two times is unknown.

    Relative to a time anywhere within the story's span, which is also what a version without a source has.
    """
    size = len(times)
    scores = np.zeros((size + 1, size + 1))
    hours = np.array([t.hours if t else np.nan for t in times])
    width = np.array([t.width if t else np.nan for t in times])
    known = hours[~np.isnan(hours)]
    if len(known) < 2:
        return scores
    anywhere = max(float(known.max() - known.min()), _SPAN) + 2 * error
    after = hours[None, :] - hours[:, None]
    spread = np.sqrt(2 * error**2 + (width[None, :] ** 2 + width[:, None] ** 2) / 3)
    density = sum((share * _lag_density(after, spread, lag) for share, lag in LAGS), np.zeros_like(after))
    scores[1:, 1:] = np.nan_to_num(np.log((1 - _OUTLIER) * density * anywhere + _OUTLIER))
    np.fill_diagonal(scores, 0.0)
    return scores


def _lag_density(hours: Array, spread: Array, lag: float) -> Array:
    """Density of an exponential time of mean `lag` seen with a normal error of `spread` (exponentially modified Gaussian).

    The complementary error function is the rational approximation 7.1.26 of Abramowitz and Stegun, good to 1e-7, kept as a product
    with its exponential so that nothing overflows.
    """
    rate = 1 / lag
    z = (rate * spread - hours / spread) / math.sqrt(2)
    t = 1 / (1 + 0.3275911 * np.abs(z))
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    tail = rate / 2 * series * np.exp(-((hours / spread) ** 2) / 2)
    whole = rate * np.exp(np.minimum(rate / 2 * (rate * spread**2 - 2 * hours), 0.0))
    return np.asarray(np.where(z > 0, tail, whole - tail))
