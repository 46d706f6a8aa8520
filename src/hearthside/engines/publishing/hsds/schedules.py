"""When a group meets, as HSDS schedules: rules while they hold, and single dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hearthside.engines import recurrence, words
from hearthside.engines.publishing.published import Published, PublishedDate
from hearthside.engines.recurrence import Occurrence, Pattern, say_date, say_moment
from hearthside.engines.recurrence.expanding import (
    is_paused,
    occurrence_on,
    pattern_gives,
)

from .ids import Written, id_of
from .stretches import Parts, Stretch, parts_of, stretches

AHEAD: Final = timedelta(days=91)
MOST_TOLD: Final = 5


def schedules(group: Published, *, service_id: str, now: datetime) -> list[Written]:
    """Return when a group meets from today on; nothing while it takes a pause.

    A rule ends where a date falls away and begins again after it, so that whoever reads
    rules alone is told no untruth. Dates moved or added stand by themselves. A rule HSDS
    has no words for becomes the dates of the coming quarter.
    now -- aware. Times carry the offset of the next date.
    Source: HSDS 3.0, schedule.
    """
    if group.is_paused:
        return []
    today = now.astimezone(ZoneInfo(group.pattern.zone)).date()
    odd = coming_changes(group, now=now)
    told = [*_usual(group, odd, today=today), *_single(group, odd, today=today)]
    about = _about(group, odd)
    return [{**one, "service_id": service_id, **about} for one in told]


def coming_changes(group: Published, *, now: datetime) -> dict[date, PublishedDate]:
    """Return the dates that are not as the pattern gives them and not over, by their key."""
    return {
        one.on: one for one in group.dates if not one.is_usual and one.ends_at > now
    }


def say_changes(group: Published, *, now: datetime) -> str:
    """Return in words what is called off, moved or elsewhere; the next few."""
    zone = ZoneInfo(group.pattern.zone)
    coming = list(coming_changes(group, now=now).values())
    said = [_say(one, zone) for one in coming[:MOST_TOLD]]
    if len(coming) > MOST_TOLD:
        said.append("There are more changes after that.")
    return " ".join(said)


def _say(one: PublishedDate, zone: ZoneInfo) -> str:
    usual = say_date(one.usual_start.astimezone(zone).date())
    if one.is_called_off:
        return f"Called off: {usual}."
    note = f" {one.place_note.strip().rstrip('.')}." if one.place_note.strip() else ""
    if one.is_moved:
        starts = say_moment(one.starts_at.astimezone(zone))
        return f"Moved: {usual} to {starts}.{note}"
    return f"On {usual}:{note}"


def _usual(
    group: Published, odd: dict[date, PublishedDate], *, today: date
) -> Iterator[Written]:
    pattern = group.pattern
    parts = parts_of(pattern)
    if parts is None:
        last = today + AHEAD
        for one in recurrence.dates(pattern, first=today, last=last, most=100):
            if one.on not in odd:
                yield _on(group, one)
        return
    for stretch in stretches(pattern, odd=odd, today=today):
        yield _rule(group, parts, stretch, today=today)
    for day in sorted(set(pattern.also) - set(pattern.without) - odd.keys()):
        is_usual = pattern_gives(pattern, day) and not is_paused(pattern, day)
        if day >= today and not is_usual:
            yield _on(group, occurrence_on(pattern, day))


def _single(
    group: Published, odd: dict[date, PublishedDate], *, today: date
) -> Iterator[Written]:
    zone = ZoneInfo(group.pattern.zone)
    for one in odd.values():
        if not one.is_called_off:
            starts, ends = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
            said = {"description": _say(one, zone)}
            yield _on(group, Occurrence(one.on, starts, ends)) | said


def _rule(group: Published, parts: Parts, stretch: Stretch, *, today: date) -> Written:
    bounds = {"valid_from": stretch.first.isoformat()}
    if stretch.last is not None:
        bounds |= {
            "valid_to": stretch.last.isoformat(),
            "until": stretch.last.isoformat(),
        }
    said = {
        "byday": parts.byday,
        "bymonthday": parts.bymonthday,
        "wkst": parts.wkst,
    }
    coming = _next_in(group.pattern, stretch, today=today)
    return {
        "id": id_of("schedule", group.id, "from", stretch.first.isoformat()),
        "dtstart": stretch.first.isoformat(),
        **bounds,
        "freq": parts.freq,
        "interval": parts.interval,
        **{key: value for key, value in said.items() if value},
        **_hours(coming),
        "description": f"{recurrence.sentence(group.pattern)}.",
    }


def _next_in(pattern: Pattern, stretch: Stretch, *, today: date) -> Occurrence:
    """Return the next date of a stretch, whose clock its times are told by."""
    first = max(stretch.first, today)
    found = recurrence.dates(
        pattern, first=first, last=first + timedelta(days=400), most=1
    )
    return found[0] if found else occurrence_on(pattern, stretch.first)


def _on(group: Published, one: Occurrence) -> Written:
    day = one.starts.date().isoformat()
    return {
        "id": id_of("schedule", group.id, "on", one.on.isoformat()),
        "dtstart": day,
        "valid_from": day,
        "valid_to": day,
        "until": day,
        **_hours(one),
        "description": f"{say_moment(one.starts)}.",
    }


def _hours(one: Occurrence) -> Written:
    offset = one.starts.utcoffset() or timedelta()
    return {
        "timezone": offset / timedelta(hours=1),
        "opens_at": _at(one.starts),
        "closes_at": _at(one.ends),
    }


def _at(moment: datetime) -> str:
    """Return 19:30+01:00: minutes and an offset, as the field says."""
    return moment.isoformat(timespec="minutes")[11:]


def _about(group: Published, odd: dict[date, PublishedDate]) -> Written:
    usual, zone = recurrence.sentence(group.pattern), group.pattern.zone
    notes = f"Usually: {usual}. Times are those on the clock of {zone}, all year round."
    if odd:
        notes += " Some dates are not as usual: see the alert of the service."
    return {
        "schedule_link": group.url,
        "attending_type": words.ATTENDANCE[group.attendance],
        "notes": notes,
        # The UK profile asks for an address of each schedule.
        "url": group.url,
    }
