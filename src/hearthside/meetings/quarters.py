"""Quarters of the year: the only stretches of time whose sums leave the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hearthside.engines.recurrence.spoken import MONTHS
from hearthside.meetings.rota import AFTER

# Whoever led an evening may still count it two days later. From the third day on no sum
# of that quarter changes, so nobody can lay an early table beside a late one.
SETTLES_AFTER: Final = AFTER + timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of one year; number is 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def after(self) -> Quarter:
        return (
            Quarter(self.year + 1, 1)
            if self.number == 4
            else Quarter(self.year, self.number + 1)
        )

    @property
    def before(self) -> Quarter:
        return (
            Quarter(self.year - 1, 4)
            if self.number == 1
            else Quarter(self.year, self.number - 1)
        )

    @property
    def words(self) -> str:
        """Return "July to September 2026"."""
        first = 3 * self.number - 3
        return f"{MONTHS[first]} to {MONTHS[first + 2]} {self.year}"

    def begins(self, zone: str) -> datetime:
        """Return its first moment on the clock of that zone."""
        return datetime.combine(self.first, time(), tzinfo=ZoneInfo(zone))

    def ends(self, zone: str) -> datetime:
        """Return the moment after its last."""
        return self.after.begins(zone)

    def is_settled(self, zone: str, *, now: datetime) -> bool:
        """Return whether it is over and no evening of it can still be counted."""
        return now >= self.ends(zone) + SETTLES_AFTER


def quarter_of(day: date) -> Quarter:
    """Return the quarter a day is in."""
    return Quarter(day.year, (day.month + 2) // 3)


def this_and_before(zone: str, *, now: datetime, most: int) -> list[Quarter]:
    """Return the quarter we are in and those before it, oldest first."""
    found = [quarter_of(now.astimezone(ZoneInfo(zone)).date())]
    while len(found) < most:
        found.append(found[-1].before)
    return found[::-1]


def settled(zone: str, *, now: datetime, most: int) -> list[Quarter]:
    """Return the last quarters whose sums stand still, newest first."""
    recent = this_and_before(zone, now=now, most=most + 2)
    return [one for one in reversed(recent) if one.is_settled(zone, now=now)][:most]
