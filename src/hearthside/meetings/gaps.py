"""Gaps: dates without two facilitators, whom they are offered to, and taking one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, may
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups import near, roles
from hearthside.groups.models import Group
from hearthside.meetings import fitting, rota, training
from hearthside.meetings.models import Meeting, RotaPlace
from hearthside.meetings.rota import NEEDED, Part
from hearthside.meetings.schedule import Dated, dated_rows


class CannotTake(Refusal):
    """The actor cannot take this date, or not any more."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One date that wants somebody.

    missing -- how many facilitators it lacks. swaps -- the places of those who are down
    and cannot make it.
    """

    dated: Dated
    missing: int
    swaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A date somebody took, and the person whose place it was, if it was somebody's."""

    meeting_id: int
    group_id: int
    giver: int | None


def open_gaps(
    group_ids: Iterable[int] | None, *, now: datetime, until: datetime
) -> list[Gap]:
    """Return the dates of these groups that want somebody, soonest first; three queries.

    group_ids -- None looks at all our groups.
    """
    rows = Meeting.objects.filter(
        group__state=Group.State.LISTED,
        state=Meeting.State.ON,
        starts_at__gt=now,
        starts_at__lt=until,
    )
    if group_ids is not None:
        rows = rows.filter(group_id__in=list(group_ids))
    return _wanting(rows.order_by("starts_at", "id"))


def of_date(meeting_id: int, *, now: datetime) -> Gap | None:
    """Return this date if it wants somebody, or None; three queries."""
    rows = Meeting.objects.filter(
        id=meeting_id,
        group__state=Group.State.LISTED,
        state=Meeting.State.ON,
        starts_at__gt=now,
    )
    return next(iter(_wanting(rows)), None)


def is_open_to(person_id: int, *, meeting_id: int, now: datetime) -> bool:
    """Return whether this date still wants somebody, and may still want this person."""
    gap = of_date(meeting_id, now=now)
    return gap is not None and person_id in whom_they_concern([gap])


def whom_they_concern(gaps: list[Gap]) -> dict[int, list[Gap]]:
    """Return for each person the gaps that are theirs to take.

    They facilitate that group or one near it, are in date that day, and are not down for
    that evening already. Four queries, and two more for each day.
    """
    close = near.neighbours_of(gap.dated.group_id for gap in gaps)
    lead = roles.facilitators_of({one for groups in close.values() for one in groups})
    down = rota.everybody_down(gap.dated.id for gap in gaps)
    fit = _fit_on_each_day(gaps, {who for people in lead.values() for who in people})
    found: dict[int, list[Gap]] = {}
    for gap in gaps:
        here = {one.person_id for one in down[gap.dated.id]}
        around = {who for group in close[gap.dated.group_id] for who in lead[group]}
        for person_id in sorted((around & fit[gap.dated.day]) - here):
            found.setdefault(person_id, []).append(gap)
    return found


def near_me(actor: Actor, *, now: datetime, until: datetime) -> list[Gap]:
    """Return the gaps the actor may take, soonest first; nothing while not in date."""
    mine = {
        grant.group_id
        for grant in actor.grants
        if grant.group_id is not None
        and may(actor, Verb.TAKE_A_TURN, Place(grant.group_id))
    }
    if not mine or not training.trained([actor.person_id], on=now.date()):
        return []
    gaps = open_gaps(near.near_any_of(mine), now=now, until=until)
    places = RotaPlace.objects.filter(
        person_id=actor.person_id,
        meeting__starts_at__lt=until,
        meeting__ends_at__gt=now,
    ).exclude(meeting__state=Meeting.State.CALLED_OFF)
    busy = list(places.values_list("meeting__starts_at", "meeting__ends_at"))
    return [
        gap
        for gap in gaps
        if not any(
            starts < gap.dated.ends_at and ends > gap.dated.starts_at
            for starts, ends in busy
        )
    ]


def take(actor: Actor, *, public_id: str, version: int, now: datetime) -> Taken:
    """Put the actor down to lead a date that wants somebody.

    An empty place goes first; else the place of whoever has asked for a swap longest.

    Raises NotFound, CannotTake, ChangedMeanwhile.
    """
    with transaction.atomic():
        row = fitting.lock(public_id)
        _insist_is_near(actor, row)
        fitting.insist_on_version(row, version)
        giver = _whose_place(actor, row)
        given_by = giver.person_id if giver else None
        if why := fitting.why_not(
            actor.person_id,
            row,
            part=Part.LEADS,
            now=now,
            is_me=True,
            leaving=given_by,
        ):
            raise CannotTake(why)
        if giver is None:
            RotaPlace.objects.create(meeting=row, person_id=actor.person_id)
        else:
            RotaPlace.objects.filter(id=giver.pk).update(
                person_id=actor.person_id, wants_a_swap_since=None, offered_to=None
            )
    return Taken(row.pk, row.group_id, given_by)


def _wanting(rows: Iterable[Meeting]) -> list[Gap]:
    found = dated_rows(rows)
    ids = [dated.id for dated in found]
    ready = rota.ready(ids)
    asking = RotaPlace.objects.filter(
        meeting_id__in=ids, part=Part.LEADS, wants_a_swap_since__isnull=False
    ).order_by("wants_a_swap_since", "id")
    swaps: dict[int, list[int]] = {}
    for place_id, meeting_id in asking.values_list("id", "meeting_id"):
        swaps.setdefault(meeting_id, []).append(place_id)
    gaps = (
        Gap(dated, max(0, NEEDED - ready[dated.id]), tuple(swaps.get(dated.id, ())))
        for dated in found
    )
    return [gap for gap in gaps if gap.missing or gap.swaps]


def _insist_is_near(actor: Actor, row: Meeting) -> None:
    if may(actor, Verb.TAKE_A_TURN, Place(row.group_id)):
        return
    close = near.near_any_of([row.group_id])
    if not any(may(actor, Verb.TAKE_A_TURN, Place(group)) for group in close):
        raise NotFound


def _whose_place(actor: Actor, row: Meeting) -> RotaPlace | None:
    """Return the place to be taken over, or None when there is an empty one.

    Raises CannotTake: the actor is down already, or nobody is missing.
    """
    down = list(
        RotaPlace.objects.filter(meeting=row).order_by("wants_a_swap_since", "id")
    )
    if any(place.person_id == actor.person_id for place in down):
        raise CannotTake(fitting.ALREADY[True])
    if rota.ready([row.pk])[row.pk] < NEEDED:
        return None
    asking = (place for place in down if place.part == Part.LEADS)
    giver = next((place for place in asking if place.wants_a_swap_since), None)
    if giver is None and row.state == Meeting.State.ON:
        raise CannotTake("Somebody else has taken it. Nobody is missing that evening.")
    return giver


def _fit_on_each_day(gaps: list[Gap], people: set[int]) -> dict[object, frozenset[int]]:
    days = {gap.dated.day for gap in gaps}
    return {day: training.trained(people, on=day) for day in days}
