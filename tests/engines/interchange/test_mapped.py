from __future__ import annotations

import json

import pytest

from hearthside.engines.interchange import mapped, tables
from hearthside.engines.interchange.json_file import NotAFeed
from hearthside.engines.interchange.listing import Kept, Reading
from tests.conftest import real_data

HEAD = "Group,When,Venue,Street address,Town,Postcode,Organiser e-mail,Mobile"
ROW = (
    "Lamp & Chair,Tuesdays at 7.30pm,Quaker House,12 Mill Lane,Ashby,le651aa,"
    "ann@example.org,07700 900123"
)


def reading_of(text: str, **more: object) -> Reading:
    return mapped.read(text.encode(), zone="Europe/London", **more)  # type: ignore[arg-type]


def only(text: str, **more: object):
    row = reading_of(text, **more).rows[0]
    assert isinstance(row, Kept), row
    return row.listing


def test_a_table_in_plain_words_is_read_by_its_guesses():
    one = only(f"{HEAD}\n{ROW}\n")

    assert (one.name, one.weekday, one.starts_at.isoformat()) == (
        "Lamp & Chair",
        1,
        "19:30:00",
    )
    assert (one.place, one.address) == ("Quaker House", "12 Mill Lane, Ashby, le651aa")


def test_columns_about_people_are_never_offered_and_are_counted():
    columns = tables.table_of(f"{HEAD}\n{ROW}\n".encode()).columns
    reading = reading_of(f"{HEAD}\n{ROW}\n")

    assert mapped.guesses(columns)["Organiser e-mail"] == mapped.NOT_KEPT
    assert mapped.guesses(columns)["Mobile"] == mapped.NOT_KEPT
    assert reading.dropped.total() == 2
    assert "900123" not in repr(reading.rows)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_any_usual_sign_parts_the_columns(sign):
    text = (
        sign.join(("Name", "Day", "Time"))
        + "\r\n"
        + sign.join(("Tea", "Friday", "10am"))
    )

    assert only(text).weekday == 4


@pytest.mark.parametrize(
    ("said", "days", "rule"),
    [
        ("Tuesday 08:15 PM", [1], ""),
        ("Mondays and Thursdays at 7pm", [0, 3], ""),
        ("Second Tuesday of the month at 10am", [1], "FREQ=MONTHLY;BYDAY=2TU"),
        ("Every day at 8am", [0, 1, 2, 3, 4, 5, 6], ""),
    ],
)
def test_day_and_time_together_are_read_as_people_write_them(said, days, rule):
    found = list(reading_of(f"Name,When\nTea,{said}\n").listings)

    assert [one.weekday for one in found] == days
    assert {one.rule for one in found} == {rule}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "no day and time"),
        ("by arrangement", "could not be read"),
        ("Every second Tuesday at 7pm", "every few weeks"),
        ("The 15th of the month at 7pm", "weekday"),
    ],
)
def test_a_time_nobody_can_tell_is_refused_with_the_reason(said, why):
    assert why in reading_of(f"Name,When,Town\nTea,{said},Ashby\n").refused[0].reason


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [("19:30", "90", 90), ("23:30", "60", 60), ("24:00", "60", 60), ("10:00", "", 60)],
)
def test_how_long_it_lasts_may_be_a_number(start, minutes, expected):
    one = only(f"Name,Day,Start time,Minutes\nTea,Mon,{start},{minutes}\n")

    assert one.minutes == expected


@pytest.mark.parametrize(
    ("said", "link", "expected"),
    [
        ("Online", "", "online"),
        ("In person and Zoom", "", "hybrid"),
        ("Telephone", "", "phone"),
        ("Facebook chat", "", "online"),
        ("", "https://zoom.us/j/1", "online"),
        ("", "", "in_person"),
    ],
)
def test_how_people_take_part_is_read_from_plain_words(said, link, expected):
    text = f"Name,Day,Time,How,Link\nTea,Mon,10:00,{said},{link}\n"

    assert only(text).attendance == expected


