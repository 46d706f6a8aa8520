"""How tonight goes, seen from the desk: opened or not, closed or not, everybody home or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, may
from hearthside.groups.directory import Handle
from hearthside.meetings.models import CheckIn, Holding, Meeting
from hearthside.meetings.rota import AFTER
from hearthside.meetings.schedule import Dated

# A key that does not turn takes a while; after this somebody may ring and ask.
LATE: Final = timedelta(minutes=20)


class Going(StrEnum):
    """How far one evening is."""

    OFF = "off"
    TO_COME = "to come"
    LATE = "late"
    OPEN = "open"
    CLOSED = "closed"
    LEFT_OPEN = "left open"
    NEVER_OPENED = "never opened"


@dataclass(frozen=True, slots=True)
class Held:
    """From when to when an evening was held; None: not yet."""

    opened_at: datetime
    closed_at: datetime | None


def held(meeting_ids: Iterable[int]) -> dict[int, Held]:
    """Return which of these dates were opened, and when they closed; one query."""
    rows = Holding.objects.filter(meeting_id__in=list(meeting_ids))
    return {
        meeting_id: Held(opened_at, closed_at)
        for meeting_id, opened_at, closed_at in rows.values_list(
            "meeting_id", "opened_at", "closed_at"
        )
    }


def going(dated: Dated, held: Held | None, *, now: datetime) -> Going:
    """Return how far this evening is."""
    if held is not None:
        if held.closed_at is not None:
            return Going.CLOSED
        return Going.OPEN if now < dated.ends_at else Going.LEFT_OPEN
    if dated.is_called_off:
        return Going.OFF
    if now >= dated.ends_at:
        return Going.NEVER_OPENED
    return Going.LATE if now >= dated.starts_at + LATE else Going.TO_COME


def not_home_yet(
    actor: Actor, groups: Iterable[Handle], *, now: datetime
) -> list[tuple[int, datetime]]:
    """Return the group and the start of each evening somebody has not checked out of.

    That, and nobody's name. Only of groups whose dates the actor looks after; one query.
    """
    ids = [one.id for one in groups if may(actor, Verb.CHANGE_A_DATE, one.place)]
    overdue = CheckIn.objects.filter(
        out_at=None, due_out_at__lte=now, due_out_at__gt=now - AFTER
    )
    rows = Meeting.objects.filter(
        id__in=overdue.values("meeting_id"), group_id__in=ids
    ).order_by("starts_at", "id")
    return list(rows.values_list("group_id", "starts_at"))
