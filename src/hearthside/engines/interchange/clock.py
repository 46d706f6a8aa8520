"""Days, times of day and dates, in the many ways people write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from .findings import Findings
from .texts import as_text

UNKNOWN_MINUTES: Final = 60
LONGEST_MINUTES: Final = 8 * 60
ALL_DAY_MINUTES: Final = 24 * 60 - 1
_DAY: Final = 24 * 60

_TIME: Final = re.compile(
    r"(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?\s*(?:m\.?)?",
    re.IGNORECASE,
)
_WORDS: Final = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_DATES: Final = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%B %d, %Y",
    "%d %B %Y",
)
_FIRST_YEAR: Final = 1990


def time_of_day(value: object) -> time | None:
    """Return the time of day, or nothing when it cannot be read.

    Reads "19:30", "7:30 PM", "7pm", "1930", "19:30:00", "noon"; 24:00 is midnight.
    """
    written = as_text(value).strip().lower()
    if written in _WORDS:
        return _WORDS[written]
    found = _TIME.fullmatch(written)
    if not found or (found[2] is None and found[3] is None):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    if (hour, minute) == (24, 0):
        return time(0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def minutes_between(
    starts: time, ends: time | None, findings: Findings
) -> tuple[int, bool]:
    """Return how long it lasts and whether that is known.

    Past midnight counts on; 00:00 to 23:59 is a room that never closes, and is kept so.
    Nothing, no length at all, or over eight hours becomes an hour, not known.
    """
    if ends is None:
        return UNKNOWN_MINUTES, False
    minutes = (_minute(ends) - _minute(starts)) % _DAY
    if minutes == ALL_DAY_MINUTES and starts == time(0):
        return minutes, True
    if 0 < minutes <= LONGEST_MINUTES:
        return minutes, True
    findings.mend("Its end did not fit its start, so it is taken to last an hour.")
    return UNKNOWN_MINUTES, False


def moment(
    value: object, *, now: datetime | None, findings: Findings
) -> datetime | None:
    """Return when a listing was last changed, aware, in UTC.

    now -- aware; a later moment is not believed. Without it any moment is.
    A moment without a zone is taken as UTC, as Meeting Guide has it; 8/9/2021 is read the
    American way, for no feed we know writes it the other.
    """
    written = " ".join(as_text(value).split())
    if not written or written.startswith("0000"):
        return None
    read = _read_moment(written)
    if read is None or read.year < _FIRST_YEAR or (now is not None and read > now):
        findings.mend(
            "The date of its last change could not be believed, and was left out."
        )
        return None
    return read


def is_zone(name: str) -> bool:
    """Say whether this is the name of a time zone, such as Europe/London."""
    if "/" not in name and name != "UTC":
        return False
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a zone nobody knows is a KeyError
        return False
    return True


def _read_moment(written: str) -> datetime | None:
    for shape in _DATES:
        try:
            return datetime.strptime(written, shape).replace(tzinfo=UTC)
        except ValueError:
            continue
    try:
        read = datetime.fromisoformat(written)
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute
