"""Called off, two at each evening, sharing the lead: counted in dates, about nobody."""

from __future__ import annotations

import random
from dataclasses import fields
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines.group_health import About, Light, Past, Says, of_dates

OFF = Past(True, frozenset())


def led(*people: int) -> Past:
    return Past(False, frozenset(people))


def says(dates: list[Past]) -> list[Says]:
    return [light.says for light in of_dates(dates)]


PASTS = st.builds(
    Past, st.booleans(), st.frozensets(st.integers(1, 7), min_size=0, max_size=4)
)


@pytest.mark.parametrize(
    ("off", "expected"),
    [(0, Says.NONE_OFF), (1, Says.FEW_OFF), (3, Says.FEW_OFF), (4, Says.MANY_OFF)],
)
def test_one_date_in_four_called_off_is_many(off, expected):
    light = of_dates([OFF] * off + [led(1, 2)] * (13 - off))[0]

    assert light == Light(About.CALLED_OFF, expected, off, 13)


def test_exactly_one_in_four_called_off_is_many_already():
    assert says([OFF] * 3 + [led(1, 2)] * 9)[0] is Says.MANY_OFF


@pytest.mark.parametrize(
    ("alone", "expected"),
    [(0, Says.ALWAYS_TWO), (2, Says.MOSTLY_TWO), (3, Says.OFTEN_ONE)],
)
def test_one_evening_in_four_held_by_one_is_often(alone, expected):
    light = of_dates([led(1)] * alone + [led(1, 2)] * (12 - alone))[1]

    assert (light.says, light.part, light.of) == (expected, 12 - alone, 12)


@pytest.mark.parametrize(
    ("by_the_same", "expected"),
    [(9, Says.BY_THE_SAME), (8, Says.BY_A_FEW), (7, Says.BY_A_FEW), (6, Says.BY_MANY)],
)
def test_three_evenings_in_four_by_the_same_two_are_said(by_the_same, expected):
    others = [led(10 + at, 40 + at) for at in range(12 - by_the_same)]

    light = of_dates([led(1, 2)] * by_the_same + others)[2]

    assert (light.says, light.part, light.of) == (expected, by_the_same, 12)


def test_three_who_take_turns_share_the_lead():
    turns = [led(1, 2), led(2, 3), led(3, 1)] * 4

    assert says(turns)[2] is Says.BY_MANY


def test_one_who_holds_every_evening_is_said_no_otherwise_than_two():
    one, two = of_dates([led(1)] * 12)[2], of_dates([led(1), led(2)] * 6)[2]

    assert one == two
    assert one.says is Says.BY_THE_SAME


def test_one_who_is_always_there_beside_others_is_not_looked_at():
    dates = [led(1, 10 + at) for at in range(12)]

    assert says(dates)[2] is Says.BY_MANY


def test_seven_dates_say_nothing_and_show_no_number():
    for light in of_dates([led(1, 2)] * 6 + [OFF]):
        assert light.says is Says.TOO_FEW
        assert (light.part, light.of, light.left_out) == (0, 0, 0)


def test_an_evening_without_a_rota_is_left_out_and_said():
    dates = [led(1, 2)] * 8 + [led()] * 3 + [OFF]

    off, two, shared = of_dates(dates)

    assert (off.part, off.of) == (1, 12)
    assert (two.part, two.of, two.left_out) == (8, 8, 3)
    assert (shared.part, shared.of, shared.left_out) == (8, 8, 3)


@given(st.lists(PASTS, max_size=20), st.integers(0, 10**9))
def test_who_they_are_and_in_which_order_they_came_changes_nothing(dates, seed):
    dice = random.Random(seed)
    others = dict(enumerate(dice.sample(range(1000), 8)))
    renamed = [
        Past(one.was_called_off, frozenset(others[who] for who in one.leaders))
        for one in dates
    ]
    dice.shuffle(renamed)

    assert of_dates(renamed) == of_dates(dates)


@given(st.lists(PASTS, max_size=20))
def test_the_most_that_two_held_is_what_counting_every_two_gives(dates):
    on = [one.leaders for one in dates if one.leaders and not one.was_called_off]
    most = max(
        sum(one <= {first, second} for one in on)
        for first, second in combinations(range(1, 8), 2)
    )

    light = of_dates(dates)[2]

    assert light.part == (most if len(on) >= 8 else 0)


@given(st.lists(PASTS, max_size=20))
def test_a_light_holds_numbers_of_dates_alone(dates):
    for light in of_dates(dates):
        assert {one.name for one in fields(light)} == {
            "about", "says", "part", "of", "left_out"
        }  # fmt: skip
        assert 0 <= light.part <= light.of <= len(dates)
        assert light.of == 0 or light.of >= 8
