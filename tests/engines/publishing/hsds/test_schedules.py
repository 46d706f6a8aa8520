from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines import recurrence
from hearthside.engines.publishing.hsds.schedules import schedules
from hearthside.engines.publishing.published import Published, PublishedDate
from hearthside.engines.recurrence import Pattern

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
AHEAD = TODAY + timedelta(days=91)
ZONE = ZoneInfo("Europe/London")
WEEKLY = Pattern(
    rule="FREQ=WEEKLY;BYDAY=TU",
    starts_on=date(2026, 1, 6),
    starts_at=time(19, 30),
    minutes=90,
    zone="Europe/London",
)
DAYS = {
    code: getattr(rrule, code) for code in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
}


def days_from(first: int, last: int):
    """Days counted from today."""
    return st.integers(first, last).map(lambda days: TODAY + timedelta(days=days))


some_days = st.lists(days_from(-20, 91), max_size=6, unique=True)


def a_group(pattern: Pattern, *dates: PublishedDate, **said) -> Published:
    group = Published(
        id="abcdefghijkm",
        url="https://circle.example/groups/abcdefghijkm/",
        name="Tuesday circle",
        one_line="A small circle.",
        about="",
        first_time="",
        area="Leeds",
        attendance="in_person",
        place_name="St Wilfrid's Hall",
        address="Cardigan Road, Leeds, LS6 1LJ",
        address_withheld=False,
        district="Headingley",
        latitude=53.8,
        longitude=-1.5,
        is_approximate=False,
        directions="",
        access_notes="",
        online_note="",
        has_online_link=False,
        said=(),
        languages=(),
        seats=12,
        is_paused=False,
        pattern=pattern,
        dates=dates,
        confirmed_at=NOW,
        sequence=1,
        changed_at=NOW,
        details_changed_at=NOW,
    )
    return replace(group, **said)


def a_date(on: date, **said) -> PublishedDate:
    usual = datetime.combine(on, time(19, 30), tzinfo=ZONE)
    starts = said.pop("starts_at", usual)
    return PublishedDate(
        id=f"d{on:%Y%m%d}",
        on=on,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=90),
        usual_start=usual,
        is_called_off=said.pop("is_called_off", False),
        is_unsure=False,
        place_note=said.pop("place_note", ""),
        sequence=2,
        changed_at=NOW,
    )


def written(group: Published) -> list[dict]:
    return schedules(group, service_id="ac148810-d857-441c-9679-408f346de14b", now=NOW)


def as_a_reader_has_it(schedule: dict) -> set[date]:
    """Return the coming dates of one schedule, read as RFC 5545 and as valid_from..valid_to."""
    begins = date.fromisoformat(schedule["dtstart"])
    if "freq" not in schedule or begins > AHEAD:
        return {begins}
    byday = [
        DAYS[day[-2:]](int(day[:-2])) if day[:-2] else DAYS[day[-2:]]
        for day in schedule.get("byday", "").split(",")
        if day
    ]
    month_days = [int(day) for day in schedule.get("bymonthday", "").split(",") if day]
    until = min(date.fromisoformat(schedule.get("until", "2199-12-31")), AHEAD)
    days = rrule.rrule(
        getattr(rrule, schedule["freq"]),
        dtstart=datetime.combine(begins, time()),
        interval=schedule["interval"],
        wkst=DAYS[schedule["wkst"]] if "wkst" in schedule else None,
        byweekday=byday or None,
        bymonthday=month_days or None,
        until=datetime.combine(until, time()),
    )
    found = {day.date() for day in days}
    assert min(found) == begins, "DTSTART is a date of the rule"
    return found


