"""What tests of the rota share: fellows, a neighbour, and the first date as it is now."""

from __future__ import annotations

from datetime import date
from typing import Any

from hearthside.core.actor import Actor, Role
from hearthside.groups.models import Group
from hearthside.groups.patterns import pattern_of
from hearthside.groups.roles import grants_of
from hearthside.meetings import rota, schedule
from hearthside.meetings.models import Meeting, RotaPlace, Training
from tests.cast import NOON, Scene, _role, make_group, make_person

BASE = "https://groups.example.org"


def fellow(group: Group, called: str) -> Actor:
    """Return one more trained facilitator of this group, with an address."""
    person = make_person(called, email=f"{called.lower()}@example.org")
    return _role(person, Role.FACILITATOR, group)


def again(actor: Actor) -> Actor:
    """Return the actor with the roles they hold now."""
    return Actor(actor.person_id, grants_of(actor.person_id), True)


def near_group(scene: Scene, name: str = "Thursday table", **columns: Any) -> Group:
    """Return a group of the same locality, with its dates."""
    group = make_group(scene.leeds, name, **columns)
    schedule.keep_dates(pattern_of(group), group_id=group.pk, now=NOON)
    return group


def first(group: Group) -> Meeting:
    return Meeting.objects.filter(group=group).earliest("on")


def down(meeting: Meeting, *actors: Actor, part: str = "leads") -> None:
    for actor in actors:
        rota.put_down(meeting_id=meeting.pk, person_id=actor.person_id, part=part)


def who_leads(meeting: Meeting) -> set[int]:
    return set(rota.on_the_rota([meeting.pk])[meeting.pk])


def place_of(actor: Actor, meeting: Meeting) -> RotaPlace:
    return RotaPlace.objects.get(meeting=meeting, person_id=actor.person_id)


def runs_out(actor: Actor, on: date) -> None:
    Training.objects.filter(person_id=actor.person_id).update(runs_out_on=on)
