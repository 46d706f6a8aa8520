"""From a pattern to its dates, fast enough for a directory page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import islice
from typing import Final, Literal

from dateutil import rrule

from .pattern import Occurrence, Pattern, check_fields, horizon, zone_of
from .rules import (
    DAILY,
    FIRST_DAY,
    LAST_DAY,
    MONTHLY,
    WEEKLY,
    YEARLY,
    NotAPattern,
    Rule,
    take_apart,
)

LOOKS_AHEAD_DAYS: Final = 400

_FREQ: Final[dict[str, Literal[0, 1, 2, 3]]] = {
    DAILY: rrule.DAILY,
    WEEKLY: rrule.WEEKLY,
    MONTHLY: rrule.MONTHLY,
    YEARLY: rrule.YEARLY,
}
_WEEKDAYS: Final = (
    rrule.MO,
    rrule.TU,
    rrule.WE,
    rrule.TH,
    rrule.FR,
    rrule.SA,
    rrule.SU,
)


def check(pattern: Pattern) -> None:
    """Refuse a pattern we cannot keep; quick whatever it holds.

    Raises NotAPattern.
    """
    check_fields(pattern)
    rule, last = take_apart(pattern.rule), horizon(pattern)
    if not any(rule_days(rule, pattern.starts_on, first=pattern.starts_on, last=last)):
        raise NotAPattern("This pattern never gives a date.")


def dates(
    pattern: Pattern, *, first: date, last: date, most: int = 400
) -> list[Occurrence]:
    """Return the occurrences on first..last, both included, soonest first.

    most -- the list is cut there; ask again from the next day for more.

    Raises NotAPattern for a rule or zone we cannot keep.
    """
    found = islice(_days(pattern, first=first, last=last), max(most, 0))
    return [occurrence_on(pattern, day) for day in found]


def next_after(pattern: Pattern, *, moment: datetime) -> Occurrence | None:
    """Return the first occurrence that starts at or after a moment, if one does.

    moment -- aware. Looks at most 400 days ahead.

    Raises NotAPattern for a rule or zone we cannot keep.
    """
    today = moment.astimezone(zone_of(pattern.zone)).date()
    # A day earlier: a place that skipped a whole date holds that meeting a day late.
    first = max(today, FIRST_DAY) - timedelta(days=1)
    for day in _days(pattern, first=first, last=_ahead(today)):
        found = occurrence_on(pattern, day)
        if found.starts >= moment:
            return found
    return None


def occurrence_on(pattern: Pattern, on: date) -> Occurrence:
    """Return the occurrence of a date the pattern gives, on the clocks of its zone.

    A time the clocks jump over is held later by the jump; of a time that comes twice, the
    first one counts; a meeting lasts its minutes in real time. Source: RFC 5545 3.3.5, PEP 495.
    """
    zone = zone_of(pattern.zone)
    starts = datetime.combine(on, pattern.starts_at, tzinfo=zone).astimezone(UTC)
    ends = starts + timedelta(minutes=pattern.minutes)
    return Occurrence(on=on, starts=starts.astimezone(zone), ends=ends.astimezone(zone))


def rule_days(
    rule: Rule, starts_on: date, *, first: date, last: date
) -> Iterator[date]:
    """Yield the dates a rule alone gives on first..last, without any exceptions.

    starts_on -- the anchor, which is a date of the rule only if it fits.
    """
    last = min(last, rule.until or LAST_DAY, LAST_DAY)
    first = max(first, starts_on)
    if first > last:
        return iter(())
    if rule.count:
        # A number of times counts from the very beginning, so there is no short way.
        uncounted = replace(rule, count=None)
        every = rule_days(uncounted, starts_on, first=starts_on, last=last)
        return (day for day in islice(every, rule.count) if day >= first)
    if rule.freq == WEEKLY and not (rule.months or rule.picks):
        return _weekly(rule, starts_on, first=first, last=last)
    return _through_dateutil(rule, starts_on, first=first, last=last)


def pattern_gives(pattern: Pattern, day: date) -> bool:
    """Whether the rule gives this date, exceptions aside."""
    rule = take_apart(pattern.rule)
    return any(rule_days(rule, pattern.starts_on, first=day, last=day))


def _ahead(today: date) -> date:
    if today >= LAST_DAY:
        return LAST_DAY
    return min(today + timedelta(days=LOOKS_AHEAD_DAYS), LAST_DAY)


def _days(pattern: Pattern, *, first: date, last: date) -> Iterator[date]:
    rule = take_apart(pattern.rule)
    given = rule_days(rule, pattern.starts_on, first=first, last=last)
    if pattern.pauses:
        given = (day for day in given if not is_paused(pattern, day))
    if pattern.also:
        added = sorted(day for day in set(pattern.also) if first <= day <= last)
        given = _each_once(merge(given, added))
    if pattern.without:
        gone = frozenset(pattern.without)
        given = (day for day in given if day not in gone)
    return given


def is_paused(pattern: Pattern, day: date) -> bool:
    """Whether the date lies in one of the pattern's pauses."""
    return any(begins <= day <= ends for begins, ends in pattern.pauses)