def coming(group: Published) -> set[date]:
    days = set().union(*map(as_a_reader_has_it, written(group)))
    return {day for day in days if TODAY <= day <= AHEAD}


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(
    rule=st.sampled_from(
        [
            "FREQ=WEEKLY;BYDAY=TU",
            "FREQ=WEEKLY",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
            "FREQ=WEEKLY;BYDAY=TU;COUNT=12",
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260401",
            "FREQ=MONTHLY;BYDAY=2TU",
            "FREQ=MONTHLY;BYDAY=-1FR",
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO,3MO",
            "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "FREQ=MONTHLY",
            "FREQ=DAILY",
            "FREQ=DAILY;BYDAY=MO,WE",
            "FREQ=DAILY;INTERVAL=3",
            "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3,5",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-1",
            "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=6",
        ]
    ),
    starts_on=days_from(-120, 30),
    without=some_days,
    also=some_days,
    pause=st.one_of(
        st.none(),
        st.tuples(days_from(0, 91), st.integers(0, 40)),
    ),
    called_off=st.sets(st.integers(0, 9), max_size=4),
)
def test_whoever_reads_the_rules_finds_the_true_dates(
    rule, starts_on, without, also, pause, called_off
):
    pauses = ((pause[0], pause[0] + timedelta(days=pause[1])),) if pause else ()
    pattern = replace(
        WEEKLY,
        rule=rule,
        starts_on=starts_on,
        without=tuple(without),
        also=tuple(also),
        pauses=pauses,
    )
    usual = recurrence.dates(pattern, first=TODAY, last=AHEAD)
    off = [one.on for nth, one in enumerate(usual) if nth in called_off]
    group = a_group(pattern, *(a_date(on, is_called_off=True) for on in off))

    found = coming(group)

    assert found == {one.on for one in usual} - set(off)


def test_a_date_moved_leaves_the_rule_and_stands_alone():
    moved = a_date(
        date(2026, 3, 17), starts_at=datetime(2026, 3, 18, 20, 0, tzinfo=ZONE)
    )

    before, after, alone = written(a_group(WEEKLY, moved))

    assert (before["valid_to"], before["until"]) == ("2026-03-16", "2026-03-16")
    assert (after["dtstart"], after["valid_from"]) == ("2026-03-24", "2026-03-24")
    assert "valid_to" not in after
    assert alone["valid_from"] == alone["valid_to"] == "2026-03-18"
    assert "freq" not in alone
    assert (alone["opens_at"], alone["closes_at"]) == ("20:00+00:00", "21:30+00:00")
    assert alone["description"] == (
        "Moved: Tuesday 17 March 2026 to Wednesday 18 March, 8pm."
    )


def test_a_date_in_another_place_says_so():
    there = a_date(date(2026, 3, 10), place_note="In the library.")

    alone = written(a_group(WEEKLY, there))[-1]

    assert alone["dtstart"] == "2026-03-10"
    assert alone["description"] == "On Tuesday 10 March 2026: In the library."


def test_times_carry_the_offset_of_the_next_date():
    summer = replace(WEEKLY, starts_on=date(2026, 4, 7))

    winter_one, summer_one = written(a_group(WEEKLY))[0], written(a_group(summer))[0]

    assert (winter_one["opens_at"], winter_one["timezone"]) == ("19:30+00:00", 0)
    assert (summer_one["opens_at"], summer_one["timezone"]) == ("19:30+01:00", 1)


def test_a_change_that_is_over_breaks_nothing():
    over = a_date(date(2026, 2, 10), is_called_off=True)

    (only,) = written(a_group(WEEKLY, over))

    assert (only["dtstart"], only["byday"]) == ("2026-01-06", "TU")


def test_a_pause_has_no_schedule():
    assert written(a_group(WEEKLY, is_paused=True)) == []


def test_every_schedule_has_an_id_of_its_own_that_stays():
    off = a_date(date(2026, 3, 17), is_called_off=True)
    plain, broken = written(a_group(WEEKLY)), written(a_group(WEEKLY, off))

    ids = [one["id"] for one in broken]

    assert len(set(ids)) == len(ids) == 2
    assert plain[0]["id"] == ids[0]


@pytest.mark.parametrize(
    ("rule", "freq"),
    [("FREQ=WEEKLY;BYDAY=TU", "WEEKLY"), ("FREQ=YEARLY", None)],
)
def test_only_weeks_and_months_are_written_as_rules(rule, freq):
    pattern = replace(WEEKLY, rule=rule, starts_on=date(2026, 4, 6))

    told = written(a_group(pattern))

    assert {one.get("freq") for one in told} == {freq}
    usual = f"Usually: {recurrence.sentence(pattern)}."
    assert all(one["notes"].startswith(usual) for one in told)
