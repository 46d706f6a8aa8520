"""Opening and closing an evening: the listing is true, the sums stay, the rest is forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.circles import rooms
from hearthside.core.actor import Actor
from hearthside.groups import freshness
from hearthside.meetings import holding, might_come, schedule
from hearthside.meetings.counting import Sums
from hearthside.meetings.holding import Standing
from hearthside.meetings.schedule import Dated


def open_up(actor: Actor, dated: Dated, *, both_here: bool, at: datetime) -> Standing:
    """Open this evening; its listing is confirmed, and "nobody was there" is answered.

    Raises NotFound, CannotHold.
    """
    with transaction.atomic():
        before = holding.standing(actor, meeting_id=dated.id)
        after = holding.open_up(actor, meeting_id=dated.id, both_here=both_here, at=at)
        _confirm(actor, dated, before, at=at)
    return after


def take_over(actor: Actor, dated: Dated, *, term: int, at: datetime) -> Standing:
    """Hold this evening on the actor's phone from now on.

    Raises NotFound, CannotHold.
    """
    with transaction.atomic():
        before = holding.standing(actor, meeting_id=dated.id)
        after = holding.take_over(actor, meeting_id=dated.id, term=term, at=at)
        _confirm(actor, dated, before, at=at)
    return after


def close(
    actor: Actor, dated: Dated, *, term: int, sums: Sums, at: datetime
) -> Standing:
    """Close this evening: its sums stay; its key, its room and the notes to its greeters go.

    Raises NotFound, CannotHold, CannotCount.
    """
    with transaction.atomic():
        if holding.close(actor, meeting_id=dated.id, term=term, sums=sums, at=at):
            might_come.forget_evening(dated.id)
            schedule.tell_the_directory(group_id=dated.group_id, now=at)
            rooms.erase(dated.id, now=at)
    return holding.standing(actor, meeting_id=dated.id)


def _confirm(actor: Actor, dated: Dated, before: Standing, *, at: datetime) -> None:
    if before.opened_at is None:
        freshness.opened(actor, group_id=dated.group_id, on=dated.on, at=at)
