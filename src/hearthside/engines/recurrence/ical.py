"""A pattern as the lines an iCalendar event carries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from .expanding import pattern_gives, rule_days
from .pattern import Pattern, zone_of
from .rules import (
    LAST_DAY,
    MONTHLY,
    NotAPattern,
    Rule,
    put_together,
    take_apart,
)
from .shortening import from_day_on


def to_ical(pattern: Pattern) -> list[str]:
    """Return DTSTART, DURATION, RRULE, EXDATE and RDATE as unfolded content lines.

    DTSTART is the first date the rule gives, because every client counts it as a meeting.
    An EXDATE appears only where the rule has a date: some clients warn of any other.

    Raises NotAPattern. Source: RFC 5545 sections 3.3.10, 3.8.2.4, 3.8.5.
    """
    rule = take_apart(pattern.rule)
    given = rule_days(rule, pattern.starts_on, first=pattern.starts_on, last=LAST_DAY)
    begins = next(given, None)
    if begins is None:
        raise NotAPattern("This pattern never gives a date.")
    lines = [
        f"DTSTART;{_at(pattern, [begins])}",
        f"DURATION:PT{pattern.minutes}M",
        f"RRULE:{_rrule(pattern)}",
    ]
    if gone := _gone(pattern):
        lines.append(f"EXDATE;{_at(pattern, gone)}")
    if added := sorted(set(pattern.also) - set(pattern.without)):
        # A date the rule gives as well would be shown twice by some clients.
        extra = [day for day in added if not pattern_gives(pattern, day)]
        lines += [f"RDATE;{_at(pattern, extra)}"] if extra else []
    return lines


def to_ical_from(pattern: Pattern, *, first: date) -> list[str]:
    """Return the same lines for the dates from this day on, and for none before.

    Where the rule is over and only added dates are left, the first of them is a rule of
    its own: without any, some programs leave out the date an event begins with.

    Raises NotAPattern: there are no dates any more.
    """
    try:
        return to_ical(from_day_on(pattern, first=first))
    except NotAPattern:
        left = sorted(set(pattern.also) - set(pattern.without))
        left = [day for day in left if day >= first]
        if not left:
            raise
    once = Pattern(
        "FREQ=DAILY;COUNT=1", left[0], pattern.starts_at, pattern.minutes, pattern.zone
    )
    return to_ical(replace(once, also=tuple(left[1:])))


def _at(pattern: Pattern, days: list[date]) -> str:
    at = pattern.starts_at.strftime("%H%M%S")
    moments = ",".join(f"{day:%Y%m%d}T{at}" for day in days)
    return f"TZID={pattern.zone}:{moments}"


def _rrule(pattern: Pattern) -> str:
    rule = _as_programs_read_it(take_apart(pattern.rule), pattern.starts_on)
    text = put_together(replace(rule, until=None))
    if rule.until is None:
        return text
    # Beside a DTSTART with a zone, RFC 5545 wants the last moment in UTC.
    last = datetime.combine(
        rule.until, pattern.starts_at, tzinfo=zone_of(pattern.zone)
    ).astimezone(UTC)
    return f"{text};UNTIL={last:%Y%m%dT%H%M%SZ}"


def _as_programs_read_it(rule: Rule, starts_on: date) -> Rule:
    """Return the same dates without the two mixtures that ical.js reads wrongly."""
    if rule.freq == MONTHLY and rule.months and 12 % rule.interval == 0:
        # Every other month of some months: the same months each year.
        begins, apart = starts_on.month, rule.interval
        in_step = tuple(m for m in rule.months if (m - begins) % apart == 0)
        rule = replace(rule, interval=1, months=in_step)
    if rule.count:
        # A date it cannot count to is one it can read.
        given = rule_days(rule, starts_on, first=starts_on, last=LAST_DAY)
        rule = replace(rule, count=None, until=max(given))
    return rule


def _gone(pattern: Pattern) -> list[date]:
    gone = {day for day in pattern.without if pattern_gives(pattern, day)}
    rule, added = take_apart(pattern.rule), set(pattern.also)
    for first, last in pattern.pauses:
        paused = set(rule_days(rule, pattern.starts_on, first=first, last=last))
        gone |= paused - added
    return sorted(gone)
