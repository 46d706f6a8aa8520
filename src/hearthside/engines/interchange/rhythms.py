"""A recurrence rule as the listings it makes: one for each weekday it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Final

from hearthside.engines import recurrence
from hearthside.engines.recurrence.rules import (
    DAILY,
    MONTHLY,
    WEEKLY,
    Rule,
    put_together,
    take_apart,
)

from .rows import Meets

MOST_WITHOUT: Final = 100
OVER: Final = "Its last date is over."
ONCE: Final = "It happens once, and a listing here meets again and again."
NO_WEEKDAY: Final = (
    "It meets by the date and not by the weekday, and a listing here needs a weekday."
)
ODD: Final = "We cannot keep how it repeats."
SELDOM: Final = "It meets once a year, which is too seldom for a listing."


class CannotKeep(ValueError):
    """No listing comes of this rule; the sentence says why."""


def meetings_of(
    rule: str,
    *,
    starts_on: date,
    starts: str,
    ends: str,
    without: tuple[date, ...] = (),
    now: datetime | None,
) -> tuple[Meets, ...]:
    """Return the weekdays a rule names, each with a rule of its own.

    rule -- RRULE value, UNTIL as a date. starts_on -- its first date.

    Raises CannotKeep.
    """
    try:
        read = _bounded(take_apart(rule), starts_on)
    except recurrence.NotAPattern as fault:
        raise CannotKeep(ODD) from fault
    if now is not None and read.until is not None and read.until < now.date():
        raise CannotKeep(OVER)
    gone = sorted(set(without))[-MOST_WITHOUT:]
    found: list[Meets] = []
    for weekday, one in _by_weekday(read, starts_on).items():
        is_plain = one == Rule(freq=WEEKLY, days=((0, weekday),))
        found.append(
            Meets(
                weekday,
                starts,
                ends,
                rule="" if is_plain else put_together(one),
                starts_on=starts_on if one.interval > 1 else None,
                without=tuple(day for day in gone if day.weekday() == weekday),
            )
        )
    return tuple(found)


def _bounded(rule: Rule, starts_on: date) -> Rule:
    """Return the rule with a last day in place of a number of times."""
    if not rule.count:
        return rule
    endless = recurrence.Pattern(
        put_together(rule), starts_on, datetime.min.time(), 60, "UTC"
    )
    all_of_them = recurrence.dates(
        endless, first=starts_on, last=date(2199, 1, 1), most=1000
    )
    if len(all_of_them) < 2:
        raise CannotKeep(ONCE)
    return replace(rule, count=None, until=all_of_them[-1].on)


def _by_weekday(rule: Rule, starts_on: date) -> dict[int, Rule]:
    # Where the week begins makes no difference but to fortnights.
    rule = replace(rule, week_starts=rule.week_starts if rule.interval > 1 else 0)
    if rule.freq == DAILY:
        if rule.interval > 1 or rule.months or rule.month_days or rule.picks:
            raise CannotKeep(ODD)
        days = rule.weekdays or tuple(range(7))
        return {day: replace(rule, freq=WEEKLY, days=((0, day),)) for day in days}
    if rule.freq not in (WEEKLY, MONTHLY):
        raise CannotKeep(SELDOM)
    if rule.freq == WEEKLY:
        days = rule.weekdays or (starts_on.weekday(),)
        if rule.picks:
            raise CannotKeep(ODD)
        return {day: replace(rule, days=((0, day),)) for day in days}
    if not rule.days:
        raise CannotKeep(NO_WEEKDAY)
    if rule.picks and len(rule.weekdays) > 1:
        raise CannotKeep(ODD)
    return {
        day: replace(rule, days=tuple(one for one in rule.days if one[1] == day))
        for day in rule.weekdays
    }
