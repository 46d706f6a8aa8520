from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines.disclosure import mean, say, shown


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "*"),
        (1, "*"),
        (7, "*"),
        (8, "10"),
        (12, "10"),
        (13, "15"),
        (17, "15"),
        (18, "20"),
    ],
)
def test_fewer_than_eight_are_hidden_and_the_rest_rounded(number, said):
    assert say(shown(number)) == said


def test_sixty_visits_of_five_people_are_hidden():
    assert shown(60, people=5) is None
    assert shown(60, people=8) == 60


@given(st.integers(8, 10**6))
def test_a_number_shown_is_never_more_than_two_away(number):
    said = shown(number)

    assert said is not None
    assert said % 5 == 0
    assert abs(said - number) <= 2


def test_no_mean_is_said_of_fewer_than_eight():
    assert mean(120, over=12, people=12) == 10
    assert mean(120, over=12, people=7) is None
    assert mean(60, over=12, people=30) is None
    assert mean(0, over=0, people=0) is None
