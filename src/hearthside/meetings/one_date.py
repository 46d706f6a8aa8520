"""Changing one date, and only that one: move it, call it off, put it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from hearthside.core import trail
from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import ChangedMeanwhile, NotFound, Refusal
from hearthside.meetings.models import Holding, Meeting
from hearthside.meetings.schedule import Dated, dated_rows, tell_the_directory, the_date

# Further away it is another date, and whoever comes in between finds nobody.
FURTHEST: Final = timedelta(days=60)


class CannotChange(Refusal):
    """This date cannot be changed so."""


def why_not_change(dated: Dated, *, now: datetime) -> str | None:
    """Return why this date cannot be changed any more, or None when it can."""
    if dated.ends_at <= now:
        return "That evening is over, so its date stays as it was."
    return None


def move(
    actor: Actor,
    *,
    public_id: str,
    place: Place,
    starts_at: datetime,
    version: int,
    place_note: str,
    now: datetime,
) -> Dated:
    """Move one date, and only that one; return it as it is now.

    version -- the version the actor had open; somebody else's change in between refuses.
    starts_at -- aware; kept as the new start, its length unchanged.

    Raises NotFound, CannotChange, ChangedMeanwhile.
    """
    with transaction.atomic():
        row = _open_for_change(actor, public_id, place=place, version=version, now=now)
        if starts_at <= now:
            raise CannotChange("Choose a time that is still to come.")
        if abs(starts_at - row.usual_start) > FURTHEST:
            raise CannotChange(
                "That is more than two months from the usual date. Call this one off "
                "instead, and add another date."
            )
        length = row.ends_at - row.starts_at
        _change(
            row,
            actor,
            now=now,
            starts_at=starts_at,
            ends_at=starts_at + length,
            place_note=place_note,
            state=Meeting.State.ON,
            reason="",
            looking_until=None,
        )
        trail.note(actor, verb=Verb.CHANGE_A_DATE, what=f"meeting:{row.pk}", now=now)
        tell_the_directory(group_id=row.group_id, now=now)
    return the_date(public_id)


def call_off(
    actor: Actor | Machine,
    *,
    public_id: str,
    place: Place,
    reason: str,
    version: int,
    now: datetime,
) -> Dated:
    """Call one date off, and only that one; return it as it is now.

    Raises NotFound, CannotChange, ChangedMeanwhile.
    """
    with transaction.atomic():
        row = _open_for_change(actor, public_id, place=place, version=version, now=now)
        if row.state == Meeting.State.CALLED_OFF:
            raise CannotChange("This date is called off already.")
        _change(row, actor, now=now, state=Meeting.State.CALLED_OFF, reason=reason)
        trail.note(actor, verb=Verb.CHANGE_A_DATE, what=f"meeting:{row.pk}", now=now)
        tell_the_directory(group_id=row.group_id, now=now)
    return the_date(public_id)


def put_back(
    actor: Actor, *, public_id: str, place: Place, version: int, now: datetime
) -> Dated:
    """Put one date back to its usual time, on; return it as it is now.

    Raises NotFound, CannotChange, ChangedMeanwhile.
    """
    with transaction.atomic():
        row = _open_for_change(actor, public_id, place=place, version=version, now=now)
        length = row.ends_at - row.starts_at
        if row.usual_start <= now:
            raise CannotChange("Its usual time has passed. Move it to another time.")
        _change(
            row,
            actor,
            now=now,
            state=Meeting.State.ON,
            reason="",
            place_note="",
            starts_at=row.usual_start,
            ends_at=row.usual_start + length,
            looking_until=None,
        )
        trail.note(actor, verb=Verb.CHANGE_A_DATE, what=f"meeting:{row.pk}", now=now)
        tell_the_directory(group_id=row.group_id, now=now)
    return the_date(public_id)


def _open_for_change(
    actor: Actor | Machine,
    public_id: str,
    *,
    place: Place,
    version: int,
    now: datetime,
) -> Meeting:
    row = Meeting.objects.select_for_update().filter(public_id=public_id).first()
    if row is None or row.group_id != place.group_id:
        raise NotFound
    insist(actor, Verb.CHANGE_A_DATE, place)
    if why := why_not_change(dated_rows([row])[0], now=now):
        raise CannotChange(why)
    if Holding.objects.filter(meeting=row).exists():
        raise CannotChange(
            "This evening is open, or was. It can no longer be moved or called off."
        )
    if row.version != version:
        raise ChangedMeanwhile(
            "Somebody else changed this date while you had it open. Below is how it is "
            "now. What you wrote is still in the form: save it again if it is still right."
        )
    return row


def _change(
    row: Meeting, actor: Actor | Machine, *, now: datetime, **columns: object
) -> None:
    Meeting.objects.filter(id=row.pk).update(
        **columns,
        version=F("version") + 1,
        changed_at=now,
        changed_by_person_id=actor.person_id if isinstance(actor, Actor) else None,
    )
