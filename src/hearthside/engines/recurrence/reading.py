"""From a sentence somebody typed to a pattern."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from .expanding import check, rule_days
from .pattern import Pattern, zone_of
from .reading_extras import Extras, take_extras
from .reading_rules import read_rule
from .reading_times import take_time
from .reading_words import NotUnderstood, plain_words
from .rules import LAST_DAY, NotAPattern, Rule, put_together

LONGEST_SENTENCE: Final = 1000


def read(sentence: str, *, starts_on: date, zone: str, minutes: int) -> Pattern:
    """Return the pattern a sentence says.

    starts_on -- moved forward to the first date that fits; fortnights count from there.

    Raises NotUnderstood, which asks when a sentence could mean two things, and NotAPattern
    for a zone, a length or a first date we cannot keep.
    """
    zone_of(zone)
    if len(sentence) > LONGEST_SENTENCE:
        raise NotUnderstood("That is too long for us to read.")
    words, extras = take_extras(plain_words(sentence), starts_on)
    words, starts_at = take_time(words)
    rule = _with_extras(read_rule(" ".join(words.split())), extras)
    pattern = Pattern(
        rule=put_together(rule),
        starts_on=_first_that_fits(rule, starts_on),
        starts_at=starts_at,
        minutes=minutes,
        zone=zone,
        without=extras.without,
        also=extras.also,
        pauses=extras.pauses,
    )
    check(pattern)
    return pattern


def _with_extras(rule: Rule, extras: Extras) -> Rule:
    if extras.months and rule.months:
        raise NotUnderstood("The month is said twice.")
    months = rule.months or extras.months
    return replace(rule, months=months, count=extras.count, until=extras.until)


def _first_that_fits(rule: Rule, starts_on: date) -> date:
    # With every week or month allowed: "every second Tuesday" begins next Tuesday.
    loose = replace(rule, interval=1, count=None, until=None)
    found = next(rule_days(loose, starts_on, first=starts_on, last=LAST_DAY), None)
    if found is None:
        raise NotAPattern("This pattern never gives a date.")
    return found