def test_a_mapping_said_by_somebody_stands_before_every_guess():
    text = "A,B,C\nTea,Friday,10:00\n"

    assert only(text, columns={"A": "name", "B": "day", "C": "time"}).name == "Tea"


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"A": "day", "B": "time"}, "name of the group"),
        ({"A": "name", "B": "day"}, "day and the time"),
        ({"A": "name", "B": "name"}, "Two columns"),
        ({"A": "email"}, "nothing a column can be"),
        ({"Z": "name"}, "no column “Z”"),
    ],
)
def test_a_mapping_nothing_comes_of_says_what_is_missing(columns, why):
    with pytest.raises(NotAFeed, match=why):
        reading_of("A,B,C\nTea,Friday,10:00\n", columns=columns)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "empty"),
        (b"<html><body>Sign in</body></html>", "web page"),
        (b"Name\nTea\n", "only one column"),
        (b"Name,Day\nTea,\x00Mon\n", "not a table"),
        (b'Name,Day,Time\n"' + b"x" * 200_000 + b'",Mon,10:00', "does not end"),
        (",".join(f"c{n}" for n in range(300)).encode(), "at most 200 columns"),
    ],
)
def test_what_is_no_table_is_told_so(raw, why):
    with pytest.raises(NotAFeed, match=why):
        mapped.read(raw, zone="UTC")


def test_a_row_with_a_cell_too_many_is_read_and_said():
    reading = reading_of("Name,Day,Time\nTea,Mon,10:00,extra\nCake,Tue\n")

    assert reading.mended == (
        "2 rows had more or fewer cells than the first line has names.",
    )
    assert len(reading.kept) + len(reading.repaired) == 1


def test_two_columns_of_one_name_and_one_without_are_told_apart():
    assert tables.table_of(b"A,A,\n1,2,3\n").columns == ("A", "A (2)", "Column 3")


def test_a_name_of_three_hundred_letters_and_one_in_arabic_are_kept():
    reading = reading_of(
        f"Name,Day,Time\n{'long ' * 60},Mon,10:00\nمجموعة الدعم,Tue,10:00\n"
    )

    long, arabic = (row.listing for row in reading.rows if isinstance(row, Kept))
    assert len(long.name) <= 120
    assert "too long" in reading.repaired[0].mended[-1] or reading.repaired
    assert arabic.name == "مجموعة الدعم"


@pytest.mark.parametrize("code", ["le651aa", "LE65 1AA", "ZZ99 9ZZ", "D02 X285"])
def test_a_postcode_of_any_kind_stays_as_it_is_written(code):
    one = only(f"Name,Day,Time,Town,Postcode\nTea,Mon,10:00,Ashby,{code}\n")

    assert one.address == f"Ashby, {code}"
    assert (one.latitude, one.longitude) == (None, None)


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        ("89.9", "10", (89.9, 10.0)),
        ("-16.5", "179.99", (-16.5, 179.99)),
        ("-16.5", "-179.99", (-16.5, -179.99)),
        ("0", "0", (None, None)),
        ("90.1", "190", (None, None)),
        ("51,5", "-0,1", (51.5, -0.1)),
    ],
)
def test_places_at_the_ends_of_the_earth(latitude, longitude, expected):
    text = f"Name;Day;Time;Lat;Lon\nTea;Mon;10:00;{latitude};{longitude}\n"
    one = only(text)

    assert (one.latitude, one.longitude) == expected


@pytest.mark.slow
def test_the_real_list_of_fifty_zones_is_read():
    raw = (real_data() / "other" / "al-anon-electronic-1545.json").read_bytes()
    reading = mapped.read(raw, zone="UTC")

    assert (len(reading.kept) + len(reading.repaired), len(reading.refused)) == (
        1521,
        24,
    )
    assert len({one.zone for one in reading.listings}) == 48
    assert reading.types_unknown == {}
    assert not any(one.attendance == "in_person" for one in reading.listings)
    assert "[redacted]" not in json.dumps([one.about for one in reading.listings])
