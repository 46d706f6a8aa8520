"""When somebody answers, in a form a phone can reckon with: "mon-fri 09:00-18:00"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALWAYS: Final = "always"
END_OF_DAY: Final = 24 * 60
MOST_PARTS: Final = 14
_PART: Final = re.compile(
    r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))? "
    r"(?P<from>[0-9]{2}:[0-9]{2})-(?P<to>[0-9]{2}:[0-9]{2})"
)


class NotHours(Exception):
    """These words are no opening hours; the message says which part."""


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """One stretch of one day: 0 is Monday; minutes from midnight, to at most 1,440."""

    day: int
    begins: int
    ends: int


def read(written: str) -> tuple[Stretch, ...]:
    """Return the stretches of a week; none where nothing is written.

    Times are those of the line's own clock. What ends at or before it begins ends on the
    next day: "fri 20:00-02:00".

    Raises NotHours.
    """
    words = " ".join(written.lower().split())
    if not words:
        return ()
    if words == ALWAYS:
        return tuple(Stretch(day, 0, END_OF_DAY) for day in range(len(DAYS)))
    parts = [part.strip() for part in words.split(",")]
    if len(parts) > MOST_PARTS:
        raise NotHours(f"more than {MOST_PARTS} parts")
    return tuple(sorted({one for part in parts for one in _read(part)}))


def packed(stretches: tuple[Stretch, ...]) -> str:
    """Return the stretches as a page carries them: day:from-to, minutes, blanks between."""
    return " ".join(f"{one.day}:{one.begins}-{one.ends}" for one in stretches)


def _read(part: str) -> list[Stretch]:
    found = _PART.fullmatch(part)
    if found is None:
        raise NotHours(part)
    first, last = found["first"], found["last"] or found["first"]
    if first not in DAYS or last not in DAYS:
        raise NotHours(part)
    begins, ends = _minutes(found["from"], part), _minutes(found["to"], part)
    if begins == END_OF_DAY:
        raise NotHours(part)
    day, stretches = DAYS.index(first), []
    while True:
        if ends > begins:
            stretches.append(Stretch(day, begins, ends))
        else:
            stretches.append(Stretch(day, begins, END_OF_DAY))
            if ends:
                stretches.append(Stretch((day + 1) % len(DAYS), 0, ends))
        if DAYS[day] == last:
            return stretches
        day = (day + 1) % len(DAYS)


def _minutes(clock: str, part: str) -> int:
    hours, minutes = (int(digits) for digits in clock.split(":"))
    if minutes > 59 or hours * 60 + minutes > END_OF_DAY:
        raise NotHours(part)
    return hours * 60 + minutes
