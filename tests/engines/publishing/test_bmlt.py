from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.publishing import bmlt
from hearthside.engines.publishing.bmlt.formats import ALL
from hearthside.engines.publishing.bmlt.numbers import meeting_number
from tests.engines.publishing.our_groups import (
    HOUSE,
    NOON,
    TUESDAY,
    TUESDAYS,
    WITHHELD,
)

THURSDAY = replace(
    TUESDAY, id="thursday2345", name="Thursday call", attendance="online",
    address="", place_name="", latitude=None, longitude=None, area="Hull",
    area_slug="hull", said=("anxiety",),
    pattern=replace(TUESDAYS, rule="FREQ=WEEKLY;BYDAY=TH"),
)  # fmt: skip
SELDOM = replace(
    TUESDAY, id="seldom234567", name="Far circle", latitude=53.9, longitude=-1.2,
    area="York", area_slug="york", said=("women", "depression"),
    pattern=replace(TUESDAYS, rule="FREQ=MONTHLY;BYDAY=2TU"),
)  # fmt: skip
SERVER = bmlt.Server(
    HOUSE, (TUESDAY, THURSDAY, SELDOM, WITHHELD), "https://harbour.example/feeds/bmlt", NOON
)  # fmt: skip


def ask(switcher="GetSearchResults", **query):
    several = {
        name: value if isinstance(value, list) else [str(value)]
        for name, value in query.items()
    }
    return bmlt.answer(SERVER, {"switcher": [switcher], **several})


def names(**query):
    return [row["meeting_name"] for row in ask(**query)]


def test_a_meeting_has_every_field_a_client_reads():
    row = next(row for row in ask() if row["meeting_name"] == "Tuesday circle")

    assert row["id_bigint"] == str(meeting_number("tuesday23456-tue"))
    assert (row["weekday_tinyint"], row["start_time"], row["duration_time"]) == (
        "3", "19:30:00", "01:30:00",
    )  # fmt: skip
    assert (row["latitude"], row["longitude"]) == ("53.8212", "-1.5801")
    assert (row["location_street"], row["location_municipality"]) == (
        "Cardigan Road", "Leeds",
    )  # fmt: skip
    assert row["formats"] == "depression,step-free,english"
    assert row["comments"].endswith("https://harbour.example/groups/tuesday23456/")
    assert all(isinstance(value, str) for value in row.values())


def test_a_withheld_address_is_nowhere_in_an_answer():
    (row,) = ask(SearchString="quiet circle")

    assert (row["latitude"], row["longitude"], row["location_street"]) == ("", "", "")
    assert row["location_text"] == ""
    assert "given when you ask" in row["location_info"]


def test_a_withheld_address_is_not_put_on_a_map_at_nought():
    (row,) = ask(SearchString="quiet circle")

    assert row["venue_type"] == "2"
    assert "VM" not in row["formats"].split(",")


def test_a_monthly_meeting_says_so_in_its_name_its_formats_and_its_place():
    (row,) = ask(SearchString="far circle")

    assert row["meeting_name"] == "Far circle (the second Tuesday of the month)"
    assert "not-weekly" in row["formats"].split(",")
    assert "Next on Tuesday 10 March at 7.30pm." in row["location_info"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"weekdays": 5}, ["Thursday call (online)"]),
        ({"weekdays[]": ["5"]}, ["Thursday call (online)"]),
        ({"weekdays": "-3"}, ["Thursday call (online)"]),
        ({"venue_types": 2}, ["Quiet circle (address when you ask)", "Thursday call (online)"]),
        ({"formats": ALL["women"].id}, ["Far circle (the second Tuesday of the month)"]),
        ({"formats": f"{ALL['women'].id},{ALL['anxiety'].id}"}, []),
        ({"services": 1}, []),
        ({"StartsAfterH": 20}, []),
        ({"lat_val": 53.82, "long_val": -1.58, "geo_width_km": 5}, ["Tuesday circle"]),
        ({"lat_val": 53.82, "long_val": -1.58, "geo_width": -1}, ["Tuesday circle"]),
        ({"lat_val": 53.82, "geo_width": 5}, []),
        ({"lat_val": 53.82, "long_val": -1.58}, []),
        ({"meeting_key": "location_municipality", "meeting_key_value": "Hull"}, ["Thursday call (online)"]),
        ({"meeting_key": "location_municipality"}, []),
        ({"advanced_published": -1}, []),
    ],
)  # fmt: skip
def test_a_search_finds_what_it_asks_for(query, expected):
    assert names(**query) == expected


