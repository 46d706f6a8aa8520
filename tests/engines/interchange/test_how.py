from __future__ import annotations

import pytest

ROOM = "https://zoom.us/j/1234567890"
AREA = "Ashby, Leicestershire, UK"


@pytest.mark.parametrize(
    ("changes", "attendance"),
    [
        ({}, "in_person"),
        ({"conference_url": ROOM}, "hybrid"),
        ({"conference_url": ROOM, "formatted_address": AREA}, "online"),
        ({"conference_url": ROOM, "types": ["TC"]}, "online"),
        ({"types": ["onl"], "formatted_address": AREA}, "online"),
        ({"conference_phone": "+44 20 7946 0958", "formatted_address": AREA}, "phone"),
        ({"attendance_option": "online"}, "online"),
        ({"attendance_option": "online", "conference_phone": "1"}, "phone"),
        ({"attendance_option": "hybrid"}, "hybrid"),
        ({"attendance_option": "in_person", "conference_url": ROOM}, "in_person"),
    ],
)
def test_how_people_take_part_is_said_or_told_from_the_rest(kept, changes, attendance):
    assert kept(**changes).listing.attendance == attendance


@pytest.mark.parametrize(
    "changes",
    [
        {"attendance_option": "inactive"},
        {"types": ["O", "TC"]},
        {"name": "Suspended: Tuesday Kitchen"},
        {"name": "Tuesday Kitchen (Closed until September 2023)"},
        {"name": "Tuesday Kitchen Closed Temporarily"},
        {"group": "Tuesday Kitchen Cancelled"},
    ],
)
def test_a_group_that_does_not_meet_for_now_is_kept_as_suspended(kept, changes):
    listing = kept(**changes).listing

    assert (listing.name, listing.suspended) == ("Tuesday Kitchen", True)


@pytest.mark.parametrize(
    "name",
    [
        "Closed Group",
        "Spiritual Principles (Closed on 3rd Saturday every month)",
        "Weekend Closer Meeting",
        "Cancelled Debts Group",
        "REBOS (Temporary Location)",
    ],
)
def test_a_name_that_only_sounds_like_it_stays_as_it_is(kept, name):
    row = kept(name=name)

    assert (row.listing.name, row.listing.suspended, row.mended) == (name, False, ())


def test_a_closed_place_with_a_way_online_is_not_suspended(kept):
    assert kept(types=["TC"], conference_url=ROOM).listing.suspended is False


@pytest.mark.parametrize(
    ("types", "field", "words"),
    [
        (["W", "SEN", "LGBTQIA"], "who_for", ("women", "older", "lgbtq")),
        (["M"], "who_for", ("men",)),
        ("[open]", "who_for", ("open",)),
        ("[closed]", "who_for", ("own_experience",)),
        ("C,W", "who_for", ("women", "own_experience")),
        (["Open", "Young People"], "who_for", ("young_adults", "open")),
        (
            ["X", "XB", "FF", "BA"],
            "access",
            ("step_free", "accessible_toilet", "children_welcome", "fragrance_free"),
        ),
        (["ASL"], "access", ("sign_language",)),
        (["ASL", "EN", "S", "ITA"], "languages", ("en", "es", "it", "sgn-us")),
        (
            ["12x12", "MED", "OUT", "be", "SP", "D"],
            "manner",
            ("newcomers", "discussion", "speaker", "reading", "meditation", "outdoors"),
        ),
        (["AC"], "topics", ("family_addiction",)),
        (["TC", "DB", "H", "XT", ""], "types_unknown", ()),
        (["ZZ9", "<b>odd</b>"], "types_unknown", ("ZZ9", "odd")),
    ],
)
def test_types_are_said_in_our_words(kept, types, field, words):
    assert getattr(kept(types=types).listing, field) == words


def test_a_group_both_open_and_closed_is_taken_as_closed(kept):
    row = kept(types=["O", "C"])

    assert row.listing.who_for == ("own_experience",)
    assert "both open and closed" in row.mended[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Beverly Alateen", "types": ["C", "Y"]},
        {"name": "ALATEEN of the valley"},
        {"types": ["Alateen"]},
    ],
)
def test_a_group_for_under_18s_is_refused_with_its_reason(row_of, changes):
    assert row_of(**changes).reason.startswith("It is for people under 18")


@pytest.mark.parametrize(
    "changes",
    [
        {"types": ["Y"]},
        {"name": "Al-Anon and Alateen, Tuesday"},
        {"name": "Tuesday Kitchen, concurrent with Alateen"},
        {"types": ["AL"]},
        {"types": ["Concurrent with Alateen"]},
    ],
)
def test_adults_beside_a_group_for_under_18s_are_kept(kept, changes):
    assert kept(**changes).listing


def test_a_group_without_a_name_is_called_after_its_group_or_place(kept, row_of):
    assert kept(name="", group="Ashby Circle").listing.name == "Ashby Circle"
    assert kept(name=None).listing.name == "Quaker House"
    assert row_of(name=" ", location=None).why.startswith("It has no name")
