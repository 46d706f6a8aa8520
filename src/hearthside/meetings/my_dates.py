"""My dates: what one volunteer is down for, and what they are asked to take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hearthside.core.actor import Actor
from hearthside.meetings import rota
from hearthside.meetings.models import RotaPlace
from hearthside.meetings.schedule import AHEAD, Dated, dated_rows


@dataclass(frozen=True, slots=True)
class Mine:
    """One date a person is down for, or is asked to take.

    owner -- whose place it is now. ready -- how many facilitators the date has.
    changed_at -- when the date last changed.
    """

    dated: Dated
    part: str
    owner: int
    wants_a_swap: bool
    offered_to: int | None
    ready: int
    changed_at: datetime


def down_for(person_id: int, *, since: datetime, until: datetime) -> list[Mine]:
    """Return the dates this person is down for, soonest first; two queries.

    since -- what ends after this is still there; until -- what starts before this.
    """
    rows = RotaPlace.objects.filter(
        person_id=person_id, meeting__ends_at__gt=since, meeting__starts_at__lt=until
    )
    return _mine(list(rows.select_related("meeting").order_by("meeting__starts_at")))


def asked_of(actor: Actor, *, now: datetime) -> list[Mine]:
    """Return the dates the actor is asked by name to take; two queries."""
    rows = RotaPlace.objects.filter(
        offered_to_id=actor.person_id, meeting__starts_at__gt=now
    )
    return _mine(list(rows.select_related("meeting").order_by("meeting__starts_at")))


def _mine(places: list[RotaPlace]) -> list[Mine]:
    ready = rota.ready({place.meeting_id for place in places})
    dates = dated_rows(place.meeting for place in places)
    return [
        Mine(
            dated,
            place.part,
            place.person_id,
            place.wants_a_swap_since is not None,
            place.offered_to_id,
            ready[dated.id],
            # A date nobody changed was made with its quarter, long before it starts.
            place.meeting.changed_at or dated.usual_start - AHEAD,
        )
        for place, dated in zip(places, dates, strict=True)
    ]