def _each_once(days: Iterator[date]) -> Iterator[date]:
    before: date | None = None
    for day in days:
        if day != before:
            yield day
        before = day


def _weekly(rule: Rule, starts_on: date, *, first: date, last: date) -> Iterator[date]:
    # Counted by hand: setting up dateutil costs more than the whole answer here.
    start, until = first.toordinal(), last.toordinal()
    weekdays = rule.weekdays or (starts_on.weekday(),)
    offsets = sorted((day - rule.week_starts) % 7 for day in weekdays)
    anchor = starts_on.toordinal() - (starts_on.weekday() - rule.week_starts) % 7
    stride = 7 * rule.interval
    week = anchor + (start - anchor) // stride * stride
    while week <= until:
        for offset in offsets:
            if start <= week + offset <= until:
                yield date.fromordinal(week + offset)
        week += stride


def _through_dateutil(
    rule: Rule, starts_on: date, *, first: date, last: date
) -> Iterator[date]:
    rule = _outspoken(rule, starts_on)
    begins = _jump(rule, starts_on, first)
    # A rule that fits no day at all is tried until the year 9999, for seconds. The calendar
    # is the same every 400 years, so we ask as late as it goes, and there is little to try.
    later = (date.max.year - last.year) // 400 * 400
    every = rrule.rrule(
        _FREQ[rule.freq],
        dtstart=_in_years(begins, later),
        interval=rule.interval,
        wkst=rule.week_starts,
        until=_in_years(last, later),
        bysetpos=rule.picks or None,
        bymonth=rule.months or None,
        bymonthday=rule.month_days or None,
        byweekday=[_weekday(which, day) for which, day in rule.days] or None,
    )
    found = (day.date().replace(year=day.year - later) for day in every)
    return (day for day in found if day >= first)


def _in_years(day: date, years: int) -> datetime:
    return datetime.combine(day.replace(year=day.year + years), time())


def _weekday(which: int, weekday: int) -> rrule.weekday:
    return _WEEKDAYS[weekday](which) if which else _WEEKDAYS[weekday]


def _outspoken(rule: Rule, starts_on: date) -> Rule:
    """Return the rule with what RFC 5545 takes from the anchor written out."""
    if rule.days or rule.month_days or rule.freq == DAILY:
        return rule
    if rule.freq == WEEKLY:
        return replace(rule, days=((0, starts_on.weekday()),))
    months = rule.months
    if rule.freq == YEARLY and not months:
        months = (starts_on.month,)
    return replace(rule, months=months, month_days=(starts_on.day,))


def _jump(rule: Rule, starts_on: date, first: date) -> date:
    """Return a later anchor in step with the first one, so that old patterns stay quick."""
    if rule.freq in (DAILY, WEEKLY):
        back = 0
        if rule.freq == WEEKLY:
            back = (starts_on.weekday() - rule.week_starts) % 7
        stride = rule.interval * (7 if rule.freq == WEEKLY else 1)
        strides = ((first - starts_on).days + back) // stride
        return starts_on + timedelta(days=strides * stride - back if strides else 0)
    months = (first.year - starts_on.year) * 12 + first.month - starts_on.month
    stride = rule.interval * (12 if rule.freq == YEARLY else 1)
    if rule.freq == YEARLY:
        months = (first.year - starts_on.year) * 12
    if months < stride:
        return starts_on
    months = months // stride * stride
    if rule.freq == YEARLY:
        return date(starts_on.year + months // 12, 1, 1)
    year, month = divmod(starts_on.year * 12 + starts_on.month - 1 + months, 12)
    return date(year, month + 1, 1)
