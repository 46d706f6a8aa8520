import json
from dataclasses import replace

import pytest

from hearthside.engines import words
from hearthside.engines.interchange.meeting_guide import read
from hearthside.engines.publishing import meeting_guide
from hearthside.engines.publishing.meeting_guide import codes
from tests.engines.publishing.our_groups import (
    HOUSE,
    NOON,
    TUESDAY,
    WITHHELD,
    meeting,
)

# Codes of one fellowship's books, steps, customs and pairings.
NOT_OURS = {
    "11", "12x12", "A", "ABSI", "AL", "AL-AN", "B", "DR", "GR", "H", "LIT", "LS", "P",
    "POA", "ST", "TR", "XT", "DB", "DD",
}  # fmt: skip


def written(*groups):
    return json.loads(meeting_guide.write(HOUSE, groups, now=NOON))


def test_a_weekly_group_is_written_whole():
    (row,) = written(TUESDAY)

    assert row == {
        "slug": "tuesday23456-tue",
        "name": "Tuesday circle",
        "day": 2,
        "time": "19:30",
        "end_time": "21:00",
        "timezone": "Europe/London",
        "location": "St Wilfrid's Hall",
        "location_notes": "The side door.",
        "address": "Cardigan Road",
        "city": "Leeds",
        "postal_code": "LS6",
        "country": "GB",
        "formatted_address": "Cardigan Road, Leeds, LS6, UK",
        "approximate": "no",
        "latitude": 53.8212,
        "longitude": -1.5801,
        "regions": ["Leeds", "Headingley"],
        "attendance_option": "in_person",
        "types": ["X", "EN"],
        "notes": "A small circle that listens.\n"
        "About: Depression and low mood.\nThe place: Step-free.\nSpoken: English.",
        "url": "https://harbour.example/groups/tuesday23456/",
        "updated": "2026-03-02 12:00:00",
        "entity": "Harbour",
        "entity_website_url": "https://harbour.example",
    }


def test_sunday_is_the_first_day():
    (row,) = written(meeting("FREQ=WEEKLY;BYDAY=SU"))

    assert row["day"] == 0


def test_a_monthly_group_says_how_often_where_the_list_shows_it():
    (row,) = written(meeting("FREQ=MONTHLY;BYDAY=2TU"))

    assert row["name"] == "Tuesday circle (the second Tuesday of the month)"
    assert "day" not in row
    assert row["slug"] == "tuesday23456"
    assert row["notes"].startswith("It meets the second Tuesday of the month")


def test_a_paused_group_is_closed_for_now():
    (row,) = written(replace(TUESDAY, is_paused=True))

    assert "TC" in row["types"]


def test_a_withheld_address_is_an_area_and_the_list_says_why():
    (row,) = written(WITHHELD)

    assert row["name"] == "Quiet circle (address when you ask)"
    assert (row["formatted_address"], row["approximate"]) == ("Leeds, UK", "yes")
    assert not {"latitude", "longitude", "address", "location_notes"} & set(row)


@pytest.mark.parametrize(
    ("attendance", "called"), [("online", "online"), ("phone", "by phone")]
)
def test_a_group_without_a_door_is_told_apart_in_the_list(attendance, called):
    (row,) = written(replace(TUESDAY, attendance=attendance, address="", place_name=""))

    assert row["name"] == f"Tuesday circle ({called})"
    assert not {"latitude", "conference_url", "conference_phone"} & set(row)


def test_only_codes_that_are_true_of_anybody_are_written():
    everything = replace(
        TUESDAY, said=tuple(words.SAID), languages=tuple(words.LANGUAGES)
    )
    (row,) = written(everything)

    assert not NOT_OURS & set(row["types"])
    assert not {"C", "O"} & set(row["types"])


def test_what_is_written_is_read_back_as_it_was():
    said = tuple(word for word in codes.SAID if word != "open")
    group = replace(TUESDAY, said=said, languages=tuple(codes.SPOKEN))
    reading = read(
        meeting_guide.write(HOUSE, [group], now=NOON), zone="Europe/London", now=NOON
    )
    (kept,) = reading.rows
    listing = kept.listing

    assert not kept.mended
    assert listing.name == group.name
    assert (listing.weekday, listing.starts_at, listing.minutes) == (
        1, group.pattern.starts_at, 90,
    )  # fmt: skip
    assert (listing.latitude, listing.longitude) == (group.latitude, group.longitude)
    assert not listing.approximate
    heard = {*listing.who_for, *listing.access, *listing.manner}
    assert set(said) <= heard
    assert set(codes.SPOKEN) <= set(listing.languages)
    assert not listing.types_unknown
