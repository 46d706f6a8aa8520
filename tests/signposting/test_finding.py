from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearthside.signposting import directory, finding, wording
from hearthside.signposting.finding import Want
from hearthside.signposting.lists import ListSource
from hearthside.signposting.models import Service
from hearthside.signposting.near import Point
from hearthside.signposting.wording import CannotLook
from tests.services_scene import bring_in, service

LEEDS = Point(53.7997, -1.5492)
YORK = (53.9590, -1.0815)


def at(one, latitude, longitude, town="York"):
    place = one["service_at_locations"][0]["location"]
    place.update(latitude=latitude, longitude=longitude)
    place["addresses"][0]["city"] = town
    return one


@pytest.fixture
def town(scene):
    bring_in(
        service("a", "Quiet Room", description="Counselling, once a week."),
        service("b", "Harbour Debt Advice", fees="Free", minimum_age=18),
        at(service("c", "Straight Talk Alcohol Service"), *YORK),
        service("d", "Youth Line", service_at_locations=[], maximum_age=17),
    )


def names(now, **said):
    found = finding.find(Want(country="GB", **said), now=now)
    return [one.sheet.name for one in found.services]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("counselling", "Quiet Room"),
        ("counseling", "Quiet Room"),
        ("therapist", "Quiet Room"),
        ("skint", "Harbour Debt Advice"),
        ("i have a lot of debt", "Harbour Debt Advice"),
        ("boozing drunk", "Straight Talk Alcohol Service"),
        ("drnk", "Straight Talk Alcohol Service"),
        ("couselling", "Quiet Room"),
        ("HARBOUR", "Harbour Debt Advice"),
    ],
)
def test_plain_words_and_slips_of_the_finger_find_it(town, noon, text, first):
    assert names(noon, text=wording.typed(text))[:1] == [first]


def test_what_a_word_was_taken_for_is_said(town, noon):
    found = finding.find(Want(text="drnk", country="GB"), now=noon)

    assert found.read_as == ("drnk",)


def test_what_nobody_says_finds_nothing(town, noon):
    assert names(noon, text="xylophones") == []


def test_near_comes_before_far_and_out_of_reach_is_left_out(town, noon):
    all_of_them = names(noon, near=LEEDS)

    assert all_of_them.index("Quiet Room") < all_of_them.index(
        "Straight Talk Alcohol Service"
    )
    assert "Straight Talk Alcohol Service" not in names(noon, near=LEEDS, reach_km=10.0)


def test_what_has_no_place_is_reached_from_anywhere(town, noon):
    assert "Youth Line" in names(noon, near=LEEDS, reach_km=2.0)


def test_free_need_and_age_each_narrow_it(town, noon):
    assert names(noon, is_free=True) == ["Harbour Debt Advice"]
    assert names(noon, need="money") == ["Harbour Debt Advice"]
    assert "Youth Line" not in names(noon, age="older")
    assert "Harbour Debt Advice" not in names(noon, age="child")


def test_what_is_abroad_comes_after_what_is_here(town, noon):
    there = service("z", "A Quiet Room", description="Counselling.")
    there["service_at_locations"][0]["location"]["addresses"][0]["country"] = "US"
    bring_in(there, source=ListSource("Elsewhere", "US"))

    assert names(noon, text="counselling") == ["Quiet Room", "A Quiet Room"]


@pytest.mark.parametrize(
    "text", ["😀😀😀", "…", "!!! ???", "word " * 10_000, "e" + "\u0301" * 5_000]
)
def test_h5_g1_what_has_no_word_in_it_or_thousands_is_a_sentence(town, noon, text):
    with pytest.raises(CannotLook) as no:
        finding.find(Want(text=wording.typed(text)), now=noon)

    assert no.value.why.endswith((".", "“money”."))


@pytest.mark.parametrize(
    "text", ["(a+)+$", "a%_%", "' OR 1=1--", "{{7*7}}", "need:money", "a\x00b", "ﬁ"]
)
def test_g5_h6_shapes_and_signs_are_only_words(town, noon, text):
    found = finding.find(Want(text=wording.typed(text)), now=noon)

    assert found.total <= 4


def test_a_list_nobody_could_read_for_ninety_days_is_not_shown(town, noon):
    assert names(noon + timedelta(days=89))
    assert names(noon + timedelta(days=91)) == []


def test_what_was_taken_off_is_found_no_more(town, noon):
    Service.objects.filter(name="Quiet Room").update(taken_off_at=noon)

    assert "Quiet Room" not in names(noon)
    assert directory.sheets(["x"], now=noon) == ()


def test_looking_costs_so_many_queries_whatever_there_is(town, noon):
    with CaptureQueriesContext(connection) as few:
        names(noon, text="couselling for drnk", near=LEEDS)
    bring_in(
        *(service(f"n{n}", f"Counselling {n}", description=str(n)) for n in range(60)),
        source=ListSource("More", "GB"),
    )
    with CaptureQueriesContext(connection) as many:
        names(noon, text="couselling for drnk", near=LEEDS)

    assert len(many) == len(few) <= 6


def test_pages_beyond_the_last_are_the_last(town, noon):
    found = finding.find(Want(country="GB", page=999_999), now=noon)

    assert (found.page, found.pages, found.total) == (1, 1, 4)


def test_a_card_for_a_search_over_the_house_says_title_words_and_language(town, noon):
    cards = list(directory.cards(now=noon, language="en"))

    assert {card.title for card in cards} == {
        "Quiet Room",
        "Harbour Debt Advice",
        "Straight Talk Alcohol Service",
        "Youth Line",
    }
    assert all("Wharfe Trust" in card.words for card in cards)
    assert {card.language for card in cards} == {"en"}
