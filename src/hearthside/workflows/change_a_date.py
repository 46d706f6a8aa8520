"""Moving, calling off and putting back one date; everyone who should know is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Actor, Machine
from hearthside.groups.directory import Handle
from hearthside.meetings import following, one_date, placing, rota
from hearthside.meetings.schedule import Dated
from hearthside.notifications.date_changed import DateChanged, words
from hearthside.people.letters import Kind
from hearthside.workflows import rota_letters
from hearthside.workflows.write_to import write_to


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
    return _and_tell(
        actor,
        lambda: one_date.move(
            actor,
            public_id=public_id,
            place=group.place,
            starts_at=starts_at,
            version=version,
            place_note=place_note,
            now=now,
        ),
        group=group,
        base_address=base_address,
        now=now,
    )


def call_off(
    actor: Actor | Machine,
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
    return _and_tell(
        actor,
        lambda: one_date.call_off(
            actor,
            public_id=public_id,
            place=group.place,
            reason=reason,
            version=version,
            now=now,
        ),
        group=group,
        base_address=base_address,
        now=now,
    )


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
    return _and_tell(
        actor,
        lambda: one_date.put_back(
            actor, public_id=public_id, place=group.place, version=version, now=now
        ),
        group=group,
        base_address=base_address,
        now=now,
    )


def _and_tell(
    actor: Actor | Machine,
    act: Callable[[], Dated],
    *,
    group: Handle,
    base_address: str,
    now: datetime,
) -> Changed:
    """Change the date and write the letters about it, both or neither."""
    with transaction.atomic():
        dated = act()
        _free_the_double_booked(dated, base_address=base_address, now=now)
        told = _tell(actor, dated, group=group, base_address=base_address, now=now)
    return Changed(dated, told)


def _free_the_double_booked(dated: Dated, *, base_address: str, now: datetime) -> None:
    """Take those off this date who are down elsewhere at its new time, and tell them."""
    lost = placing.untangle(meeting_id=dated.id, now=now)
    rota_letters.your_dates_changed(
        (person_id for person_id, _meeting_id in lost),
        occasion=f"clash:{dated.id}:{dated.version}",
        base_address=base_address,
        now=now,
    )


def _tell(
    actor: Actor | Machine,
    dated: Dated,
    *,
    group: Handle,
    base_address: str,
    now: datetime,
) -> int:
    asked = set(following.who_hears(group.id))
    on_the_rota = {one.person_id for one in rota.everybody_down([dated.id])[dated.id]}
    told_already = {actor.person_id} if isinstance(actor, Actor) else set()
    letter = words(DateChanged(f"{base_address}/groups/{group.public_id}/"))
    return write_to(
        (asked | on_the_rota) - told_already,
        letter,
        kind=Kind.DATES,
        occasion=f"date:{dated.id}:{dated.version}",
        still=lambda person_id: (
            f"asks:{group.id}" if person_id in asked else f"rota:{dated.id}"
        ),
        now=now,
    )
