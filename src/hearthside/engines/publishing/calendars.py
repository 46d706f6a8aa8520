"""Writing a calendar others can subscribe to (RFC 5545): neutral, and the same each time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

MADE_BY: Final = "-//Hearthside//Dates//EN"
# How often a calendar that listens to either word may ask again.
ASK_AGAIN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One date in a calendar.

    uid -- the same for ever, whatever becomes of the date. sequence -- grows with every
    change, so that a calendar knows the newer one. changed_at -- aware, when it last did.
    """

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    sequence: int
    changed_at: datetime
    is_called_off: bool
    address: str


def write(entries: Iterable[Entry]) -> bytes:
    """Return the calendar as text/calendar, UTF-8, lines folded.

    A date called off stays in it as cancelled: left out, it would stay in calendars that
    only add. Times are in UTC, so that no clock change can be read in two ways.
    Source: RFC 5545, sections 3.6.1, 3.8.1.11 and 3.8.7.4; RFC 7986, section 5.7.
    """
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if entry.is_called_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_called_off else "OPAQUE")
    event.add("class", "PRIVATE")
    event.add("url", entry.address)
    return event
