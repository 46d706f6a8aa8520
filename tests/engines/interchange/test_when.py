from __future__ import annotations

import json
from datetime import UTC, datetime, time

import pytest

from hearthside.engines.interchange.listing import Refused
from hearthside.engines.interchange.meeting_guide import read
from hearthside.engines.interchange.rows.days import OUTSIDE, SEVEN


@pytest.mark.parametrize(
    ("given", "weekday"),
    [
        (0, 6),
        (1, 0),
        ("6", 5),
        ([2], 1),
        (3.0, 2),
        ("Sunday", 6),
        ("tues", 1),
        ("٣", None),
    ],
)
def test_sunday_is_their_0_and_our_6(row_of, given, weekday):
    row = row_of(day=given)

    assert (None if isinstance(row, Refused) else row.listing.weekday) == weekday


def test_a_row_with_two_days_becomes_two_listings(reading_of, evening):
    reading = reading_of(evening | {"day": [1, 3]})

    assert [(each.key, each.weekday) for each in reading.listings] == [
        ("tuesday-kitchen~mon", 0),
        ("tuesday-kitchen~wed", 2),
    ]


def test_a_day_that_is_none_costs_only_itself(reading_of, evening):
    reading = reading_of(evening | {"day": [1, 9]})

    assert [each.weekday for each in reading.listings] == [0]
    assert [row.reason for row in reading.refused] == [OUTSIDE]


@pytest.mark.parametrize("day", [7, "7", [7]])
def test_a_seventh_day_is_told_that_sunday_is_0(row_of, day):
    assert row_of(day=day).why == SEVEN


@pytest.mark.parametrize("day", [-1, 8, True, "someday", {"a": 1}])
def test_any_other_day_is_told_the_range(row_of, day):
    assert row_of(day=day).why == OUTSIDE


def test_a_group_without_day_and_time_meets_by_appointment(row_of):
    row = row_of(day=None, time=None)

    assert row.why == (
        "No day and time: it meets by appointment, and a listing here needs one."
    )


def test_half_a_day_and_time_is_told_which_half(row_of):
    assert row_of(time=None).why.startswith("It has a day but no time")
    assert row_of(day=None).why.startswith("It has a time but no day")
    assert row_of(time="evenings").why.startswith("Its time could not be read")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("19:30", time(19, 30)),
        ("8:00", time(8)),
        ("12:15 PM", time(12, 15)),
        ("12:15 am", time(0, 15)),
        ("7pm", time(19)),
        ("7.30 p.m.", time(19, 30)),
        ("1930", time(19, 30)),
        ("19:30:00", time(19, 30)),
        ("Noon", time(12)),
        ("24:00", time(0)),
    ],
)
def test_times_are_read_as_people_write_them(kept, written, read_as):
    assert kept(time=written, end_time=None).listing.starts_at == read_as


@pytest.mark.parametrize(
    "written", ["25:00", "12:60", "13:00 PM", "7", "-1:00", "1:2:3:4"]
)
def test_a_time_that_is_none_is_refused(row_of, written):
    assert isinstance(row_of(time=written), Refused)


def test_a_meeting_past_midnight_lasts_into_the_morning(kept):
    row = kept(time="23:00", end_time="00:30")

    assert (row.listing.minutes, row.listing.minutes_known, row.mended) == (
        90,
        True,
        (),
    )


def test_a_room_that_never_closes_is_kept_all_day(kept):
    row = kept(time="00:00", end_time="23:59")

    assert (row.listing.minutes, row.mended) == (1439, ())


def test_an_unsaid_length_is_an_hour_and_nothing_was_mended(kept):
    row = kept(end_time=None)

    assert (row.listing.minutes, row.listing.minutes_known, row.mended) == (
        60,
        False,
        (),
    )


@pytest.mark.parametrize("end", ["19:30", "18:30", "07:30", "late"])
def test_a_length_nobody_believes_is_mended_to_an_hour(kept, end):
    row = kept(end_time=end)

    assert (row.listing.minutes, row.listing.minutes_known) == (60, False)
    assert "last an hour" in row.mended[0]


def test_the_zone_of_a_row_wins_when_there_is_such_a_zone(kept):
    assert kept(timezone="America/Edmonton").listing.zone == "America/Edmonton"


@pytest.mark.parametrize(
    "zone", ["Mountain", "../etc/passwd", "Europe/Atlantis", "a/\x00"]
)
def test_any_other_zone_gives_way_to_that_of_the_feed(kept, zone):
    row = kept(timezone=zone)

    assert row.listing.zone == "Europe/London"
    assert "time zone" in row.mended[0]


@pytest.mark.parametrize(
    "written",
    [
        "2021-08-16 07:25:34",
        "8/16/2021 7:25:34 AM",
        "2021-08-16T07:25:34Z",
        "2021-08-16T09:25:34+02:00",
    ],
)
def test_the_last_change_is_read_as_a_moment_in_utc(kept, written):
    moment = datetime(2021, 8, 16, 7, 25, 34, tzinfo=UTC)

    assert kept(updated=written).listing.source_updated == moment


def test_a_last_change_in_the_future_is_not_believed(evening):
    raw = json.dumps([evening | {"updated": "2031-01-01 00:00:00"}]).encode()

    (row,) = read(raw, zone="UTC", now=datetime(2026, 1, 1, tzinfo=UTC)).rows

    assert row.listing.source_updated is None
    assert "could not be believed" in row.mended[0]
