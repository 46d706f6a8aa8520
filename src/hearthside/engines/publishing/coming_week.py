"""A group as a list of weekly meetings can hold it, true for the seven days to come.

Meeting Guide and BMLT know weekdays and no dates. Each row said here is on in the coming
week on the day and at the time it names, or says that it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hearthside.engines import recurrence
from hearthside.engines.publishing.published import Published, PublishedDate
from hearthside.engines.recurrence import Pattern, say_date, say_time
from hearthside.engines.recurrence.rules import DAILY, WEEKLY, take_apart
from hearthside.engines.recurrence.saying import say_months, say_rule

WEEK: Final = timedelta(days=7)
LOOKS_AHEAD: Final = timedelta(days=400)
# Enough to find the next that is on behind a run of evenings called off.
MOST_LOOKED_AT: Final = 30
SUFFIXES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Row:
    """One weekday of a group.

    key -- tells the rows of a group apart, and stays the same: "tue", or "" for the one
    row of a group that does not meet every week.
    weekday -- 0 Monday .. 6 Sunday; None where the coming seven days hold no date.
    usual_weekday -- the day it belongs to, whatever becomes of the coming week.
    starts_at -- on the clock of the group's zone.
    is_off -- nobody is there in the coming week.
    said -- sentences without which the row would mislead.
    """

    key: str
    weekday: int | None
    usual_weekday: int
    starts_at: time
    minutes: int
    is_off: bool
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Coming:
    """One date that is still to come, or goes on."""

    on: date
    starts: datetime
    ends: datetime
    usual: datetime
    is_off: bool
    is_moved: bool
    note: str


def rows(group: Published, *, now: datetime) -> list[Row]:
    """Return the weekdays of a group as they stand in the coming seven days.

    group -- dates: all of them, or only those that are not as the pattern gave them.
    now -- aware.
    """
    if group.is_paused:
        return _paused(group.pattern)
    days = every_week(group.pattern)
    if days:
        return [_weekly(group, day, now=now) for day in days]
    return _seldom(group, now=now)


def every_week(pattern: Pattern) -> tuple[int, ...]:
    """Return the weekdays on which a group meets every week; none where it is not so."""
    rule = take_apart(pattern.rule)
    if rule.interval > 1 or rule.months or rule.picks or rule.month_days:
        return ()
    if rule.freq == DAILY and not rule.days:
        return tuple(range(7))
    if rule.has_ordinals or not (rule.days or rule.freq == WEEKLY):
        return ()
    return rule.weekdays or (pattern.starts_on.weekday(),)


def how_often(pattern: Pattern) -> str:
    """Return "the second Tuesday of the month", or nothing where it is every week."""
    if every_week(pattern):
        return ""
    rule = take_apart(pattern.rule)
    said = say_rule(rule, pattern.starts_on) + say_months(rule, pattern.starts_on)
    return said[:1].lower() + said[1:]


def _weekly(group: Published, day: int, *, now: datetime) -> Row:
    today = _today(group, now)
    last = today + WEEK
    mine = (one for one in _coming(group, last, now=now) if one.on.weekday() == day)
    hit = next(mine, None)
    said: tuple[str, ...] = ()
    weekday, starts_at, is_off = day, group.pattern.starts_at, False
    if hit is None:
        expected = today + timedelta(days=(day - today.weekday()) % 7)
        is_off, said = True, (f"Not on {say_date(expected, today=today)}.",)
    elif hit.is_off:
        is_off, said = True, (f"Called off on {say_date(hit.usual, today=today)}.",)
    elif hit.is_moved:
        said = (_moved(hit, today),)
        is_off = hit.starts >= now + WEEK
        if not is_off:
            weekday, starts_at = hit.starts.weekday(), hit.starts.time()
    if is_off:
        said += _next_on(group, now=now)
    elif hit:
        said += _noted(hit, today)
    minutes = group.pattern.minutes
    if hit and not is_off:
        minutes = _minutes(hit)
    return Row(SUFFIXES[day], weekday, day, starts_at, minutes, is_off, said)


def _seldom(group: Published, *, now: datetime) -> list[Row]:
    today = _today(group, now)
    said = (f"It meets {_lower(recurrence.sentence(group.pattern))}.",)
    found: list[Row] = []
    off: tuple[str, ...] = ()
    for one in _coming(group, today + WEEK, now=now):
        if one.is_off:
            off += (f"Called off on {say_date(one.usual, today=today)}.",)
        elif one.starts < now + WEEK:
            day = one.starts.weekday()
            key = SUFFIXES[day] if found else ""
            if key not in {row.key for row in found}:
                news = (_moved(one, today),) if one.is_moved else _on(one, today)
                told = said + news + _noted(one, today)
                at, minutes = one.starts.time(), _minutes(one)
                found.append(Row(key, day, day, at, minutes, False, told))
    if found:
        return found
    usual = _next_date(group, now=now)
    day = usual.starts.weekday() if usual else group.pattern.starts_on.weekday()
    told = said + off + _next_on(group, now=now)
    pattern = group.pattern
    return [Row("", None, day, pattern.starts_at, pattern.minutes, bool(off), told)]


def _paused(pattern: Pattern) -> list[Row]:
    said = ("It takes a pause for now. Look at its page before you set out.",)
    days = every_week(pattern)
    if not days:
        day = pattern.starts_on.weekday()
        told = (f"It meets {_lower(recurrence.sentence(pattern))}.", *said)
        return [Row("", None, day, pattern.starts_at, pattern.minutes, True, told)]
    return [
        Row(SUFFIXES[day], day, day, pattern.starts_at, pattern.minutes, True, said)
        for day in days
    ]


def _coming(group: Published, last: date, *, now: datetime) -> Iterator[_Coming]:
    """Yield what is still to come of the dates up to that one, soonest first."""
    zone = ZoneInfo(group.pattern.zone)
    told_of = {told.on for told in group.dates}
    usual = recurrence.dates(
        group.pattern,
        first=_today(group, now) - timedelta(days=1),
        last=last,
        most=MOST_LOOKED_AT,
    )
    found = [
        _Coming(one.on, one.starts, one.ends, one.starts, False, False, "")
        for one in usual
        if one.on not in told_of
    ]
    found += [_as_it_is(group, told, zone) for told in group.dates if told.on <= last]
    coming = [one for one in found if one.ends > now]
    return iter(sorted(coming, key=lambda one: one.starts))


def _as_it_is(group: Published, told: PublishedDate, zone: ZoneInfo) -> _Coming:
    usual = told.usual_start.astimezone(zone)
    starts, ends = told.starts_at.astimezone(zone), told.ends_at.astimezone(zone)
    if told.is_called_off:
        starts, ends = usual, usual + (told.ends_at - told.starts_at)
    return _Coming(
        on=told.on,
        starts=starts,
        ends=ends,
        usual=usual,
        is_off=told.is_called_off,
        is_moved=told.is_moved,
        # A note on where to go would say what the group keeps to its own people.
        note="" if group.address_withheld else told.place_note,
    )


def _next_date(group: Published, *, now: datetime) -> _Coming | None:
    last = _today(group, now) + LOOKS_AHEAD
    coming = _coming(group, last, now=now)
    return next((one for one in coming if not one.is_off), None)


def _next_on(group: Published, *, now: datetime) -> tuple[str, ...]:
    one = _next_date(group, now=now)
    if one is None:
        return ("No dates are planned for now.",)
    return _on(one, _today(group, now))


def _on(one: _Coming, today: date) -> tuple[str, ...]:
    when = f"{say_date(one.starts, today=today)} at {say_time(one.starts.time())}"
    return (f"Next on {when}.",)


def _moved(one: _Coming, today: date) -> str:
    at = say_time(one.starts.time())
    usual = say_date(one.usual, today=today)
    if one.starts.date() == one.usual.date():
        return f"On {usual} it starts at {at}."
    to = say_date(one.starts, today=today)
    return f"Moved from {usual} to {to} at {at}."


def _noted(one: _Coming, today: date) -> tuple[str, ...]:
    if not one.note:
        return ()
    return (f"For {say_date(one.starts, today=today)}: {one.note}",)


def _minutes(one: _Coming) -> int:
    return int((one.ends - one.starts).total_seconds() // 60)


def _today(group: Published, now: datetime) -> date:
    return now.astimezone(ZoneInfo(group.pattern.zone)).date()


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
