from __future__ import annotations

from datetime import date

from hypothesis import given
from icalendar import Calendar

from hearthside.engines.recurrence import to_ical
from tests.engines.recurrence.scenes import days_of, few, patterns, tuesdays


def test_a_pattern_becomes_the_lines_of_an_event():
    pattern = tuesdays(
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260721",
        starts_on=date(2026, 1, 1),
        without=(date(2026, 2, 3), date(2026, 2, 4)),
        also=(date(2026, 2, 5),),
        pauses=((date(2026, 4, 1), date(2026, 4, 15)),),
    )

    assert to_ical(pattern) == [
        "DTSTART;TZID=Europe/London:20260106T193000",
        "DURATION:PT90M",
        # Half past seven on a summer evening is half past six in UTC.
        "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260721T183000Z",
        "EXDATE;TZID=Europe/London:20260203T193000,20260407T193000,20260414T193000",
        "RDATE;TZID=Europe/London:20260205T193000",
    ]


def test_without_exceptions_there_are_three_lines():
    assert len(to_ical(tuesdays())) == 3


def test_an_added_date_the_rule_gives_anyway_is_not_told_twice():
    paused = tuesdays(
        also=(date(2026, 4, 7),), pauses=((date(2026, 4, 1), date(2026, 4, 15)),)
    )

    assert to_ical(paused)[3:] == ["EXDATE;TZID=Europe/London:20260414T193000"]


@few
@given(patterns())
def test_another_reader_of_calendars_finds_every_line_well_formed(pattern):
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *to_ical(pattern)]

    event = Calendar.from_ical("\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]))

    begins = event.walk("VEVENT")[0].decoded("DTSTART")
    assert begins.date() == pattern.starts_on
    assert str(begins.tzinfo) == pattern.zone


@few
@given(patterns())
def test_every_date_taken_out_is_one_the_rule_gives(pattern):
    taken_out = [line for line in to_ical(pattern) if line.startswith("EXDATE")]

    plain = tuesdays(pattern.rule, starts_on=pattern.starts_on)
    given_days = {
        f"{day:%Y%m%d}" for day in days_of(plain, date(2024, 1, 1), date(2034, 1, 1))
    }
    for line in taken_out:
        moments = line.partition(":")[2].split(",")
        assert {moment[:8] for moment in moments} <= given_days
