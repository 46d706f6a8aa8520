"""Stepping back: coming dates are free for others, and nothing waits for who leaves."""

from __future__ import annotations

from datetime import datetime

from hearthside.meetings.models import CheckIn, Debrief, Holding, RotaPlace


def why_not_leave(person_id: int, *, now: datetime) -> str | None:
    """Return why this person cannot leave now, or None: people may be in a room with them."""
    if Holding.objects.filter(
        holder_id=person_id, closed_at=None, meeting__ends_at__gt=now
    ).exists():
        return "An evening is open on your phone. Close it first. Then you can leave."
    if CheckIn.objects.filter(
        person_id=person_id, out_at=None, told_at=None, due_out_at__gt=now
    ).exists():
        return "You are checked in to an evening. Check out first. Then you can leave."
    return None


def step_back(person_id: int, *, now: datetime) -> int:
    """Take this person off every date that has not begun; return how many.

    They are not put back when they stay after all: somebody else may have stepped in.
    """
    RotaPlace.objects.filter(offered_to_id=person_id).update(offered_to=None)
    Debrief.objects.filter(person_id=person_id).update(wants_a_talk=False)
    coming = RotaPlace.objects.filter(person_id=person_id, meeting__starts_at__gt=now)
    return coming.delete()[0]
