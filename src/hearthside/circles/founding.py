"""Beginning a circle, how long its words last, and its end."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from hearthside.circles import pictures, rosters, seats
from hearthside.circles.auditing import Audit
from hearthside.circles.models import (
    LARGEST_GROUP_INFO,
    Circle,
    GroupInfo,
    Room,
    Wake,
)
from hearthside.circles.ordering import in_order, minute_of
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import ChangedMeanwhile, NotFound, Refusal

DEFAULT_DAYS: Final = 30
LONGEST_DAYS: Final = 180


class CannotFound(Refusal):
    """A circle cannot begin so."""


@dataclass(frozen=True, slots=True)
class Founded:
    """A circle without keys yet: what a device needs to make them."""

    circle_id: str
    seat_id: str
    mls_id: bytes


def found(
    actor: Actor, *, group_id: int, now: datetime, lifetime_days: int = DEFAULT_DAYS
) -> Founded:
    """Begin the circle of a group, with a seat for whoever begins it.

    Its keys are made on their device and laid down next (`lay_keys`).

    Raises NotFound, CannotFound.
    """
    insist(actor, Verb.BEGIN_A_CIRCLE, Place(group_id=group_id))
    if why := why_not_last(lifetime_days):
        raise CannotFound(why)
    try:
        with transaction.atomic():
            in_order()
            circle = Circle.objects.create(
                group_id=group_id,
                mls_id=secrets.token_bytes(16),
                lifetime_days=lifetime_days,
                founded_on=now.date(),
            )
            seat = seats.take(actor.person_id, circle=circle, on=now.date())
    except IntegrityError as clash:
        raise CannotFound("This group has a circle already.") from clash
    return Founded(circle.public_id, seat.public_id, bytes(circle.mls_id))


def lay_keys(
    actor: Actor, *, circle_id: str, group_info: bytes, audit: Audit, now: datetime
) -> None:
    """Keep the first keys of a circle, as they look from outside.

    Raises NotFound, CannotFound, CannotAudit, CannotSit, ChangedMeanwhile.
    """
    if not 0 < len(group_info) <= LARGEST_GROUP_INFO:
        raise CannotFound("These keys are too large.")
    found = audit(group_info)
    with transaction.atomic():
        in_order()
        circle, seat = rosters.seat_for(actor, circle_id)
        _insist_on_beginning(actor, circle)
        if GroupInfo.objects.filter(circle=circle).exists():
            raise ChangedMeanwhile("This circle has its keys already.")
        if not found.group_id.startswith(bytes(circle.mls_id)) or found.epoch != 0:
            raise CannotFound("These keys are not for this circle.")
        named = {rosters.seat_of(one)[0] for one in found.roster}
        if named != {seat.public_id}:
            raise CannotFound("A circle begins with the one who begins it.")
        GroupInfo.objects.create(
            circle=circle, epoch=0, body=group_info, tree_hash=found.tree_hash
        )
        # What we drew is the first half of the name; its charter is the other.
        Circle.objects.filter(id=circle.pk).update(mls_id=found.group_id)
        rosters.follow_the_keys(circle, found.roster, seq=0, now=now)


def change_lifetime(actor: Actor, *, circle_id: str, days: int) -> None:
    """Let words of a circle last so many days from now on; older ones go at the next hour.

    Only of a group's: in a line neither side says for the other how long their words last.

    Raises NotFound, CannotFound.
    """
    circle = rosters.circle_for(actor, circle_id)
    if circle.group_id is None:
        raise NotFound
    insist(actor, Verb.BEGIN_A_CIRCLE, Place(group_id=circle.group_id))
    if why := why_not_last(days):
        raise CannotFound(why)
    Circle.objects.filter(id=circle.pk).update(lifetime_days=days)


def why_not_last(days: int) -> str | None:
    """Return why words cannot last so long, or None."""
    if 1 <= days <= LONGEST_DAYS:
        return None
    return f"Words last between 1 and {LONGEST_DAYS} days."


def end(actor: Actor, *, circle_id: str, now: datetime) -> None:
    """Close a circle; pictures go, what was said goes with its time, nothing more comes.

    Raises NotFound.
    """
    with transaction.atomic():
        in_order()
        circle = rosters.circle_for(actor, circle_id)
        if circle.group_id is None:
            raise NotFound
        insist(actor, Verb.BEGIN_A_CIRCLE, Place(group_id=circle.group_id))
        rosters.end_seats(circle.seats.filter(ended_on=None), now=now)
        Circle.objects.filter(id=circle.pk).update(ended_on=now.date())
        pictures.end(circle.pk)
        Wake.objects.create(circle_id=circle.pk, minute=minute_of(now))


def _insist_on_beginning(actor: Actor, circle: Circle) -> None:
    """Let nobody lay the keys of others: whoever lays them is who looks after the circle."""
    if circle.group_id is not None:
        insist(actor, Verb.BEGIN_A_CIRCLE, Place(group_id=circle.group_id))
    room = Room.objects.filter(circle=circle).first()
    if room is not None:
        insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=room.meeting_id))
