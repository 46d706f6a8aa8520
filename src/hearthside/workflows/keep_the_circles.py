"""Keep the circles: whoever no longer belongs has no seat; a room nobody closed goes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.circles import keeping, rooms
from hearthside.core.actor import Role
from hearthside.groups.roles import grants_of
from hearthside.people.signing_in import is_welcome


def keep_the_circles(*, now: datetime) -> int:
    """End the seats of those who left, step by step, and rooms whose time is over; return how many.

    Streams were closed when they left, and no ticket lets them back: this takes the seat
    away too. Fine to about a thousand seats; beyond that, ask for all grants at once.
    """
    done = rooms.forget(now=now)
    for circle_id, group_id, people in keeping.who_sits():
        gone = [one for one in people if not _belongs(one, group_id, now)]
        if gone:
            with transaction.atomic():
                done += keeping.end_seats_of(gone, circle_id=circle_id, now=now)
    return done


def _belongs(person_id: int, group_id: int, now: datetime) -> bool:
    return is_welcome(person_id) and any(
        grant.group_id == group_id
        for grant in grants_of(person_id, now=now)
        if grant.role in {Role.MEMBER, Role.FACILITATOR}
    )
