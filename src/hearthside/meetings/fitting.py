"""Fitting: who may be put down for one date, and why not. One rule for every way in."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.groups import near, roles
from hearthside.groups.models import Group
from hearthside.meetings import training
from hearthside.meetings.models import Meeting, RotaPlace
from hearthside.meetings.rota import Part
from hearthside.meetings.schedule import dated_rows
from hearthside.people.models import Person

# More would be a crowd at the front; one person by the phone is one who knows it.
MOST: Final = {Part.LEADS: 4, Part.SHADOWS: 2, Part.WAITS: 1}


# The same no, said of somebody else and to the person themself.
ALREADY: Final = (
    "That person is down for this evening already.",
    "You are down for that evening already.",
)
NOT_IN_DATE: Final = (
    "Whoever leads needs every certificate in date on that day. They may shadow.",
    "Whoever leads needs every certificate in date on that day. You may shadow.",
)
ELSEWHERE: Final = (
    "That person is down for another evening at that time.",
    "You are down for another evening at that time.",
)


def lock(public_id: str) -> Meeting:
    """Return one date, held until this transaction ends, so that two acts on it queue.

    Raises NotFound.
    """
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("group")
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return row


def insist_on_version(row: Meeting, version: int) -> None:
    """Do nothing when this is the date as the actor had it open.

    Raises ChangedMeanwhile.
    """
    if row.version != version:
        raise ChangedMeanwhile(
            "This date changed while you had it open. Below is how it is now. "
            "Look again before you go on."
        )


def why_not(
    person_id: int,
    meeting: Meeting,
    *,
    part: str,
    now: datetime,
    is_me: bool = False,
    leaving: int | None = None,
    even_if_off: bool = False,
) -> str | None:
    """Return why this person cannot be put down for this, or None when they can.

    is_me -- the sentence is for that person, and says "you".
    leaving -- the person whose place it would be; they do not count as down any more.
    even_if_off -- a date that is called off will do, so that two can be found for it.
    """
    # The same person may say yes to two evenings at once: their row makes them queue.
    people = Person.objects.select_for_update(no_key=True)
    person = people.filter(id=person_id, is_active=True, suspended_at=None).first()
    if why := why_closed(meeting, now=now, even_if_off=even_if_off):
        return why
    if person is None or not is_one_of_ours(person_id, meeting, part=part):
        return "Choose somebody who facilitates this group or one near it."
    down = dict(
        RotaPlace.objects.filter(meeting=meeting).values_list("person_id", "part")
    )
    if person_id in down:
        return ALREADY[is_me]
    down.pop(leaving or 0, None)
    if list(down.values()).count(part) >= MOST[Part(part)]:
        return "There is nobody missing for that any more."
    (dated,) = dated_rows([meeting])
    if part == Part.LEADS and not training.trained([person_id], on=dated.day):
        return NOT_IN_DATE[is_me]
    if clashes(person_id, meeting, part=part).exists():
        return ELSEWHERE[is_me]
    return None


def why_closed(
    meeting: Meeting, *, now: datetime, even_if_off: bool = False
) -> str | None:
    """Return why nothing on the rota of this date can change any more, or None."""
    if meeting.starts_at <= now:
        return "That evening has begun, so its rota stays as it was."
    if meeting.state == Meeting.State.CALLED_OFF and not even_if_off:
        return "That evening is called off. Nobody is needed for it."
    if meeting.group.state != Group.State.LISTED:
        return "That group is taking a pause. Nobody is needed for it now."
    return None


def clashes(person_id: int, meeting: Meeting, *, part: str) -> QuerySet[RotaPlace]:
    """Return this person's places at other evenings that overlap with this one."""
    rows = RotaPlace.objects.filter(
        person_id=person_id,
        meeting__state=Meeting.State.ON,
        meeting__starts_at__lt=meeting.ends_at,
        meeting__ends_at__gt=meeting.starts_at,
    ).exclude(meeting_id=meeting.pk)
    # One phone can be waited at for two evenings at once.
    return rows.exclude(part=Part.WAITS) if part == Part.WAITS else rows


def is_one_of_ours(person_id: int, meeting: Meeting, *, part: str) -> bool:
    """Return whether this person's roles let them do this part of that evening."""
    facilitates = roles.facilitates(person_id)
    if meeting.group_id in facilitates:
        return True
    if facilitates & near.near_any_of([meeting.group_id]):
        return True
    if part != Part.WAITS:
        return False
    return person_id in roles.coordinators_of(meeting.group.locality_id)
