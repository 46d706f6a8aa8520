from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines import recurrence
from hearthside.engines.publishing import coming_week
from tests.engines.publishing.our_groups import (
    NOON,
    TUESDAY,
    TUESDAYS,
    WITHHELD,
    a_date,
    meeting,
)

TOMORROW = date(2026, 3, 3)


def the_row(group, now=NOON):
    (row,) = coming_week.rows(group, now=now)
    return row


def test_a_weekly_group_is_its_weekday():
    row = the_row(TUESDAY)

    assert (row.key, row.weekday, row.starts_at, row.minutes) == (
        "tue", 1, time(19, 30), 90,
    )  # fmt: skip
    assert (row.is_off, row.said) == (False, ())


def test_a_group_of_two_days_has_a_row_for_each():
    rows = coming_week.rows(meeting("FREQ=WEEKLY;BYDAY=TU,TH"), now=NOON)

    assert [(row.key, row.weekday) for row in rows] == [("tue", 1), ("thu", 3)]


def test_an_evening_called_off_says_so_and_when_it_is_on_again():
    row = the_row(replace(TUESDAY, dates=(a_date(TOMORROW, is_called_off=True),)))

    assert (row.weekday, row.is_off) == (1, True)
    assert row.said == (
        "Called off on Tuesday 3 March.",
        "Next on Tuesday 10 March at 7.30pm.",
    )


def test_an_evening_moved_stands_where_it_is_held():
    later = a_date(TOMORROW).starts_at + timedelta(days=1, hours=-1)
    moved = a_date(TOMORROW, starts_at=later, ends_at=later + timedelta(minutes=60))
    row = the_row(replace(TUESDAY, dates=(moved,)))

    assert (row.key, row.weekday, row.starts_at, row.minutes) == (
        "tue", 2, time(18, 30), 60,
    )  # fmt: skip
    assert row.said == ("Moved from Tuesday 3 March to Wednesday 4 March at 6.30pm.",)


def test_an_evening_moved_beyond_the_week_is_off_this_week():
    later = a_date(TOMORROW).starts_at + timedelta(days=9)
    moved = a_date(TOMORROW, starts_at=later, ends_at=later + timedelta(minutes=90))
    row = the_row(replace(TUESDAY, dates=(moved,)))

    assert (row.weekday, row.is_off) == (1, True)
    assert "to Thursday 12 March at 7.30pm." in row.said[0]


def test_a_break_in_the_pattern_is_said():
    pattern = replace(TUESDAYS, without=(TOMORROW,))
    row = the_row(replace(TUESDAY, pattern=pattern))

    assert row.is_off
    assert row.said[0] == "Not on Tuesday 3 March."


def test_what_was_called_off_last_week_is_over():
    past = a_date(TOMORROW - timedelta(days=7), is_called_off=True)

    assert the_row(replace(TUESDAY, dates=(past,))).said == ()


def test_an_evening_that_goes_on_is_on():
    in_the_middle = a_date(TOMORROW).starts_at + timedelta(minutes=20)

    assert not the_row(TUESDAY, now=in_the_middle).is_off


def test_a_monthly_group_has_a_day_only_in_its_week():
    second = meeting("FREQ=MONTHLY;BYDAY=2TU")
    far, near = the_row(second), the_row(second, now=NOON + timedelta(days=7))

    assert (far.key, far.weekday, far.is_off) == ("", None, False)
    assert (near.key, near.weekday, near.is_off) == ("", 1, False)
    assert far.said == near.said
    assert far.said == (
        "It meets the second Tuesday of the month at 7.30pm.",
        "Next on Tuesday 10 March at 7.30pm.",
    )


def test_a_monthly_evening_called_off_leaves_the_week_without_a_day():
    off = a_date(date(2026, 3, 10), is_called_off=True)
    group = replace(meeting("FREQ=MONTHLY;BYDAY=2TU"), dates=(off,))
    row = the_row(group, now=NOON + timedelta(days=7))

    assert (row.weekday, row.is_off) == (None, True)
    assert row.said[1:] == (
        "Called off on Tuesday 10 March.",
        "Next on Tuesday 14 April at 7.30pm.",
    )


def test_a_paused_group_is_off_on_every_day():
    row = the_row(replace(TUESDAY, is_paused=True))

    assert row.is_off
    assert "pause" in row.said[0]


def test_a_group_that_has_ended_says_that_nothing_is_planned():
    row = the_row(meeting("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260210"))

    assert row.is_off
    assert row.said[1] == "No dates are planned for now."


def test_a_note_for_one_evening_is_told_unless_the_address_is_kept():
    noted = (a_date(TOMORROW, place_note="Upstairs tonight."),)

    assert the_row(replace(TUESDAY, dates=noted)).said == (
        "For Tuesday 3 March: Upstairs tonight.",
    )
    assert the_row(replace(WITHHELD, dates=noted)).said == ()


@pytest.mark.parametrize(
    ("rule", "often"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", ""),
        ("FREQ=DAILY", ""),
        ("FREQ=MONTHLY;BYDAY=2TU", "the second Tuesday of the month"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every second Tuesday"),
        ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3", "every Tuesday in January, February and March"),
    ],
)  # fmt: skip
def test_how_often_is_said_only_where_it_is_not_every_week(rule, often):
    assert coming_week.how_often(meeting(rule).pattern) == often


@given(
    rule=st.sampled_from(
        ["FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=MONTHLY;BYDAY=-1SU",
         "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=DAILY", "FREQ=MONTHLY;BYMONTHDAY=13"]
    ),
    hours=st.integers(0, 24 * 60),
    off=st.sets(st.integers(0, 60), max_size=12),
)  # fmt: skip
def test_whatever_is_shown_as_on_is_on(rule, hours, off):
    now = NOON + timedelta(hours=hours)
    gone = tuple(
        a_date(TOMORROW + timedelta(days=day), is_called_off=True) for day in off
    )
    group = replace(meeting(rule), dates=gone)
    usual = recurrence.dates(
        group.pattern, first=now.date(), last=now.date() + timedelta(days=7)
    )
    on = {
        (one.starts.weekday(), one.starts.time())
        for one in usual
        if one.ends > now and one.on not in {date_.on for date_ in gone}
    }
    shown = {
        (row.weekday, row.starts_at)
        for row in coming_week.rows(group, now=now)
        if not row.is_off and row.weekday is not None
    }

    assert shown <= on
