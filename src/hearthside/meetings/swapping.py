"""Swapping: somebody cannot make it, asks, hands over, or is off the rota at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.meetings import fitting, rota
from hearthside.meetings.models import Meeting, RotaPlace
from hearthside.meetings.rota import Part


class CannotSwap(Refusal):
    """This place on the rota cannot change hands so."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A place on the rota somebody asks another to take.

    place_id -- the place; giver -- whose it is; taker -- whom it is offered to, if one.
    """

    place_id: int
    meeting_id: int
    group_id: int
    giver: int
    taker: int | None


def ask_for_a_swap(actor: Actor, *, public_id: str, now: datetime) -> Asked:
    """Say that the actor cannot make it. They stay down until somebody takes it.

    Raises NotFound, CannotSwap.
    """
    with transaction.atomic():
        row, mine = _my_place(actor, public_id, now=now)
        if mine.part != Part.LEADS:
            raise CannotSwap(
                "For this you can ask somebody by name, or say you cannot come."
            )
        since = mine.wants_a_swap_since or now
        RotaPlace.objects.filter(id=mine.pk).update(wants_a_swap_since=since)
    return Asked(mine.pk, row.pk, row.group_id, actor.person_id, None)


def keep_it(actor: Actor, *, public_id: str, now: datetime) -> None:
    """Take the asking back: the actor comes after all.

    Raises NotFound, CannotSwap.
    """
    with transaction.atomic():
        _row, mine = _my_place(actor, public_id, now=now)
        RotaPlace.objects.filter(id=mine.pk).update(
            wants_a_swap_since=None, offered_to=None
        )


def offer_to(
    actor: Actor, *, public_id: str, person_id: int | None, now: datetime
) -> Asked:
    """Ask one person by name to take the actor's place; nothing changes until they do.

    person_id -- None when the name chosen is nobody's.

    Raises NotFound, CannotSwap.
    """
    with transaction.atomic():
        row, mine = _my_place(actor, public_id, now=now)
        if person_id is None or person_id == actor.person_id:
            raise CannotSwap("Choose who you would like to ask.")
        if why := _why_not_take(person_id, row, mine, now=now, is_me=False):
            raise CannotSwap(why)
        RotaPlace.objects.filter(id=mine.pk).update(offered_to=person_id)
    return Asked(mine.pk, row.pk, row.group_id, actor.person_id, person_id)


def accept(actor: Actor, *, public_id: str, version: int, now: datetime) -> Asked:
    """Take a place the actor was asked by name to take.

    Raises NotFound, CannotSwap, ChangedMeanwhile.
    """
    with transaction.atomic():
        row, offered = _offered(actor, public_id)
        fitting.insist_on_version(row, version)
        if why := _why_not_take(actor.person_id, row, offered, now=now, is_me=True):
            raise CannotSwap(why)
        RotaPlace.objects.filter(id=offered.pk).update(
            person_id=actor.person_id, offered_to=None, wants_a_swap_since=None
        )
    giver = offered.person_id
    return Asked(offered.pk, row.pk, row.group_id, giver, actor.person_id)


def decline(actor: Actor, *, public_id: str) -> Asked:
    """Say no to a place the actor was asked to take; no reason is wanted.

    Raises NotFound, CannotSwap.
    """
    with transaction.atomic():
        row, offered = _offered(actor, public_id)
        RotaPlace.objects.filter(id=offered.pk).update(offered_to=None)
    giver = offered.person_id
    return Asked(offered.pk, row.pk, row.group_id, giver, actor.person_id)


def drop_out(actor: Actor, *, public_id: str, now: datetime) -> Asked:
    """Take the actor off the rota of one date at once, whoever is found after.

    Raises NotFound, CannotSwap.
    """
    with transaction.atomic():
        row, mine = _my_place(actor, public_id, now=now)
        place_id = mine.pk
        mine.delete()
    return Asked(place_id, row.pk, row.group_id, actor.person_id, None)


def still_asks(place_id: int) -> bool:
    """Return whether the owner of this place still asks for a swap."""
    return RotaPlace.objects.filter(
        id=place_id, wants_a_swap_since__isnull=False
    ).exists()


def is_still_offered(place_id: int, *, to: int) -> bool:
    """Return whether this place is still offered to this person."""
    return RotaPlace.objects.filter(id=place_id, offered_to_id=to).exists()


def _my_place(
    actor: Actor, public_id: str, *, now: datetime
) -> tuple[Meeting, RotaPlace]:
    row = fitting.lock(public_id)
    mine = RotaPlace.objects.filter(meeting=row, person_id=actor.person_id).first()
    if mine is None:
        # Who was never near this date learns nothing; who was, what became of it.
        insist(actor, Verb.SEE_MY_DATES, _place(row))
        raise CannotSwap("You are not down for that evening any more.")
    if row.starts_at <= now:
        raise CannotSwap("That evening has begun, so its rota stays as it was.")
    return row, mine


def _offered(actor: Actor, public_id: str) -> tuple[Meeting, RotaPlace]:
    row = fitting.lock(public_id)
    rows = RotaPlace.objects.filter(meeting=row, offered_to_id=actor.person_id)
    offered = rows.order_by("id").first()
    if offered is None:
        insist(actor, Verb.SEE_MY_DATES, _place(row))
        if rota.is_down(actor.person_id, meeting_id=row.pk):
            raise CannotSwap("You are down for that evening already.")
        raise CannotSwap("That evening is not offered to you any more.")
    return row, offered


def _why_not_take(
    person_id: int, row: Meeting, place: RotaPlace, *, now: datetime, is_me: bool
) -> str | None:
    return fitting.why_not(
        person_id,
        row,
        part=place.part,
        now=now,
        is_me=is_me,
        leaving=place.person_id,
    )


def _place(row: Meeting) -> Place:
    return Place(row.group_id, row.group.locality_id)
