"""Reading hours: when somebody reads what was sent, and when they next do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

# Further ahead nobody plans; a house closed for longer does not say when it is back.
FAR: Final = 366


@dataclass(frozen=True, slots=True)
class ReadingHours:
    """From when until when on which days, on a wall clock; within one day.

    days -- Monday is 0; none: nobody has said when. closed -- days on which nobody reads.
    """

    days: frozenset[int]
    begins: time
    ends: time
    closed: frozenset[date] = frozenset()


def closes_at(hours: ReadingHours, *, at: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when reading stops today, or None when nobody reads at this moment.

    at -- aware.
    """
    on = at.astimezone(zone).date()
    begins, ends = _span(hours, on, zone)
    return ends if _is_a_day(hours, on) and begins <= at < ends else None


def opens_at(hours: ReadingHours, *, at: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when somebody next begins to read after this moment; None when unknown.

    Where clocks change, the later of two equal times is meant: late rather than promised
    too early.
    """
    today = at.astimezone(zone).date()
    for ahead in range(FAR):
        on = today + timedelta(days=ahead)
        begins, ends = _span(hours, on, zone)
        if _is_a_day(hours, on) and begins > at and begins < ends:
            return begins
    return None


def _is_a_day(hours: ReadingHours, on: date) -> bool:
    return on.weekday() in hours.days and on not in hours.closed


def _span(hours: ReadingHours, on: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    begins = datetime.combine(on, hours.begins, tzinfo=zone)
    ends = datetime.combine(on, hours.ends, tzinfo=zone)
    return (
        max(begins.astimezone(UTC), begins.replace(fold=1).astimezone(UTC)),
        min(ends.astimezone(UTC), ends.replace(fold=1).astimezone(UTC)),
    )
