from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines.recurrence import NotAPattern, Pattern, check, dates, next_after
from tests.engines.recurrence.scenes import (
    BUT_THE_LAST,
    days_of,
    few,
    patterns,
    rules,
    some,
    tuesdays,
    weekly_rules,
)

BEGIN, END = date(2026, 1, 1), date(2027, 12, 31)


def _as_dateutil_says(pattern: Pattern, first: date, last: date) -> list[date]:
    begins = datetime.combine(pattern.starts_on, time())
    everything = rrule.rruleset()
    everything.rrule(rrule.rrulestr(pattern.rule, dtstart=begins))
    paused = [
        day
        for day in everything.between(
            datetime.combine(first, time()), datetime.combine(last, time()), inc=True
        )
        if any(a <= day.date() <= b for a, b in pattern.pauses)
        and day.date() not in pattern.also
    ]
    for day in pattern.also:
        everything.rdate(datetime.combine(day, time()))
    for gone in [*paused, *(datetime.combine(day, time()) for day in pattern.without)]:
        everything.exdate(gone)
    found = everything.between(
        datetime.combine(first, time()), datetime.combine(last, time()), inc=True
    )
    return [day.date() for day in found]


@some
@given(patterns())
def test_dates_are_those_of_the_standard_library_for_rules(pattern):
    assert days_of(pattern, BEGIN, END) == _as_dateutil_says(pattern, BEGIN, END)


@some
@given(weekly_rules(), st.dates(date(2020, 1, 1), date(2027, 1, 1)), st.integers(0, 6))
def test_weeks_counted_by_hand_are_the_same_weeks(rule, starts_on, week_starts):
    starts = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[week_starts]
    pattern = tuesdays(f"{rule};WKST={starts}", starts_on=starts_on)

    assert days_of(pattern, BEGIN, END) == _as_dateutil_says(pattern, BEGIN, END)


@few
@given(patterns(), st.integers(0, 700))
def test_a_stretch_is_the_sum_of_its_halves(pattern, cut):
    middle = BEGIN + timedelta(days=cut)

    halves = days_of(pattern, BEGIN, middle)
    halves += days_of(pattern, middle + timedelta(days=1), END)

    assert halves == days_of(pattern, BEGIN, END)


@few
@given(patterns(), st.integers(0, 400_000))
def test_the_next_one_is_the_first_of_those_to_come(pattern, minutes):
    moment = datetime(2026, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
    today = moment.astimezone(ZoneInfo(pattern.zone)).date()

    near = dates(
        pattern,
        first=today - timedelta(days=1),
        last=today + timedelta(days=400),
        most=500,
    )

    to_come = [found for found in near if found.starts >= moment]
    assert next_after(pattern, moment=moment) == (to_come[0] if to_come else None)


@few
@given(patterns())
def test_the_clock_on_the_wall_never_moves_but_in_a_gap(pattern):
    for found in dates(pattern, first=BEGIN, last=END):
        on_the_wall = found.starts.replace(tzinfo=None)
        meant = datetime.combine(found.on, pattern.starts_at)
        later = timedelta(0)
        if on_the_wall != meant:
            before = meant.replace(tzinfo=ZoneInfo(pattern.zone))
            later = (
                before.replace(fold=0).utcoffset() - before.replace(fold=1).utcoffset()
            )
            later = abs(later)
        assert on_the_wall == meant + later
        real = found.ends.astimezone(UTC) - found.starts.astimezone(UTC)
        assert real == timedelta(minutes=pattern.minutes)


def test_a_time_the_clocks_jump_over_is_held_an_hour_later():
    sundays = tuesdays("FREQ=WEEKLY;BYDAY=SU", starts_at=time(1, 30))

    night = dates(sundays, first=date(2026, 3, 29), last=date(2026, 3, 29))[0]

    assert night.starts.isoformat() == "2026-03-29T02:30:00+01:00"
    assert night.on == date(2026, 3, 29)


def test_a_time_that_comes_twice_is_the_first_and_lasts_its_real_minutes():
    sundays = tuesdays("FREQ=WEEKLY;BYDAY=SU", starts_at=time(1, 30))

    night = dates(sundays, first=date(2026, 10, 25), last=date(2026, 10, 25))[0]

    assert night.starts.isoformat() == "2026-10-25T01:30:00+01:00"
    assert night.ends.isoformat() == "2026-10-25T02:00:00+00:00"


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "Europe/Kiev"])
def test_a_renamed_zone_keeps_both_its_names(zone):
    first = dates(tuesdays(zone=zone), first=BEGIN, last=END, most=1)[0]

    assert first.starts.isoformat() == "2026-01-06T19:30:00+02:00"


