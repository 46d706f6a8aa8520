from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines.recurrence import NotAPattern, to_ical_from
from hearthside.engines.recurrence.shortening import from_day_on
from tests.engines.recurrence.scenes import days_of, few, patterns, tuesdays

A_YEAR = timedelta(days=366)


@few
@given(patterns(), st.dates(date(2025, 6, 1), date(2027, 6, 1)))
def test_what_is_left_gives_the_same_dates(pattern, first):
    try:
        later = from_day_on(pattern, first=first)
    except NotAPattern:
        left = set(days_of(pattern, first, first + 3 * A_YEAR))
        assert left <= set(pattern.also)
        return

    last = first + A_YEAR
    added = {day for day in set(later.also) - set(later.without) if day <= last}
    rest = set(days_of(later, later.starts_on, last))
    assert days_of(pattern, first, last) == sorted(rest | added)
    assert later.starts_on in days_of(later, later.starts_on, later.starts_on)


def test_fortnights_stay_in_step():
    fortnightly = tuesdays("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")

    later = from_day_on(fortnightly, first=date(2026, 3, 11))

    assert later.starts_on == date(2026, 3, 17)


def test_a_number_of_times_is_counted_on():
    five_times = tuesdays("FREQ=WEEKLY;BYDAY=TU;COUNT=5")

    later = from_day_on(five_times, first=date(2026, 1, 14))

    assert later.rule == "FREQ=WEEKLY;BYDAY=TU;COUNT=3"
    assert days_of(later, date(2026, 1, 1), date(2027, 1, 1))[-1] == date(2026, 2, 3)


def test_it_begins_on_a_date_that_takes_place():
    resting = tuesdays(
        pauses=((date(2026, 4, 1), date(2026, 4, 30)),), without=(date(2026, 5, 5),)
    )

    assert from_day_on(resting, first=date(2026, 4, 2)).starts_on == date(2026, 5, 12)


def test_of_a_rule_that_is_over_the_added_dates_are_left():
    over = tuesdays(
        "FREQ=WEEKLY;BYDAY=TU;COUNT=2", also=(date(2026, 6, 2), date(2026, 6, 9))
    )

    assert to_ical_from(over, first=date(2026, 3, 1)) == [
        "DTSTART;TZID=Europe/London:20260602T193000",
        "DURATION:PT90M",
        "RRULE:FREQ=DAILY;UNTIL=20260602T183000Z",
        "RDATE;TZID=Europe/London:20260609T193000",
    ]


def test_nothing_left_is_no_pattern():
    with pytest.raises(NotAPattern):
        to_ical_from(tuesdays("FREQ=WEEKLY;BYDAY=TU;COUNT=2"), first=date(2026, 3, 1))
