"""Counting without naming: three sums of an evening, for those who looked after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.meetings.models import Meeting

# No room of ours holds more; a number above it is a slip of the thumb.
MOST: Final = 300


class CannotCount(Refusal):
    """These numbers cannot all be true."""


@dataclass(frozen=True, slots=True)
class Sums:
    """How many were there, facilitators not counted; None where nobody counted."""

    here: int
    first_time: int | None = None
    been_before: int | None = None


def why_not_count(sums: Sums) -> str | None:
    """Return why these sums cannot be kept, or None when they can."""
    parts = (sums.first_time or 0, sums.been_before or 0)
    if min(sums.here, *parts) < 0:
        return "A count cannot be less than nought."
    if max(sums.here, *parts) > MOST:
        return f"That is more than {MOST}. Please look at the number again."
    if sum(parts) > sums.here:
        return (
            "First time and been before come to more people than were here. "
            "Please look at the numbers again."
        )
    return None


def write_down(sums: Sums, *, meeting_id: int) -> None:
    """Keep the sums of an evening; holding it decided who may.

    Raises CannotCount.
    """
    if why := why_not_count(sums):
        raise CannotCount(why)
    Meeting.objects.filter(id=meeting_id).update(
        here=sums.here, first_time=sums.first_time, been_before=sums.been_before
    )


def counted(meeting_id: int) -> Sums | None:
    """Return the sums kept of an evening; None when nobody counted."""
    row = Meeting.objects.get(id=meeting_id)
    if row.here is None:
        return None
    return Sums(row.here, row.first_time, row.been_before)


def of_this_evening(actor: Actor, *, meeting_id: int) -> Sums | None:
    """Return the exact sums of one evening, to the two who held it.

    Raises NotFound.
    """
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=meeting_id))
    return counted(meeting_id)
