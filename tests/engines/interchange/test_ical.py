from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hearthside.engines.interchange.ical import read
from hearthside.engines.interchange.json_file import NotAFeed
from hearthside.engines.interchange.listing import Kept, Reading

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def calendar(*events: str, head: str = "") -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{body}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def event(**changes: str) -> str:
    said = {
        "UID": "tea",
        "SUMMARY": "Tea",
        "DTSTART;TZID=Europe/London": "20260106T193000",
        "DTEND;TZID=Europe/London": "20260106T210000",
        "RRULE": "FREQ=WEEKLY",
    }
    said |= {name.replace("_", "-"): value for name, value in changes.items()}
    return "\n".join(f"{name}:{value}" for name, value in said.items() if value)


def reading_of(*events: str, **more: str) -> Reading:
    return read(calendar(*events, **more), zone="Europe/London", now=NOW)


def only(*events: str, **more: str):
    row = reading_of(*events, **more).rows[0]
    assert isinstance(row, Kept), row
    return row.listing


def why(*events: str) -> str:
    return reading_of(*events).refused[0].reason


def test_a_weekly_event_is_a_listing():
    one = only(
        event(
            LOCATION="Quaker House\\, 12 Mill Lane\\, Ashby LE65 1AA", GEO="52.7;-1.4"
        )
    )

    assert (one.name, one.weekday, one.minutes, one.rule) == ("Tea", 1, 90, "")
    assert (one.place, one.address) == ("Quaker House", "12 Mill Lane, Ashby LE65 1AA")
    assert (one.latitude, one.longitude) == (52.7, -1.4)


def test_a_fortnight_counts_from_its_first_date():
    one = only(event(RRULE="FREQ=WEEKLY;INTERVAL=2"))

    assert (one.rule, one.starts_on) == (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        date(2026, 1, 6),
    )


def test_two_weekdays_are_two_listings_with_a_key_each():
    found = list(reading_of(event(RRULE="FREQ=WEEKLY;BYDAY=TU,TH")).listings)

    assert [one.weekday for one in found] == [1, 3]
    assert len({one.key for one in found}) == 2


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=YEARLY", "once a year"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "by the date"),
        ("FREQ=WEEKLY;UNTIL=20260201T000000Z", "last date is over"),
        ("FREQ=WEEKLY;COUNT=2", "last date is over"),
        ("FREQ=WEEKLY;COUNT=1", "happens once"),
        ("FREQ=HOURLY", "cannot keep how"),
        ("FREQ=WEEKLY;BYHOUR=9,10", "cannot keep how"),
        ("FREQ=DAILY;INTERVAL=3", "cannot keep how"),
        ("", "happens once"),
    ],
)
def test_a_rhythm_no_listing_can_have_is_refused_with_the_reason(rule, said):
    assert said in why(event(RRULE=rule))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"STATUS": "CANCELLED"}, "called off"),
        ({"CLASS": "PRIVATE"}, "private"),
        ({"SUMMARY": ""}, "no name"),
    ],
)
def test_an_event_that_is_none_for_others_is_refused(changes, said):
    assert said in why(event(**changes))


def test_a_whole_day_is_no_time():
    assert "no time" in why(
        "UID:a\nSUMMARY:Tea\nDTSTART;VALUE=DATE:20260106\nRRULE:FREQ=WEEKLY"
    )


def test_dates_called_off_or_moved_fall_away():
    moved = (
        "UID:tea\nSUMMARY:Tea\nRECURRENCE-ID;TZID=Europe/London:20260310T193000\n"
        "DTSTART;TZID=Europe/London:20260311T193000"
    )
    reading = reading_of(event(EXDATE="20260303T193000"), moved)

    row = reading.rows[0]
    assert isinstance(row, Kept)
    assert row.listing.without == (date(2026, 3, 3), date(2026, 3, 10))
    assert "Single dates of it were moved" in row.mended[0]
    assert len(reading.rows) == 1


@pytest.mark.parametrize(
    ("start", "head", "zone"),
    [
        ("DTSTART;TZID=Asia/Tokyo:20260106T193000", "", "Asia/Tokyo"),
        ("DTSTART:20260106T193000Z", "", "UTC"),
        ("DTSTART:20260106T193000", "", "Europe/London"),
        ("DTSTART:20260106T193000", "X-WR-TIMEZONE:Europe/Paris\n", "Europe/Paris"),
        ("DTSTART;TZID=GMT Standard Time:20260106T193000", "", "Europe/London"),
        ("DTSTART;TZID=Nowhere/At_All:20260106T193000", "", "Europe/London"),
    ],
)
def test_the_clock_is_the_one_the_calendar_means(start, head, zone):
    assert (
        only(f"UID:a\nSUMMARY:Tea\n{start}\nRRULE:FREQ=WEEKLY", head=head).zone == zone
    )


def test_people_in_it_are_counted_and_left_out():
    reading = reading_of(
        event(
            ORGANIZER="mailto:canary.bird@example.org",
            ATTENDEE="mailto:other.bird@example.org",
            CONTACT="Ann Persona",
            DESCRIPTION="Ring Ann on 07700 900123. Passcode: canary77\\nTea first.",
            LOCATION="https://zoom.us/j/12345?pwd=canary77",
        )
    )

    assert reading.dropped["e-mail addresses"] == 2
    assert reading.dropped["contact names"] == 1
    for song in ("bird", "Persona", "900123", "canary77"):
        assert song not in repr(reading.rows)
    assert next(reading.listings).online_url == "https://zoom.us/j/12345"


def test_three_dates_a_week_apart_are_weekly_and_said_to_be():
    dates = [
        f"UID:{day}\nSUMMARY:Tea\nDTSTART;TZID=Europe/London:202603{day}T193000"
        for day in ("03", "10", "17")
    ]
    reading = reading_of(*dates)

    assert [type(row).__name__ for row in reading.rows] == [
        "Kept",
        "Refused",
        "Refused",
    ]
    assert "date by date" in reading.repaired[0].mended[-1]
    assert "earlier row" in reading.refused[0].reason


@pytest.mark.parametrize(
    "raw",
    [
        b"Name,Day\nTea,Mon\n",
        b"<html></html>",
        b"",
        calendar(event())[:120],
        b"BEGIN:VCALENDAR",
    ],
    ids=["table", "page", "empty", "cut", "begin"],
)
def test_what_is_no_calendar_is_told_so(raw):
    with pytest.raises(NotAFeed):
        read(raw, zone="UTC")


@pytest.mark.parametrize(
    "odd",
    [
        "DTSTART:tomorrow",
        "DTSTART:20261399T990000",
        "RRULE:FREQ=NEVER",
        "EXDATE:x",
        "GEO:a;b",
    ],
)
def test_one_broken_property_does_not_take_the_others_along(odd):
    reading = reading_of(f"UID:a\nSUMMARY:Odd\n{odd}", event())

    assert [one.name for one in reading.listings] == ["Tea"]
