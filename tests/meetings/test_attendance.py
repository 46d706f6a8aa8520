"""How many came: exact for whoever led that evening and for the coordinator, nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.policy import Place
from hearthside.core.refusals import NotFound
from hearthside.groups import directory
from hearthside.meetings import attendance, rota
from tests.cast import NOON, make_group
from tests.web.desk.desk_scene import past_date


@pytest.fixture
def here(scene) -> Place:
    return Place(scene.tuesday.pk, scene.leeds.pk)


def test_the_coordinator_knows_every_count(olu, scene, here):
    past_date(scene.tuesday, weeks=2, here=3)
    past_date(scene.tuesday, weeks=1, here=11)

    assert _counts(olu, here) == [(3, False), (11, False)]


def test_a_facilitator_knows_the_evenings_they_led_and_about_the_others(
    fern, scene, here
):
    past_date(scene.tuesday, weeks=3, here=3)
    past_date(scene.tuesday, weeks=2, here=12)
    led = past_date(scene.tuesday, weeks=1, here=11)
    rota.put_down(meeting_id=led.pk, person_id=fern.person_id)

    assert _counts(fern, here) == [(None, True), (10, True), (11, False)]


def test_an_evening_called_off_has_no_count_whatever_was_typed(olu, scene, here):
    past_date(scene.tuesday, weeks=1, here=4, state="called_off")

    [evening] = attendance.lately(olu, place=here, now=NOON)

    assert evening.was_called_off
    assert evening.here is None
    assert not evening.was_counted


@pytest.mark.parametrize("who", ["amira", "otto", "una", "sol", "eve", "hal"])
def test_a_head_count_is_for_nobody_else(who, here, request):
    with pytest.raises(NotFound):
        attendance.lately(request.getfixturevalue(who), place=here, now=NOON)


def test_an_evening_still_to_come_is_not_among_them(olu, here):
    assert attendance.lately(olu, place=here, now=NOON) == []


def test_a_locality_adds_up_day_by_day(olu, una, scene):
    second = make_group(scene.leeds, "Second")
    for group, heads in ((scene.tuesday, 5), (second, None)):
        usual = past_date(scene.tuesday, weeks=4 if heads else 5, here=heads)
        usual.group = group
        usual.on = NOON.date() - timedelta(days=20)
        usual.save()
    groups = directory.ours()
    first = NOON.date() - timedelta(days=90)

    [day] = attendance.by_day(olu, groups, first=first, now=NOON)[scene.leeds.pk]

    assert (day.evenings, day.counted, day.here) == (2, 1, 5)
    elsewhere = attendance.by_day(una, groups, first=first, now=NOON)
    assert elsewhere == {scene.hull.pk: []}


@pytest.mark.parametrize("who", ["fern", "amira", "sol", "hal", "eve"])
def test_the_exact_sums_of_a_locality_are_for_its_coordinators(who, request, scene):
    actor = request.getfixturevalue(who)

    found = attendance.by_day(actor, directory.ours(), first=NOON.date(), now=NOON)

    assert found == {}


def _counts(actor, place) -> list[tuple[int | None, bool]]:
    found = attendance.lately(actor, place=place, now=NOON)
    return [(evening.here, evening.is_about) for evening in found]
