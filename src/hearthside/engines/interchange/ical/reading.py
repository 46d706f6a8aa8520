"""Events of a calendar, told in the fields all rows are read from.

Source: RFC 5545; read by the icalendar library, whose faults on single properties are
passed over so that one broken event does not take the others along.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from icalendar import Calendar, Event, vBroken

from hearthside.engines.interchange.json_file import NotAFeed, bounded, text_of
from hearthside.engines.interchange.listing import Reading
from hearthside.engines.interchange.rhythms import ONCE, CannotKeep, meetings_of
from hearthside.engines.interchange.rows import Meets, Told, read_rows

from .events import Seen, seen_in
from .telling import fields_of, private_in
from .weekly import by_hand

CALLED_OFF: Final = "The calendar says that it is called off."
PRIVATE: Final = "The calendar marks it as private, so it is not shown."
NO_START: Final = "It has no date to begin with, or one that could not be read."
ALL_DAY: Final = "It has a day but no time, and a listing here needs both."
MOVED: Final = "Single dates of it were moved; those are left out, and not shown moved."
_CUT: Final = (
    "This calendar stops in the middle or is written wrongly. "
    "Fetch the whole of it and try again."
)
ADDED: Final = "Extra dates of it were left out; its usual ones are kept."


def read(raw: bytes, *, zone: str, now: datetime | None = None) -> Reading:
    """Return every event kept, mended or refused; one that does not repeat is refused.

    zone -- IANA name; taken for times that float.

    Raises NotAFeed; ValueError for a zone nobody knows.
    """
    mended: list[str] = []
    events = bounded(list(_events(text_of(raw, mended))))
    seen = [seen_in(event) for event in events if isinstance(event, Event)]
    usual = [one for one in seen if one.instead_of is None]
    changed: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        if one.instead_of is not None:
            changed[one.uid].append(one)
    series = by_hand(usual, now=now)
    rows = [_told(one, changed[one.uid], series.get(id(one)), now=now) for one in usual]
    return read_rows(rows, mended=mended, zone=zone, now=now)


def _events(text: str) -> Iterable[object]:
    upper = text.upper()
    if "BEGIN:VCALENDAR" not in upper[:2000]:
        raise NotAFeed(
            "This is not a calendar: it should begin with BEGIN:VCALENDAR. "
            "Export it again as iCalendar (.ics)."
        )
    if "END:VCALENDAR" not in upper:
        raise NotAFeed(_CUT)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError) as fault:
        raise NotAFeed(_CUT) from fault
    for calendar in calendars:
        zone = str(calendar.get("X-WR-TIMEZONE", ""))
        for event in calendar.walk("VEVENT"):
            if zone:
                event["X-WR-TIMEZONE"] = zone
            for name in [name for name, held in event.items() if _is_broken(held)]:
                del event[name]
            yield event


def _is_broken(held: object) -> bool:
    return any(
        isinstance(one, vBroken) for one in (held if isinstance(held, list) else [held])
    )


def _told(
    one: Seen, changed: list[Seen], weekly: str | Meets | None, *, now: datetime | None
) -> Told:
    findings = private_in(one.event)
    fields = fields_of(one, findings)
    meets: tuple[Meets, ...] = ()
    why = _why_not(one)
    if not why and not one.rule:
        if isinstance(weekly, Meets):
            meets = (weekly,)
            findings.mend(
                "It is written date by date; they lie a week apart, so it is weekly."
            )
        else:
            why = weekly or ONCE
    elif not why and one.starts is not None:
        try:
            meets = meetings_of(
                one.rule,
                starts_on=one.starts.date(),
                starts=one.starts.strftime("%H:%M"),
                ends=one.ends,
                without=(*one.without, *_gone(changed)),
                now=now,
            )
        except CannotKeep as fault:
            why = str(fault)
        if any(not each.is_called_off for each in changed):
            findings.mend(MOVED)
        if one.has_extra_dates:
            findings.mend(ADDED)
    return Told(fields, why_not=why, meets=meets, findings=findings)


def _gone(changed: list[Seen]) -> tuple[date, ...]:
    return tuple(one.instead_of for one in changed if one.instead_of is not None)


def _why_not(one: Seen) -> str:
    if one.is_private:
        return PRIVATE
    if one.is_called_off:
        return CALLED_OFF
    if one.starts is None:
        return ALL_DAY if one.is_all_day else NO_START
    return ""
