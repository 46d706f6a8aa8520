from __future__ import annotations

from dataclasses import replace
from datetime import time
from time import perf_counter

import pytest

from hearthside.engines.interchange.alike import Entry, may_be_one, pairs

ONE = Entry(1, 7, "Lamp and Chair Support Group", 2, time(19, 30), 53.8200, -1.5800)
OTHER = replace(ONE, id=2, list_id=8, name="Lamp & Chair (Tuesday)", latitude=53.8208)


def test_same_place_day_time_and_much_the_same_name_may_be_one():
    assert may_be_one(ONE, OTHER)


@pytest.mark.parametrize(
    "changes",
    [
        {"latitude": 53.8220},
        {"longitude": -1.5830},
        {"weekdays": 4},
        {"starts_at": time(19, 0)},
        {"name": "Second Home"},
        {"name": "Support group"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_one_thing_unlike_is_enough_for_two(changes):
    assert not may_be_one(ONE, replace(OTHER, **changes))


def test_a_hundred_and_fifty_metres_are_as_wide_in_the_north():
    far_north = replace(ONE, latitude=69.65, longitude=18.95)

    assert may_be_one(far_north, replace(OTHER, latitude=69.65, longitude=18.9535))
    assert not may_be_one(far_north, replace(OTHER, latitude=69.65, longitude=18.9550))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Café Ébène", "Cafe Ebene", True),
        ("مجموعة الدعم", "مجموعة الدعم", True),
        ("AA Meeting", "AA Meeting", True),
        ("AA Meeting", "NA Meeting", False),
        ("St. Mary's Hope", "St Marys Hope Group", True),
        ("", "", True),
        (
            "It Works It Really Does Men’s",
            "It Works It Really Does Women's Big Book",
            False,
        ),
        ("Kimberton Upstairs", "Kimberton Downstairs", False),
        ("Expect a Miracle", "Expect a Miracle (Online)", True),
        ("Hope Street Tuesday", "Hope Street Drop-in Café", True),
    ],
)
def test_names_are_compared_by_the_words_that_tell_them_apart(one, other, expected):
    assert may_be_one(replace(ONE, name=one), replace(OTHER, name=other)) is expected


def test_without_a_door_only_the_same_words_are_alike():
    vague = replace(ONE, is_approximate=True)

    assert may_be_one(vague, OTHER)
    assert not may_be_one(vague, replace(OTHER, name="Lamp"))


def test_who_has_the_same_name_is_not_offered_with_a_third():
    same = replace(OTHER, name=ONE.name)
    like = replace(OTHER, id=3)

    assert list(pairs([ONE, same, like], of_list=7)) == [(1, 2)]


def test_pairs_are_of_this_list_and_another_the_smaller_first():
    three = replace(ONE, id=3, list_id=7)

    assert sorted(pairs([OTHER, ONE, three], of_list=7)) == [(1, 2), (2, 3)]
    assert list(pairs([ONE, three], of_list=7)) == []
    assert list(pairs([ONE, OTHER], of_list=9)) == []


def test_neighbours_are_found_wherever_the_grid_falls():
    for step in range(200):
        shift = step * 0.00013
        one = replace(ONE, latitude=60 + shift, longitude=170 + shift)
        other = replace(
            OTHER, latitude=60 + shift + 0.001, longitude=170 + shift - 0.0015
        )

        assert list(pairs([one, other], of_list=7)) == [(1, 2)], step


def test_ten_thousand_listings_take_a_moment():
    entries = [
        replace(
            ONE, id=at, list_id=7 + at % 2, name=f"Group {at // 4}",
            latitude=50 + (at % 5000) * 0.001, longitude=(at % 97) * 0.01,
        )
        for at in range(10_000)
    ]  # fmt: skip

    began = perf_counter()
    list(pairs(entries, of_list=7))

    assert perf_counter() - began < 1
