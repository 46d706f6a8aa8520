"""A worry of Fern's and the two leads who see it: Sol, and Sia who is the second."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from hearthside.core.actor import Actor, Role
from hearthside.core.policy import Place
from hearthside.people.models import Person
from hearthside.safety import gathering, practice, records, worries
from hearthside.safety.models import Practice, Record, Worry
from hearthside.workflows.raise_a_worry import raise_a_worry
from tests.cast import NOON, Scene, _role, make_person
from tests.evening import Tonight

BASE = "https://notices.example.org"
WORDS = "She did not say goodbye, and she gave me her plant."


@pytest.fixture
def sia(scene: Scene) -> Actor:
    """The second lead."""
    return _role(make_person("Sia", email="sia@example.org"), Role.LEAD)


@pytest.fixture
def raised(tonight: Tonight, scene: Scene) -> Worry:
    return raise_it(tonight, scene)


@pytest.fixture
def record(raised: Worry, sol: Actor) -> Record:
    """The worry as a record that Sol holds."""
    return record_of(sol, raised)


def raise_it(
    tonight: Tonight, scene: Scene, *, kind: str = "adult", now: datetime = NOON
) -> Worry:
    number = raise_a_worry(
        tonight.fern,
        place=Place(scene.tuesday.pk, scene.leeds.pk, tonight.id),
        kind=kind,
        own_words=WORDS,
        base_address=BASE,
        now=now,
    )
    return Worry.objects.get(id=number)


def record_of(lead: Actor, worry: Worry, *, now: datetime = NOON) -> Record:
    worries.open_worry(lead, public_id=worry.public_id, now=now)
    made = gathering.make_record(lead, worry_id=worry.public_id, now=now)
    return Record.objects.get(public_id=made)


def opened(lead: Actor, record: Record, *, now: datetime = NOON) -> records.RecordSheet:
    records.open_record(lead, record_id=record.public_id, now=now)
    return records.sheet(lead, record_id=record.public_id, now=now)


def house_asks(**ways: Any) -> None:
    Practice.objects.update_or_create(id=1, defaults=ways)
    assert practice.ours()


def write_to(actor: Actor, address: str) -> None:
    Person.objects.filter(id=actor.person_id).update(email=address)
