"""Deadlines: how long facilitators are looked for, and when a date is called off kindly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups.models import Group
from hearthside.meetings import fitting, rota
from hearthside.meetings.gaps import Gap, open_gaps
from hearthside.meetings.models import Meeting
from hearthside.meetings.rota import NEEDED
from hearthside.meetings.schedule import LONGEST, Dated, dated_rows

DECIDES_BEFORE: Final = timedelta(hours=24)
# Later than this nobody who is on their way would hear of it.
LOOKS_AT_MOST: Final = timedelta(hours=3)
COORDINATORS_HEAR: Final = timedelta(hours=48)
OFFERED_DAYS_BEFORE: Final = (14, 7, 3)
WHY: Final = "We could not find two facilitators for this evening."


class CannotLook(Refusal):
    """Nobody can be looked for any longer, or need be."""


@dataclass(frozen=True, slots=True)
class Short:
    """A coming date without two facilitators, and when it is given up."""

    dated: Dated
    gives_up_at: datetime


def gives_up_at(
    *,
    starts_at: datetime,
    looking_until: datetime | None,
    decided_at: datetime | None,
) -> datetime:
    """Return when a date without two facilitators is called off.

    Usually a day before. A coordinator may look until three hours before. When a person
    moved it or put it back later than that, their word goes before the clock's.

    decided_at -- when a person last moved it or put it back; None when nobody did.
    """
    usual, last = starts_at - DECIDES_BEFORE, starts_at - LOOKS_AT_MOST
    if looking_until is not None:
        return min(max(looking_until, usual), starts_at)
    if decided_at is not None and decided_at >= last:
        return starts_at
    if decided_at is not None and decided_at >= usual:
        return last
    return usual


def short_ones(*, now: datetime, within: timedelta) -> list[Short]:
    """Return the dates that begin within this time, or go on now, without two; two queries.

    A date somebody opened is held, whatever its rota says, and is not among them.
    """
    rows = list(
        Meeting.objects.filter(
            group__state=Group.State.LISTED,
            state=Meeting.State.ON,
            holding=None,
            starts_at__gt=now - LONGEST,
            starts_at__lte=now + within,
            ends_at__gt=now,
        ).order_by("starts_at", "id")
    )
    ready = rota.ready(row.pk for row in rows)
    found = []
    for row, dated in zip(rows, dated_rows(rows), strict=True):
        if ready[row.pk] < NEEDED:
            found.append(Short(dated, when_given_up(row)))
    return found


def when_given_up(row: Meeting) -> datetime:
    """Return when this date is called off if it stays without two."""
    return gives_up_at(
        starts_at=row.starts_at,
        looking_until=row.looking_until,
        decided_at=row.changed_at if row.changed_by_person_id else None,
    )


def looks_until(meeting_ids: list[int]) -> dict[int, datetime]:
    """Return when each of these dates is given up if it stays without two; one query."""
    rows = Meeting.objects.filter(id__in=meeting_ids)
    return {row.pk: when_given_up(row) for row in rows}


def is_still_short(meeting_id: int, *, now: datetime) -> bool:
    """Return whether this date is on, has not begun, and has fewer than two."""
    on = Meeting.objects.filter(
        id=meeting_id, state=Meeting.State.ON, starts_at__gt=now
    ).exists()
    return on and rota.ready([meeting_id])[meeting_id] < NEEDED


def must_be_given_up(public_id: str, *, now: datetime) -> Dated | None:
    """Return the date as it is, held until this transaction ends, if its time is up.

    Somebody may have taken the last place, moved it or opened it a moment ago: then None.
    """
    row = fitting.lock(public_id)
    held = Meeting.objects.filter(id=row.pk, holding__isnull=False).exists()
    if row.state != Meeting.State.ON or held or row.ends_at <= now:
        return None
    if when_given_up(row) > now or rota.ready([row.pk])[row.pk] >= NEEDED:
        return None
    return dated_rows([row])[0]


def to_offer_today(*, zone: str, now: datetime) -> list[Gap]:
    """Return the gaps that are two weeks, one week or three days away today.

    zone -- the house's: days are counted on its clock. Three queries.
    """
    here = ZoneInfo(zone)
    today = now.astimezone(here).date()
    furthest = timedelta(days=max(OFFERED_DAYS_BEFORE) + 2)
    return [
        gap
        for gap in open_gaps(None, now=now, until=now + furthest)
        if (gap.dated.starts_at.astimezone(here).date() - today).days
        in OFFERED_DAYS_BEFORE
    ]


def keep_looking(actor: Actor, *, public_id: str, place: Place, now: datetime) -> Dated:
    """Look for facilitators until three hours before; return the date.

    Raises NotFound, CannotLook.
    """
    with transaction.atomic():
        row = fitting.lock(public_id)
        if row.group_id != place.group_id:
            raise NotFound
        insist(actor, Verb.KEEP_LOOKING, place)
        until = row.starts_at - LOOKS_AT_MOST
        if row.state != Meeting.State.ON:
            raise CannotLook(
                "This date is called off. Put it back first, and there is time to look."
            )
        if until <= now:
            raise CannotLook("It begins in less than three hours. Look no further.")
        Meeting.objects.filter(id=row.pk).update(looking_until=until)
        trail.note(actor, verb=Verb.KEEP_LOOKING, what=f"meeting:{row.pk}", now=now)
    return dated_rows([row])[0]
