"""Quiet hours: a stretch of each night in which nobody is written to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From when until when, on a wall clock; across midnight when it ends earlier.

    Both the same: there are none.
    """

    begins: time
    ends: time


def over(hours: QuietHours, *, at: datetime, zone: ZoneInfo) -> datetime:
    """Return this moment, or the end of the quiet hours it falls into.

    at -- aware. Where clocks go back, the later of two equal times is meant, and where
    they go forward a time left out is taken an hour later: late rather than too early.
    """
    today = at.astimezone(zone).date()
    for day in (today - timedelta(days=1), today):
        last = day if hours.begins < hours.ends else day + timedelta(days=1)
        begins = min(_moments(day, hours.begins, zone))
        ends = max(_moments(last, hours.ends, zone))
        if hours.begins != hours.ends and begins <= at < ends:
            return ends
    return at


def _moments(day: date, clock: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the two moments a wall clock may mean; nearly always they are one."""
    local = datetime.combine(day, clock, tzinfo=zone)
    return local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)
