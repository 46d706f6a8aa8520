"""Quarters leave the house when nothing in them can change any more."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hearthside.meetings.quarters import Quarter, quarter_of, settled, this_and_before

LONDON = "Europe/London"


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), Quarter(2026, 1)),
        (date(2026, 3, 31), Quarter(2026, 1)),
        (date(2026, 4, 1), Quarter(2026, 2)),
        (date(2026, 12, 31), Quarter(2026, 4)),
    ],
)
def test_a_day_is_in_one_quarter(day, quarter):
    assert quarter_of(day) == quarter


def test_quarters_follow_each_other_over_the_year():
    assert Quarter(2025, 4).after == Quarter(2026, 1)
    assert Quarter(2026, 1).before == Quarter(2025, 4)
    assert Quarter(2025, 4).ends(LONDON) == Quarter(2026, 1).begins(LONDON)


def test_a_quarter_ends_at_midnight_on_the_clock_of_the_house():
    assert Quarter(2026, 1).ends(LONDON) == datetime(2026, 3, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "is_settled"),
    [
        (datetime(2026, 3, 31, 22, 59, tzinfo=UTC), False),
        (datetime(2026, 4, 3, 22, 59, tzinfo=UTC), False),
        (datetime(2026, 4, 3, 23, 0, tzinfo=UTC), True),
    ],
)
def test_a_quarter_stands_still_once_its_last_evening_cannot_be_counted(
    now, is_settled
):
    assert Quarter(2026, 1).is_settled(LONDON, now=now) is is_settled
    assert (Quarter(2026, 1) in settled(LONDON, now=now, most=4)) is is_settled


def test_the_last_settled_quarters_come_newest_first():
    now = datetime(2026, 11, 21, tzinfo=UTC)

    assert settled(LONDON, now=now, most=2) == [Quarter(2026, 3), Quarter(2026, 2)]
    assert [one.words for one in this_and_before(LONDON, now=now, most=2)] == [
        "July to September 2026",
        "October to December 2026",
    ]