def test_either_format_will_do_where_that_is_asked():
    wanted = [str(ALL["women"].id), str(ALL["anxiety"].id)]

    assert len(names(formats=wanted, formats_comparison_operator="OR")) == 2


def test_the_charity_with_all_below_it_is_everything():
    assert len(names(services=1, recursive=1)) == 4


def test_the_nearest_comes_first_with_its_distance():
    rows = ask(
        lat_val=53.82, long_val=-1.58, geo_width_km=100, sort_results_by_distance=1
    )

    assert [row["meeting_name"][:3] for row in rows] == ["Tue", "Far"]
    assert float(rows[0]["distance_in_km"]) < 1
    assert float(rows[1]["distance_in_km"]) == pytest.approx(26.4, abs=1)


def test_pages_are_cut_after_sorting():
    whole = names(sort_keys="meeting_name")

    assert whole == sorted(whole)
    assert [names(sort_keys="meeting_name", page_size=3, page_num=n) for n in (1, 2, 3)] == [
        whole[:3], whole[3:], [],
    ]  # fmt: skip


def test_only_the_fields_asked_for_are_sent():
    rows = ask(data_field_key="meeting_name,weekday_tinyint,nothing_like_it")

    assert {tuple(row) for row in rows} == {("meeting_name", "weekday_tinyint")}


def test_meetings_come_with_the_formats_they_use():
    found = ask(get_used_formats="", weekdays=5)

    keys = {format_["key_string"] for format_ in found["formats"]}
    assert keys == set(found["meetings"][0]["formats"].split(","))
    assert keys == {"anxiety", "VM", "english"}


def test_keys_that_clients_know_by_name_are_told():
    found = ask("GetFormats", **{"key_strings[]": ["TC", "VM", "HY"]})

    assert [one["key_string"] for one in found] == ["VM", "HY", "TC"]


def test_service_bodies_are_the_charity_and_its_localities():
    found = ask("GetServiceBodies")
    leeds = next(one["id"] for one in found if one["name"] == "Leeds")

    assert [one["name"] for one in found] == ["Harbour", "Hull", "Leeds", "York"]
    assert [one["name"] for one in ask("GetServiceBodies", services=leeds, parents=1)] == [
        "Harbour", "Leeds",
    ]  # fmt: skip


def test_the_area_is_drawn_around_every_place_that_is_told():
    (box,) = ask("GetCoverageArea")

    assert (box["nw_corner_latitude"], box["se_corner_latitude"]) == ("53.9", "53.8212")


def test_a_server_says_which_one_it_is_like():
    (info,) = ask("GetServerInfo")

    assert (info["version"], info["versionInt"]) == ("3.1.0", "3001000")
    assert "weekday_tinyint" in info["available_keys"].split(",")


@pytest.mark.parametrize("switcher", ["", "GetNAWSDump", "DropEverything"])
def test_a_question_nobody_knows_is_told_which_there_are(switcher):
    with pytest.raises(bmlt.CannotAnswer, match="GetSearchResults, GetFormats"):
        ask(switcher)


def test_no_two_formats_share_a_number_or_a_key():
    assert len({one.id for one in ALL.values()}) == len(ALL)
    assert len({one.key for one in ALL.values()}) == len(ALL)
    assert not any("," in one.key for one in ALL.values())


NAMES = st.sampled_from(
    ["weekdays", "formats[]", "services", "lat_val", "long_val", "geo_width", "page_num",
     "page_size", "StartsAfterH", "meeting_key", "meeting_key_value", "sort_keys",
     "data_field_key", "meeting_ids", "SearchString", "MinDurationM"]
)  # fmt: skip
VALUES = st.lists(
    st.one_of(
        st.text("0123456789.,-+[]e é²", max_size=12),
        st.integers().map(str),
        st.floats().map(str),
    ),
    max_size=3,
)


@settings(max_examples=50)
@given(query=st.dictionaries(NAMES, VALUES, max_size=6))
def test_anything_asked_is_answered(query):
    assert isinstance(ask(**query), list)
