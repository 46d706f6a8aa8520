"""The starting time in a typed sentence, asked back when it could be two."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from .reading_words import NotUnderstood
from .spoken import MONTHS

_NOT_A_TIME = (
    rf"(?:weeks?|days?|months?|years?|times|(?:of )?(?:{'|'.join(MONTHS).lower()}))"
)
_TIME: Final = re.compile(
    r"(?<![\w.:])(?:at )?(?:(?P<named>noon|midnight)"
    r"|(?P<hour>\d{1,2})(?:[.:h](?P<minute>\d{2}))? ?(?P<half>am|pm)?"
    r"|(?P<hours>\d{2})(?P<minutes>\d{2}) ?(?:hrs?|hours?)?)"
    rf"(?![\w.:])(?! {_NOT_A_TIME}\b)"
)


def take_time(words: str) -> tuple[str, time]:
    """Return the words without their time, and the time.

    Raises NotUnderstood when there is none, when there are two, or when it might be
    morning or evening.
    """
    found = list(_TIME.finditer(words))
    if not found:
        raise NotUnderstood("At what time does it start?")
    if len(found) > 1:
        raise NotUnderstood("Give one starting time.")
    match = found[0]
    return f"{words[: match.start()]} {words[match.end() :]}", _time(match)


def _time(match: re.Match[str]) -> time:
    if match["named"]:
        return time(12 if match["named"] == "noon" else 0)
    hour_said = match["hour"] or match["hours"]
    hour, minute = int(hour_said), int(match["minute"] or match["minutes"] or 0)
    if match["half"]:
        hour = _of_twelve(hour, match["half"])
    elif match["hour"] and 1 <= hour <= 12 and not hour_said.startswith("0"):
        said = f"{hour}.{minute:02d}" if minute else f"{hour}"
        raise NotUnderstood(f"Is that {said}am or {said}pm?")
    if hour > 23 or minute > 59:
        raise NotUnderstood("There is no such time on the clock.")
    return time(hour, minute)


def _of_twelve(hour: int, half: str) -> int:
    if not 1 <= hour <= 12:
        raise NotUnderstood("There is no such time on the clock.")
    return hour % 12 + (12 if half == "pm" else 0)
