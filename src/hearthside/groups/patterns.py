"""The usual pattern of a group, between its row and the recurrence engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from hearthside.engines import recurrence
from hearthside.groups.models import Group

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PATTERN_COLUMNS: Final = (
    "rule", "starts_on", "starts_at", "minutes", "zone", "without", "also", "pauses",
    "weekdays", "next_at",
)  # fmt: skip


def pattern_of(group: Group) -> recurrence.Pattern:
    """Return the engine's pattern of this row."""
    return recurrence.Pattern(
        rule=group.rule,
        starts_on=group.starts_on,
        starts_at=group.starts_at,
        minutes=group.minutes,
        zone=group.zone,
        without=_dates(group.without),
        also=_dates(group.also),
        pauses=tuple(
            (date.fromisoformat(first), date.fromisoformat(last))
            for first, last in group.pauses
        ),
    )


def put_down(group: Group, pattern: recurrence.Pattern, *, now: datetime) -> list[str]:
    """Write the pattern into the row, unsaved; return the names of the columns changed."""
    group.rule = pattern.rule
    group.starts_on = pattern.starts_on
    group.starts_at = pattern.starts_at
    group.minutes = pattern.minutes
    group.zone = pattern.zone
    group.without = [day.isoformat() for day in pattern.without]
    group.also = [day.isoformat() for day in pattern.also]
    group.pauses = [[a.isoformat(), b.isoformat()] for a, b in pattern.pauses]
    group.weekdays = weekdays_of(pattern)
    coming = recurrence.next_after(pattern, moment=now)
    group.next_at = coming.starts if coming else None
    return list(PATTERN_COLUMNS)


def weekdays_of(pattern: recurrence.Pattern) -> int:
    """Return the days of the week as bits, Monday 1, Tuesday 2, Wednesday 4 ..."""
    by_day = next(
        (
            part.removeprefix("BYDAY=")
            for part in pattern.rule.upper().split(";")
            if part.startswith("BYDAY=")
        ),
        None,
    )
    if by_day is None:
        if "FREQ=DAILY" in pattern.rule.upper():
            return 0b1111111
        return 1 << pattern.starts_on.weekday()
    return sum({1 << DAYS.index(part.strip()[-2:]) for part in by_day.split(",")})


def _dates(kept: Sequence[str]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in kept)
