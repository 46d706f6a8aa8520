"""Waves: when the questions come round, counted from everybody's own beginning."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

# Months after one's own beginning.
WAVES: Final = (0, 3, 6, 12)
BEFORE: Final = timedelta(days=14)
ON_TIME: Final = timedelta(days=42)
# The first is of how somebody is before; six weeks later it says something else.
FIRST_UNTIL: Final = timedelta(days=28)
LAST_UNTIL: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Window:
    """One wave of one person: from when it can be answered, and until when (inclusive).

    due_on -- the day itself. late_from -- an answer from here on is kept as late.
    """

    wave: int
    opens_on: date
    due_on: date
    late_from: date
    closes_on: date


def monday_of(day: date) -> date:
    """Return the Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later; the last of the month where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def windows(began_on: date) -> tuple[Window, ...]:
    """Return every wave of somebody who began on this day; no two are open at once."""
    due = [months_after(began_on, wave) for wave in WAVES]
    ends = [began_on + FIRST_UNTIL]
    ends += [later - BEFORE - timedelta(days=1) for later in due[2:]]
    ends.append(due[-1] + LAST_UNTIL)
    return tuple(
        Window(
            wave=wave,
            opens_on=on - BEFORE if wave else on,
            due_on=on,
            late_from=min(on + ON_TIME, end) + timedelta(days=1),
            closes_on=end,
        )
        for wave, on, end in zip(WAVES, due, ends, strict=True)
    )


def open_window(began_on: date, *, today: date) -> Window | None:
    """Return the wave that can be answered today, or None between two."""
    found = (w for w in windows(began_on) if w.opens_on <= today <= w.closes_on)
    return next(found, None)


def next_window(began_on: date, *, today: date) -> Window | None:
    """Return the wave that opens next after today, or None after the last."""
    return next((w for w in windows(began_on) if w.opens_on > today), None)


def is_due(began_on: date, *, today: date, sent: Collection[int]) -> Window | None:
    """Return the wave somebody may be reminded of: open, its day come, and not sent."""
    window = open_window(began_on, today=today)
    if window is None or window.wave in sent or today < window.due_on:
        return None
    return window
