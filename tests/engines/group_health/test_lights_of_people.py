"""New faces and coming back: from sums as they were let out, and only what is sure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines.disclosure import shown
from hearthside.engines.group_health import LetOut, Says, of_people, stretch
from hearthside.engines.group_health.lights import NOTHING


def says(*quarters: LetOut) -> list[Says]:
    return [light.says for light in of_people(quarters)]


def let_out(evenings: int, first: int, before: int, unasked: int = 0) -> LetOut:
    """Return what would be let out of these true sums, each number by itself."""
    here = first + before + unasked
    return LetOut(evenings, shown(here), shown(first), shown(before))


TRUE = st.tuples(
    st.integers(1, 13), st.integers(0, 60), st.integers(0, 160), st.integers(0, 20)
)


def test_a_new_face_for_every_two_evenings_is_often():
    assert says(let_out(13, 10, 100), let_out(13, 10, 100))[0] is Says.OFTEN


def test_surely_one_for_every_two_evenings_is_enough_and_one_evening_more_is_not():
    # Ten that are shown may be eight.
    exactly, more = LetOut(16, 120, 10, 100), LetOut(17, 120, 10, 100)

    assert says(exactly)[0] is Says.OFTEN
    assert says(more)[0] is Says.UNSURE


def test_almost_none_but_those_who_have_been_before_is_seldom():
    assert (
        says(LetOut(13, 120, None, 120), LetOut(13, 120, None, 120))[0] is Says.SELDOM
    )


def test_a_star_alone_says_nothing():
    assert says(*[LetOut(13, None, None, None)] * 2) == [Says.UNSURE, Says.UNSURE]


def test_a_star_beside_too_wide_a_gap_says_nothing():
    assert (
        says(LetOut(13, 130, None, 110), LetOut(13, 130, None, 110))[0] is Says.UNSURE
    )


@pytest.mark.parametrize(
    ("first", "before", "expected"),
    [
        (20, 120, Says.MOST_BEFORE),
        (40, 80, Says.SOME_AGAIN),
        (80, 40, Says.MANY_ONCE),
        (40, 120, Says.UNSURE),
        (60, 60, Says.UNSURE),
    ],
)
def test_coming_back_is_said_where_rounding_cannot_change_it(first, before, expected):
    assert says(let_out(13, first, before))[1] is expected


def test_fewer_than_eight_evenings_say_nothing():
    lights = of_people([let_out(4, 40, 80), let_out(3, 40, 80)])

    assert [(light.says, light.of) for light in lights] == [(Says.TOO_FEW, 0)] * 2


def test_a_quarter_nobody_counted_in_adds_nothing():
    full, empty = let_out(13, 40, 80), LetOut(0, 0, 0, 0)

    assert of_people([full, empty]) == of_people([full])


def test_two_quarters_are_looked_at_and_more_only_until_eight_evenings():
    weekly, monthly = let_out(13, 40, 80), let_out(3, 10, 20)

    assert stretch([weekly] * 4) == 2
    assert stretch([monthly] * 4) == 3
    assert stretch([LetOut(0, 0, 0, 0)] * 4) == 4
    assert stretch([weekly]) == 1
    assert stretch([]) == 0


@given(st.lists(TRUE, min_size=1, max_size=4), st.data())
def test_whoever_is_told_less_is_never_told_otherwise(true, data):
    told = [let_out(*one) for one in true]
    names = ("here", "first_time", "been_before")
    starred = [
        replace(one, **{name: None for name in names if data.draw(st.booleans())})
        for one in told
    ]

    for more, less in zip(of_people(told), of_people(starred), strict=True):
        assert less.says in NOTHING | {more.says}


@given(st.lists(TRUE, min_size=1, max_size=4))
def test_whatever_is_said_is_true(true):
    evenings, first, before, _unasked = map(sum, zip(*true, strict=True))

    new_faces, coming_back = says(*[let_out(*one) for one in true])

    assert new_faces is not Says.OFTEN or 2 * first >= evenings
    assert new_faces is not Says.SELDOM or 2 * first < evenings
    assert coming_back is not Says.MOST_BEFORE or before >= 3 * first
    assert coming_back is not Says.MANY_ONCE or first >= before
    assert coming_back is not Says.SOME_AGAIN or first < before < 3 * first


@given(st.lists(TRUE, min_size=1, max_size=4))
def test_a_light_of_people_counts_evenings_and_nobody(true):
    evenings = sum(one[0] for one in true)

    for light in of_people([let_out(*one) for one in true]):
        assert (light.part, light.left_out) == (0, 0)
        assert light.of == (evenings if evenings >= 8 else 0)
