"""Training: which certificates people hold, and who may lead an evening."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import (
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from hearthside.meetings.models import LedBefore, Requirement, RotaPlace, Training
from hearthside.organisation.models import Organisation
from hearthside.people.models import Person

# What a house asks of whoever leads until it has written down anything itself.
TO_FACILITATE: Final = "Facilitating a group"
SOON: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate of one person. It is good through the day it runs out on."""

    person_id: int
    name: str
    got_on: date
    runs_out_on: date | None

    def has_run_out(self, today: date) -> bool:
        return self.runs_out_on is not None and self.runs_out_on < today

    def runs_out_soon(self, today: date) -> bool:
        return (
            self.runs_out_on is not None and today <= self.runs_out_on <= today + SOON
        )

    def is_good(self, today: date) -> bool:
        return self.got_on <= today and not self.has_run_out(today)


def may_lead(person: Combinable, *, on: Combinable) -> Q:
    """Return what is true, in a query, of somebody who may lead on that day.

    They have everything the house asks for in date, and know how an evening goes.
    person, on -- the person's id and the day, as the query knows them, such as
    OuterRef("person_id"). The day is the one on which the evening begins: a certificate
    that runs out then is good until everybody has gone home.
    """
    return _has_every_certificate(person, on=on) & _knows_how(person, before=on)


def trained(person_ids: Iterable[int], *, on: date) -> frozenset[int]:
    """Return those of these people who may lead on that day; one query."""
    day = Value(on, output_field=DateField())
    people = Person.objects.filter(id__in=set(person_ids))
    fit = people.filter(may_lead(OuterRef("pk"), on=day))
    return frozenset(fit.values_list("pk", flat=True))


def certificates_of(person_ids: Iterable[int]) -> dict[int, list[Certificate]]:
    """Return every certificate of these people."""
    found: dict[int, list[Certificate]] = {}
    rows = Training.objects.filter(person_id__in=set(person_ids)).order_by("name")
    for row in rows:
        found.setdefault(row.person_id, []).append(
            Certificate(row.person_id, row.name, row.got_on, row.runs_out_on)
        )
    return found


def note_certificate(
    *, person_id: int, name: str, got_on: date, runs_out_on: date | None
) -> None:
    """Keep a certificate; a newer one of the same name takes its place."""
    Training.objects.update_or_create(
        person_id=person_id,
        name=name,
        # Another end is another reminder.
        defaults={"got_on": got_on, "runs_out_on": runs_out_on, "told_of": None},
    )


def forget(*, now: datetime) -> int:
    """Delete certificates that ran out over six years ago, and notes as old beside none."""
    old = now - timedelta(days=365 * 6)
    gone = Training.objects.filter(runs_out_on__lt=old.date()).delete()[0]
    holds_one = Exists(Training.objects.filter(person_id=OuterRef("person_id")))
    return gone + LedBefore.objects.filter(~holds_one, noted_at__lt=old).delete()[0]


def _has_every_certificate(person: Combinable, *, on: Combinable) -> Q:
    theirs = Training.objects.filter(person_id=person)
    lapsed = theirs.filter(runs_out_on__lt=on)
    lasts = Q(runs_out_on=None) | Q(runs_out_on__gte=on)
    good = theirs.filter(lasts, got_on__lte=on)
    asked_for = Requirement.objects.all()
    # Names are unique on both sides, so as many as are asked for are all of them.
    has = good.filter(name__in=asked_for.values("name"))
    every = GreaterThanOrEqual(_how_many(has), _how_many(asked_for))
    as_ever = Exists(theirs.filter(name=TO_FACILITATE, got_on__lte=on))
    return Q(Exists(asked_for), every) | Q(~Exists(asked_for), as_ever, ~Exists(lapsed))


def _knows_how(person: Combinable, *, before: Combinable) -> Q:
    held = RotaPlace.objects.filter(
        person_id=person,
        meeting__holding__closed_at__isnull=False,
        meeting__on__lt=before,
    )
    needed = Subquery(Organisation.objects.values("shadows_needed")[:1])
    shadowed = _how_many(held.filter(part=RotaPlace.Part.SHADOWS))
    return (
        # The note first: nearly everybody has it, and then no evening is counted.
        Q(Exists(LedBefore.objects.filter(person_id=person)))
        | Q(Exists(held.filter(part=RotaPlace.Part.LEADS)))
        # A house nobody has set up yet asks for nothing.
        | Q(GreaterThanOrEqual(shadowed, Coalesce(needed, 0)))
    )


def _how_many(rows: QuerySet[Any]) -> Subquery:
    # Not Count: it would group by the rows' columns and answer nothing where there are none.
    counted = rows.order_by().annotate(n=Func(F("pk"), function="COUNT")).values("n")
    return Subquery(counted, output_field=IntegerField())
