"""Changing who is down for a date; whoever it concerns gets one neutral letter."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import deadlines, gaps, placing, swapping
from hearthside.meetings.gaps import Taken
from hearthside.meetings.swapping import Asked
from hearthside.workflows import rota_letters

# A gap that opens nearer than this is offered at once; before, it waits for its day.
LATE: Final = timedelta(days=max(deadlines.OFFERED_DAYS_BEFORE))


def put_down(
    actor: Actor,
    *,
    public_id: str,
    group: Handle,
    person_id: int | None,
    part: str,
    version: int,
    base_address: str,
    now: datetime,
) -> None:
    """Put a person down for one date and tell them.

    Raises NotFound, CannotPutDown, ChangedMeanwhile.
    """
    with transaction.atomic():
        meeting_id = placing.put_down(
            actor,
            public_id=public_id,
            place=group.place,
            person_id=person_id,
            part=part,
            version=version,
            now=now,
        )
        _tell(actor, person_id, f"down:{meeting_id}", base_address, now)


def take_off(
    actor: Actor,
    *,
    public_id: str,
    group: Handle,
    person_id: int | None,
    base_address: str,
    now: datetime,
) -> None:
    """Take a person off one date, tell them, and offer the gap if it is near.

    Raises NotFound, CannotPutDown.
    """
    with transaction.atomic():
        meeting_id = placing.take_off(
            actor,
            public_id=public_id,
            place=group.place,
            person_id=person_id,
            now=now,
        )
        _tell(actor, person_id, f"off:{meeting_id}", base_address, now)
        offer_if_near(
            meeting_id,
            group=group,
            but_for=person_id,
            base_address=base_address,
            now=now,
        )


def take(
    actor: Actor, *, public_id: str, version: int, base_address: str, now: datetime
) -> Taken:
    """Put the actor down for a date that wants somebody; tell whose place it was.

    Raises NotFound, CannotTake, ChangedMeanwhile.
    """
    with transaction.atomic():
        taken = gaps.take(actor, public_id=public_id, version=version, now=now)
        _tell(actor, taken.giver, f"taken:{taken.meeting_id}", base_address, now)
    return taken


def ask_for_a_swap(
    actor: Actor, *, public_id: str, base_address: str, now: datetime
) -> Asked:
    """Say that the actor cannot make it, and ask the others of the group.

    Raises NotFound, CannotSwap.
    """
    with transaction.atomic():
        asked = swapping.ask_for_a_swap(actor, public_id=public_id, now=now)
        rota_letters.ask_fellows(asked, base_address=base_address, now=now)
    return asked


def offer_to(
    actor: Actor,
    *,
    public_id: str,
    person_id: int | None,
    base_address: str,
    now: datetime,
) -> Asked:
    """Ask one person by name to take the actor's place.

    Raises NotFound, CannotSwap.
    """
    with transaction.atomic():
        asked = swapping.offer_to(
            actor, public_id=public_id, person_id=person_id, now=now
        )
        rota_letters.ask_one(asked, base_address=base_address, now=now)
    return asked


def accept(
    actor: Actor, *, public_id: str, version: int, base_address: str, now: datetime
) -> Asked:
    """Take a place the actor was asked to take, and tell whose it was.

    Raises NotFound, CannotSwap, ChangedMeanwhile.
    """
    with transaction.atomic():
        asked = swapping.accept(actor, public_id=public_id, version=version, now=now)
        _tell(actor, asked.giver, f"taken:{asked.meeting_id}", base_address, now)
    return asked


def decline(actor: Actor, *, public_id: str, base_address: str, now: datetime) -> Asked:
    """Say no to a place the actor was asked to take, and tell whose it is.

    Raises NotFound, CannotSwap.
    """
    with transaction.atomic():
        asked = swapping.decline(actor, public_id=public_id)
        _tell(actor, asked.giver, f"declined:{asked.meeting_id}", base_address, now)
    return asked


def drop_out(
    actor: Actor, *, public_id: str, base_address: str, now: datetime
) -> Asked:
    """Take the actor off one date at once, and offer the gap if it is near.

    Raises NotFound, CannotSwap.
    """
    with transaction.atomic():
        asked = swapping.drop_out(actor, public_id=public_id, now=now)
        group = directory.handles([asked.group_id])[asked.group_id]
        offer_if_near(
            asked.meeting_id,
            group=group,
            but_for=actor.person_id,
            base_address=base_address,
            now=now,
        )
    return asked


def offer_if_near(
    meeting_id: int,
    *,
    group: Handle,
    but_for: int | None,
    base_address: str,
    now: datetime,
) -> None:
    """Offer a gap that has just opened, when its date is near."""
    gap = gaps.of_date(meeting_id, now=now)
    if gap is None or not gap.missing or gap.dated.starts_at - now > LATE:
        return
    rota_letters.offer([gap], base_address=base_address, now=now, but_for=but_for)
    near = deadlines.short_ones(now=now, within=deadlines.COORDINATORS_HEAR)
    for short in near:
        if short.dated.id == meeting_id and short.gives_up_at > now:
            rota_letters.tell_coordinators(
                short, group=group, base_address=base_address, now=now
            )


def _tell(
    actor: Actor, person_id: int | None, occasion: str, base_address: str, now: datetime
) -> None:
    if person_id is None or person_id == actor.person_id:
        return
    rota_letters.your_dates_changed(
        [person_id],
        occasion=f"{occasion}:{now:%y%m%d%H%M}",
        base_address=base_address,
        now=now,
    )
