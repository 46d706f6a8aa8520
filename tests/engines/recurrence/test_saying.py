from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from hearthside.engines.recurrence import say_date, say_moment, say_time, sentence
from tests.engines.recurrence.scenes import BUT_THE_LAST, tuesdays


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "Every Tuesday"),
        ("FREQ=WEEKLY", "Every Tuesday"),
        ("FREQ=DAILY;BYDAY=TU,TH", "Every Tuesday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "Every day"),
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;INTERVAL=2", "Every second day"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Every second Tuesday"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU", "Every third week on Tuesday"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR",
            "Every weekday of every second week",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
            "Every second week on Tuesday and Sunday (weeks begin on Sunday)",
        ),
        ("FREQ=MONTHLY;BYDAY=2TU", "The second Tuesday of the month"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "The second Tuesday of the month"),
        ("FREQ=MONTHLY;BYDAY=2SA,4SA", "The second and fourth Saturday of the month"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "The last Friday of the month"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO", "The first Monday of every second month"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15,-1", "The 1st, 15th and last day of the month"),
        ("FREQ=MONTHLY", "The 6th of the month"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "29 February every year"),
        ("FREQ=YEARLY", "6 January every year"),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", "The second Sunday of May every year"),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=SU", "Every Sunday in May"),
        (
            "FREQ=YEARLY;BYMONTH=5,6;BYDAY=2SU",
            "The second Sunday of the month in May and June",
        ),
        (
            f"FREQ=MONTHLY;BYDAY=TH;BYMONTHDAY={BUT_THE_LAST}",
            "Every Thursday except the last of the month",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYMONTH=1,2,3,4,5,6,7,9,10,11,12",
            "Every second Tuesday except in August",
        ),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=8", "Every Tuesday, 8 times"),
        ("FREQ=WEEKLY;UNTIL=20261208", "Every Tuesday, until 8 December 2026"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "On dates of its own"),
    ],
)
def test_a_rule_is_said_as_people_say_it(rule, said):
    assert sentence(tuesdays(rule), with_time=False) == said


def test_the_time_stands_beside_the_day():
    rule = "FREQ=WEEKLY;INTERVAL=2;BYMONTH=1,2,3,4,5,6,7,9,10,11,12"

    said = sentence(tuesdays(rule))

    assert said == "Every second Tuesday at 7.30pm except in August"


def test_breaks_and_moved_dates_are_said_last():
    pattern = tuesdays(
        pauses=((date(2026, 12, 20), date(2027, 1, 4)),),
        without=(date(2026, 6, 2),),
        also=(date(2026, 6, 4),),
    )

    assert sentence(pattern) == (
        "Every Tuesday at 7.30pm, with a break from 20 December 2026 to 4 January 2027, "
        "not on 2 June 2026, and also on 4 June 2026"
    )


def test_many_exceptions_are_counted_not_listed():
    gone = tuple(date(2026, month, 6) for month in range(1, 8))

    assert sentence(tuesdays(without=gone)).endswith(", not on 7 dates")


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(19, 30), "7.30pm"),
        (time(10), "10am"),
        (time(12), "noon"),
        (time(0), "midnight"),
        (time(12, 5), "12.05pm"),
        (time(0, 30), "12.30am"),
    ],
)
def test_a_time_is_said_as_people_say_it(at, said):
    assert say_time(at) == said


def test_the_year_is_said_only_when_it_is_not_this_one():
    day = date(2026, 12, 8)

    assert say_date(day, today=date(2026, 1, 1)) == "Tuesday 8 December"
    assert say_date(day, today=date(2025, 1, 1)) == "Tuesday 8 December 2026"
    assert say_date(day) == "Tuesday 8 December 2026"


def test_a_moment_is_a_day_and_a_time():
    assert (
        say_moment(datetime(2026, 12, 8, 19, 30, tzinfo=UTC))
        == "Tuesday 8 December, 7.30pm"
    )
