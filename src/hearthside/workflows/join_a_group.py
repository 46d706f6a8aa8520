"""Joining a group, unless somebody was asked to leave it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.groups import joining, places
from hearthside.groups.joining import CannotJoin
from hearthside.safety import ladder


def why_not_join(actor: Actor, *, group_id: int, now: datetime) -> str | None:
    """Return the reason this actor cannot join, or None when the door is open.

    Raises NotFound.
    """
    if why := joining.why_not_join(actor, group_id=group_id):
        return why
    before = [place.id for place in places.of(actor, group_id=group_id)]
    return ladder.why_not_back(before, now=now) if before else None


def join_a_group(
    actor: Actor,
    *,
    group_id: int,
    name_here: str,
    skeleton: str,
    agreement_number: int,
    now: datetime,
) -> None:
    """Give the actor a seat; the words of joining.join hold.

    Raises NotFound, CannotJoin.
    """
    with transaction.atomic():
        if why := why_not_join(actor, group_id=group_id, now=now):
            raise CannotJoin(why)
        joining.join(
            actor,
            group_id=group_id,
            name_here=name_here,
            skeleton=skeleton,
            agreement_number=agreement_number,
            now=now,
        )
