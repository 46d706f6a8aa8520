"""The cast of every test: the same few people, and the outsider in each.

Amira and Bo are members of the Tuesday group, Fern facilitates it, Olu coordinates its
locality; the outsider is a member of a group elsewhere, Otto facilitates that one and
Una coordinates that locality. Sol is safeguarding lead, Eve evaluates, Hal hosts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import Client

from hearthside.core.actor import Actor, Grant, Role
from hearthside.engines import recurrence
from hearthside.groups import seats
from hearthside.groups.models import (
    Agreement,
    DoorPhoto,
    Feed,
    Group,
    ImportRun,
    Membership,
    NobodyThere,
    RoleHeld,
    Said,
    Suspension,
)
from hearthside.groups.patterns import pattern_of, put_down
from hearthside.meetings import schedule
from hearthside.meetings.models import Training
from hearthside.organisation import crisis_lines
from hearthside.organisation.models import (
    CrisisLine,
    KnownPlace,
    LineChange,
    Locality,
    Organisation,
)
from hearthside.people.models import Person
from hearthside.people.signing_up import welcome
from hearthside.safety.models import Asked, Record, Report, Worry
from tests.laid_rows import laid_once

# A Monday; the Tuesday group meets the next evening.
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DIGEST = "0123456789abcdef"


@dataclass(frozen=True)
class Scene:
    """Two localities with a group each."""

    leeds: Locality
    hull: Locality
    tuesday: Group
    elsewhere: Group


@pytest.fixture
def noon() -> datetime:
    return NOON


def make_group(locality: Locality | None, name: str, **columns: Any) -> Group:
    """Make one of our groups, meeting on Tuesdays at half past seven."""
    said = columns.pop("said", ("depression", "step_free", "lang:en"))
    rule = columns.pop("rule", "FREQ=WEEKLY;BYDAY=TU")
    group = Group(
        locality=locality,
        name=name,
        one_line=columns.pop("one_line", "A small circle that listens."),
        confirmed_at=columns.pop("confirmed_at", NOON),
        changed_at=columns.pop("changed_at", NOON),
        latitude=columns.pop("latitude", 53.82),
        longitude=columns.pop("longitude", -1.58),
        place_name=columns.pop("place_name", "St Wilfrid's Hall"),
        address=columns.pop("address", "Cardigan Road, Leeds LS6"),
        district=columns.pop("district", "Headingley"),
        **columns,
    )
    pattern = recurrence.Pattern(
        rule=rule,
        starts_on=date(2026, 1, 6),
        starts_at=columns.pop("starts_at", time(19, 30)),
        minutes=90,
        zone="Europe/London",
    )
    put_down(group, pattern, now=NOON)
    group.save()
    Said.objects.bulk_create(Said(group=group, word=word) for word in said)
    return group


@pytest.fixture
def scene(db: None) -> Scene:
    return laid_once(_lay_scene)


def _lay_scene() -> Scene:
    # Shadowing has tests of its own; in every other one a certificate is enough to lead.
    Organisation.objects.create(
        id=1, name="Harbour", tab_title="Notices", shadows_needed=0
    )
    leeds = Locality.objects.create(
        slug="leeds", name="Leeds", latitude=53.8, longitude=-1.55
    )
    hull = Locality.objects.create(
        slug="hull", name="Hull", latitude=53.74, longitude=-0.33
    )
    KnownPlace.objects.create(
        kind="town", folded="leeds", name="Leeds", country="GB", region="ENG",
        latitude=53.79648, longitude=-1.54785, people=536280,
    )  # fmt: skip
    KnownPlace.objects.create(
        kind="postcode", folded="ls6", name="LS6, Headingley", country="GB",
        latitude=53.82, longitude=-1.57,
    )  # fmt: skip
    tuesday = make_group(leeds, "Tuesday circle, Headingley", seats=6)
    elsewhere = make_group(
        hull, "Evening at the quay", latitude=53.74, longitude=-0.33, district="Hull"
    )
    for group in (tuesday, elsewhere):
        Agreement.objects.create(
            group=group,
            number=1,
            promises=["What is said here stays here."],
            adopted_on=date(2026, 1, 1),
        )
        schedule.keep_dates(pattern_of(group), group_id=group.pk, now=NOON)
        group.refresh_from_db()
    return Scene(leeds, hull, tuesday, elsewhere)


def make_door(group: Group, **columns: Any) -> DoorPhoto:
    """Put up a photo of this group's door; its pictures are a few bytes, and no pictures."""
    return DoorPhoto.objects.create(
        group=group,
        words=columns.pop("words", "A blue door beside the church."),
        digest=columns.pop("digest", DIGEST),
        width=1200,
        height=900,
        small_width=600,
        large=b"large",
        small=b"small",
        changed_at=NOON,
        **columns,
    )


def make_person(called: str, *, email: str = "") -> Person:
    return Person.objects.get(
        id=welcome(called=called, password="a lamp in the window", email=email)
    )


