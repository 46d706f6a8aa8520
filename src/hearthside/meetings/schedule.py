"""The schedule: each date of a group a row of its own, moved or called off by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Min, QuerySet

from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence
from hearthside.groups.freshness import next_meeting_is
from hearthside.meetings.models import Meeting

AHEAD: Final = timedelta(weeks=13)
# No meeting lasts longer, so one that began earlier than this is over.
LONGEST: Final = timedelta(days=1)


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

    @property
    def day(self) -> date:
        """The day on which certificates must be good; a moved date is judged in UTC."""
        if self.starts_at == self.usual_start:
            return self.on
        return self.starts_at.astimezone(UTC).date()


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
        # An evening somebody has opened or come to stays, whatever the pattern becomes.
        coming = coming.filter(holding=None, check_ins=None)
        coming.exclude(on__in=wanted).filter(changed_at=None).delete()
        untouched = coming.filter(changed_at=None, on__in=wanted)
        for row in untouched:
            usual = wanted[row.on]
            if row.starts_at != usual.starts or row.ends_at != usual.ends:
                Meeting.objects.filter(id=row.pk).update(
                    starts_at=usual.starts,
                    ends_at=usual.ends,
                    usual_start=usual.starts,
                    looking_until=None,
                    # Whoever has it open, or in a calendar, must see that it moved.
                    version=F("version") + 1,
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


def add_one(found: recurrence.Occurrence, *, group_id: int, now: datetime) -> Dated:
    """Add one date beside the pattern, as if by hand; for commands and demos."""
    row = Meeting.objects.create(
        group_id=group_id,
        on=found.on,
        starts_at=found.starts,
        ends_at=found.ends,
        usual_start=found.starts,
        changed_at=now,
    )
    tell_the_directory(group_id=group_id, now=now)
    return _dated(row)


def next_dates(*, group_id: int, now: datetime, most: int = 4) -> list[Dated]:
    """Return the coming dates, called off ones among them, soonest first."""
    rows = coming_rows(now).filter(group_id=group_id)
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


def dated_rows(rows: Iterable[Meeting]) -> list[Dated]:
    """Return these rows as the dates they are; for the other modules of this room."""
    return [_dated(row) for row in rows]


def next_of_each(group_ids: Iterable[int], *, now: datetime) -> dict[int, Dated]:
    """Return each group's next date that is on; one query."""
    rows = (
        coming_rows(now)
        .filter(group_id__in=list(group_ids), state=Meeting.State.ON)
        .order_by("group_id", "starts_at")
    )
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


def these_dates(meeting_ids: Iterable[int]) -> list[Dated]:
    """Return these dates, soonest first; one query."""
    rows = Meeting.objects.filter(id__in=list(meeting_ids))
    return [_dated(row) for row in rows.order_by("starts_at", "id")]


def tell_the_directory(*, group_id: int, now: datetime) -> None:
    """Hand the next date that is on to the directory."""
    coming = coming_rows(now).filter(group_id=group_id, state=Meeting.State.ON)
    soonest = coming.aggregate(soonest=Min("starts_at"))["soonest"]
    next_meeting_is(group_id=group_id, at=soonest)


def coming_rows(now: datetime) -> QuerySet[Meeting]:
    """Return the rows of dates that are not over; for this room."""
    # Whoever closes early has gone home: nobody should be sent to a dark hall.
    return Meeting.objects.filter(ends_at__gt=now, holding__closed_at=None)


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
