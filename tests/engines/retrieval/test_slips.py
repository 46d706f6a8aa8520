from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines.retrieval.slips import NearWords, slips_between

pytestmark = pytest.mark.engine

KNOWN = ("drain", "surgeri", "medication", "therapist", "sleep")
WORDS = st.text("abcd", min_size=0, max_size=7)


@pytest.mark.parametrize(
    ("typed", "meant", "slips"),
    [
        ("drian", "drain", 1),
        ("slep", "sleep", 1),
        ("medicashun", "medication", None),
        ("medicaton", "medication", 1),
        ("therpaits", "therapist", 2),
        ("surgrei", "surgeri", 1),
    ],
)
def test_a_slip_of_the_finger_finds_the_word(typed, meant, slips):
    found = NearWords(KNOWN).near(typed)

    assert [(KNOWN[place], many) for place, many in found] == (
        [(meant, slips)] if slips else []
    )


def test_short_words_are_near_to_nothing():
    assert NearWords(("cat", "can")).near("cas") == []


def test_nothing_known_is_near_to_nothing():
    assert NearWords(()).near("anything") == []


@given(WORDS, WORDS)
def test_slips_are_the_same_both_ways_and_never_more_than_the_longer_word(one, other):
    there, back = slips_between(one, other, 9), slips_between(other, one, 9)

    assert there == back
    assert (there == 0) == (one == other)
    assert abs(len(one) - len(other)) <= there <= max(len(one), len(other))
