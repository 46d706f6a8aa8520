"""A pattern as the lines an iCalendar event carries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from .expanding import pattern_gives, rule_days
from .pattern import Pattern, zone_of
from .rules import LAST_DAY, NotAPattern, put_together, take_apart


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


def _at(pattern: Pattern, days: list[date]) -> str:
    at = pattern.starts_at.strftime("%H%M%S")
    moments = ",".join(f"{day:%Y%m%d}T{at}" for day in days)
    return f"TZID={pattern.zone}:{moments}"


def _rrule(pattern: Pattern) -> str:
    rule = take_apart(pattern.rule)
    text = put_together(replace(rule, until=None))
    if rule.until is None:
        return text
    # Beside a DTSTART with a zone, RFC 5545 wants the last moment in UTC.
    last = datetime.combine(
        rule.until, pattern.starts_at, tzinfo=zone_of(pattern.zone)
    ).astimezone(UTC)
    return f"{text};UNTIL={last:%Y%m%dT%H%M%SZ}"


def _gone(pattern: Pattern) -> list[date]:
    gone = {day for day in pattern.without if pattern_gives(pattern, day)}
    rule, added = take_apart(pattern.rule), set(pattern.also)
    for first, last in pattern.pauses:
        paused = set(rule_days(rule, pattern.starts_on, first=first, last=last))
        gone |= paused - added
    return sorted(gone)
