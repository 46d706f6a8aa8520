"""How long facilitators are looked for, and who may ask for longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hearthside.core.models import TrailEntry
from hearthside.core.policy import Place
from hearthside.core.refusals import NotFound
from hearthside.groups.models import Group
from hearthside.meetings import deadlines
from hearthside.meetings.deadlines import CannotLook, gives_up_at
from hearthside.meetings.models import Holding, Meeting
from tests.cast import NOON
from tests.rota_scene import down, fellow, first

STARTS = datetime(2026, 3, 10, 19, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def given_up(*, looking=None, decided=None) -> datetime:
    return gives_up_at(starts_at=STARTS, looking_until=looking, decided_at=decided)


def test_a_date_is_usually_given_up_a_day_before():
    assert given_up() == STARTS - 24 * HOUR
    assert given_up(decided=STARTS - 30 * HOUR) == STARTS - 24 * HOUR


def test_a_coordinator_may_look_until_three_hours_before():
    assert given_up(looking=STARTS - 3 * HOUR) == STARTS - 3 * HOUR


def test_a_look_left_over_from_another_time_never_shortens_nor_outlasts_the_date():
    assert given_up(looking=STARTS - 200 * HOUR) == STARTS - 24 * HOUR
    assert given_up(looking=STARTS + 5 * HOUR) == STARTS


def test_a_person_who_put_it_back_late_goes_before_the_clock():
    assert given_up(decided=STARTS - 20 * HOUR) == STARTS - 3 * HOUR
    assert given_up(decided=STARTS - 2 * HOUR) == STARTS


@pytest.fixture
def tuesday(scene) -> Meeting:
    return first(scene.tuesday)


@pytest.fixture
def here(scene) -> Place:
    return Place(scene.tuesday.pk, scene.leeds.pk)


def look(actor, meeting, place, *, now=NOON):
    return deadlines.keep_looking(
        actor, public_id=meeting.public_id, place=place, now=now
    )


def test_looking_longer_is_the_coordinators_and_noted(olu, tuesday, here):
    look(olu, tuesday, here)

    tuesday.refresh_from_db()
    assert tuesday.looking_until == tuesday.starts_at - 3 * HOUR
    assert TrailEntry.objects.latest("id").what == f"meeting:{tuesday.pk}"


@pytest.mark.parametrize("other", ["fern", "amira", "otto", "una", "outsider", "sol"])
def test_nobody_else_can_tell_that_the_date_is_there(request, other, tuesday, here):
    with pytest.raises(NotFound):
        look(request.getfixturevalue(other), tuesday, here)

    assert Meeting.objects.get(id=tuesday.pk).looking_until is None


def test_looking_for_somebody_has_an_end(olu, tuesday, here):
    with pytest.raises(CannotLook, match="less than three hours"):
        look(olu, tuesday, here, now=tuesday.starts_at - 2 * HOUR)

    Meeting.objects.filter(id=tuesday.pk).update(state="called_off")
    with pytest.raises(CannotLook, match="Put it back first"):
        look(olu, tuesday, here)


def short(now, *, within=48 * HOUR) -> set[int]:
    return {one.dated.id for one in deadlines.short_ones(now=now, within=within)}


def test_a_date_with_one_is_short_and_with_two_is_not(fern, scene, tuesday):
    down(tuesday, fern)
    assert tuesday.pk in short(NOON)

    down(tuesday, fellow(scene.tuesday, "Gil"))

    assert tuesday.pk not in short(NOON)


def test_a_group_that_takes_a_pause_is_not_short(scene, tuesday):
    Group.objects.filter(id=scene.tuesday.pk).update(state="paused")

    assert tuesday.pk not in short(NOON)


def test_an_evening_somebody_opened_is_held(fern, tuesday):
    now = tuesday.starts_at + HOUR / 2
    assert tuesday.pk in short(now)

    Holding.objects.create(
        meeting=tuesday, holder_id=fern.person_id, opened_at=tuesday.starts_at
    )

    assert tuesday.pk not in short(now)
    assert deadlines.must_be_given_up(tuesday.public_id, now=now) is None


def test_gaps_are_offered_two_weeks_one_week_and_three_days_before(scene):
    days = set()
    for ahead in range(20):
        now = NOON + timedelta(days=ahead)
        offered = deadlines.to_offer_today(zone="Europe/London", now=now)
        days |= {(gap.dated.on - now.date()).days for gap in offered}

    assert days == {14, 7, 3}
