"""The schedule: dates follow the pattern, and one date changes by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hearthside.core.policy import Place
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.groups.models import Group
from hearthside.groups.patterns import pattern_of
from hearthside.meetings import one_date, rota, schedule
from hearthside.meetings.models import Meeting
from hearthside.meetings.one_date import CannotChange
from tests.cast import NOON, make_person


@pytest.fixture
def tuesday(scene) -> Meeting:
    return Meeting.objects.filter(group=scene.tuesday).earliest("on")


@pytest.fixture
def here(scene) -> Place:
    return Place(scene.tuesday.pk, scene.leeds.pk)


def test_a_quarter_of_dates_has_rows_and_keeping_them_twice_makes_no_more(scene):
    again = schedule.keep_dates(
        pattern_of(scene.tuesday), group_id=scene.tuesday.pk, now=NOON
    )

    assert again == 0
    assert Meeting.objects.filter(group=scene.tuesday).count() == 13


def test_dates_keep_their_hour_on_the_wall_when_the_clocks_change(scene):
    before = Meeting.objects.get(group=scene.tuesday, on="2026-03-24")
    after = Meeting.objects.get(group=scene.tuesday, on="2026-03-31")

    assert before.starts_at == datetime(2026, 3, 24, 19, 30, tzinfo=UTC)
    assert after.starts_at == datetime(2026, 3, 31, 18, 30, tzinfo=UTC)


def test_a_later_hour_moves_the_dates_nobody_touched(scene, tuesday):
    later = replace(pattern_of(scene.tuesday), minutes=120)

    schedule.keep_dates(later, group_id=scene.tuesday.pk, now=NOON)

    tuesday.refresh_from_db()
    assert tuesday.ends_at - tuesday.starts_at == timedelta(minutes=120)


def test_a_date_the_pattern_no_longer_gives_goes_with_its_rota(scene, tuesday):
    rota.put_down(meeting_id=tuesday.pk, person_id=make_person("Ivo").pk)
    without = replace(pattern_of(scene.tuesday), without=(tuesday.on,))

    schedule.keep_dates(without, group_id=scene.tuesday.pk, now=NOON)

    assert not Meeting.objects.filter(id=tuesday.pk).exists()


def test_a_date_that_was_held_is_never_taken_back(scene, tuesday):
    Meeting.objects.filter(id=tuesday.pk).update(on=date(2026, 2, 24))
    thursday = replace(pattern_of(scene.tuesday), rule="FREQ=WEEKLY;BYDAY=TH")

    schedule.keep_dates(thursday, group_id=scene.tuesday.pk, now=NOON)

    assert Meeting.objects.filter(id=tuesday.pk).exists()


def test_a_date_called_off_is_not_the_next_one(fern, scene, tuesday, here):
    one_date.call_off(fern, reason="", version=1, **_about(tuesday, here))

    coming = schedule.next_of_each([scene.tuesday.pk], now=NOON)[scene.tuesday.pk]
    assert coming.on == date(2026, 3, 10)
    assert Group.objects.get(id=scene.tuesday.pk).next_at == coming.starts_at


def test_the_version_somebody_else_changed_is_refused(fern, tuesday, here):
    one_date.call_off(fern, reason="", version=1, **_about(tuesday, here))

    with pytest.raises(ChangedMeanwhile):
        one_date.put_back(fern, version=1, **_about(tuesday, here))


def test_a_date_is_not_found_through_another_groups_place(otto, scene, tuesday):
    elsewhere = Place(scene.elsewhere.pk, scene.hull.pk)

    with pytest.raises(NotFound):
        one_date.call_off(otto, reason="", version=1, **_about(tuesday, elsewhere))

    assert Meeting.objects.get(id=tuesday.pk).state == "on"


@pytest.mark.parametrize(
    "who", ["amira", "outsider", "otto", "una", "sol", "eve", "hal"]
)
def test_who_may_not_change_a_date_does_not_find_it(who, tuesday, here, request):
    actor = request.getfixturevalue(who)

    with pytest.raises(NotFound):
        one_date.call_off(actor, reason="", version=1, **_about(tuesday, here))


@pytest.mark.parametrize(
    "starts_at", [NOON, NOON - timedelta(days=1), NOON + timedelta(days=62)]
)
def test_a_date_is_not_moved_into_the_past_or_far_away(starts_at, fern, tuesday, here):
    with pytest.raises(CannotChange):
        one_date.move(
            fern,
            starts_at=starts_at,
            place_note="",
            version=1,
            **_about(tuesday, here),
        )


def test_a_date_already_off_is_not_called_off_again(fern, tuesday, here):
    one_date.call_off(fern, reason="The weather", version=1, **_about(tuesday, here))

    with pytest.raises(CannotChange):
        one_date.call_off(fern, reason="", version=2, **_about(tuesday, here))

    assert Meeting.objects.get(id=tuesday.pk).reason == "The weather"


def _about(meeting: Meeting, place: Place) -> dict[str, object]:
    return {"public_id": meeting.public_id, "place": place, "now": NOON}
