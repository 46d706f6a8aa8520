"""One evening of the Tuesday group: Fern and Ivo lead it, Wil waits by the phone at home."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from hearthside.core.actor import Actor, Grant, Role
from hearthside.meetings import rota, schedule
from hearthside.meetings.models import RotaPlace, Training
from hearthside.meetings.schedule import Dated
from hearthside.meetings.training import TO_FACILITATE
from tests.cast import NOON, Scene, make_person


@dataclass(frozen=True)
class Tonight:
    """Tuesday 3 March, half past seven to nine; who leads it and who waits."""

    dated: Dated
    fern: Actor
    ivo: Actor
    wil: Actor

    @property
    def id(self) -> int:
        return self.dated.id

    @property
    def before(self) -> datetime:
        """Seven o'clock, when the door is opened."""
        return self.dated.starts_at - timedelta(minutes=30)

    @property
    def after(self) -> datetime:
        """Five past nine, when the chairs are stacked."""
        return self.dated.ends_at + timedelta(minutes=5)


@pytest.fixture
def tonight(scene: Scene, fern: Actor) -> Tonight:
    dated = schedule.next_dates(group_id=scene.tuesday.pk, now=NOON)[0]
    ivo = volunteer("Ivo", email="ivo@example.org")
    wil = Actor(make_person("Wil", email="wil@example.org").pk)
    wait_by_the_phone(wil, dated)
    return Tonight(dated, leads(fern, dated), leads(ivo, dated), wil)


def volunteer(called: str, *, email: str = "") -> Actor:
    """Return somebody trained who facilitates no group of their own."""
    person = make_person(called, email=email)
    Training.objects.create(person=person, name=TO_FACILITATE, got_on=date(2025, 6, 1))
    return Actor(person.pk, frozenset(), True)


def leads(actor: Actor, dated: Dated) -> Actor:
    """Put somebody on the rota of one date, and return them with the role it gives."""
    rota.put_down(meeting_id=dated.id, person_id=actor.person_id)
    tonight = frozenset({Grant(Role.TONIGHT, meeting_id=dated.id)})
    return replace(actor, grants=actor.grants | tonight)


def wait_by_the_phone(actor: Actor, dated: Dated) -> None:
    RotaPlace.objects.create(
        meeting_id=dated.id, person_id=actor.person_id, part=RotaPlace.Part.WAITS
    )
