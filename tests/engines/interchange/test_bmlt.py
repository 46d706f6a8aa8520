from __future__ import annotations

import json

import pytest

from hearthside.engines.interchange.bmlt import read
from hearthside.engines.interchange.json_file import NotAFeed
from hearthside.engines.interchange.listing import Kept, Reading, Refused
from tests.conftest import real_data

MEETING = {
    "id_bigint": "7",
    "weekday_tinyint": "1",
    "start_time": "19:30:00",
    "duration_time": "01:30:00",
    "formats": "O,WC,B",
    "lang_enum": "en",
    "latitude": "40.88",
    "longitude": "-73.88",
    "published": "1",
    "meeting_name": "Kitchen Table",
    "location_text": "North Hospital",
    "location_street": "3424 Kossuth Ave.",
    "location_municipality": "New York",
    "location_province": "NY",
    "venue_type": "1",
}


def reading_of(*rows: object, **beside: object) -> Reading:
    document = {"meetings": rows, **beside} if beside else list(rows)
    return read(json.dumps(document).encode(), zone="America/New_York")


def row_of(**changes: object) -> Kept | Refused:
    return reading_of(MEETING | changes).rows[0]


def listing_of(**changes: object):
    row = row_of(**changes)
    assert isinstance(row, Kept), row
    return row.listing


def test_a_meeting_comes_over_whole():
    one = listing_of()

    assert (one.key, one.name, one.place) == (
        "bmlt-7",
        "Kitchen Table",
        "North Hospital",
    )
    assert (one.weekday, one.starts_at.isoformat(), one.minutes) == (6, "19:30:00", 90)
    assert one.address == "3424 Kossuth Ave, New York, NY"
    assert (one.who_for, one.access, one.manner) == (
        ("open",),
        ("step_free",),
        ("newcomers",),
    )
    assert not one.approximate


@pytest.mark.parametrize(("said", "weekday"), [("1", 6), (2, 0), ("7", 5)])
def test_a_server_counts_its_days_from_sunday_as_one(said, weekday):
    assert listing_of(weekday_tinyint=said).weekday == weekday


@pytest.mark.parametrize("said", ["0", "8", "-1", "x"])
def test_a_day_that_is_none_is_refused(said):
    assert isinstance(row_of(weekday_tinyint=said), Refused)


def test_what_the_server_does_not_publish_is_not_published_here():
    assert "does not publish" in row_of(published="0").reason


def test_it_may_last_past_midnight():
    one = listing_of(start_time="23:30:00", duration_time="01:00:00")

    assert (one.starts_at.isoformat(), one.minutes) == ("23:30:00", 60)


def test_people_in_it_are_counted_and_left_out():
    reading = reading_of(
        MEETING
        | {
            "contact_name_1": "Ann Persona",
            "contact_phone_1": "07700 900123",
            "contact_email_1": "ann@example.org",
            "email_contact": "group@example.org",
            "phone_meeting_number": "+1 617 555 0187",
            "virtual_meeting_additional_info": "Passcode canary77",
            "comments": "Ring Ann on 07700 900123. Tea first.",
        }
    )

    assert reading.dropped == {
        "contact names": 1,
        "phone numbers": 3,
        "e-mail addresses": 2,
        "passcodes": 1,
    }
    for song in ("Persona", "900123", "@", "555", "canary77"):
        assert song not in repr(reading.rows)


def test_the_title_before_a_value_goes():
    assert listing_of(train_lines="Train Lines#@-@#Line 2").directions == "Line 2"


def test_an_online_meeting_keeps_its_link_without_the_passcode():
    one = listing_of(
        venue_type="2",
        virtual_meeting_link="https://zoom.us/j/12345?pwd=abc",
        location_street="",
    )

    assert (one.attendance, one.online_url) == ("online", "https://zoom.us/j/12345")


def test_what_to_know_before_setting_out_is_said():
    assert "no children" not in listing_of(formats="NC").about
    assert listing_of(formats="NC").about == "Please do not bring children."


def test_a_server_that_names_its_codes_is_believed():
    formats = [
        {"key_string": "Ö", "worldid_mixed": "OPEN", "name_string": "Öppet möte"}
    ]
    row = reading_of(MEETING | {"formats": "Ö"}, formats=formats).rows[0]

    assert isinstance(row, Kept)
    assert row.listing.who_for == ("open",)


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ({"formats": []}, "no list of meetings"),
        ([{"name": "Tea"}], "not the meetings of a BMLT"),
    ],
)
def test_another_file_is_told_so(document, why):
    with pytest.raises(NotAFeed, match=why):
        read(json.dumps(document).encode(), zone="UTC")


def test_rows_that_are_none_are_refused_one_by_one():
    reading = reading_of(MEETING, None, 5, [], "x")

    assert (len(reading.kept), len(reading.refused)) == (1, 4)


@pytest.mark.slow
def test_the_real_server_is_read_whole():
    folder = real_data() / "bmlt"
    raw = (folder / "greater-new-york-GetSearchResults.json").read_bytes()
    formats = json.loads((folder / "formats.json").read_bytes())
    both = json.dumps({"meetings": json.loads(raw), "formats": formats}).encode()

    for each in (raw, both):
        reading = read(each, zone="America/New_York")

        assert (len(reading.kept), len(reading.repaired)) == (1506, 7)
        assert list(reading.refusals.values()) == [42]
        assert reading.types_unknown == {}
