from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from hearthside.core.actor import Machine
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence
from hearthside.groups import founding
from hearthside.groups.founding import CannotFound, NewGroup
from hearthside.groups.models import Group
from tests.cast import NOON

PATTERN = recurrence.Pattern(
    rule="FREQ=WEEKLY;BYDAY=TH",
    starts_on=date(2026, 3, 5),
    starts_at=time(19, 30),
    minutes=90,
    zone="Europe/London",
)
NEW = NewGroup(
    name="Thursday circle",
    one_line="",
    about="",
    first_time="",
    who_meets_you="",
    hours_note="",
    seats=14,
    attendance="in_person",
    pattern=PATTERN,
    said=("lang:en",),
    promises=("What is said here stays here.",),
)


def test_a_coordinator_founds_a_group_in_their_locality(olu, scene):
    founded = founding.found(olu, NEW, locality_id=scene.leeds.pk, now=NOON)

    row = Group.objects.get(public_id=founded.public_id)
    assert (row.pk, row.locality_id) == (founded.group_id, scene.leeds.pk)


@pytest.mark.parametrize("who", ["una", "fern", "outsider", "newcomer", "sol", "hal"])
def test_nobody_founds_a_group_where_they_coordinate_nothing(who, scene, request):
    actor = request.getfixturevalue(who)

    with pytest.raises(NotFound):
        founding.found(actor, NEW, locality_id=scene.leeds.pk, now=NOON)

    assert not Group.objects.filter(name=NEW.name).exists()


def test_a_locality_that_is_not_there_has_no_groups(scene):
    with pytest.raises(NotFound):
        founding.found(Machine("demo"), NEW, locality_id=999999, now=NOON)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": " "}, "a name"),
        ({"name": "x" * 121}, "longer than 120"),
        ({"attendance": "by owl"}, "how people take part"),
        ({"promises": ()}, "at least one promise"),
        ({"promises": ("Be kind.",) * 21}, "at most 20 promises"),
        ({"promises": ("x" * 301,)}, "at most 300 letters"),
        ({"pattern": replace(PATTERN, zone="Nowhere/At_all")}, "zone"),
    ],
)
def test_what_a_group_cannot_begin_with_is_refused(wrong, why, olu, scene):
    with pytest.raises(CannotFound, match=why):
        founding.found(olu, replace(NEW, **wrong), locality_id=scene.leeds.pk, now=NOON)


def test_a_name_is_used_once_in_a_locality(olu, scene):
    founding.found(olu, NEW, locality_id=scene.leeds.pk, now=NOON)

    with pytest.raises(CannotFound, match="has that name"):
        founding.found(olu, NEW, locality_id=scene.leeds.pk, now=NOON)
