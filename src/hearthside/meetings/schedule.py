"""The schedule: each date of a group a row of its own, moved or called off by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Min

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import ChangedMeanwhile, NotFound, Refusal
from hearthside.engines import recurrence
from hearthside.groups.freshness import next_meeting_is
from hearthside.meetings.models import Meeting

AHEAD: Final = timedelta(weeks=13)
# No meeting lasts longer, so one that began earlier than this is over.
LONGEST: Final = timedelta(days=1)


class CannotChange(Refusal):
    """This date cannot be changed so."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of a group as it truly is."""

    id: int
    public_id: str
    group_id: int
    on: date
    starts_at: datetime
    ends_at: datetime
    usual_start: datetime
    is_called_off: bool
    reason: str
    place_note: str
    version: int
    here: int | None
    first_time: int | None
    been_before: int | None

    @property
    def is_moved(self) -> bool:
        return not self.is_called_off and self.starts_at != self.usual_start


def keep_dates(pattern: recurrence.Pattern, *, group_id: int, now: datetime) -> int:
    """Make rows for the dates of the coming quarter that have none; return how many.

    Dates the pattern no longer gives go, unless somebody changed them by hand. A date
    changed by hand stays as it is.
    """
    zone = ZoneInfo(pattern.zone)
    today = now.astimezone(zone).date()
    wanted = {
        found.on: found
        for found in recurrence.dates(pattern, first=today, last=today + AHEAD)
    }
    with transaction.atomic():
        coming = Meeting.objects.filter(group_id=group_id, on__gte=today)
        known = set(coming.values_list("on", flat=True))
        coming.exclude(on__in=wanted).filter(changed_at=None).delete()
        untouched = coming.filter(changed_at=None, on__in=wanted)
        for row in untouched:
            usual = wanted[row.on]
            if row.starts_at != usual.starts or row.ends_at != usual.ends:
                Meeting.objects.filter(id=row.pk).update(
                    starts_at=usual.starts, ends_at=usual.ends, usual_start=usual.starts
                )
        made = Meeting.objects.bulk_create(
            [
                Meeting(
                    group_id=group_id,
                    on=found.on,
                    starts_at=found.starts,
                    ends_at=found.ends,
                    usual_start=found.starts,
                )
                for found in wanted.values()
                if found.on not in known
            ],
            ignore_conflicts=True,
        )
        tell_the_directory(group_id=group_id, now=now)
    return len(made)


def next_dates(*, group_id: int, now: datetime, most: int = 4) -> list[Dated]:
    """Return the coming dates, called off ones among them, soonest first."""
    rows = Meeting.objects.filter(group_id=group_id, ends_at__gt=now)
    return [_dated(row) for row in rows.order_by("starts_at")[:most]]


def past_dates(*, group_id: int, now: datetime, most: int = 52) -> list[Dated]:
    """Return the dates gone by, newest first, with their sums."""
    rows = Meeting.objects.filter(group_id=group_id, ends_at__lte=now)
    return [_dated(row) for row in rows.order_by("-starts_at")[:most]]


def dates_between(
    group_ids: Iterable[int], *, first: datetime, last: datetime
) -> list[Dated]:
    """Return every date of these groups that starts in this stretch of time."""
    rows = Meeting.objects.filter(
        group_id__in=list(group_ids), starts_at__gte=first, starts_at__lt=last
    )
    return [_dated(row) for row in rows.order_by("starts_at", "id")]


def next_of_each(group_ids: Iterable[int], *, now: datetime) -> dict[int, Dated]:
    """Return each group's next date that is on; one query."""
    rows = Meeting.objects.filter(
        group_id__in=list(group_ids), ends_at__gt=now, state=Meeting.State.ON
    ).order_by("group_id", "starts_at")
    found: dict[int, Dated] = {}
    for row in rows:
        found.setdefault(row.group_id, _dated(row))
    return found


def the_date(public_id: str) -> Dated:
    """Return one date by its public id.

    Raises NotFound.
    """
    row = Meeting.objects.filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return _dated(row)


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
        if abs(starts_at - row.usual_start) > timedelta(days=60):
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
        )
        trail.note(actor, verb=Verb.CHANGE_A_DATE, what=f"meeting:{row.pk}", now=now)
        tell_the_directory(group_id=row.group_id, now=now)
    return the_date(public_id)


def call_off(
    actor: Actor,
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
        )
        trail.note(actor, verb=Verb.CHANGE_A_DATE, what=f"meeting:{row.pk}", now=now)
        tell_the_directory(group_id=row.group_id, now=now)
    return the_date(public_id)


def tell_the_directory(*, group_id: int, now: datetime) -> None:
    """Hand the next date that is on to the directory."""
    coming = Meeting.objects.filter(
        group_id=group_id, ends_at__gt=now, state=Meeting.State.ON
    )
    soonest = coming.aggregate(soonest=Min("starts_at"))["soonest"]
    next_meeting_is(group_id=group_id, at=soonest)


def _open_for_change(
    actor: Actor, public_id: str, *, place: Place, version: int, now: datetime
) -> Meeting:
    row = Meeting.objects.select_for_update().filter(public_id=public_id).first()
    if row is None or row.group_id != place.group_id:
        raise NotFound
    insist(actor, Verb.CHANGE_A_DATE, place)
    if why := why_not_change(_dated(row), now=now):
        raise CannotChange(why)
    if row.version != version:
        raise ChangedMeanwhile(
            "Somebody else changed this date while you had it open. Below is how it is "
            "now. What you wrote is still in the form: save it again if it is still right."
        )
    return row


def _change(row: Meeting, actor: Actor, *, now: datetime, **columns: object) -> None:
    Meeting.objects.filter(id=row.pk).update(
        **columns,
        version=F("version") + 1,
        changed_at=now,
        changed_by_person_id=actor.person_id,
    )


def _dated(row: Meeting) -> Dated:
    return Dated(
        row.pk,
        row.public_id,
        row.group_id,
        row.on,
        row.starts_at,
        row.ends_at,
        row.usual_start,
        row.state == Meeting.State.CALLED_OFF,
        row.reason,
        row.place_note,
        row.version,
        row.here,
        row.first_time,
        row.been_before,
    )
