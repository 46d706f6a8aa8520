"""A calendar to subscribe to, as other programs read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import vobject
from icalendar import Calendar

from hearthside.engines.publishing import calendars
from hearthside.engines.publishing.calendars import Entry

AT = datetime(2026, 3, 3, 19, 30, tzinfo=UTC)


def entry(**changes) -> Entry:
    given = {
        "uid": "abc@dates.invalid",
        "title": "Evening",
        "starts_at": AT,
        "ends_at": AT + timedelta(minutes=90),
        "sequence": 1,
        "changed_at": AT - timedelta(days=30),
        "is_called_off": False,
        "address": "https://groups.example.org/desk/my-dates/",
    }
    return Entry(**{**given, **changes})


def test_an_empty_calendar_is_still_one():
    calendar = Calendar.from_ical(calendars.write([]))

    assert (calendar["version"], calendar.events) == ("2.0", [])


def test_the_same_dates_give_the_same_bytes():
    assert calendars.write([entry()]) == calendars.write([entry()])


def test_times_are_said_in_utc_whatever_they_were_in():
    east = AT.astimezone(timezone(timedelta(hours=11)))

    raw = calendars.write([entry(starts_at=east)])

    assert b"DTSTART:20260303T193000Z" in raw


def test_called_off_is_cancelled_and_takes_up_no_time():
    raw = calendars.write([entry(is_called_off=True, sequence=4)]).decode()

    (event,) = vobject.readOne(raw).vevent_list
    assert event.status.value == "CANCELLED"
    assert event.transp.value == "TRANSPARENT"
    assert event.sequence.value == "4"


def test_words_that_would_break_a_line_are_kept_inside_it():
    odd = "Evening\r\nATTENDEE:mailto:x@example.org; a, b \\ " + "é" * 90

    raw = calendars.write([entry(title=odd)])

    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    (event,) = Calendar.from_ical(raw).events
    assert "attendee" not in event
    assert "ATTENDEE:mailto:x@example.org" in str(event["summary"])
