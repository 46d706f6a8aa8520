from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from hearthside.engines.quiet_hours import QuietHours, over

LONDON = ZoneInfo("Europe/London")
NIGHT = QuietHours(time(21), time(8))


def at(month, day, hour, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        (at(3, 2, 12), at(3, 2, 12)),
        (at(3, 2, 20, 59), at(3, 2, 20, 59)),
        (at(3, 2, 21), at(3, 3, 8)),
        (at(3, 3, 3), at(3, 3, 8)),
        (at(3, 3, 7, 59), at(3, 3, 8)),
        (at(3, 3, 8), at(3, 3, 8)),
        # In summer the house's eight o'clock is seven in UTC.
        (at(7, 2, 21), at(7, 3, 7)),
        # The clocks went forward, and back, in the night between.
        (at(3, 28, 22), at(3, 29, 7)),
        (at(10, 24, 22), at(10, 25, 8)),
    ],
)
def test_a_letter_of_the_night_waits_for_the_morning(written, leaves):
    assert over(NIGHT, at=written, zone=LONDON) == leaves


def test_hours_in_one_day_end_that_day():
    nap = QuietHours(time(13), time(15))

    assert over(nap, at=at(3, 2, 14), zone=LONDON) == at(3, 2, 15)
    assert over(nap, at=at(3, 2, 15), zone=LONDON) == at(3, 2, 15)


def test_no_hours_are_no_wait():
    assert over(QuietHours(time(0), time(0)), at=at(3, 3, 3), zone=LONDON) == at(
        3, 3, 3
    )


def test_an_end_the_clocks_jump_over_is_late_and_never_early():
    night = QuietHours(time(21), time(1, 30))

    assert over(night, at=at(3, 29, 0), zone=LONDON) == at(3, 29, 1, 30)


def test_an_end_that_comes_twice_is_the_later_one():
    night = QuietHours(time(21), time(1, 30))

    assert over(night, at=at(10, 25, 0, 45), zone=LONDON) == at(10, 25, 1, 30)
