"""How many came, for those who may know: exact where they were, about elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet, Sum

from hearthside.core.actor import Actor, Role
from hearthside.core.policy import Place, Verb, insist, localities_of
from hearthside.core.refusals import NotFound
from hearthside.engines.disclosure import shown
from hearthside.groups.directory import Handle
from hearthside.meetings.models import Meeting, RotaPlace


@dataclass(frozen=True, slots=True)
class Evening:
    """One date gone by.

    here -- how many came, or about how many; None where nobody counted, or where fewer
    than eight came and this reader may not know how many.
    is_about -- this reader was neither there to lead nor coordinates: rounded, or hidden.
    """

    public_id: str
    starts_at: datetime
    was_called_off: bool
    was_counted: bool
    here: int | None
    is_about: bool


@dataclass(frozen=True, slots=True)
class Day:
    """Everything our groups held on one day: evenings, those counted, heads."""

    on: date
    evenings: int
    counted: int
    here: int


def since(
    actor: Actor, *, place: Place, first: datetime, now: datetime
) -> list[Evening]:
    """Return the dates of a group from a moment on, oldest first; two queries.

    Raises NotFound.
    """
    rows = _over(actor, place, now=now).filter(starts_at__gte=first)
    return _as_known(actor, list(rows.order_by("starts_at", "id")), place=place)


def lately(
    actor: Actor, *, place: Place, now: datetime, most: int = 12
) -> list[Evening]:
    """Return the last dates of a group, oldest first; two queries.

    Raises NotFound.
    """
    rows = _over(actor, place, now=now).order_by("-starts_at", "-id")[:most]
    return _as_known(actor, list(rows)[::-1], place=place)


def by_day(
    actor: Actor, groups: Iterable[Handle], *, first: date, now: datetime
) -> dict[int, list[Day]]:
    """Return the days of each locality the actor coordinates, with exact sums; one query.

    groups -- all of ours there. A moved date counts on the day it was planned for.
    """
    theirs = {
        group.id: group.locality_id
        for group in groups
        if group.locality_id is not None and knows_exactly(actor, group.place)
    }
    rows = (
        Meeting.objects.filter(
            group_id__in=list(theirs),
            on__gte=first,
            ends_at__lte=now,
            state=Meeting.State.ON,
        )
        .values("group__locality_id", "on")
        .annotate(evenings=Count("id"), counted=Count("here"), heads=Sum("here"))
        .order_by("on")
    )
    found: dict[int, list[Day]] = {at: [] for at in set(theirs.values())}
    for row in rows:
        day = Day(row["on"], row["evenings"], row["counted"], row["heads"] or 0)
        found[row["group__locality_id"]].append(day)
    return found


def knows_exactly(actor: Actor, place: Place) -> bool:
    """Return whether this person coordinates the locality, and so knows every count of it."""
    return place.locality_id in localities_of(actor, Role.COORDINATOR)


def _over(actor: Actor, place: Place, *, now: datetime) -> QuerySet[Meeting]:
    insist(actor, Verb.SEE_HEADS, place)
    if place.group_id is None:
        raise NotFound
    return Meeting.objects.filter(group_id=place.group_id, ends_at__lte=now)


def _as_known(actor: Actor, rows: list[Meeting], *, place: Place) -> list[Evening]:
    led = RotaPlace.objects.filter(
        person_id=actor.person_id,
        part=RotaPlace.Part.LEADS,
        meeting_id__in=[row.pk for row in rows],
    )
    theirs = set(led.values_list("meeting_id", flat=True))
    coordinates = knows_exactly(actor, place)
    return [_evening(row, exactly=coordinates or row.pk in theirs) for row in rows]


def _evening(row: Meeting, *, exactly: bool) -> Evening:
    called_off = row.state == Meeting.State.CALLED_OFF
    here = None if called_off else row.here
    return Evening(
        row.public_id,
        row.starts_at,
        called_off,
        here is not None,
        here if exactly or here is None else shown(here),
        not exactly,
    )
