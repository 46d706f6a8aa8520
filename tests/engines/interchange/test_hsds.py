from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest

from hearthside.engines.interchange.hsds import read_answer, read_package
from hearthside.engines.interchange.json_file import NotAFeed
from hearthside.engines.interchange.listing import Kept, Reading
from tests.conftest import real_data

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SERVICE = {
    "id": "s1",
    "name": "Lamp and Chair Support Group",
    "description": "Tea and talk.",
    "status": "active",
    "schedules": [
        {"freq": "WEEKLY", "byday": "TU", "dtstart": "2026-01-06",
         "opens_at": "19:30:00", "closes_at": "21:00:00"}
    ],
    "service_at_locations": [
        {"id": "a", "location": {
            "name": "Quaker House", "latitude": 52.7, "longitude": -1.4,
            "accessibility": [{"description": "Wheelchair access throughout."}],
            "addresses": [{"address_1": "12 Mill Lane", "city": "Ashby",
                           "state_province": "Leicestershire", "postal_code": "LE65 1AA",
                           "country": "GB"}]}}
    ],
    "attributes": [{"taxonomy_term": {"name": "Bereavement Support Groups"}}],
}  # fmt: skip


def answer(*services: object) -> Reading:
    page = {"total_items": len(services), "contents": services}
    return read_answer(json.dumps(page).encode(), zone="Europe/London", now=NOW)


def only(**changes: object):
    row = answer(SERVICE | changes).rows[0]
    assert isinstance(row, Kept), row
    return row.listing


def why(**changes: object) -> str:
    return answer(SERVICE | changes).refused[0].reason


def scheduled(**changes: object) -> dict[str, object]:
    return {"schedules": [SERVICE["schedules"][0] | changes]}  # type: ignore[index]


def test_a_group_among_services_comes_over_whole():
    one = only()

    assert (one.key, one.name, one.weekday, one.minutes) == (
        "s1",
        SERVICE["name"],
        1,
        90,
    )
    assert (one.place, one.latitude) == ("Quaker House", 52.7)
    assert one.address == "12 Mill Lane, Ashby, Leicestershire, LE65 1AA, GB"
    assert (one.topics, one.access) == (("bereavement",), ("step_free",))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "Counselling", "attributes": []}, "a service and not a group"),
        ({"name": "Sunrise Group Home", "attributes": []}, "a service and not a group"),
        ({"name": "Grief course", "attributes": []}, "a course"),
        ({"maximum_age": 17}, "under 18"),
        ({"name": "Teen support group", "attributes": []}, "under 18"),
        ({"status": "defunct"}, "no longer runs"),
        ({"schedules": []}, "no day and time"),
        (scheduled(opens_at=""), "no day and time"),
        (scheduled(opens_at="25:99"), "could not be read"),
        (scheduled(opens_at="09:00", closes_at="17:00"), "opening hours"),
        (scheduled(until="2026-02-01"), "last date is over"),
        (scheduled(freq="YEARLY"), "once a year"),
        (scheduled(bymonthday="2,3"), "cannot keep"),
    ],
)  # fmt: skip
def test_what_is_no_listing_is_refused_so_that_a_coordinator_understands(changes, said):
    assert said in why(**changes)


def test_a_monthly_rule_stays_monthly():
    assert (
        only(**scheduled(freq="MONTHLY", byday="2TU")).rule == "FREQ=MONTHLY;BYDAY=2TU"
    )


def test_people_anywhere_in_the_record_are_counted_and_left_out():
    person = {"name": "Ann Persona", "email": "canary.bird@example.org",
              "phones": [{"number": "07700 900123"}]}  # fmt: skip
    reading = answer(
        SERVICE | {"contacts": [person], "email": "bird@example.org",
                   "phones": [{"number": "07700 900124"}],
                   "organization": {"email": "house.bird@example.org"}}
    )  # fmt: skip

    assert reading.dropped == {
        "contact names": 1, "e-mail addresses": 3, "phone numbers": 2
    }  # fmt: skip
    for song in ("Persona", "bird", "9001"):
        assert song not in repr(reading.rows)


@pytest.mark.parametrize(
    "document",
    [
        SERVICE,
        [SERVICE],
        {"id": "o", "name": "House", "services": [SERVICE]},
        {"id": "a", "service": SERVICE, "location": {}},
    ],
    ids=["one", "a list", "an organisation", "at a location"],
)
def test_every_shape_of_answer_is_read(document):
    reading = read_answer(json.dumps(document).encode(), zone="Europe/London", now=NOW)

    assert [one.name for one in reading.listings] == [SERVICE["name"]]


def test_one_page_of_many_is_said_to_be_one():
    page = {"total_pages": 10, "page_number": 1, "contents": [SERVICE]}
    reading = read_answer(json.dumps(page).encode(), zone="Europe/London", now=NOW)

    assert reading.mended == (
        "This is one page of 10. The others are not in this file.",
    )


