"""The part of a pattern that is still to come, as a pattern of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import takewhile

from .expanding import is_paused, rule_days
from .pattern import Pattern
from .rules import LAST_DAY, NotAPattern, put_together, take_apart


def from_day_on(pattern: Pattern, *, first: date) -> Pattern:
    """Return a pattern that gives the same dates from this day on, and none before.

    It begins on a date that takes place, because some calendars show the first one even
    where it is taken out. Dates added stay, also those before that beginning.

    Raises NotAPattern: the rule gives no more dates; what was added may still be to come.
    """
    rule = take_apart(pattern.rule)
    begins = next(_taking_place(pattern, first=first), None)
    if begins is None:
        raise NotAPattern("This pattern gives no more dates.")
    if rule.count:
        every = rule_days(rule, pattern.starts_on, first=pattern.starts_on, last=begins)
        gone_by = sum(1 for _ in takewhile(lambda day: day < begins, every))
        rule = replace(rule, count=rule.count - gone_by)
    return replace(
        pattern,
        rule=put_together(rule),
        starts_on=begins,
        without=tuple(day for day in pattern.without if day >= first),
        also=tuple(day for day in pattern.also if day >= first),
        pauses=tuple(pause for pause in pattern.pauses if pause[1] >= first),
    )


def _taking_place(pattern: Pattern, *, first: date) -> Iterator[date]:
    rule = take_apart(pattern.rule)
    for day in rule_days(rule, pattern.starts_on, first=first, last=LAST_DAY):
        if day in pattern.without:
            continue
        if is_paused(pattern, day) and day not in pattern.also:
            continue
        yield day
