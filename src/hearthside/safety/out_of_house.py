"""Out of the house: kept with its reason, however it was decided, until it is lifted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.people.signing_in import names_of
from hearthside.safety.appeals import SaidToMe, said_to_me
from hearthside.safety.ladder import AWAY, Rung
from hearthside.safety.models import Report, Response, Step


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Somebody who helps and was put out, as the lead knew them: by the name they lead with."""

    public_id: str
    called: str
    since_at: datetime


@dataclass(frozen=True, slots=True)
class Let:
    """What holds no longer. public_id -- of the page on which they read it."""

    id: int
    public_id: str
    person_id: int | None
    place_id: int | None


def keep(
    actor: Actor,
    *,
    place_id: int,
    called: str,
    group_id: int,
    locality_id: int | None,
    reason: str,
    now: datetime,
) -> None:
    """Keep why a lead put whoever has this place out, where no report led to it.

    It stands among the settled reports, so that an appeal opens it again like any other.
    called -- the one name the lead knew; no newer one is shown.

    Raises NotFound.
    """
    insist(actor, Verb.ASK_OUT_OF_THE_HOUSE, ANYWHERE)
    with transaction.atomic():
        row = Report.objects.create(
            group_id=group_id,
            locality_id=locality_id,
            kind=AWAY,
            thing=str(place_id),
            snapshot=called,
            for_leads=True,
            made_at=now,
            first_read_at=now,
            settled_at=now,
        )
        row.concerned.create(place_id=place_id, is_subject=True)
        row.responses.create(
            rung=Rung.OUT_OF_HOUSE,
            group_id=group_id,
            place_id=place_id,
            reason=reason,
            decided_by_id=actor.person_id,
            at=now,
        )
        Step.objects.create(
            report=row,
            at=now,
            person_id=actor.person_id,
            kind=Step.Kind.ANSWERED,
            rung=Rung.OUT_OF_HOUSE,
        )


def holds_for(person_id: int) -> bool:
    """Return whether somebody who helps is put out, by the person they are known as."""
    return _standing().filter(person_id=person_id).exists()


def volunteers(actor: Actor) -> list[Volunteer]:
    """Return who was put out by the name they help under, newest first.

    Raises NotFound.
    """
    insist(actor, Verb.SUSPEND_SOMEBODY, ANYWHERE)
    rows = list(_standing().filter(person_id__isnull=False).order_by("-at", "-id"))
    names = names_of([one.person_id for one in rows if one.person_id]) if rows else {}
    return [
        Volunteer(one.public_id, names.get(one.person_id or 0, ""), one.at)
        for one in rows
    ]


def let_in(actor: Actor, *, public_id: str, now: datetime) -> Let:
    """Say that what put somebody who helps out holds no longer.

    Raises NotFound.
    """
    insist(actor, Verb.LIFT_A_SUSPENSION, ANYWHERE)
    row = _standing().filter(public_id=public_id, person_id__isnull=False).first()
    if row is None:
        raise NotFound
    _end(row.pk, now=now)
    return Let(row.pk, row.public_id, row.person_id, None)


def end_by_place(place_id: int, *, now: datetime) -> Let | None:
    """Say that nothing keeps this place out any longer; return the newest that did."""
    row = _standing().filter(place_id=place_id).order_by("-id").first()
    if row is None:
        return None
    for pk in _standing().filter(place_id=place_id).values_list("id", flat=True):
        _end(pk, now=now)
    return Let(row.pk, row.public_id, None, row.place_id)


def said_to(actor: Actor, own_places: Iterable[int]) -> list[SaidToMe]:
    """Return what puts the actor out now, newest first; one query."""
    return [
        one
        for one in said_to_me(actor, own_places)
        if one.rung == Rung.OUT_OF_HOUSE and not one.is_ended
    ]


def _standing() -> QuerySet[Response]:
    return Response.objects.filter(Q(rung=Rung.OUT_OF_HOUSE), ended_at=None)


def _end(response_id: int, *, now: datetime) -> None:
    Response.objects.filter(id=response_id, ended_at=None).update(ended_at=now)
