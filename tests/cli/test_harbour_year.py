"""Harbour's year: the same for the same seed, with the evenings life has."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from hearthside.cli.demo import HARBOUR, year

TODAY = date(2026, 11, 20)
GROUPS = {group.slug: group for group in HARBOUR.groups}


def a_year(seed: str, group: str) -> list[year.Evening | year.CalledOff]:
    return [
        year.evening(seed, group, weeks_ago=week, today=TODAY) for week in range(52)
    ]


def test_the_same_seed_tells_the_same_year():
    assert a_year("harbour", "tides") == a_year("harbour", "tides")
    assert a_year("harbour", "tides") != a_year("another", "tides")


def test_one_evening_asked_alone_is_the_evening_of_the_whole_year():
    alone = year.evening("harbour", "tides", weeks_ago=31, today=TODAY)

    assert alone == a_year("harbour", "tides")[31]


@pytest.mark.parametrize("group", GROUPS)
def test_newcomers_and_people_who_were_here_before_add_up_and_find_a_seat(group):
    for evening in a_year("harbour", group):
        if isinstance(evening, year.Evening):
            assert evening.first_time + evening.been_before == evening.here
            assert evening.here <= GROUPS[group].seats


def whole_year() -> list[tuple[int, year.Evening | year.CalledOff]]:
    return [
        (week, evening)
        for group in GROUPS
        for week, evening in enumerate(a_year("harbour", group))
    ]


def test_a_few_evenings_are_called_off_and_the_reason_blames_nobody():
    evenings = whole_year()

    reasons = [e.reason for _, e in evenings if isinstance(e, year.CalledOff)]

    assert 0.01 < len(reasons) / len(evenings) < 0.08
    assert len(set(reasons)) >= 5


def test_there_is_an_evening_nobody_came_to():
    empty = [e for _, e in whole_year() if isinstance(e, year.Evening) and not e.here]

    assert empty
    assert "Nobody came" in empty[0].note


def test_fewer_people_come_in_winter():
    here: dict[bool, list[int]] = {True: [], False: []}
    for week, evening in whole_year():
        if isinstance(evening, year.Evening):
            # So many weeks before 20 November it was mid December to late February.
            here[39 <= week <= 49].append(evening.here)

    winter, summer = (sum(here[half]) / len(here[half]) for half in (True, False))

    assert winter < 0.8 * summer


def test_the_coming_weeks_have_dates_with_one_facilitator_and_dates_with_none():
    in_place = Counter(
        year.facilitators_in_place("harbour", group, weeks_ahead=week)
        for group in GROUPS
        for week in range(year.ROTA_WEEKS)
    )

    assert set(in_place) == {0, 1, 2}
    assert in_place[2] > in_place[1] + in_place[0]


def test_gaps_are_the_weeks_without_two_facilitators():
    assert 3 in year.gaps("harbour", "tuesday-headingley")
    assert 2 in year.gaps("harbour", "hyde-park-thursdays")
    assert all(set(year.gaps("harbour", group)) <= set(range(8)) for group in GROUPS)
