"""What one event of a calendar says about when it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Event

from hearthside.engines.interchange.clock import is_zone


@dataclass(frozen=True, slots=True)
class Seen:
    """One event, as far as its times go.

    starts -- wall clock in `zone`, naive; None for a whole day or when unreadable.
    ends -- "20:30", or "". zone -- IANA name, or "" where the times float.
    rule -- RRULE value with UNTIL as a date; "" when it happens once.
    without -- dates taken out. instead_of -- the date of the series this one replaces.
    """

    event: Event
    uid: str
    starts: datetime | None
    ends: str
    zone: str
    is_all_day: bool
    rule: str
    without: tuple[date, ...]
    instead_of: date | None
    is_called_off: bool
    is_private: bool
    has_extra_dates: bool


def seen_in(event: Event) -> Seen:
    """Return when an event is; never raises, whatever is in it."""
    given = _value(event, "DTSTART")
    starts = given.replace(tzinfo=None) if isinstance(given, datetime) else None
    instead = _value(event, "RECURRENCE-ID")
    return Seen(
        event=event,
        uid=str(event.get("UID", ""))[:500],
        starts=starts,
        ends=_ends(event, given),
        zone=_zone(event, given),
        is_all_day=starts is None and isinstance(given, date),
        rule=_rule(event),
        without=tuple(_days(event.get("EXDATE"))),
        instead_of=_day(instead),
        is_called_off=str(event.get("STATUS", "")).upper() == "CANCELLED",
        is_private=str(event.get("CLASS", "")).upper() in ("PRIVATE", "CONFIDENTIAL"),
        has_extra_dates="RDATE" in event,
    )


def _value(event: Event, name: str) -> Any:
    held = event.get(name)
    # A property written twice comes as a list; the first one counts.
    held = held[0] if isinstance(held, list) and held else held
    return getattr(held, "dt", None)


def _day(given: Any) -> date | None:
    if isinstance(given, datetime):
        return given.date()
    return given if isinstance(given, date) else None


def _days(held: Any) -> list[date]:
    groups = held if isinstance(held, list) else [held]
    days = [_day(one.dt) for group in groups for one in getattr(group, "dts", ())]
    return [day for day in days if day is not None]


def _ends(event: Event, starts: Any) -> str:
    if not isinstance(starts, datetime):
        return ""
    ends = _value(event, "DTEND")
    if isinstance(ends, datetime) and starts.tzinfo and ends.tzinfo:
        ends = ends.astimezone(starts.tzinfo)
    lasts = _value(event, "DURATION")
    if ends is None and isinstance(lasts, timedelta):
        ends = starts + lasts if timedelta(0) < lasts < timedelta(days=1) else None
    return ends.strftime("%H:%M") if isinstance(ends, datetime) else ""


def _zone(event: Event, starts: Any) -> str:
    """Return the zone the event names, whether we know it or not; "" when it floats."""
    if not isinstance(starts, datetime) or starts.tzinfo is None:
        return str(event.get("X-WR-TIMEZONE", ""))[:64]
    for name in (getattr(starts.tzinfo, "key", None), starts.tzname()):
        if name and is_zone(name):
            return str(name)
    held = event.get("DTSTART")
    return str(getattr(held, "params", {}).get("TZID", ""))[:64] or "UTC"


def _rule(event: Event) -> str:
    held = event.get("RRULE")
    if held is None:
        return ""
    if isinstance(held, list):
        return "more than one"
    parts = held.to_ical().decode("utf-8", "replace").upper().split(";")
    return ";".join(_until_as_date(part) for part in parts)


def _until_as_date(part: str) -> str:
    return part[: len("UNTIL=20261231")] if part.startswith("UNTIL=") else part
