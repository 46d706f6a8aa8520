"""Tonight seen from the desk: opened or not, closed or not, everybody home or not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.groups import directory
from hearthside.meetings import how_it_goes, schedule
from hearthside.meetings.how_it_goes import Going, Held
from hearthside.meetings.models import CheckIn, Holding, Meeting
from tests.cast import NOON, make_group
from tests.web.desk.desk_scene import first_date

HOUR = timedelta(hours=1)


@pytest.fixture
def tonight(scene) -> Meeting:
    row = first_date(scene.tuesday)
    row.starts_at, row.ends_at = NOON, NOON + HOUR
    row.save()
    return row


@pytest.mark.parametrize(
    ("minutes", "held", "going"),
    [
        (-10, None, Going.TO_COME),
        (19, None, Going.TO_COME),
        (20, None, Going.LATE),
        (60, None, Going.NEVER_OPENED),
        (-10, Held(NOON - HOUR, None), Going.OPEN),
        (59, Held(NOON, None), Going.OPEN),
        (60, Held(NOON, None), Going.LEFT_OPEN),
        (50, Held(NOON, NOON + HOUR), Going.CLOSED),
    ],
)
def test_how_far_an_evening_is(tonight, minutes, held, going):
    dated = schedule.the_date(tonight.public_id)
    now = NOON + timedelta(minutes=minutes)

    assert how_it_goes.going(dated, held, now=now) is going


def test_an_evening_called_off_is_not_late(tonight):
    Meeting.objects.update(state="called_off")
    dated = schedule.the_date(tonight.public_id)

    assert how_it_goes.going(dated, None, now=NOON + HOUR / 2) is Going.OFF


def test_what_was_opened_and_closed_is_known_by_date(tonight):
    Holding.objects.create(meeting=tonight, opened_at=NOON, closed_at=NOON + HOUR)

    assert how_it_goes.held([tonight.pk, 0]) == {tonight.pk: Held(NOON, NOON + HOUR)}


def test_a_check_out_that_did_not_come_is_known_without_a_name(
    fern, olu, otto, sol, tonight, scene
):
    _in(tonight, fern, due=NOON + HOUR)
    everybody = directory.ours()
    now = NOON + 2 * HOUR

    for actor in (fern, olu):
        found = how_it_goes.not_home_yet(actor, everybody, now=now)
        assert found == [(scene.tuesday.pk, NOON)]
    for actor in (otto, sol):
        assert how_it_goes.not_home_yet(actor, everybody, now=now) == []


def test_two_who_are_still_out_are_one_evening(fern, olu, otto, tonight):
    _in(tonight, fern, due=NOON)
    _in(tonight, otto, due=NOON)

    assert len(how_it_goes.not_home_yet(olu, directory.ours(), now=NOON)) == 1


@pytest.mark.parametrize(
    ("out", "now"),
    [
        (None, NOON + HOUR - timedelta(seconds=1)),
        (NOON + HOUR, NOON + 2 * HOUR),
        (None, NOON + timedelta(days=2) + HOUR),
    ],
    ids=["not due", "out", "long ago"],
)
def test_nothing_is_said_before_it_is_due_or_after_it_came(
    fern, olu, tonight, out, now
):
    _in(tonight, fern, due=NOON + HOUR, out=out)

    assert how_it_goes.not_home_yet(olu, directory.ours(), now=now) == []


def test_a_group_elsewhere_is_not_among_them(olu, otto, scene):
    away = make_group(scene.hull, "Away")
    row = first_date(scene.elsewhere)
    row.group = away
    row.save()
    _in(row, otto, due=NOON)

    assert how_it_goes.not_home_yet(olu, directory.ours(), now=NOON + HOUR) == []


def _in(meeting, actor, *, due, out=None) -> None:
    CheckIn.objects.create(
        meeting=meeting,
        person_id=actor.person_id,
        in_at=NOON - HOUR,
        due_out_at=due,
        out_at=out,
    )
