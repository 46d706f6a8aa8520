from datetime import timedelta

import pytest

from hearthside.core import heartbeats
from hearthside.core.clock import is_sane


@pytest.fixture
def beaten(db, noon):
    heartbeats.beat("forgetting", now=noon)


def test_a_first_evening_is_sane(db, noon):
    assert is_sane(noon)


def test_the_next_day_is_sane(beaten, noon):
    assert is_sane(noon + timedelta(days=1))


@pytest.mark.parametrize("years", [-10, 10])
def test_ten_years_off_is_not(beaten, noon, years):
    assert not is_sane(noon + timedelta(days=365 * years))


def test_a_round_that_failed_keeps_the_time_it_last_ended_well(beaten, noon):
    heartbeats.beat("forgetting", now=noon + timedelta(days=5000), fault="ClockIsWrong")

    beat = heartbeats.beats()["forgetting"]
    assert (beat.ended_at, beat.fault) == (noon, "ClockIsWrong")
