"""Sitting in a circle follows how one stands in the group: paused or out, one sits nowhere."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.circles import keeping_lines, rooms, rosters
from hearthside.circles.rosters import CannotSit
from hearthside.core import rights_changed
from hearthside.core.actor import Actor
from hearthside.groups import places, seats
from hearthside.safety import ladder


def is_paused(actor: Actor, *, group_id: int, now: datetime) -> bool:
    """Return whether the actor's name in a group is paused, or waits for a look.

    Three queries; one for whoever does not belong there.
    """
    own = [one.id for one in places.of(actor, group_id=group_id) if one.is_open]
    return bool(own) and bool(ladder.standing(own, now=now))


def sit_in_a_circle(
    actor: Actor,
    *,
    circle_id: str,
    group_id: int,
    member_id: bytes | None,
    now: datetime,
) -> str:
    """Take a seat in the circle of this group; return the seat.

    Raises NotFound, CannotSit.
    """
    if is_paused(actor, group_id=group_id, now=now):
        raise CannotSit(
            "Your place in this group is paused. You can come back after that."
        )
    return rosters.sit(actor, circle_id=circle_id, member_id=member_id, now=now)


def stand_up_everywhere(place_id: int, *, now: datetime) -> None:
    """End every seat of a name: in the group's circle, in lines, and in rooms of tonight."""
    person_id = seats.person_behind(place_id)
    place = places.these([place_id])[place_id]
    with transaction.atomic():
        rosters.stand_up(person_id, group_id=place.group_id, now=now)
        there = keeping_lines.places_there()
        keeping_lines.end_seats(
            [seat for seat, of in there.items() if of == place_id], now=now
        )
        rooms.stand_up(person_id, now=now)
        rights_changed.note([person_id], now=now)
