"""The clocks of a zone, written down for calendars that do not know it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from hearthside.engines.recurrence.pattern import zone_of

# Beyond that, whoever still reads the calendar has fetched it anew.
YEARS_AHEAD: Final = 10
A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Clock:
    """How the clocks go: how far from UTC, before and after they were changed, and a name."""

    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


@lru_cache(maxsize=512)
def zone_component(key: str, year: int) -> Timezone:
    """Return the VTIMEZONE of an IANA zone, with each change of its clocks.

    year -- it is right from the beginning of the year before, for about ten years.

    The library's own looks only every so many weeks, and so overlooks zones whose summer
    time rests for one month, such as Casablanca's in Ramadan.

    Raises NotAPattern for a zone we do not know. Source: RFC 5545, section 3.6.5.
    """
    zone = zone_of(key)
    first = datetime(year - 1, 1, 1, tzinfo=UTC)
    component = Timezone()
    component.add("tzid", key)
    begins = first.astimezone(zone)
    component.add_component(_observance(_clock(begins, begins), [_naive(begins)]))
    found: dict[_Clock, list[datetime]] = {}
    for change in _changes(zone, first, first.replace(year=year + YEARS_AHEAD)):
        before = (change - A_MINUTE).astimezone(zone)
        clock = _clock(before, change.astimezone(zone))
        # The moment is said on the clock as it went before the change.
        found.setdefault(clock, []).append(_naive(change) + clock.before)
    for clock, moments in found.items():
        component.add_component(_observance(clock, moments))
    return component


def is_doubtful(moment: datetime) -> bool:
    """Return whether the clocks show this hour twice, or leap over it (PEP 495).

    moment -- aware, on the clocks of its place.
    """
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """Yield each moment at which the clocks change, in UTC, to the minute."""
    day = first
    while day < last:
        before, after = day, day + A_DAY
        if _clock_at(before, zone) != _clock_at(after, zone):
            while after - before > A_MINUTE:
                between = before + (after - before) // A_MINUTE // 2 * A_MINUTE
                if _clock_at(between, zone) == _clock_at(day, zone):
                    before = between
                else:
                    after = between
            yield after
        day += A_DAY


def _clock_at(moment: datetime, zone: ZoneInfo) -> tuple[timedelta | None, str | None]:
    here = moment.astimezone(zone)
    return here.utcoffset(), here.tzname()


def _clock(before: datetime, after: datetime) -> _Clock:
    return _Clock(
        before.utcoffset() or timedelta(),
        after.utcoffset() or timedelta(),
        after.tzname() or "",
        bool(after.dst()),
    )


def _observance(
    clock: _Clock, moments: list[datetime]
) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if clock.is_summer else TimezoneStandard()
    part.add("dtstart", moments[0])
    for moment in moments[1:]:
        # Each on a line of its own: of several on one, ical.js reads only the first.
        part.add("rdate", [moment])
    part.add("tzname", clock.name)
    part.add("tzoffsetfrom", clock.before)
    part.add("tzoffsetto", clock.after)
    return part


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
