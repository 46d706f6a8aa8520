"""When somebody reads: never sooner said than true."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from hearthside.engines.reading_hours import ReadingHours, closes_at, opens_at

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = ReadingHours(frozenset(range(5)), time(9), time(18))


def at(month, day, hour, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


def test_on_a_weekday_it_says_until_when():
    assert closes_at(WEEKDAYS, at=at(3, 2, 12), zone=LONDON) == at(3, 2, 18)


@pytest.mark.parametrize(
    ("now", "next_time"),
    [
        (at(3, 2, 8), at(3, 2, 9)),
        (at(3, 2, 18), at(3, 3, 9)),
        (at(3, 6, 23), at(3, 9, 9)),
        (at(3, 7, 3), at(3, 9, 9)),
    ],
)
def test_at_night_and_at_the_weekend_it_says_the_next_day(now, next_time):
    assert closes_at(WEEKDAYS, at=now, zone=LONDON) is None
    assert opens_at(WEEKDAYS, at=now, zone=LONDON) == next_time


def test_a_holiday_is_left_out():
    hours = ReadingHours(
        WEEKDAYS.days, WEEKDAYS.begins, WEEKDAYS.ends, frozenset({date(2026, 4, 6)})
    )

    assert closes_at(hours, at=at(4, 6, 12), zone=LONDON) is None
    assert opens_at(hours, at=at(4, 3, 20), zone=LONDON) == at(4, 7, 9)


def test_the_clock_of_the_house_counts_and_not_that_of_the_machine():
    night_in_utc = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)

    assert closes_at(WEEKDAYS, at=night_in_utc, zone=LONDON) is not None
    assert closes_at(WEEKDAYS, at=night_in_utc, zone=ZoneInfo("UTC")) is None


def test_where_clocks_go_back_the_later_beginning_is_meant():
    sundays = ReadingHours(frozenset({6}), time(1, 30), time(12))
    opens = opens_at(sundays, at=datetime(2026, 10, 25, 0, 0, tzinfo=UTC), zone=LONDON)

    assert opens == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_nobody_has_said_when():
    nobody = ReadingHours(frozenset(), time(9), time(18))

    assert opens_at(nobody, at=at(3, 2, 12), zone=LONDON) is None
