"""The dates of one group as they truly are: on, moved, called off, not yet confirmed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearthside.engines import recurrence
from hearthside.engines.recurrence import say_date, say_time
from hearthside.groups.directory import Sheet
from hearthside.meetings import evenings, rota, schedule
from hearthside.meetings.holding import EARLY
from hearthside.meetings.schedule import Dated
from hearthside.web.public.cards import so_far
from hearthside.web.public.saying import plain_day, stamp

MOST: Final = 4
LOOK_AHEAD: Final = timedelta(days=200)
LOOK_BACK: Final = timedelta(days=75)
# Somebody who stands at a locked door has waited at least so long.
LATE: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class DateLine:
    """One line of parts/dates.html.

    state -- on, moved, off or unsure; the words say it too.
    """

    day: str
    time: str
    stamp: str
    state: str
    words: str
    note: str = ""


def lines_of(
    sheet: Sheet, coming: list[Dated], *, now: datetime
) -> tuple[DateLine, ...]:
    """Return the next four dates; two queries for ours, none for a listing."""
    if sheet.listed_by is not None:
        return _lines_of_a_listing(sheet, now=now)
    ids = [dated.id for dated in coming]
    ready = rota.ready(ids) if coming else {}
    near = [one.id for one in coming if one.starts_at - EARLY <= now]
    is_open = evenings.open_among(near, now=now) if near else frozenset()
    zone = ZoneInfo(sheet.pattern.zone)
    today = now.astimezone(zone).date()
    return tuple(
        _open_now(dated, zone, today)
        if dated.id in is_open
        else _line(dated, ready[dated.id], zone, today)
        for dated in coming
    )


def coming_dates(sheet: Sheet, *, now: datetime) -> list[Dated]:
    """Return our own next four dates, called off ones among them; none for a listing.

    A group that takes a pause has dates in its pattern, but nobody is there.
    """
    if sheet.listed_by is not None or not sheet.is_listed:
        return []
    coming = schedule.next_dates(group_id=sheet.id, now=now, most=MOST)
    # A note of another room would say where a door is that is not listed.
    return [
        replace(dated, place_note="") if sheet.address_withheld else dated
        for dated in coming
    ]


def next_one(coming: list[Dated]) -> Dated | None:
    """Return the first of these dates that is on."""
    return next((dated for dated in coming if not dated.is_called_off), None)


def last_two(sheet: Sheet, *, now: datetime) -> list[date]:
    """Return the two newest dates on which somebody may have found nobody there."""
    if sheet.listed_by is None:
        past = schedule.dates_between(
            [sheet.id], first=now - LOOK_BACK, last=now - LATE
        )
        if past:
            return [one.on for one in reversed(past) if not one.is_called_off][:2]
    today = now.astimezone(ZoneInfo(sheet.pattern.zone)).date()
    usual = recurrence.dates(sheet.pattern, first=today - LOOK_BACK, last=today)
    return [one.on for one in reversed(usual) if one.starts < now - LATE][:2]


def _open_now(dated: Dated, zone: ZoneInfo, today: date) -> DateLine:
    """Return the line of an evening that two people have opened: nothing is surer."""
    here = dated.starts_at.astimezone(zone)
    return DateLine(
        day=plain_day(here.date(), today=today),
        time=_from_to(here, dated.ends_at.astimezone(zone), False),
        stamp=stamp(here),
        state="on",
        words=_("Open now"),
        note=dated.place_note,
    )


def _line(dated: Dated, facilitators: int, zone: ZoneInfo, today: date) -> DateLine:
    here = dated.starts_at.astimezone(zone)
    state, words, note = "on", _("On"), dated.place_note
    if dated.is_called_off:
        state, words, note = "off", _("Called off"), dated.reason
        here = dated.usual_start.astimezone(zone)
    elif dated.is_moved:
        state, words = "moved", _moved(dated, zone, today)
        if facilitators < rota.NEEDED:
            note = " ".join(part for part in (note, so_far(facilitators)) if part)
    elif facilitators < rota.NEEDED:
        state, words = "unsure", _("Not yet confirmed")
        note = " ".join(part for part in (so_far(facilitators), note) if part)
    return DateLine(
        day=plain_day(here.date(), today=today),
        time=_from_to(here, dated.ends_at.astimezone(zone), dated.is_called_off),
        stamp=stamp(here),
        state=state,
        words=words,
        note=note,
    )


def _moved(dated: Dated, zone: ZoneInfo, today: date) -> str:
    here, usual = dated.starts_at.astimezone(zone), dated.usual_start.astimezone(zone)
    if here.date() == usual.date():
        return _("Moved to %(time)s") % {"time": say_time(here.time())}
    return _("Moved from %(day)s") % {"day": say_date(usual, today=today)}


def _from_to(starts: datetime, ends: datetime, is_called_off: bool) -> str:
    if is_called_off:
        return say_time(starts.time())
    return _("%(start)s to %(end)s") % {
        "start": say_time(starts.time()),
        "end": say_time(ends.time()),
    }


def _lines_of_a_listing(sheet: Sheet, *, now: datetime) -> tuple[DateLine, ...]:
    if not sheet.is_listed:
        return ()
    zone = ZoneInfo(sheet.pattern.zone)
    today = now.astimezone(zone).date()
    usual = recurrence.dates(
        sheet.pattern, first=today, last=today + LOOK_AHEAD, most=MOST + 1
    )
    return tuple(
        DateLine(
            day=plain_day(one.on, today=today),
            time=_from_to(one.starts, one.ends, False),
            stamp=stamp(one.starts),
            state="unsure",
            words=_("As listed"),
        )
        for one in usual
        if one.ends > now
    )[:MOST]
