"""A pattern as the rules HSDS can write, each broken off where a date falls away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hearthside.engines.recurrence import Pattern
from hearthside.engines.recurrence.expanding import rule_days
from hearthside.engines.recurrence.rules import (
    DAILY,
    DAY_CODES,
    LAST_DAY,
    MONTHLY,
    WEEKLY,
    Rule,
    take_apart,
)

DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """While the rule holds without a gap: both days are included.

    first -- a date of the rule. last -- None where it goes on.
    """

    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a rule that HSDS has, each as it is written there; empty where unsaid."""

    freq: str
    interval: int
    byday: str
    bymonthday: str
    wkst: str


def parts_of(pattern: Pattern) -> Parts | None:
    """Return the rule in the words of HSDS, or None where it has no words for it.

    HSDS knows weeks and months; neither years, nor months by name, nor "of these the third".
    Source: HSDS 3.0, schedule; RFC 5545, section 3.3.10.
    """
    rule = take_apart(pattern.rule)
    if rule.months or rule.picks:
        return None
    if rule.freq == DAILY:
        # Each day is each day of the week; every third day is nothing HSDS can say.
        if rule.interval > 1 or rule.month_days or rule.has_ordinals:
            return None
        return Parts(WEEKLY, 1, _codes(rule) or ",".join(DAY_CODES), "", "")
    if rule.freq == WEEKLY:
        if rule.month_days:
            return None
        byday = _codes(rule) or DAY_CODES[pattern.starts_on.weekday()]
        wkst = DAY_CODES[rule.week_starts] if rule.interval > 1 else ""
        return Parts(WEEKLY, rule.interval, byday, "", wkst)
    if rule.freq == MONTHLY:
        days = ",".join(str(day) for day in rule.month_days)
        if not rule.days and not days:
            days = str(pattern.starts_on.day)
        return Parts(MONTHLY, rule.interval, _codes(rule), days, "")
    return None


def stretches(
    pattern: Pattern, *, odd: Iterable[date], today: date
) -> Iterator[Stretch]:
    """Yield the stretches of the rule that are not over, soonest first.

    odd -- dates the rule gives that are not as it says; pauses and dates left out are
    taken from the pattern. One number of times is written as its last date.
    """
    rule, anchor = take_apart(pattern.rule), pattern.starts_on
    end = _last(rule, anchor)
    start = anchor
    for first, last in sorted(_gaps(pattern, odd)):
        given = rule_days(rule, anchor, first=max(first, today), last=last)
        if next(given, None) is None:
            continue
        if start < first:
            yield from _between(rule, anchor, start, first - DAY, today=today)
        start = max(start, last + DAY)
    yield from _between(rule, anchor, start, end, today=today)


def _gaps(pattern: Pattern, odd: Iterable[date]) -> list[tuple[date, date]]:
    return [
        *((day, day) for day in {*odd, *pattern.without}),
        *pattern.pauses,
    ]


def _between(
    rule: Rule, anchor: date, first: date, last: date | None, *, today: date
) -> Iterator[Stretch]:
    until = last or LAST_DAY
    if max(first, today) > until:
        return
    begins = next(rule_days(rule, anchor, first=first, last=until), None)
    ahead = next(rule_days(rule, anchor, first=max(first, today), last=until), None)
    if begins is not None and ahead is not None:
        yield Stretch(begins, last)


def _last(rule: Rule, anchor: date) -> date | None:
    if rule.count is None:
        return rule.until
    days = list(rule_days(rule, anchor, first=anchor, last=LAST_DAY))
    return days[-1] if days else anchor


def _codes(rule: Rule) -> str:
    return ",".join(f"{which or ''}{DAY_CODES[day]}" for which, day in rule.days)
