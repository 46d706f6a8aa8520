"""Counting without naming: the sums of past evenings, for those who looked after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Counted:
    """One past date and how many were there; None where nobody counted."""

    public_id: str
    starts_at: datetime
    was_called_off: bool
    here: int | None


def lately(
    actor: Actor, *, place: Place, now: datetime, most: int = 12
) -> list[Counted]:
    """Return the last dates of a group with their head counts, oldest first.

    Raises NotFound.
    """
    # Who may change a date looks after it: the same two roles may know its exact count.
    # First-timers and the rest are small numbers and stay out of every page.
    insist(actor, Verb.CHANGE_A_DATE, place)
    if place.group_id is None:
        raise NotFound
    past = Meeting.objects.filter(group_id=place.group_id, ends_at__lte=now)
    rows = list(past.order_by("-starts_at", "-id")[:most])
    return [
        Counted(
            row.public_id,
            row.starts_at,
            row.state == Meeting.State.CALLED_OFF,
            row.here,
        )
        for row in reversed(rows)
    ]
