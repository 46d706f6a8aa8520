from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from hearthside.engines import words
from hearthside.engines.publishing.hsds.locations import whole_location
from hearthside.engines.publishing.hsds.services import (
    Setting,
    brief_service,
    whole_at_location,
    whole_service,
)
from hearthside.engines.publishing.hsds.taxonomies import TERMS
from hearthside.engines.publishing.published import Publisher
from tests.engines.publishing.hsds.test_schedules import NOW, WEEKLY, a_date, a_group

HARBOUR = Publisher(
    name="Harbour",
    strapline="",
    address="https://circle.example",
    zone="Europe/London",
    country="GB",
)
SETTING = Setting(HARBOUR, "https://circle.example/feeds/hsds", NOW)


def test_an_address_is_told_in_its_parts():
    (address,) = whole_location(a_group(WEEKLY), country="GB")["addresses"]

    assert address["address_1"] == "Cardigan Road"
    assert address["city"] == "Leeds"
    assert address["postal_code"] == "LS6 1LJ"
    assert address["state_province"] == "Leeds"


@pytest.mark.parametrize(
    ("written", "first", "city", "postcode"),
    [
        ("Cardigan Road, Leeds LS6", "Cardigan Road", "Leeds", "LS6"),
        ("Cardigan Road", "Cardigan Road", "Headingley", ""),
        ("LS6 1LJ", "St Wilfrid's Hall", "Headingley", "LS6 1LJ"),
        ("12 High St, Bath, BA1 1AA", "12 High St", "Bath", "BA1 1AA"),
        ("1 Main St, Ithaca, 14850", "1 Main St", "Ithaca", "14850"),
    ],
)
def test_an_address_nobody_sorted_is_still_whole(written, first, city, postcode):
    group = a_group(WEEKLY, address=written)

    (address,) = whole_location(group, country="GB")["addresses"]

    assert (address["address_1"], address["city"], address["postal_code"]) == (
        first,
        city,
        postcode,
    )


@pytest.mark.parametrize("attendance", words.ATTENDANCE)
def test_a_place_is_on_the_earth_or_not(attendance):
    place = whole_location(a_group(WEEKLY, attendance=attendance), country="GB")

    from_home = attendance in ("online", "phone")
    assert place["location_type"] == ("virtual" if from_home else "physical")
    assert ("latitude" in place) is not from_home
    assert ("addresses" in place) is not from_home


def test_a_short_term_change_is_an_alert():
    off = a_date(date(2026, 3, 17), is_called_off=True)

    told = brief_service(a_group(WEEKLY, off), SETTING)

    assert told["alert"] == "Called off: Tuesday 17 March 2026."
    assert "alert" not in brief_service(a_group(WEEKLY), SETTING)


@pytest.mark.parametrize(
    ("said", "ages"),
    [
        ((), (18, None)),
        (("young_adults",), (18, 30)),
        (("older",), (60, None)),
        (("older", "young_adults"), (18, None)),
    ],
)
def test_an_age_is_said_only_where_the_group_says_one(said, ages):
    told = brief_service(a_group(WEEKLY, said=said), SETTING)

    assert (told["minimum_age"], told.get("maximum_age")) == ages


def test_sign_languages_have_three_letters():
    told = whole_service(a_group(WEEKLY, languages=("cy", "sgn-gb")), SETTING)

    assert [(one["code"], one["name"]) for one in told["languages"]] == [
        ("cy", "Welsh"),
        ("bfi", "British Sign Language"),
    ]


def test_a_service_at_its_location_answers_to_both_readings():
    told = whole_at_location(a_group(WEEKLY), SETTING)

    assert told["service"]["name"] == told["name"]
    assert told["location"]["name"] == "St Wilfrid's Hall"
    assert told["id"] != told["service"]["id"]


def test_every_word_is_one_term_and_its_id_stays():
    assert len(TERMS) == len(words.SAID) + len(words.ATTENDANCE)
    assert all(UUID(one).version == 5 for one in TERMS)
    known = {word: one for one, (_, word) in TERMS.items()}
    assert known["depression"] == "4027c9db-cfb3-561c-9f2b-1597865f6a1c"
