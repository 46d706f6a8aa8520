"""From what we publish to a calendar: each group one series, and its dates as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event, vText

from hearthside.engines.interchange.characters import safe_characters
from hearthside.engines.publishing.calendars import ASK_AGAIN, MADE_BY
from hearthside.engines.publishing.published import Published, PublishedDate
from hearthside.engines.recurrence import (
    NotAPattern,
    Occurrence,
    Pattern,
    dates,
    to_ical_from,
)
from hearthside.engines.recurrence.expanding import occurrence_on
from hearthside.engines.recurrence.pattern import zone_of

from .saying import Saying, describe, place_of
from .zones import is_doubtful, zone_component

__all__ = ["Saying", "write"]

# Not the address of the house: it may move, and its dates must stay the same ones.
UID_DOMAIN: Final = "groups.invalid"
# A calendar tells what is to come. What somebody went to long ago is nobody's business.
LOOKS_BACK: Final = timedelta(days=7)
CANCELLED, CONFIRMED, TENTATIVE = "CANCELLED", "CONFIRMED", "TENTATIVE"


@dataclass(frozen=True, slots=True)
class _One:
    """One group on its way into a calendar. first -- the day its series begins at earliest."""

    group: Published
    saying: Saying
    first: date


def write(
    groups: Iterable[Published], *, saying: Saying, zone: str, now: datetime
) -> bytes:
    """Return the calendar as text/calendar, UTF-8, lines folded.

    Each group is one series of TENTATIVE dates. A date that is sure, called off, moved or
    elsewhere stands beside it under its RECURRENCE-ID; called off ones stay in it as
    CANCELLED. A group that takes a pause has no dates. Nobody is named, no way in is told.

    zone -- IANA name, the house's own. now -- aware.
    Source: RFC 5545, sections 3.6.1, 3.6.5, 3.8.1.11, 3.8.4.4, 3.8.5 and 3.8.7; RFC 7986,
    sections 5.1 and 5.7.
    """
    told = list(groups)
    calendar = _head(saying)
    # A calendar holds at least one component, so one without dates still has its clocks.
    for key in sorted({zone, *(group.pattern.zone for group in told)}):
        calendar.add_component(zone_component(key, now.astimezone(UTC).year))
    for group in told:
        here = now.astimezone(zone_of(group.pattern.zone)).date()
        one = _One(group, saying, here - LOOKS_BACK)
        if not group.is_paused:
            _add_group(calendar, one)
    return bytes(calendar.to_ical())


def _head(saying: Saying) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    # The library takes these two as they are, so that a line break would begin a new line.
    name = vText(" ".join(safe_characters(saying.calendar).split()))
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return calendar


def _add_group(calendar: Calendar, one: _One) -> None:
    group = one.group
    given: set[date] = set()
    try:
        calendar.add_component(_series(one))
    except NotAPattern:
        pass  # Its rule is over; dates somebody moved may still be to come.
    else:
        last = max((dated.on for dated in group.dates), default=one.first)
        given = {found.on for found in dates(group.pattern, first=one.first, last=last)}
    for dated in group.dates:
        if dated.on in given:
            if not _is_told_by_the_series(one, dated):
                calendar.add_component(_dated(one, dated, stands_alone=False))
        elif dated.ends_at.date() >= one.first:
            calendar.add_component(_dated(one, dated, stands_alone=True))


def _is_told_by_the_series(one: _One, dated: PublishedDate) -> bool:
    usual = occurrence_on(one.group.pattern, dated.on)
    as_usual = (dated.starts_at, dated.ends_at) == (usual.starts, usual.ends)
    says_more = bool(dated.place_note) or _status(dated) != TENTATIVE
    # Of a night in which the clocks change programs think differently.
    return as_usual and not says_more and not _is_at_a_change(usual, one.group.pattern)


def _is_at_a_change(usual: Occurrence, pattern: Pattern) -> bool:
    if is_doubtful(usual.starts) or usual.starts.time() != pattern.starts_at:
        return True
    return usual.starts.utcoffset() != usual.ends.utcoffset()


def _series(one: _One) -> Event:
    lines = to_ical_from(one.group.pattern, first=one.first)
    event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    assert isinstance(event, Event)  # noqa: S101 - that is what the words above say
    _add_what_all_say(event, one, one.group.sequence, one.group.details_changed_at)
    event.add("uid", f"{one.group.id}@{UID_DOMAIN}")
    event.add("summary", one.saying.title_of(one.group))
    # Beyond the coming weeks nobody has said yet that they will be there.
    event.add("status", TENTATIVE)
    return event


def _dated(one: _One, dated: PublishedDate, *, stands_alone: bool) -> Event:
    group, zone = one.group, one.group.pattern.zone
    event = Event()
    changed_at = dated.changed_at or group.details_changed_at
    # Both numbers in one, so that it grows whichever of the two is changed.
    _add_what_all_say(event, one, group.sequence + dated.sequence, changed_at, dated)
    if stands_alone:
        event.add("uid", f"{dated.id}@{UID_DOMAIN}")
    else:
        event.add("uid", f"{group.id}@{UID_DOMAIN}")
        at = datetime.combine(dated.on, group.pattern.starts_at, tzinfo=zone_of(zone))
        event.add("recurrence-id", at)
    for name, moment in (("dtstart", dated.starts_at), ("dtend", dated.ends_at)):
        here = moment.astimezone(zone_of(zone))
        # An hour that comes twice on one clock is said by the one that never turns back.
        event.add(name, here.astimezone(UTC) if is_doubtful(here) else here)
    event.add("summary", one.saying.title_of(group, dated))
    event.add("status", _status(dated))
    if dated.is_called_off:
        event.add("transp", "TRANSPARENT")
    return event


def _status(dated: PublishedDate) -> str:
    if dated.is_called_off:
        return CANCELLED
    return TENTATIVE if dated.is_unsure else CONFIRMED


def _add_what_all_say(
    event: Event,
    one: _One,
    sequence: int,
    changed_at: datetime,
    dated: PublishedDate | None = None,
) -> None:
    group, saying = one.group, one.saying
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("last-modified", changed_at.astimezone(UTC))
    event.add("sequence", sequence)
    event.add("url", group.url)
    if saying.is_neutral:
        event.add("class", "PRIVATE")
    if where := place_of(group, saying):
        event.add("location", where)
    if group.latitude is not None and not group.is_approximate:
        event.add("geo", (group.latitude, group.longitude))
    if words := describe(group, saying, dated):
        event.add("description", words)
