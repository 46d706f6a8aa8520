"""Moving, calling off and putting back one date; everyone who should know is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.core import outbox
from hearthside.core.actor import Actor
from hearthside.groups.directory import Handle
from hearthside.meetings import following, rota, schedule
from hearthside.meetings.schedule import Dated
from hearthside.notifications.date_changed import DateChanged, words
from hearthside.people.signing_in import addresses_of


@dataclass(frozen=True, slots=True)
class Changed:
    """A date as it is now, and how many people a letter is on its way to."""

    dated: Dated
    told: int


def move(
    actor: Actor,
    *,
    public_id: str,
    group: Handle,
    starts_at: datetime,
    place_note: str,
    version: int,
    base_address: str,
    now: datetime,
) -> Changed:
    """Move one date and tell those who asked.

    Raises NotFound, CannotChange, ChangedMeanwhile.
    """
    with transaction.atomic():
        dated = schedule.move(
            actor,
            public_id=public_id,
            place=group.place,
            starts_at=starts_at,
            version=version,
            place_note=place_note,
            now=now,
        )
        told = _tell(actor, dated, group=group, base_address=base_address, now=now)
    return Changed(dated, told)


def call_off(
    actor: Actor,
    *,
    public_id: str,
    group: Handle,
    reason: str,
    version: int,
    base_address: str,
    now: datetime,
) -> Changed:
    """Call one date off and tell those who asked.

    Raises NotFound, CannotChange, ChangedMeanwhile.
    """
    with transaction.atomic():
        dated = schedule.call_off(
            actor,
            public_id=public_id,
            place=group.place,
            reason=reason,
            version=version,
            now=now,
        )
        told = _tell(actor, dated, group=group, base_address=base_address, now=now)
    return Changed(dated, told)


def put_back(
    actor: Actor,
    *,
    public_id: str,
    group: Handle,
    version: int,
    base_address: str,
    now: datetime,
) -> Changed:
    """Put one date back to its usual time and tell those who asked.

    Raises NotFound, CannotChange, ChangedMeanwhile.
    """
    with transaction.atomic():
        dated = schedule.put_back(
            actor, public_id=public_id, place=group.place, version=version, now=now
        )
        told = _tell(actor, dated, group=group, base_address=base_address, now=now)
    return Changed(dated, told)


def _tell(
    actor: Actor, dated: Dated, *, group: Handle, base_address: str, now: datetime
) -> int:
    asked = set(following.who_asked(group.id))
    on_the_rota = set(rota.on_the_rota([dated.id])[dated.id])
    letter = words(DateChanged(f"{base_address}/groups/{group.public_id}/"))
    addresses = addresses_of(sorted((asked | on_the_rota) - {actor.person_id}))
    for person_id, address in addresses.items():
        outbox.put(
            letter,
            key=f"date:{dated.id}:{dated.version}:{person_id}",
            address=address,
            person_id=person_id,
            still=f"asks:{group.id}" if person_id in asked else f"rota:{dated.id}",
            now=now,
        )
    return len(addresses)
