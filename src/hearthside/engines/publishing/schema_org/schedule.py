"""The usual pattern as a schema.org Schedule, where its words reach that far."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from hearthside.engines.recurrence import NotAPattern, Pattern
from hearthside.engines.recurrence.expanding import is_paused, rule_days
from hearthside.engines.recurrence.rules import DAY_CODES, LAST_DAY, Rule, take_apart
from hearthside.engines.recurrence.shortening import from_day_on

Json = dict[str, object]

UNITS: Final = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
DAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
# Dates that fall away are told so far ahead; later ones when their time comes.
TOLD_AHEAD: Final = timedelta(days=366)


def schedule_of(pattern: Pattern, *, first: date) -> Json:
    """Return the Schedule of the dates from this day on; empty where it cannot be said so.

    Source: schema.org, Schedule: repeatFrequency, byDay, byMonth, byMonthDay, exceptDate.
    """
    try:
        later = from_day_on(pattern, first=first)
    except NotAPattern:
        return {}
    rule = take_apart(later.rule)
    if not _can_be_said(rule, later):
        return {}
    given: Json = {
        "@type": "Schedule",
        "repeatFrequency": f"P{rule.interval}{UNITS[rule.freq]}",
        "startDate": later.starts_on.isoformat(),
        "startTime": later.starts_at.isoformat(),
        "duration": f"PT{later.minutes}M",
        "scheduleTimezone": later.zone,
    }
    if rule.days:
        given["byDay"] = [_day(which, day) for which, day in rule.days]
    if rule.months:
        given["byMonth"] = list(rule.months)
    if rule.month_days:
        given["byMonthDay"] = list(rule.month_days)
    if rule.count:
        given["repeatCount"] = rule.count
    if rule.until:
        given["endDate"] = rule.until.isoformat()
    if gone := _gone(later, rule):
        given["exceptDate"] = [day.isoformat() for day in gone]
    return given


def _can_be_said(rule: Rule, pattern: Pattern) -> bool:
    # One of several days, a day that is both, dates added: Schedule has no words for these.
    counted_weeks = rule.week_starts and rule.interval > 1
    both = bool(rule.days and rule.month_days)
    return not (rule.picks or both or counted_weeks or pattern.also)


def _day(which: int, day: int) -> str:
    return f"{which}{DAY_CODES[day]}" if which else f"https://schema.org/{DAYS[day]}"


def _gone(pattern: Pattern, rule: Rule) -> list[date]:
    first = pattern.starts_on
    last = min(first + TOLD_AHEAD, LAST_DAY)
    return [
        day
        for day in rule_days(rule, first, first=first, last=last)
        if day in pattern.without or is_paused(pattern, day)
    ]
