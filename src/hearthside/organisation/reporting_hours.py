"""When somebody in this house reads reports: as a host says it, and as a page asks it."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final

from hearthside.core.refusals import Refusal
from hearthside.engines.reading_hours import ReadingHours
from hearthside.organisation.wording import House

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_CLOSED: Final = 100
_HOURS: Final = re.compile(
    r"([a-z]{3})(?:\s*-\s*([a-z]{3}))?\s+(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})"
)


class NotHours(Refusal):
    """These words are no hours."""


def hours_of(house: House) -> ReadingHours:
    """Return when somebody reads reports here."""
    return ReadingHours(
        frozenset(int(day) for day in house.reports_days),
        house.reports_from,
        house.reports_until,
        frozenset(date.fromisoformat(day) for day in house.reports_closed_on),
    )


def read(words: str) -> tuple[str, time, time]:
    """Return the days, the beginning and the end in "Mon-Fri 09:00-18:00".

    Raises NotHours.
    """
    found = _HOURS.fullmatch(words.strip().lower())
    try:
        if found is None:
            raise ValueError
        first, last = DAYS.index(found[1]), DAYS.index(found[2] or found[1])
        begins = time(int(found[3]), int(found[4]))
        ends = time(int(found[5]), int(found[6]))
    except ValueError as odd:
        raise NotHours('Write the hours like "Mon-Fri 09:00-18:00".') from odd
    if begins >= ends:
        raise NotHours("The hours end on the same day, after they begin.")
    days = range(first, last + 1 if last >= first else last + 8)
    return "".join(sorted(str(day % 7) for day in days)), begins, ends


def read_closed(words: str) -> tuple[str, ...]:
    """Return the days in "2026-12-25, 2026-12-26", each once, in order.

    Raises NotHours.
    """
    try:
        days = {
            date.fromisoformat(day.strip()) for day in words.split(",") if day.strip()
        }
    except ValueError as odd:
        raise NotHours('Write the days like "2026-12-25, 2026-12-26".') from odd
    if len(days) > MOST_CLOSED:
        raise NotHours(f"At most {MOST_CLOSED} days.")
    return tuple(day.isoformat() for day in sorted(days))
