"""The words for days, times and numbers that saying and reading share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
ORDINALS: Final = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)


def say_time(at: time) -> str:
    """Return a time as people say it: 7.30pm, 10am, noon, midnight."""
    if at.minute == 0 and at.hour in (0, 12):
        return "noon" if at.hour else "midnight"
    minutes = f".{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'pm' if at.hour >= 12 else 'am'}"


def say_date(day: date, *, today: date | None = None) -> str:
    """Return "Tuesday 8 December", with the year unless it is today's.

    today -- leave it out and the year is always said.
    """
    same_year = today is not None and today.year == day.year
    said = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return said if same_year else f"{said} {day.year}"


def say_moment(moment: datetime) -> str:
    """Return "Tuesday 8 December, 7.30pm", on the clock the moment carries."""
    return f"{say_date(moment, today=moment)}, {say_time(moment.time())}"


def say_list(words: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def say_ordinal(number: int) -> str:
    """Return "second" for 2, "last" for -1, "20th" beyond twelve."""
    if number == -1:
        return "last"
    return ORDINALS[number - 1] if number <= len(ORDINALS) else say_nth(number)


def say_nth(number: int) -> str:
    """Return "1st", "2nd", "13th"."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"
