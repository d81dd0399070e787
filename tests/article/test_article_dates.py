"""Dates as pages write them become moments with an honest interval."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.article.dates import find_dates, moment_of

ON_THE_MINUTE = [
    "2018.06.07 / 11:44",
    "2018-06-07T11:44",
    "2018-06-07 11:44:00",
    "June 7, 2018 11:44 AM",
    "Posted: 11:44 AM, June 7, 2018",
    "7 June 2018, 11:44",
    "7. Juni 2018, 11:44 Uhr",
    "Publié le 7 juin 2018 à 11h44",
    "7 de junio de 2018 a las 11:44",
    "7 июня 2018, 11:44",
    "7 iyun 2018, 11:44",
    "7 يونيو 2018 11:44",
    "2018年6月7日 11:44",
    "07.06.2018 11:44",
    "Thursday, June 7, 2018 11:44",
]


@pytest.mark.parametrize("stated", ON_THE_MINUTE)
def test_a_time_without_a_zone_may_lie_anywhere_on_earth(stated):
    moment = moment_of(stated, "text")
    assert moment is not None
    assert moment.stated == "2018-06-07T11:44"
    assert moment.earliest == datetime(2018, 6, 6, 21, 44, tzinfo=UTC)
    assert moment.latest == datetime(2018, 6, 7, 23, 44, tzinfo=UTC)
    assert moment.by == "text"


@pytest.mark.parametrize(
    ("stated", "exact"),
    [
        ("2018-07-16T11:30:00-04:00", datetime(2018, 7, 16, 15, 30, tzinfo=UTC)),
        ("2018-07-16T11:30:05Z", datetime(2018, 7, 16, 11, 30, 5, tzinfo=UTC)),
        ("July 16, 2018 11:30 AM EDT", datetime(2018, 7, 16, 15, 30, tzinfo=UTC)),
        ("4:00 am PDT, Monday, July 16, 2018", datetime(2018, 7, 16, 11, 0, tzinfo=UTC)),
    ],
)
def test_a_zone_makes_the_moment_exact(stated, exact):
    moment = moment_of(stated, "meta")
    assert moment is not None
    assert (moment.earliest, moment.latest) == (exact, exact)


@pytest.mark.parametrize(
    "stated", ["16 July 2018", "July 16, 2018", "2018-07-16", "7/16/2018", "16.07.2018", "Jul. 16, 2018", "16th July, 2018"]
)
def test_a_date_alone_is_the_whole_day(stated):
    moment = moment_of(stated, "given")
    assert moment is not None
    assert moment.stated == "2018-07-16"
    assert moment.latest - moment.earliest == timedelta(hours=23, minutes=59, seconds=59)


@pytest.mark.parametrize(
    "stated", ["", "yesterday", "2018-13-45", "July 2018", "31 February 2018", "20260102030405", "99:99", "v1.2.2018x"]
)
def test_what_is_no_date_gives_none(stated):
    assert moment_of(stated, "text") is None


@pytest.mark.parametrize("stated", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_the_ends_of_the_calendar_do_not_crash(stated):
    assert moment_of(stated, "text") is None


def test_a_date_in_the_future_is_kept_as_stated():
    moment = moment_of("2199-01-01", "given")
    assert moment is not None
    assert moment.stated == "2199-01-01"


@given(st.text(alphabet="0123456789:/.-, ampmJulyjuinдекабря年月日TZ+é", max_size=80))
def test_spans_lie_in_the_text_and_intervals_run_forward(text):
    for date in find_dates(text):
        assert 0 <= date.span.start < date.span.end <= len(text)
        assert date.moment.earliest <= date.moment.latest


@given(st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001
def test_iso_times_come_back_as_they_went(when):
    moment = moment_of(when.isoformat(timespec="seconds") + "+00:00", "json-ld")
    assert moment is not None
    assert moment.earliest == when.replace(microsecond=0, tzinfo=UTC)
