"""Times as evidence: intervals, distrust, and errors that nobody states."""

import math
from datetime import UTC, datetime

import numpy as np
import pytest

from retold.records import Article, Moment
from retold.trace.times import _lag_density, stated_times, time_scores


def article(first: str, last: str | None = None) -> Article:
    low, high = (datetime.fromisoformat(x).replace(tzinfo=UTC) for x in (first, last or first))
    return Article("x", "x", "", published=Moment(first, low, high, "given"))


def test_times_before_1990_and_after_the_end_are_not_believed():
    latest = datetime(2025, 1, 1, tzinfo=UTC)
    found = stated_times([article("1970-01-01T00:00:00"), article("2024-05-01T00:00:00"), article("2099-01-01T00:00:00")], latest)
    assert [t is not None for t in found] == [False, True, False]


def test_nothing_is_published_long_after_it_was_seen():
    seen = article("2024-05-01T00:00:00").published
    wrong = Article("x", "x", "", published=article("2031-05-01T00:00:00").published, seen=seen)
    found = stated_times([wrong, article("2024-05-01T02:00:00")], None)
    assert [t.hours for t in found if t] == [0.0, 2.0]


def test_a_day_is_a_wide_interval():
    day, hour = stated_times([article("2024-05-01T00:00:00", "2024-05-02T00:00:00"), article("2024-05-01T06:00:00")], None)
    assert day and hour
    assert (day.hours, day.width, hour.width) == (12.0, 12.0, 0.0)


def test_the_later_took_from_the_earlier_unless_times_are_far_off():
    times = stated_times([article("2024-05-01T00:00:00"), article("2024-05-01T03:00:00")], None)
    near, far = time_scores(times, 0.2), time_scores(times, 100.0)
    assert near[1, 2] > 0 > near[2, 1]
    assert near[1, 2] - near[2, 1] > 2 > far[1, 2] - far[2, 1] >= 0


def test_unknown_times_say_nothing():
    times = [*stated_times([article("2024-05-01T00:00:00"), article("2024-05-01T03:00:00")], None), None]
    scores = time_scores(times, 1.0)
    assert not scores[3].any()
    assert not scores[:, 3].any()
    assert not time_scores([None, None], 1.0).any()


@pytest.mark.parametrize("hours", [-8.0, -1.0, 0.0, 0.5, 2.0, 9.0, 40.0])
@pytest.mark.parametrize("spread", [0.1, 1.0, 5.0])
def test_density_is_that_of_a_lag_with_an_error(hours, spread):
    lag = 4.0
    steps = np.linspace(0, 400, 400_001)
    summed = np.exp(-steps / lag) / lag * np.exp(-(((hours - steps) / spread) ** 2) / 2) / (spread * math.sqrt(2 * math.pi))
    expected = float(np.trapezoid(summed, steps))
    assert float(_lag_density(np.array(hours), np.array(spread), lag)) == pytest.approx(expected, abs=1e-5)
