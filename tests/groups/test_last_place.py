"""Sixteen people reach for the last place of a group."""

from __future__ import annotations

from functools import partial

import pytest

from hearthside.core.actor import Actor
from hearthside.groups import line
from hearthside.groups.joining import CannotJoin, join, leave
from hearthside.groups.models import Group, Membership
from tests.cast import NOON, make_person
from tests.racing import at_once, where_threads_may_meet


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_sixteen_at_once_exactly_one_gets_the_last_place(scene, amira, bo, tmp_path):
    Group.objects.filter(id=scene.tuesday.pk).update(seats=3)
    people = [make_person(f"Guest {number}") for number in range(16)]

    with where_threads_may_meet(tmp_path):
        refusals = at_once([partial(_join, person, scene.tuesday) for person in people])
        seats = Membership.objects.filter(group=scene.tuesday, left_at=None).count()

    assert refusals.count(None) == 1
    assert {type(why) for why in refusals if why} == {CannotJoin}
    assert all("This group is full." in why.why for why in refusals if why)
    assert seats == 3


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_at_once_three_get_the_last_three_places(
    scene, amira, bo, tmp_path
):
    Group.objects.filter(id=scene.tuesday.pk).update(seats=5)
    people = [make_person(f"Guest {number}") for number in range(100)]

    with where_threads_may_meet(tmp_path):
        refusals = at_once([partial(_join, person, scene.tuesday) for person in people])
        seats = Membership.objects.filter(group=scene.tuesday, left_at=None).count()

    assert refusals.count(None) == 3
    assert all("This group is full." in why.why for why in refusals if why)
    assert seats == 5


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_first_in_line_gets_the_seat_whoever_reaches_for_it(scene, amira, tmp_path):
    Group.objects.filter(id=scene.tuesday.pk).update(seats=1)
    people = [make_person(f"Guest {number}") for number in range(24)]
    line.ask(Actor(people[7].pk), group_id=scene.tuesday.pk, now=NOON)
    leave(amira, group_id=scene.tuesday.pk, now=NOON)

    with where_threads_may_meet(tmp_path):
        refusals = at_once([partial(_join, person, scene.tuesday) for person in people])

    assert [number for number, why in enumerate(refusals) if why is None] == [7]


def _join(person, group) -> None:
    join(
        Actor(person.pk),
        group_id=group.pk,
        name_here=person.called,
        skeleton=person.skeleton,
        agreement_number=1,
        now=NOON,
    )
