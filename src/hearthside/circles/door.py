"""The door of a circle, for whoever is inside: who waits, and whose seat ended."""

from __future__ import annotations

from dataclasses import dataclass

from hearthside.circles import auditing, key_packages, rosters
from hearthside.circles.models import Circle, Seat
from hearthside.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Waits:
    """A seat whose devices wait. member_id -- of its key, 16 bytes."""

    seat_id: str
    member_id: bytes


@dataclass(frozen=True, slots=True)
class Door:
    """Who waits, and whose key is in the circle and has no seat any more.

    The house asks for those to be taken out. It can ask for nobody to be let in.
    """

    waiting: tuple[Waits, ...]
    gone: tuple[bytes, ...]


def at_the_door(actor: Actor, *, circle_id: str) -> Door:
    """Return it, for somebody who is in the keys.

    Raises NotFound.
    """
    wait = set(key_packages.waiting(actor, circle_id=circle_id))
    circle = rosters.circle_for(actor, circle_id)
    rows = Seat.objects.filter(circle=circle, ended_on=None, member_id__isnull=False)
    seated = {
        public_id: bytes(member_id)
        for public_id, member_id in rows.values_list("public_id", "member_id")
        if member_id is not None
    }
    if circle.kind in {Circle.Kind.LINE, Circle.Kind.BUDDIES}:
        # Whoever let a line go is not named to the others: it only grows quiet.
        return Door(
            tuple(Waits(one, seated[one]) for one in sorted(wait & seated.keys())), ()
        )
    return Door(
        tuple(Waits(one, seated[one]) for one in sorted(wait & seated.keys())),
        tuple(sorted(auditing.in_the_keys(circle) - set(seated.values()))),
    )
