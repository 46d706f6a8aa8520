"""The weekdays of a row: one, several, in figures or in words."""

from __future__ import annotations

import re
from typing import Final

from hearthside.engines.interchange.texts import as_text

SEVEN: Final = (
    "Its day is 7, but days run from 0 (Sunday) to 6 (Saturday): Sunday is 0."
)
OUTSIDE: Final = "Its day is not between 0 (Sunday) and 6 (Saturday)."

_NAMES: Final = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_NAME: Final = re.compile(
    r"(sun|mon|tue|wed|thu|fri|sat)(?:s?|nes|rs?|ur)(?:days?)?\.?", re.IGNORECASE
)
_FIGURE: Final = re.compile(r"0*(\d{1,3})(?:\.0+)?", re.ASCII)


def weekdays(value: object) -> tuple[list[int], list[str]]:
    """Return the weekdays, 0 Monday to 6 Sunday, and a reason for each that is none.

    Both empty: the row has no day.
    """
    days: dict[int, None] = {}
    reasons: dict[str, None] = {}
    for each in _several(value):
        sunday_first = _one(each)
        if sunday_first is None:
            reasons[OUTSIDE] = None
        elif sunday_first > 6:
            reasons[SEVEN if sunday_first == 7 else OUTSIDE] = None
        else:
            days[(sunday_first - 1) % 7] = None
    return sorted(days), list(reasons)


def _several(value: object) -> list[object]:
    if isinstance(value, str):
        return [each.strip() for each in value[:200].split(",") if each.strip()]
    if isinstance(value, list):
        return [each for each in value[:200] if each is not None and each != ""]
    return [] if value is None else [value]


def _one(value: object) -> int | None:
    written = as_text(value).strip()[:40]
    if figure := _FIGURE.fullmatch(written):
        return int(figure[1])
    name = _NAME.fullmatch(written)
    return _NAMES.index(name[1].lower()) if name else None
