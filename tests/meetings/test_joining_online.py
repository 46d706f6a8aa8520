from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.actor import Visitor
from hearthside.core.policy import Place
from hearthside.core.refusals import NotFound
from hearthside.groups.models import Group
from hearthside.meetings import joining_online, schedule
from tests.cast import NOON

LINK = "https://meet.example.org/room"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def dated(scene):
    Group.objects.filter(id=scene.tuesday.pk).update(online_link=LINK)
    return schedule.next_dates(group_id=scene.tuesday.pk, now=NOON)[0]


def way_in(actor, dated, scene, now):
    place = Place(scene.tuesday.pk, scene.leeds.pk)
    return joining_online.way_in(actor, dated, place=place, now=now)


def test_the_way_in_opens_half_an_hour_before_and_closes_at_the_end(
    amira, dated, scene
):
    opens = dated.starts_at - timedelta(minutes=30)

    assert way_in(amira, dated, scene, opens - MINUTE) == ""
    assert way_in(amira, dated, scene, opens) == LINK
    assert way_in(amira, dated, scene, dated.ends_at - MINUTE) == LINK
    assert way_in(amira, dated, scene, dated.ends_at) == ""


@pytest.mark.parametrize("who", ["outsider", "otto", "newcomer", "olu", "hal"])
def test_an_outsider_finds_no_way_in(who, dated, scene, request):
    with pytest.raises(NotFound):
        way_in(request.getfixturevalue(who), dated, scene, dated.starts_at)


def test_a_visitor_finds_no_way_in(dated, scene):
    with pytest.raises(NotFound):
        way_in(Visitor(), dated, scene, dated.starts_at)


def test_the_evening_of_another_group_opens_nothing_here(amira, dated, scene):
    elsewhere = schedule.next_dates(group_id=scene.elsewhere.pk, now=NOON)[0]

    with pytest.raises(NotFound):
        way_in(amira, elsewhere, scene, elsewhere.starts_at)