@pytest.mark.parametrize(
    "raw", [b"{}", b'"x"', b"<html>", b"", b'{"name": "term"}', b'{"contents": 5}']
)
def test_what_is_no_answer_is_told_so(raw):
    with pytest.raises(NotAFeed):
        read_answer(raw, zone="UTC")


# -- tables in a zip

TABLES = {
    "services": "id,organization_id,name,description,status\n1,9,SUPPORT GROUP,Tea\\nand talk,\n",
    "organizations": "id,name\n9,Ashby Mind\n",
    "regular_schedules": (
        "service_id,location_id,weekday,opens_at,closes_at,original_text\n"
        '1,,Tuesday,8:15pm,9:45pm,"8:15pm-9:45pm, Tue, Thur"\n'
    ),
    "locations": "id,name,latitude,longitude\n5,Quaker House,,\n",
    "services_at_location": "id,service_id,location_id\n1,1,5\n",
    "physical_addresses": (
        "location_id,address_1,city,state_province,postal_code\n5,12 Mill Lane,Ashby,Leics ,LE65\n"
    ),
    "phones": "service_id,number\n1,07700 900123\n",
}


def package(**changes: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in (TABLES | changes).items():
            file.writestr(f"data/{name}.csv", text)
    return held.getvalue()


def packed(**changes: str) -> Reading:
    return read_package(package(**changes), zone="Europe/London", now=NOW)


def times(said: str) -> Reading:
    head = "service_id,weekday,opens_at,closes_at,original_text\n"
    return packed(regular_schedules=f'{head}1,Tuesday,8:15pm,9:45pm,"{said}"\n')


def test_tables_are_put_together():
    found = list(packed().listings)

    assert [(one.weekday, one.minutes) for one in found] == [(1, 90), (3, 90)]
    assert found[0].name == "Ashby Mind: SUPPORT GROUP"
    assert (found[0].place, found[0].about) == ("Quaker House", "Tea\nand talk")
    assert packed().dropped == {"phone numbers": 1}


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("7:00pm, Tue, Fri, Sat", [1, 4, 5]),
        ("7pm-8pm, Mon-Wed", [0, 1, 2]),
        ("7pm-8pm, Fri-Sun", [4, 5, 6]),
        ("7:00pm – 8:30pm Thursdays", [3]),
    ],
)
def test_the_directorys_own_words_say_the_days(said, days):
    assert [one.weekday for one in times(said).listings] == days


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("9:00am-5:00pm, Mon-Fri", "opening hours"),
        ("Depression: 7pm-8pm, Tue; Grief: 8pm-9pm, Wed", "more than one thing"),
        ("7:00pm-8:30pm, 1st Tuesday every month", "more than one thing"),
    ],
)
def test_hours_that_are_no_evening_are_refused(said, expected):
    assert expected in times(said).refused[0].reason


def test_a_post_box_is_no_place_to_meet():
    reading = packed(
        physical_addresses="location_id,address_1,city\n5,P.O. Box 430230,Ashby\n"
    )

    assert next(reading.listings).address == "Ashby"
    assert "post box" in reading.repaired[0].mended[0]


def test_a_zip_that_swells_is_stopped(monkeypatch):
    monkeypatch.setattr(
        "hearthside.engines.interchange.hsds.package.MOST_BYTES", 10_000
    )

    with pytest.raises(NotAFeed, match="over 100 MB"):
        packed(phones="service_id,number\n" + "1,\n" * 100_000)


@pytest.mark.parametrize(
    "raw",
    [b"PK\x03\x04nothing", b"", package()[:200], b"Name,Day"],
    ids=["no zip", "empty", "cut", "table"],
)
def test_what_is_no_package_is_told_so(raw):
    with pytest.raises(NotAFeed, match="zip of HSDS tables"):
        read_package(raw, zone="UTC")


@pytest.mark.slow
def test_of_four_thousand_real_services_the_groups_are_kept():
    (path,) = (real_data() / "hsds").glob("*.zip")
    reading = read_package(path.read_bytes(), zone="America/New_York")

    assert reading.feed_rows == 4089
    assert len({row.number for row in reading.rows if isinstance(row, Kept)}) == 10
    assert len(list(reading.listings)) == 13
    assert reading.dropped["phone numbers"] > 4000


@pytest.mark.slow
def test_every_real_answer_is_read_or_told_so():
    refused = 0
    for path in sorted((real_data() / "hsds").glob("*/**/*.json")):
        try:
            reading = read_answer(path.read_bytes(), zone="Europe/London")
        except NotAFeed:
            continue
        refused += len(reading.refused)
        assert "example.com" not in repr(list(reading.listings))

    assert refused > 250
