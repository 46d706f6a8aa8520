"""From a pattern to the sentence on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from .pattern import Pattern
from .rules import DAILY, MONTHLY, WEEKLY, YEARLY, Rule, take_apart
from .spoken import MONTHS, WEEKDAYS, say_list, say_nth, say_ordinal, say_time

# More dates than this read as a list of numbers; the next dates are shown beside it anyway.
MOST_DATES_SAID: Final = 4
UNSAYABLE: Final = "On dates of its own"

ALL_BUT_THE_LAST: Final = tuple(range(-31, -7))
_WORKING_DAYS: Final = (0, 1, 2, 3, 4)


def sentence(pattern: Pattern, *, with_time: bool = True) -> str:
    """Return the pattern as a person would say it, without a full stop.

    "Every second Tuesday at 7.30pm except in August". A rule no sentence fits is said as
    "On dates of its own at 7.30pm": show the next dates beside it.

    Raises NotAPattern for a rule we cannot keep.
    """
    rule = take_apart(pattern.rule)
    said = say_rule(rule, pattern.starts_on)
    if with_time:
        said += f" at {say_time(pattern.starts_at)}"
    months = say_months(rule, pattern.starts_on)
    return said + months + _endings(rule) + _exceptions(pattern)


def say_rule(rule: Rule, starts_on: date) -> str:
    """Return when a rule happens, leaving out its months and its end."""
    rule = _plainest(rule, starts_on)
    speak = {DAILY: _daily, WEEKLY: _weekly, MONTHLY: _monthly, YEARLY: _yearly}
    return speak[rule.freq](rule) or UNSAYABLE


def say_months(rule: Rule, starts_on: date) -> str:
    """Return " in May and June" or " except in August", or nothing."""
    months = set(rule.months)
    # A yearly rule has said its month already.
    if not months or len(months) == 12 or _plainest(rule, starts_on).freq == YEARLY:
        return ""
    missing = set(range(1, 13)) - months
    if len(missing) <= 5:
        return f" except in {_month_names(missing)}"
    return f" in {_month_names(months)}"


def _plainest(rule: Rule, starts_on: date) -> Rule:
    """Return the same dates in the form people would choose."""
    rule = _named_days(rule, starts_on)
    picks_a_weekday = len(rule.days) == 1 and not (rule.has_ordinals or rule.month_days)
    if rule.freq == MONTHLY and rule.picks and picks_a_weekday:
        days = tuple((pick, rule.days[0][1]) for pick in rule.picks)
        rule = replace(rule, days=days, picks=())
    every_year = rule.freq == YEARLY and rule.interval == 1 and not rule.picks
    if every_year and len(rule.months) > 1:
        rule = replace(rule, freq=MONTHLY)
    only_weekdays = rule.days and not (
        rule.has_ordinals or rule.month_days or rule.picks
    )
    if only_weekdays and rule.interval == 1:
        rule = replace(rule, freq=WEEKLY)
    return rule


def _named_days(rule: Rule, starts_on: date) -> Rule:
    if rule.days or rule.month_days or rule.freq == DAILY:
        return rule
    if rule.freq == WEEKLY:
        return replace(rule, days=((0, starts_on.weekday()),))
    months = rule.months
    if rule.freq == YEARLY and not months:
        months = (starts_on.month,)
    return replace(rule, months=months, month_days=(starts_on.day,))


def _daily(rule: Rule) -> str | None:
    if rule.days or rule.month_days or rule.picks:
        return None
    if rule.interval == 1:
        return "Every day"
    return f"Every {say_ordinal(rule.interval)} day"


def _weekly(rule: Rule) -> str | None:
    if rule.picks:
        return None
    days = say_weekdays(rule.weekdays)
    if rule.interval == 1:
        return f"Every {days}"
    if rule.interval == 2 and len(rule.weekdays) == 1:
        return f"Every second {days}"
    # "Every third Tuesday" would be heard as the third Tuesday of the month.
    begins = ""
    if rule.week_starts and len(rule.weekdays) > 1:
        begins = f" (weeks begin on {WEEKDAYS[rule.week_starts]})"
    if days in ("day", "weekday"):
        return f"Every {days} of every {say_ordinal(rule.interval)} week{begins}"
    return f"Every {say_ordinal(rule.interval)} week on {days}{begins}"


def say_weekdays(weekdays: tuple[int, ...]) -> str:
    """Return "Tuesday and Thursday", "weekday" for Monday to Friday, "day" for all."""
    if len(weekdays) == 7:
        return "day"
    if weekdays == _WORKING_DAYS:
        return "weekday"
    return say_list([WEEKDAYS[day] for day in weekdays])


def _monthly(rule: Rule) -> str | None:
    which = _which_days(rule)
    if which is None:
        return None
    if rule.interval > 1:
        return f"{which} of every {say_ordinal(rule.interval)} month"
    return f"{which} of the month"


def _which_days(rule: Rule) -> str | None:
    if rule.days and rule.month_days:
        return _all_but_the_last(rule)
    if rule.month_days:
        return None if rule.picks else _days_of_the_month(rule.month_days)
    if rule.picks:
        working = rule.weekdays == _WORKING_DAYS and not rule.has_ordinals
        sayable = all(pick == -1 or 1 <= pick <= 12 for pick in rule.picks)
        return f"The {_ordinals(rule.picks)} weekday" if working and sayable else None
    return _nth_weekdays(rule.days)


def _all_but_the_last(rule: Rule) -> str | None:
    same = tuple(sorted(rule.month_days)) == ALL_BUT_THE_LAST
    if not same or len(rule.days) != 1 or rule.has_ordinals or rule.picks:
        return None
    return f"Every {WEEKDAYS[rule.days[0][1]]} except the last"


def _days_of_the_month(days: tuple[int, ...]) -> str | None:
    if any(day < -1 for day in days):
        return None
    said = [say_nth(day) for day in sorted(days) if day > 0]
    return f"The {say_list(said + ['last day'] * (-1 in days))}"


def _nth_weekdays(days: tuple[tuple[int, int], ...]) -> str | None:
    if any(which == 0 or which < -1 or which > 5 for which, _ in days):
        return None
    said = []
    for weekday in sorted({weekday for _, weekday in days}):
        picks = tuple(which for which, day in days if day == weekday)
        said.append(f"{_ordinals(picks)} {WEEKDAYS[weekday]}")
    return f"The {say_list(said)}"


def _ordinals(picks: tuple[int, ...]) -> str:
    in_order = sorted(picks, key=lambda pick: pick if pick > 0 else 99)
    return say_list([say_ordinal(pick) for pick in in_order])


def _yearly(rule: Rule) -> str | None:
    if len(rule.months) != 1 or rule.picks or (rule.days and rule.month_days):
        return None
    years = "year" if rule.interval == 1 else f"{say_ordinal(rule.interval)} year"
    month = MONTHS[rule.months[0] - 1]
    if len(rule.month_days) == 1 and rule.month_days[0] > 0:
        return f"{rule.month_days[0]} {month} every {years}"
    which = _nth_weekdays(rule.days) if rule.days else None
    return f"{which} of {month} every {years}" if which else None


def _month_names(months: set[int]) -> str:
    return say_list([MONTHS[month - 1] for month in sorted(months)])


def _endings(rule: Rule) -> str:
    if rule.count:
        return ", once" if rule.count == 1 else f", {rule.count} times"
    return f", until {_full(rule.until)}" if rule.until else ""


def _exceptions(pattern: Pattern) -> str:
    said = ""
    if pattern.pauses:
        spans = [f"from {_full(a)} to {_full(b)}" for a, b in sorted(pattern.pauses)]
        said += f", with {_breaks(spans)}"
    if pattern.without:
        said += f", not on {_some(pattern.without)}"
    if pattern.also:
        said += f", and also on {_some(pattern.also)}"
    return said


def _breaks(spans: list[str]) -> str:
    if len(spans) > MOST_DATES_SAID:
        return f"{len(spans)} breaks"
    return f"{'a break' if len(spans) == 1 else 'breaks'} {say_list(spans)}"


def _some(days: tuple[date, ...]) -> str:
    if len(set(days)) > MOST_DATES_SAID:
        return f"{len(set(days))} dates"
    return say_list([_full(day) for day in sorted(set(days))])


def _full(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
