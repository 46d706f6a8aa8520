"""Evenings to hold: what the phone needs of one, which are mine, which are open now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.groups import directory, roles
from hearthside.meetings import holding, lone_working, rota, schedule
from hearthside.meetings.holding import Standing
from hearthside.meetings.models import Holding, Meeting, RotaPlace
from hearthside.meetings.schedule import Dated
from hearthside.people import letters
from hearthside.people.letters import Kind
from hearthside.people.signing_in import names_of

# An evening nobody closed is no longer open for those outside.
OVERTIME: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Evening:
    """Everything tonight's phone may know of the evening, steps and words aside.

    holder_name -- who holds it now; empty before it opens.
    changed_on -- since when the agreement is as it is; None when there is none.
    waits_name -- who is told when a check-out does not come; empty when nobody waits.
    desk_is_told -- when nobody waits, a coordinator can be told instead.
    """

    dated: Dated
    group: directory.Handle
    standing: Standing
    seats: int
    promises: tuple[str, ...]
    changed_on: date | None
    holder_name: str
    waits_name: str
    desk_is_told: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """One evening the actor leads, and how it stands."""

    dated: Dated
    standing: Standing


def evening(actor: Actor, *, public_id: str, now: datetime) -> Evening:
    """Return what the phone of one of tonight's facilitators needs; ten queries.

    Raises NotFound.
    """
    dated = schedule.the_date(public_id)
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=dated.id))
    stands = holding.standing(actor, meeting_id=dated.id)
    group = directory.handles([dated.group_id])[dated.group_id]
    table = directory.table_of(dated.group_id)
    waiting = lone_working.who_is_told(dated.id)[:1]
    people = [*waiting, *([stands.holder_id] if stands.holder_id else [])]
    names = names_of(people)
    return Evening(
        dated=dated,
        group=group,
        standing=stands,
        seats=table.seats,
        promises=table.promises,
        changed_on=table.changed_on,
        holder_name=names.get(stands.holder_id or 0, ""),
        waits_name=names.get(waiting[0], "") if waiting else "",
        desk_is_told=not waiting and _desk_is_told(group.locality_id),
    )


def _desk_is_told(locality_id: int | None) -> bool:
    at_the_desk = roles.coordinators_of(locality_id)
    return bool(letters.wanting(at_the_desk, kind=Kind.CHECK_OUT))


def mine(actor: Actor, *, now: datetime) -> list[Mine]:
    """Return the evenings the actor leads, from two days ago to a fortnight on."""
    places = RotaPlace.objects.filter(
        person_id=actor.person_id,
        part=RotaPlace.Part.LEADS,
        meeting__starts_at__lt=now + rota.BEFORE,
        meeting__ends_at__gt=now - rota.AFTER,
    )
    dates = schedule.these_dates(places.values_list("meeting_id", flat=True))
    stands = {
        row.meeting_id: holding.as_it_stands(actor, row)
        for row in Holding.objects.filter(meeting_id__in=[one.id for one in dates])
    }
    return [Mine(one, stands.get(one.id, Standing())) for one in dates]


def open_among(meeting_ids: Iterable[int], *, now: datetime) -> frozenset[int]:
    """Return which of these dates are open at this moment; one query."""
    rows = Holding.objects.filter(
        meeting_id__in=list(meeting_ids),
        opened_at__lte=now,
        closed_at=None,
        meeting__ends_at__gt=now - OVERTIME,
    )
    return frozenset(rows.values_list("meeting_id", flat=True))


def lock(meeting_id: int) -> None:
    """Queue behind whoever opens or closes this date, until the transaction ends."""
    Meeting.objects.select_for_update().filter(id=meeting_id).first()


def is_held(meeting_id: int) -> bool:
    """Return whether this date was opened and not closed; for workflows."""
    return Holding.objects.filter(meeting_id=meeting_id, closed_at=None).exists()


def is_closed(meeting_id: int) -> bool:
    """Return whether this date was closed; one query."""
    rows = Holding.objects.filter(meeting_id=meeting_id, closed_at__isnull=False)
    return rows.exists()