def _seat(person: Person, group: Group) -> Actor:
    seats.take(
        person_id=person.pk,
        group_id=group.pk,
        name_here=person.called,
        skeleton=person.skeleton,
        agreement_number=1,
        now=NOON,
    )
    return Actor(person.pk, frozenset({Grant(Role.MEMBER, group.pk)}), True)


def _role(
    person: Person, role: Role, group: Group | None = None, at: Locality | None = None
) -> Actor:
    RoleHeld.objects.create(
        person=person, role=role, group=group, locality=at, given_at=NOON
    )
    if role is Role.FACILITATOR:
        Training.objects.create(
            person=person, name="Facilitating a group", got_on=date(2025, 6, 1)
        )
    grant = Grant(role, group.pk if group else None, at.pk if at else None)
    return Actor(person.pk, frozenset({grant}), True)


@pytest.fixture
def amira(scene: Scene) -> Actor:
    return _seat(make_person("Amira", email="amira@example.org"), scene.tuesday)


@pytest.fixture
def bo(scene: Scene) -> Actor:
    return _seat(make_person("Bo"), scene.tuesday)


@pytest.fixture
def newcomer(scene: Scene) -> Actor:
    """Signed in, in no group yet."""
    return Actor(make_person("Wren").pk, frozenset(), False)


@pytest.fixture
def fern(scene: Scene) -> Actor:
    return _role(make_person("Fern"), Role.FACILITATOR, scene.tuesday)


@pytest.fixture
def olu(scene: Scene) -> Actor:
    person = make_person("Olu", email="olu@example.org")
    return _role(person, Role.COORDINATOR, at=scene.leeds)


@pytest.fixture
def outsider(scene: Scene) -> Actor:
    return _seat(make_person("Pim"), scene.elsewhere)


@pytest.fixture
def otto(scene: Scene) -> Actor:
    return _role(make_person("Otto"), Role.FACILITATOR, scene.elsewhere)


@pytest.fixture
def una(scene: Scene) -> Actor:
    return _role(make_person("Una"), Role.COORDINATOR, at=scene.hull)


@pytest.fixture
def sol(scene: Scene) -> Actor:
    return _role(make_person("Sol"), Role.LEAD)


@pytest.fixture
def eve(scene: Scene) -> Actor:
    return _role(make_person("Eve"), Role.EVALUATOR)


@pytest.fixture
def hal(scene: Scene) -> Actor:
    return _role(make_person("Hal"), Role.HOST)


def signed_in(actor: Actor, **options: Any) -> Client:
    """Return a browser in which this person is signed in."""
    client = Client(**options)
    client.force_login(Person.objects.get(id=actor.person_id))
    return client


def make_record(locality: Locality, **columns: Any) -> Record:
    """Make a record that is closed, and somebody who asks what it says of them."""
    record = Record.objects.create(
        locality=locality,
        kind="adult",
        opened_at=NOON,
        held_since=NOON,
        review_on=NOON.date(),
        closed_at=columns.pop("closed_at", NOON),
        erase_on=NOON.date().replace(year=2032),
        **columns,
    )
    Asked.objects.create(record=record, asked_on=NOON.date(), due_on=date(2026, 4, 2))
    return record


@pytest.fixture
def runs(scene: Scene) -> None:
    """A reading, a caution, a photo, a worry, a record, reports and somebody suspended."""
    for group in (scene.tuesday, scene.elsewhere):
        NobodyThere.objects.create(group=group, on=NOON.date(), said_at=NOON)
        make_door(group)
        away = _seat(make_person(f"Gale {'ab'[group.pk % 2]}"), group)
        Suspension.objects.create(
            membership=Membership.objects.get(seats.of(away.person_id)),
            called="Gale",
            since_at=NOON,
            by_person_id=away.person_id,
        )
    for locality in (scene.leeds, scene.hull):
        Worry.objects.create(locality=locality, raised_at=NOON, kind="other")
        make_record(locality)
        for round_leads in (False, True):
            Report.objects.create(
                locality=locality, made_at=NOON, kind="other", round_leads=round_leads
            )
        feed = Feed.objects.create(
            name=locality.name, locality=locality, zone="Europe/London"
        )
        ImportRun.objects.create(
            feed=feed, made_at=NOON, beat_at=NOON, file_name="absent.json"
        )
        make_line(locality)


def make_line(locality: Locality | None, name: str = "", **said: Any) -> CrisisLine:
    """Keep a crisis line of this locality, with a change to it that waits."""
    name = name or f"The {locality.name if locality else 'big'} line"
    known = {
        "for_whom": "Anybody", "display": "116 123", "dial": "tel:116123",
        "hours": "Any time", "also": "", "source": "example.org",
        "verified_on": NOON.date(),
    }  # fmt: skip
    where = locality.pk if locality else None
    crisis_lines.add_line(crisis_lines.Line(name, **known | said), locality_id=where)
    row = CrisisLine.objects.get(name=name)
    LineChange.objects.create(
        line=row, locality=locality, seen=row.mark, proposed_at=NOON,
        proposed_by_person_id=0,
    )  # fmt: skip
    return row
