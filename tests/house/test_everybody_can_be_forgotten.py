"""Whatever table is added: a person who leaves can be taken out of it, or its promise says why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from importlib import import_module
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from hearthside.circles import pictures
from hearthside.circles import seats as circle_seats
from hearthside.circles.models import Circle, OutTonight, Picture, Room, Seat
from hearthside.commons import authors, willing
from hearthside.commons.models import Asked, Piece
from hearthside.core.actor import Actor
from hearthside.core.erasure import Keeps, Way, forget_rows
from hearthside.core.seal import blind
from hearthside.groups import marks, naming, seats
from hearthside.groups.models import Group, Membership, NameAtRest, Suspension
from hearthside.people import study
from hearthside.people.models import Person
from hearthside.safety import chain, evidence
from hearthside.safety.chain import Happened
from hearthside.safety.models import Record, Report
from hearthside.workflows import forget_me
from tests.cast import NOON, make_person
from tests.house.test_nothing_is_forgotten import ROOMS, promises
from tests.pieces_scene import share, shown

OF_SOMEBODY = sorted(label for label, one in promises().items() if one.person_by)
numbers = count(1)


def a_group(person_id: int) -> Any:
    return plant(apps.get_model("groups.group"), Person.objects.get(id=person_id))


def a_record(person_id: int) -> Any:
    return plant(apps.get_model("safety.record"), Person.objects.get(id=person_id))


class Place:
    """A seat in a group: whose it is, is sealed, so its room plants and finds it."""

    def plant(self, person_id: int) -> None:
        number = next(numbers)
        seats.take(
            person_id=person_id, group_id=a_group(person_id).pk, name_here=f"x{number}",
            skeleton=f"x{number}", agreement_number=1, now=NOON,
        )  # fmt: skip

    def is_there(self, person_id: int) -> bool:
        return Membership.objects.filter(seats.of(person_id)).exists()


class CircleSeat:
    """A seat in a circle: whose it is, is sealed, so its room plants and finds it."""

    def plant(self, person_id: int) -> None:
        group_id = a_group(person_id).pk
        circle = Circle.objects.create(
            group_id=group_id, mls_id=b"x%d" % next(numbers), founded_on=NOON.date()
        )
        circle_seats.take(person_id, circle=circle, on=NOON.date())

    def is_there(self, person_id: int) -> bool:
        return Seat.objects.filter(circle_seats.of(person_id)).exists()


class SentAPicture:
    """A sealed picture: a mark of its sender, of that circle, on that day."""

    def plant(self, person_id: int) -> None:
        circle = Circle.objects.create(
            kind="line", mls_id=b"p%d" % next(numbers), founded_on=NOON.date()
        )
        seat = circle_seats.take(person_id, circle=circle, on=NOON.date())
        Seat.objects.filter(id=seat.pk).update(from_seq=0)
        pictures.keep(
            Actor(person_id),
            circle_id=circle.public_id,
            drawn=b"p" * 16,
            body=b"x" * min(pictures.SIZES),
            now=NOON,
        )

    def is_there(self, person_id: int) -> bool:
        about = f"{person_id}:{{}}:{NOON.date().isoformat()}"
        return any(
            one.whose
            == blind(about.format(one.circle_id), purpose="circles.picture.whose")
            for one in Picture.objects.all()
        )


class OutOfARoom:
    """That somebody was asked out of a room: a mark of that room and no other."""

    def plant(self, person_id: int) -> None:
        number = next(numbers)
        circle = Circle.objects.create(
            kind="meeting", mls_id=b"r%d" % number, founded_on=NOON.date()
        )
        room = Room.objects.create(circle=circle, meeting_id=number, until_minute=1)
        mark = blind(f"{person_id}:{number}", purpose="circles.room.out")
        OutTonight.objects.create(room=room, whose_here=mark)

    def is_there(self, person_id: int) -> bool:
        return any(
            one.whose_here
            == blind(f"{person_id}:{one.room.meeting_id}", purpose="circles.room.out")
            for one in OutTonight.objects.select_related("room")
        )


class StudyCode:
    """A place in a study: whose it is, is sealed, so its room plants and finds it."""

    def plant(self, person_id: int) -> None:
        code = f"x{next(numbers)}"
        study.take(person_id, study="x", code=code, agreed_to="1", now=NOON)

    def is_there(self, person_id: int) -> bool:
        return bool(study.mine(person_id))


class NameGivenUp(Place):
    """A name at rest, which whoever gave it up may have back."""

    def plant(self, person_id: int) -> None:
        super().plant(person_id)
        where = Membership.objects.filter(seats.of(person_id)).latest("id").group_id
        naming.rest(f"x{next(numbers)}", person_id=person_id, group_id=where, now=NOON)

    def is_there(self, person_id: int) -> bool:
        return any(
            NameAtRest.objects.filter(
                whose_here__in=seats.marks_here(person_id, group_id=group.pk)
            ).exists()
            for group in Group.objects.all()
        )


@dataclass(frozen=True)
class Marked:
    """What bears a mark of a person about one thing, and no number of theirs."""

    table: str
    column: str
    what: str
    about: str

    def plant(self, person_id: int) -> None:
        row = plant(apps.get_model(self.table), Person.objects.get(id=person_id))
        own = marks.mark(self.what, about=getattr(row, self.about), person_id=person_id)
        setattr(row, self.column, own)
        row.save()

    def is_there(self, person_id: int) -> bool:
        return any(
            getattr(row, self.column)
            in marks.marks(
                self.what, about=getattr(row, self.about), person_id=person_id
            )
            for row in apps.get_model(self.table)._base_manager.all()
        )


class Reported:
    """A report: its mark says that two are by the same person, and not by whom."""

    def plant(self, person_id: int) -> None:
        Report.objects.create(
            kind="group", thing=f"x{next(numbers)}", made_at=NOON,
            reporter_mark=evidence.marks_of(person_id)[0],
        )  # fmt: skip

    def is_there(self, person_id: int) -> bool:
        own = evidence.marks_of(person_id)
        return Report.objects.filter(reporter_mark__in=own).exists()


class Written:
    """What somebody wrote in a record: their number lies inside its sealed words."""

    def plant(self, person_id: int) -> None:
        chain.append(a_record(person_id), Happened.STEP, by=person_id, now=NOON)

    def is_there(self, person_id: int) -> bool:
        return any(
            line.by == person_id
            for record in Record.objects.all()
            for line in chain.lines_of(record)
        )


class Shared:
    """What somebody shared: whose it is, is sealed, so its room plants and finds it."""

    def plant(self, person_id: int) -> None:
        share(Actor(person_id), title=f"What about thing {next(numbers)}?")

    def is_there(self, person_id: int) -> bool:
        return Piece.objects.filter(authors.of(person_id)).exists()


class MayBeAsked:
    """That somebody may be asked: a mark, and the rest of it sealed."""

    def plant(self, person_id: int) -> None:
        willing.be_willing(Actor(person_id), topics={"cancer"}, now=NOON)

    def is_there(self, person_id: int) -> bool:
        return bool(willing.mine(Actor(person_id)))


class WasAsked:
    """That a question was shown to somebody, as a mark."""

    def plant(self, person_id: int) -> None:
        number = next(numbers)
        asks = Actor(make_person(f"Asks{number}").pk)
        row = shown(asks, title=f"What about thing {number}?")
        mark = authors.asked_marks(person_id)[0]
        Asked.objects.create(piece=row, whose=mark, asked_at=NOON)

    def is_there(self, person_id: int) -> bool:
        marks = authors.asked_marks(person_id)
        return Asked.objects.filter(whose__in=marks).exists()


# A table nobody can search by person needs a line here: how a row is made, and found.
BY_THE_ROOM: dict[str, Any] = {
    "groups.membership": Place(),
    "circles.seat": CircleSeat(),
    "circles.outtonight": OutOfARoom(),
    "circles.picture": SentAPicture(),
    "groups.nameatrest": NameGivenUp(),
    "groups.change": Marked("groups.change", "by_mark", "proposes", "group_id"),
    "groups.voice": Marked("groups.voice", "by_mark", "change", "change_id"),
    "groups.inline": Marked("groups.inline", "mark", "line", "group_id"),
    "groups.firsttalk": Marked("groups.firsttalk", "mark", "first talk", "group_id"),
    "commons.piece": Shared(),
    "commons.willing": MayBeAsked(),
    "commons.asked": WasAsked(),
    "safety.report": Reported(),
    "people.studyplace": StudyCode(),
    "safety.entrywords": Written(),
}
# What a row must have beside its person, because the database insists.
ALSO: dict[str, Any] = {
    # An open one is held by somebody; that one is tried below.
    "safety.record": lambda person: {"closed_at": NOON},
    "safety.reading": lambda person: {"record": a_record(person.pk)},
    "safety.keptfrom": lambda person: {"record": a_record(person.pk)},
}


def plant(model: Any, person: Person, label: str = "") -> Any:
    """Make a row of any table, with this person wherever it points at one."""
    if label in BY_THE_ROOM:
        return BY_THE_ROOM[label].plant(person.pk)
    columns = promises()[label].person_by if label else ()
    given: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        if field.name in columns:
            is_key = field.is_relation
            is_words = isinstance(field, models.CharField)
            given[field.attname] = (
                person.pk if is_key or not is_words else f"person:{person.pk}"
            )
        elif field.is_relation and not field.null:
            given[field.attname] = (
                person.pk
                if field.related_model is Person
                else plant(field.related_model, person).pk
            )
        elif not field.null and not field.has_default():
            given[field.attname] = _any(field)
    also = ALSO.get(model._meta.label_lower, lambda person: {})
    return model._base_manager.create(**given, **also(person))


def _any(field: Any) -> Any:
    number = next(numbers)
    match field:
        case models.EmailField():
            return f"e{number}@example.org"
        case models.DateTimeField():
            return NOON + timedelta(minutes=number)
        case models.DateField():
            return date(2026, 3, 1)
        case models.TimeField():
            return time(19, 30)
        case models.BooleanField():
            return True
        case models.IntegerField():
            return 30
        case models.FloatField():
            return 1.0
        case models.BinaryField():
            return b"x"
        case models.JSONField():
            return {}
        case _:
            return f"x{number}"[: field.max_length]


def said_in(label: str, person_id: int) -> dict[str, Any]:
    """Return what the columns of people say in a table, where they say this person."""
    if label in BY_THE_ROOM:
        is_there = BY_THE_ROOM[label].is_there(person_id)
        return {"": promises()[label].ways[0]} if is_there else {}
    model, found = apps.get_model(label), {}
    for column in promises()[label].person_by:
        field = model._meta.get_field(column)
        words = isinstance(field, models.CharField)
        whose = f"person:{person_id}" if words else person_id
        if model._base_manager.filter(**{column: whose}).exists():
            found[column] = dict(promises()[label].by_column())[column]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("label", OF_SOMEBODY)
def test_no_table_says_somebody_who_was_forgotten(label):
    person, other = make_person("Rowan"), make_person("Amira")
    if label != "people.person":
        plant(apps.get_model(label), person, label)
        plant(apps.get_model(label), other, label)
    assert said_in(label, person.pk)

    forget_me.forget(person.pk, now=NOON)

    left = said_in(label, person.pk)
    assert set(left.values()) <= {Way.NUMBER_STAYS}
    assert said_in(label, other.pk)
    assert not Person.objects.filter(pk=person.pk).exists()


@pytest.mark.django_db
def test_what_somebody_decided_about_another_outlives_them():
    lead, other = make_person("Rowan"), make_person("Amira")
    report = Report.objects.create(kind="group", made_at=NOON)
    report.responses.create(
        rung="reminder", person=other, decided_by=lead, reason="x", at=NOON
    )
    report.steps.create(kind="opened", person=lead, at=NOON)

    forget_me.forget(lead.pk, now=NOON)

    assert [one.decided_by for one in report.responses.all()] == [None]
    assert [one.person for one in report.steps.all()] == [None]


@pytest.mark.django_db
def test_a_suspension_outlives_the_lead_who_asked_for_it():
    lead, other = make_person("Rowan"), make_person("Amira")
    BY_THE_ROOM["groups.membership"].plant(other.pk)
    place = Membership.objects.filter(seats.of(other.pk)).get()
    Suspension.objects.create(
        membership=place, called="x", since_at=NOON, by_person_id=lead.pk
    )

    forget_me.forget(lead.pk, now=NOON)

    assert [row.by_person_id for row in Suspension.objects.all()] == [None]


@pytest.mark.django_db
def test_a_promise_that_forgets_a_column_is_seen():
    person = make_person("Rowan")
    plant(apps.get_model("meetings.rotaplace"), person, "meetings.rotaplace")
    short = replace(
        promises()["meetings.rotaplace"], person_by=("offered_to",), ways=(Way.GAP,)
    )

    forget_rows([short], person.pk)

    assert "person" in said_in("meetings.rotaplace", person.pk)


def test_whatever_the_room_finds_by_itself_is_tried_here():
    by_the_room = {
        one.table for one in promises().values() if Way.BY_THE_ROOM in one.ways
    }

    # Nobody can search inside sealed words either.
    assert by_the_room | {"safety.entrywords"} == set(BY_THE_ROOM)


def test_whatever_stays_says_why():
    silent = {
        one.table
        for one in promises().values()
        if set(one.ways) & {Way.GAP, Way.NUMBER_STAYS} and not one.stays
    }

    assert silent == set()


def test_only_what_is_chained_keeps_a_number():
    keeping = {one.table for one in promises().values() if Way.NUMBER_STAYS in one.ways}

    assert keeping == {"core.trailentry", "safety.entrywords"}


def test_each_column_has_its_way():
    uneven = {
        one.table
        for one in promises().values()
        if one.ways and len(one.ways) != len(one.person_by)
    }

    assert uneven == set()


def test_every_room_that_promises_is_asked():
    rooms = {
        f"hearthside.{room}"
        for room in ROOMS
        if any(one.person_by for one in import_module(f"hearthside.{room}").KEEPS)
    }
    asked = {room.__name__ for room in forget_me.ROOMS}

    assert rooms == asked | {"hearthside.people.erasure", "hearthside.core.kept"}


def test_a_promise_without_ways_lets_the_row_go():
    assert Keeps("a.b", ("person", "by"), 1, "why").by_column() == (
        ("person", Way.GOES),
        ("by", Way.GOES),
    )
