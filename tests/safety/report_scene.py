"""Reports in tests: said by somebody, about something of the Tuesday group."""

from __future__ import annotations

from datetime import timedelta

from hearthside.core.actor import Actor
from hearthside.groups import seats
from hearthside.groups.models import Membership
from hearthside.safety.models import Report
from hearthside.workflows import what_is_wrong
from hearthside.workflows.answer_a_report import own_places
from hearthside.workflows.say_something_is_wrong import (
    say_more,
    say_something_is_wrong,
)
from tests.cast import NOON, Scene, _seat, make_person

BASE = "https://notices.example.org"
WORDS = "He shouted at the newcomer until she left."


def say(actor, scene: Scene, kind: str, *, now=NOON, at="group", pointer=""):
    """Say that something is wrong with the Tuesday group; return what came of it."""
    where = what_is_wrong.find(
        actor,
        kind=at,
        pointer=pointer or ("" if at == "house" else scene.tuesday.public_id),
        now=now,
    )
    return say_something_is_wrong(actor, where, kind=kind, base_address=BASE, now=now)


def more(actor, made, *, words=WORDS, wish="", back=True, name="", now=NOON):
    return say_more(
        actor,
        made.token,
        own_words=words,
        wish=wish,
        may_come_back=back,
        name=name,
        base_address=BASE,
        now=now,
    )


def say_name(actor, scene: Scene, name: str, *, now=NOON):
    """Say that something is wrong with a name of the Tuesday group."""
    made = say(actor, scene, "name", now=now)
    more(actor, made, name=name, now=now)
    return made


def row_of(made) -> Report:
    return Report.objects.get(id=made.id)


def seat(scene: Scene, called: str, *, days: int = 60) -> Actor:
    """Seat somebody in the Tuesday group, so many days ago."""
    actor = _seat(make_person(called), scene.tuesday)
    Membership.objects.filter(seats.of(actor.person_id)).update(
        joined_at=NOON - timedelta(days=days)
    )
    return actor


def place(actor: Actor) -> int:
    """Return the one place somebody has."""
    return own_places(actor)[0]
