"""What a recurrence is: a rule, where it begins, and the exceptions life makes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from .rules import FIRST_DAY, LAST_DAY, YEARLY, NotAPattern, take_apart

MOST_EXCEPTIONS: Final = 400
LONGEST_PAUSE_DAYS: Final = 400

# Keys that name a file of the machine, or clocks counting leap seconds; not a place.
_NO_PLACES = ("localtime", "posixrules", "Factory", "posix/", "right/")


@dataclass(frozen=True, slots=True)
class Pattern:
    """When a group meets.

    rule -- RRULE value without DTSTART, e.g. "FREQ=MONTHLY;BYDAY=2TU"; UNTIL is a date.
    starts_on -- the anchor: nothing the rule gives lies before it, fortnights count from it.
    starts_at -- wall clock in the zone, naive, whole minutes. minutes -- 5..1440.
    without -- dates that fall away (EXDATE). also -- dates added (RDATE).
    pauses -- (first day, last day), both included.
    A date in `without` never happens; one in `also` happens even inside a pause.
    """

    rule: str
    starts_on: date
    starts_at: time
    minutes: int
    zone: str
    without: tuple[date, ...] = ()
    also: tuple[date, ...] = ()
    pauses: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a pattern.

    on -- the date the pattern gives: its stable key, whatever the clocks do.
    starts, ends -- aware, in the pattern's zone.
    """

    on: date
    starts: datetime
    ends: datetime


def zone_of(key: str) -> ZoneInfo:
    """Return the zone of that IANA name, old names included.

    Raises NotAPattern.
    """
    if key and len(key) <= 64 and not key.startswith(_NO_PLACES):
        try:
            return ZoneInfo(key)
        except (KeyError, ValueError, OSError):
            pass  # Said below, in one place for every way a name can be wrong.
    raise NotAPattern("We do not know this time zone.")


def check_fields(pattern: Pattern) -> None:
    """Refuse a pattern whose parts are out of bounds, without expanding it.

    Raises NotAPattern.
    """
    take_apart(pattern.rule)
    zone_of(pattern.zone)
    _check_times(pattern)
    _check_exceptions(pattern)


def horizon(pattern: Pattern) -> date:
    """Return the day by which the pattern must have given a date: two years on.

    Yearly rules get eight, the longest anybody waits for a 29 February.
    """
    years = 8 if take_apart(pattern.rule).freq == YEARLY else 2
    return min(pattern.starts_on + timedelta(days=366 * years), LAST_DAY)


def _check_times(pattern: Pattern) -> None:
    if not FIRST_DAY <= pattern.starts_on <= LAST_DAY:
        raise NotAPattern("The first date is too long ago or too far ahead.")
    if not 5 <= pattern.minutes <= 1440:
        raise NotAPattern("A meeting lasts from five minutes to a whole day.")
    at = pattern.starts_at
    if at.tzinfo or at.second or at.microsecond:
        raise NotAPattern("A meeting starts on a whole minute of the wall clock.")


def _check_exceptions(pattern: Pattern) -> None:
    added = len(pattern.without) + len(pattern.also) + len(pattern.pauses)
    if added > MOST_EXCEPTIONS:
        raise NotAPattern(f"A pattern has at most {MOST_EXCEPTIONS} exceptions.")
    for first, last in pattern.pauses:
        if last < first:
            raise NotAPattern("A pause ends before it begins.")
        if (last - first).days > LONGEST_PAUSE_DAYS:
            raise NotAPattern("A pause is longer than a year. End the pattern instead.")
    named = [
        *pattern.without,
        *pattern.also,
        *(day for p in pattern.pauses for day in p),
    ]
    if any(not FIRST_DAY <= day <= LAST_DAY for day in named):
        raise NotAPattern("An exception is too long ago or too far ahead.")
