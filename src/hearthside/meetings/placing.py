"""Placing: putting somebody down for a date and taking them off, by those who keep it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hearthside.core import rights_changed, trail
from hearthside.core.actor import Actor, Role
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups import roles
from hearthside.meetings import fitting
from hearthside.meetings.models import Meeting, RotaPlace
from hearthside.meetings.rota import AFTER, Part


class CannotPutDown(Refusal):
    """This person cannot be put down for this date, or not taken off it."""


@dataclass(frozen=True, slots=True)
class Freed:
    """One coming date that lost somebody from its rota."""

    meeting_id: int
    group_id: int


def put_down(
    actor: Actor,
    *,
    public_id: str,
    place: Place,
    person_id: int | None,
    part: str,
    version: int,
    now: datetime,
) -> int:
    """Put a person down for one date; return the date's id.

    person_id -- None when the name chosen is nobody's.

    Raises NotFound, CannotPutDown, ChangedMeanwhile.
    """
    with transaction.atomic():
        insist(actor, Verb.KEEP_THE_ROTA, place)
        row = _ours(public_id, place)
        fitting.insist_on_version(row, version)
        if person_id is None:
            raise CannotPutDown(
                "Choose somebody who facilitates this group or one near it."
            )
        if why := fitting.why_not(person_id, row, part=part, now=now, even_if_off=True):
            raise CannotPutDown(why)
        RotaPlace.objects.create(meeting=row, person_id=person_id, part=part)
        _note(actor, row, now=now)
    return row.pk


def take_off(
    actor: Actor, *, public_id: str, place: Place, person_id: int | None, now: datetime
) -> int:
    """Take a person off the rota of one date; return the date's id.

    Raises NotFound, CannotPutDown.
    """
    with transaction.atomic():
        insist(actor, Verb.KEEP_THE_ROTA, place)
        row = _ours(public_id, place)
        if row.starts_at <= now:
            raise CannotPutDown("That evening has begun, so its rota stays as it was.")
        down = RotaPlace.objects.filter(meeting=row, person_id__in=[person_id or 0])
        if not down.delete()[0]:
            raise CannotPutDown("That person is not down for this evening any more.")
        rights_changed.note([person_id or 0], now=now)
        _note(actor, row, now=now)
    return row.pk


def untangle(*, now: datetime, meeting_id: int | None = None) -> list[tuple[int, int]]:
    """Take people off dates they cannot come to, because they are down elsewhere then.

    A date that is moved, put back or follows a new pattern may come to lie over another.
    It is the one changed last that loses them. Returns who lost which date.

    meeting_id -- this date alone, which was just changed; None looks at all coming ones.
    """
    lost = []
    with transaction.atomic():
        coming = _over_another(now=now)
        if meeting_id is not None:
            coming = coming.filter(meeting_id=meeting_id)
        for one in coming.order_by(
            F("meeting__changed_at").desc(nulls_last=True), "-id"
        ):
            # Of two that clash, taking off the first leaves the second without a clash.
            meeting = one.meeting
            if fitting.clashes(one.person_id, meeting, part=one.part).exists():
                one.delete()
                lost.append((one.person_id, meeting.pk))
    return lost


def take_off_who_left(*, now: datetime) -> int:
    """Take those off coming dates who facilitate no group any more; return how many.

    Who only waits by the phone may be a coordinator, and stays.
    """
    rows = RotaPlace.objects.filter(meeting__starts_at__gt=now)
    rows = rows.exclude(part=Part.WAITS)
    facilitate = roles.who_facilitate()
    return rows.exclude(person_id__in=facilitate).delete()[0]


def take_off_whose_role_ended(
    person_id: int, *, even_if_begun: bool, now: datetime
) -> list[Freed]:
    """Take this person off every date their roles do not reach any more, at once.

    even_if_begun -- off evenings that run too, or ended a moment ago: their screens close
    with the next word they say. Else whoever holds one tonight may still see it through.

    Returns the coming dates that lost somebody.
    """
    rows = RotaPlace.objects.select_related("meeting__group")
    since = now - AFTER if even_if_begun else now
    mine = rows.filter(person_id=person_id, meeting__ends_at__gt=since)
    if not even_if_begun:
        mine = mine.filter(meeting__starts_at__gt=now)
    offered = rows.filter(offered_to_id=person_id, meeting__starts_at__gt=now)
    freed = []
    with transaction.atomic():
        for place in offered:
            if not fitting.is_one_of_ours(person_id, place.meeting, part=place.part):
                RotaPlace.objects.filter(id=place.pk).update(offered_to=None)
        for place in mine.order_by("meeting__starts_at", "id"):
            meeting = place.meeting
            if fitting.is_one_of_ours(person_id, meeting, part=place.part):
                continue
            place.delete()
            if meeting.starts_at > now:
                freed.append(Freed(meeting.pk, meeting.group_id))
    return freed


def hand_on(person_id: int, *, to: int, group_id: int, now: datetime) -> int:
    """Put somebody else down for the coming dates of this group; return how many they took.

    A date they cannot come to, or may not lead, stays as it was.
    """
    rows = RotaPlace.objects.filter(
        person_id=person_id, meeting__group_id=group_id, meeting__starts_at__gt=now
    ).select_related("meeting")
    taken = 0
    with transaction.atomic():
        for place in rows.order_by("meeting__starts_at", "id"):
            meeting = fitting.lock(place.meeting.public_id)
            if not fitting.why_not(
                to,
                meeting,
                part=place.part,
                now=now,
                leaving=person_id,
                even_if_off=True,
            ):
                taken += RotaPlace.objects.filter(id=place.pk).update(
                    person_id=to, wants_a_swap_since=None, offered_to=None
                )
    return taken


def may_be_asked(
    actor: Actor, *, place: Place, neighbours: Iterable[int]
) -> dict[int, bool]:
    """Return whom the actor may put down for this group, and whether each is of it.

    A coordinator is shown neighbours from their own locality too; who facilitates
    elsewhere is not told to anybody else, and takes a gap by themselves.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_THE_ROTA, place)
    if place.group_id is None:
        raise NotFound
    asked = dict.fromkeys(roles.facilitators_of([place.group_id])[place.group_id], True)
    if not any(
        grant.role is Role.COORDINATOR and grant.locality_id == place.locality_id
        for grant in actor.grants
    ):
        return asked
    here = roles.held_in(frozenset({place.locality_id} if place.locality_id else set()))
    near = frozenset(neighbours)
    for one in here:
        if one.role is Role.COORDINATOR or one.group_id in near:
            asked.setdefault(one.person_id, False)
    return asked


def _ours(public_id: str, place: Place) -> Meeting:
    row = fitting.lock(public_id)
    if row.group_id != place.group_id:
        raise NotFound
    return row


def _note(actor: Actor, row: Meeting, *, now: datetime) -> None:
    trail.note(actor, verb=Verb.KEEP_THE_ROTA, what=f"meeting:{row.pk}", now=now)


def _over_another(*, now: datetime) -> QuerySet[RotaPlace]:
    other = RotaPlace.objects.filter(
        person_id=OuterRef("person_id"),
        meeting__state=Meeting.State.ON,
        meeting__starts_at__lt=OuterRef("meeting__ends_at"),
        meeting__ends_at__gt=OuterRef("meeting__starts_at"),
    ).exclude(meeting_id=OuterRef("meeting_id"))
    return RotaPlace.objects.select_related("meeting").filter(
        Q(part=Part.WAITS) & Exists(other.exclude(part=Part.WAITS))
        | ~Q(part=Part.WAITS) & Exists(other),
        meeting__state=Meeting.State.ON,
        meeting__starts_at__gt=now,
    )
