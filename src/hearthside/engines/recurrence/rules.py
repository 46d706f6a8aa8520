"""RFC 5545 recurrence rules, read strictly and kept inside bounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

DAILY: Final = "DAILY"
WEEKLY: Final = "WEEKLY"
MONTHLY: Final = "MONTHLY"
YEARLY: Final = "YEARLY"

# Monday first, as dateutil and date.weekday() count.
DAY_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

FIRST_DAY: Final = date(1970, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)
MOST_TIMES: Final = 1000
MOST_APART: Final = {DAILY: 366, WEEKLY: 104, MONTHLY: 24, YEARLY: 10}
LONGEST_RULE: Final = 300

_LONGEST_MONTH = dict(
    enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1)
)
_BYDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_WHOLE = re.compile(r"[+-]?[0-9]{1,4}")


class NotAPattern(ValueError):
    """These words or numbers are no recurrence we can keep; `why` says so plainly."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Rule:
    """One RRULE, taken apart.

    days -- (which, weekday): which 0 means each one, 2 the second, -1 the last; Monday is 0.
    picks -- BYSETPOS. week_starts -- WKST, Monday is 0.
    """

    freq: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    days: tuple[tuple[int, int], ...] = ()
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    picks: tuple[int, ...] = ()
    week_starts: int = 0

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The weekdays named, Monday first, each once."""
        return tuple(sorted({weekday for _, weekday in self.days}))

    @property
    def has_ordinals(self) -> bool:
        """Whether any day is "the second" or "the last" rather than each one."""
        return any(which for which, _ in self.days)


@lru_cache(maxsize=4096)
def take_apart(text: str) -> Rule:
    """Read an RRULE value such as "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU".

    Raises NotAPattern. Source: RFC 5545 section 3.3.10, of which we keep the parts people use.
    """
    if len(text) > LONGEST_RULE:
        raise NotAPattern("This rule is too long to be a pattern of meetings.")
    parts = _parts(text)
    freq = parts.pop("FREQ", "")
    if freq not in MOST_APART:
        raise NotAPattern("A pattern repeats by days, weeks, months or years.")
    rule = Rule(freq=freq, **_fields(parts))  # type: ignore[arg-type]
    _refuse_odd_mixes(rule)
    return rule


def put_together(rule: Rule) -> str:
    """Write the rule as an RRULE value, parts always in the same order."""
    days = ",".join(f"{which or ''}{DAY_CODES[day]}" for which, day in rule.days)
    parts = {
        "FREQ": rule.freq,
        "INTERVAL": str(rule.interval) if rule.interval > 1 else "",
        "BYMONTH": _listed(rule.months),
        "BYMONTHDAY": _listed(rule.month_days),
        "BYDAY": days,
        "BYSETPOS": _listed(rule.picks),
        "WKST": DAY_CODES[rule.week_starts] if rule.week_starts else "",
        "COUNT": str(rule.count) if rule.count else "",
        "UNTIL": rule.until.strftime("%Y%m%d") if rule.until else "",
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def _listed(numbers: tuple[int, ...]) -> str:
    return ",".join(str(number) for number in numbers)


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in text.upper().split(";"):
        name, equals, value = piece.partition("=")
        if not equals or not value or name in parts:
            raise NotAPattern("This rule is not written as FREQ=...;BYDAY=...")
        parts[name] = value
    return parts


def _fields(parts: dict[str, str]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for name, value in parts.items():
        if name not in _READERS:
            raise NotAPattern(f"We do not keep patterns that use {name[:20]}.")
        field, reader = _READERS[name]
        fields[field] = reader(value)
    return fields


def _refuse_odd_mixes(rule: Rule) -> None:
    if rule.interval > MOST_APART[rule.freq]:
        raise NotAPattern("The dates of this pattern lie too far apart.")
    if rule.count and rule.until:
        raise NotAPattern("A pattern ends on a date or after a number of times.")
    if rule.has_ordinals and rule.freq in (DAILY, WEEKLY):
        raise NotAPattern("The second or last of a weekday needs a month around it.")
    if rule.month_days and rule.freq == WEEKLY:
        raise NotAPattern("A weekly pattern names weekdays, not days of the month.")
    in_months = rule.freq == MONTHLY or rule.months
    if in_months and any(abs(which) > 5 for which, _ in rule.days):
        raise NotAPattern("A month has at most five of each weekday.")
    if rule.picks and (rule.freq == DAILY or not (rule.days or rule.month_days)):
        raise NotAPattern("BYSETPOS needs several days to choose from.")
    if not _has_such_days(rule):
        raise NotAPattern("This pattern never gives a date.")


def _has_such_days(rule: Rule) -> bool:
    # Said here and not left to the expansion, which would look for 30 February for long.
    months = rule.months or tuple(_LONGEST_MONTH)
    longest = max(_LONGEST_MONTH[month] for month in months)
    return not rule.month_days or any(abs(day) <= longest for day in rule.month_days)


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not _WHOLE.fullmatch(value) or not low <= int(value) <= high:
            raise NotAPattern("A number in this rule is out of bounds.")
        return int(value)

    return read


def _wholes(
    low: int, high: int, *, backwards: bool
) -> Callable[[str], tuple[int, ...]]:
    one = _whole(-high if backwards else low, high)

    def read(value: str) -> tuple[int, ...]:
        found = tuple(dict.fromkeys(one(piece) for piece in value.split(",")))
        if 0 in found:
            raise NotAPattern("There is no day or month zero.")
        return found

    return read


def _days(value: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for piece in value.split(","):
        match = _BYDAY.fullmatch(piece)
        if not match or (match[1] and not 1 <= abs(int(match[1])) <= 53):
            raise NotAPattern("The weekdays in this rule are written wrongly.")
        found.append((int(match[1] or 0), DAY_CODES.index(match[2])))
    return tuple(dict.fromkeys(found))


def _until(value: str) -> date:
    # Only a date: the meeting time and zone are the pattern's own, kept beside the rule.
    if not re.fullmatch(r"[0-9]{8}", value):
        raise NotAPattern("The last day of a pattern is written as a date: 20261231.")
    try:
        until = date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        raise NotAPattern("The last day of this pattern is no real date.") from None
    if not FIRST_DAY <= until <= LAST_DAY:
        raise NotAPattern("The last day of this pattern is out of bounds.")
    return until


def _week_start(value: str) -> int:
    if value not in DAY_CODES:
        raise NotAPattern("The week in this rule starts on no known day.")
    return DAY_CODES.index(value)


_READERS: Final[dict[str, tuple[str, Callable[[str], object]]]] = {
    "INTERVAL": ("interval", _whole(1, 9999)),
    "COUNT": ("count", _whole(1, MOST_TIMES)),
    "UNTIL": ("until", _until),
    "BYDAY": ("days", _days),
    "BYMONTH": ("months", _wholes(1, 12, backwards=False)),
    "BYMONTHDAY": ("month_days", _wholes(1, 31, backwards=True)),
    "BYSETPOS": ("picks", _wholes(1, 366, backwards=True)),
    "WKST": ("week_starts", _week_start),
}
