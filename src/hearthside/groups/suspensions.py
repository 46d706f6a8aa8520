"""Suspensions: the one name in one group by which a lead asked somebody to stay away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups import naming, seats
from hearthside.groups.models import Membership, Suspension
from hearthside.people import chosen_names


class CannotSuspend(Refusal):
    """Nobody can be suspended so."""


@dataclass(frozen=True, slots=True)
class Suspended:
    """Somebody who stays away, as the lead knew them."""

    public_id: str
    called: str
    group_name: str
    since_at: datetime


@dataclass(frozen=True, slots=True)
class Lifted:
    """What was lifted: whose, by which place, and whether another one still stands."""

    person_id: int
    place_id: int
    another_stands: bool


def place_called(actor: Actor, *, group_id: int, called: str, now: datetime) -> int:
    """Return the place in this group of whoever has this name there, or had it lately.

    Raises NotFound, CannotSuspend.
    """
    insist(actor, Verb.SUSPEND_SOMEBODY, ANYWHERE)
    shape = chosen_names.skeleton(called)
    here = Membership.objects.filter(group_id=group_id)
    alike = here.filter(skeleton=shape).order_by("-left_at", "-id")
    owners = naming.who_gave_up(shape, group_id=group_id, now=now)
    for rows in (
        alike.filter(left_at=None),
        # Changing a name is no way out.
        here.filter(whose_here__in=owners).order_by("-id"),
        alike,
    ):
        place_id = rows.values_list("id", flat=True).first()
        if place_id is not None:
            return place_id
    raise CannotSuspend("Nobody in that group has that name, or had it lately.")


def put_down(actor: Actor, *, place_id: int, called: str, now: datetime) -> int:
    """Keep that whoever has this place is to stay away; return who that is.

    called -- the name as the lead knows it; no other is ever shown to them.

    Raises NotFound, CannotSuspend.
    """
    insist(actor, Verb.SUSPEND_SOMEBODY, ANYWHERE)
    person_id = seats.person_behind(place_id)
    if person_id == actor.person_id:
        raise CannotSuspend("That is you. Ask another lead.")
    _row, is_new = Suspension.objects.get_or_create(
        membership_id=place_id,
        defaults={
            "called": chosen_names.tidy(called),
            "since_at": now,
            "by_person_id": actor.person_id,
        },
    )
    if not is_new:
        raise CannotSuspend("Whoever has that name is suspended already.")
    return person_id


def lift(actor: Actor, *, public_id: str) -> Lifted:
    """Forget one suspension.

    Raises NotFound.
    """
    insist(actor, Verb.LIFT_A_SUSPENSION, ANYWHERE)
    return _forget(Suspension.objects.filter(public_id=public_id).first())


def lift_by_place(actor: Actor | Machine, *, place_id: int) -> Lifted:
    """Forget the suspension by this place.

    Raises NotFound.
    """
    insist(actor, Verb.LIFT_A_SUSPENSION, ANYWHERE)
    return _forget(Suspension.objects.filter(membership_id=place_id).first())


def stands_for(person_id: int) -> bool:
    """Return whether any name of this person is suspended."""
    theirs = seats.of(person_id, through="membership")
    return Suspension.objects.filter(theirs).exists()


def standing(actor: Actor) -> list[Suspended]:
    """Return who stays away for now, newest first, each by the one name; one query.

    Raises NotFound.
    """
    insist(actor, Verb.SUSPEND_SOMEBODY, ANYWHERE)
    rows = Suspension.objects.order_by("-since_at", "-id")
    columns = ("public_id", "called", "membership__group__name", "since_at")
    return [Suspended(*row) for row in rows.values_list(*columns)]


def _forget(row: Suspension | None) -> Lifted:
    if row is None:
        raise NotFound
    person_id = seats.person_behind(row.membership_id)
    row.delete()
    return Lifted(person_id, row.membership_id, stands_for(person_id))


def seal_anew() -> None:
    """Seal the names leads wrote with the secret of today; they are few."""
    for row in Suspension.objects.only("called"):
        row.save(update_fields=["called"])
