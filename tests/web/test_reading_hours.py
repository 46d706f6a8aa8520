"""K5: every form that tells us something says honestly when anybody reads it."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from django.test import Client

from hearthside.organisation.wording import House
from hearthside.web.reading_hours import hours_now

HOUSE = House(reports_days="01234", reports_from=time(9), reports_until=time(18))


def at(day, hour):
    return datetime(2026, 3, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at(2, 12), "They may read this today, until 6pm."),
        (at(2, 20), "Nobody may read this until Tuesday 3 March, 9am."),
        (at(6, 23), "It is night now. Nobody may read this until Monday 9 March, 9am."),
        (at(3, 3), "It is night now. Nobody may read this until Tuesday 3 March, 9am."),
    ],
)
def test_k5_it_says_when_somebody_reads_it(now, words):
    hours = hours_now(HOUSE, now=now)

    assert hours.now == words
    assert hours.usual == (
        "Somebody reads reports on Monday to Friday, from 9am until 6pm."
    )


def test_k5_on_a_holiday_it_says_so():
    house = House(
        reports_days="01234",
        reports_from=time(9),
        reports_until=time(18),
        reports_closed_on=("2026-03-02",),
    )

    assert hours_now(house, now=at(2, 12)).now == (
        "Today nobody reads them. Nobody may read this until Tuesday 3 March, 9am."
    )


def test_k5_when_nobody_has_said_when_it_says_that_we_do_not_know():
    assert "We do not know" in hours_now(House(), now=at(2, 12)).now


def test_k5_the_form_says_it_and_where_help_is(scene, at_noon):
    page = Client().get(f"/wrong/group/{scene.tuesday.public_id}/").content.decode()

    assert "We do not know when somebody reads this." in page
    assert "Ring 999 or 112." in page