def test_the_29th_of_february_comes_in_leap_years_only():
    rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"

    found = days_of(tuesdays(rule), BEGIN, date(2040, 1, 1))

    assert [day.year for day in found] == [2028, 2032, 2036]


def test_a_place_that_skipped_a_date_holds_that_meeting_a_day_late():
    fridays = tuesdays(
        "FREQ=WEEKLY;BYDAY=FR", starts_on=date(2011, 12, 2), zone="Pacific/Apia"
    )

    found = next_after(fridays, moment=datetime(2011, 12, 31, 1, 0, tzinfo=UTC))

    assert (found.on.day, found.starts.day) == (30, 31)


def test_an_added_date_is_kept_inside_a_pause_and_a_removed_one_is_gone_for_good():
    august = (date(2026, 8, 1), date(2026, 8, 31))
    pattern = tuesdays(
        pauses=(august,),
        also=(date(2026, 8, 11), date(2026, 9, 8)),
        without=(date(2026, 9, 8),),
    )

    found = days_of(pattern, date(2026, 7, 28), date(2026, 9, 15))

    assert [(day.month, day.day) for day in found] == [
        (7, 28),
        (8, 11),
        (9, 1),
        (9, 15),
    ]


def test_every_thursday_but_the_last_needs_no_list_of_dates():
    rule = f"FREQ=MONTHLY;BYDAY=TH;BYMONTHDAY={BUT_THE_LAST}"

    found = days_of(tuesdays(rule), date(2026, 1, 6), date(2026, 2, 28))

    assert [day.day for day in found] == [8, 15, 22, 5, 12, 19]


def test_a_list_is_cut_where_it_was_asked_to_be():
    assert len(dates(tuesdays(), first=BEGIN, last=END, most=3)) == 3


def test_after_the_last_one_there_is_no_next():
    ended = tuesdays("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260113")

    assert next_after(ended, moment=datetime(2026, 1, 14, tzinfo=UTC)) is None


@few
@given(rules())
def test_a_rule_people_would_say_is_accepted_or_never_happens(rule):
    pattern = tuesdays(rule)

    if days_of(pattern, pattern.starts_on, date(2027, 12, 1)):
        check(pattern)
    else:
        assert days_of(pattern, pattern.starts_on, date(2026, 12, 1)) == []


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ",
        "BYDAY=TU",
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=HOURLY;COUNT=1000000",
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;UNTIL=99991231",
        "FREQ=DAILY;UNTIL=20261231T000000Z",
        "FREQ=DAILY;UNTIL=20260231",
        "FREQ=DAILY;COUNT=3;UNTIL=20261231",
        "FREQ=YEARLY;INTERVAL=9999",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=2TU",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=WEEKLY;WKST=XX",
        "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=MONTHLY;BYDAY=6TU",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYSETPOS=1",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=YEARLY;BYMONTH=2;BYDAY=53MO",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=1TU;BYMONTHDAY=15",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20250101",
        "FREQ=WEEKLY;BYDAY=" + ",".join(["TU"] * 500),
    ],
)
def test_a_rule_we_cannot_keep_is_refused_with_a_reason(rule):
    with pytest.raises(NotAPattern) as refused:
        check(tuesdays(rule))

    assert refused.value.why.endswith(".")


@pytest.mark.parametrize(
    "fields",
    [
        {"zone": "Europe/Atlantis"},
        {"zone": "../../etc/passwd"},
        {"zone": "localtime"},
        {"zone": "Europe"},
        {"zone": ""},
        {"zone": "Europe/\x00"},
        {"minutes": 4},
        {"minutes": 1441},
        {"starts_on": date(9999, 1, 1)},
        {"starts_on": date(1969, 12, 31)},
        {"starts_at": time(19, 30, 30)},
        {"starts_at": time(19, 30, tzinfo=UTC)},
        {"pauses": ((date(2026, 8, 31), date(2026, 8, 1)),)},
        {"pauses": ((date(2026, 8, 1), date(2028, 8, 1)),)},
        {"without": (date(2026, 8, 4),) * 401},
        {"also": (date(9999, 12, 31),)},
    ],
)
def test_a_pattern_with_one_part_out_of_bounds_is_refused(fields):
    check(tuesdays())

    with pytest.raises(NotAPattern):
        check(tuesdays(**fields))
