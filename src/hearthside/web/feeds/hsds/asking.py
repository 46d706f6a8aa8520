"""What a directory asked in its address, read strictly."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Final

from django.http import HttpRequest

from hearthside.core.refusals import Refusal
from hearthside.engines.recurrence.rules import DAY_CODES
from hearthside.groups.harvesting import LONGEST_SEARCH

PER_PAGE: Final = 50
MOST_PER_PAGE: Final = 100
MOST_PAGES: Final = 10_000
# All services at once, where only their ids and last changes are asked for.
MOST_MINIMAL: Final = 10_000
OLDEST: Final = 150
FARTHEST_METRES: Final = 1_000_000
_YES: Final = ("true", "1")
_NO: Final = ("false", "0", "")


class NotUnderstood(Refusal):
    """The question in the address is no question of this feed."""


def text(request: HttpRequest, name: str, *, most: int = LONGEST_SEARCH) -> str:
    """Return what was said, or nothing.

    Raises NotUnderstood where it is too long.
    """
    said = request.GET.get(name, "").strip()
    if len(said) > most:
        raise NotUnderstood(f"{name} has at most {most} characters.")
    return said


def whole(request: HttpRequest, name: str, *, usual: int, most: int) -> int:
    """Return a whole number from 1 to the most.

    Raises NotUnderstood.
    """
    said = request.GET.get(name, "").strip()
    if not said:
        return usual
    # Digits of other scripts are digits too, and endless ones are no number.
    fits = said.isascii() and said.isdigit() and len(said) <= 9
    if not fits or not 1 <= int(said) <= most:
        raise NotUnderstood(f"{name} is a whole number from 1 to {most}.")
    return int(said)


def number(request: HttpRequest, name: str, *, most: int) -> float | None:
    """Return a number from 0 to the most, or None where nothing was said.

    Raises NotUnderstood.
    """
    said = request.GET.get(name, "").strip()
    if not said:
        return None
    try:
        found = float(said)
    except ValueError:
        found = -1.0
    # Not a number is neither above nor below.
    if not 0 <= found <= most:
        raise NotUnderstood(f"{name} is a number from 0 to {most}.")
    return found


def yes(request: HttpRequest, name: str) -> bool:
    """Return whether it was asked for.

    Raises NotUnderstood.
    """
    said = request.GET.get(name, "").strip().lower()
    if said not in (*_YES, *_NO):
        raise NotUnderstood(f"{name} is true or false.")
    return said in _YES


def moment(request: HttpRequest, name: str) -> datetime | None:
    """Return a moment, aware, or None where nothing was said.

    A day is its first moment; a moment without an offset is in UTC.

    Raises NotUnderstood.
    """
    # In an address a plus is a space, and most people forget.
    said = request.GET.get(name, "").strip().replace(" ", "+")
    if not said:
        return None
    try:
        found = datetime.fromisoformat(said)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise NotUnderstood(
            f"{name} is a date and time such as 2026-03-02T12:00:00Z."
        ) from None


def clock(request: HttpRequest, name: str) -> time | None:
    """Return a time of day, or None where nothing was said.

    Raises NotUnderstood.
    """
    said = request.GET.get(name, "").strip()
    if not said:
        return None
    try:
        return time.fromisoformat(said).replace(tzinfo=None)
    except ValueError:
        raise NotUnderstood(f"{name} is a time such as 19:30.") from None


def weekday(request: HttpRequest, name: str) -> int | None:
    """Return a day of the week, 0 Monday .. 6 Sunday; MO, mon and Monday are the same.

    Raises NotUnderstood.
    """
    said = request.GET.get(name, "").strip().upper()
    if not said:
        return None
    if len(said) > 9 or said[:2] not in DAY_CODES:
        raise NotUnderstood(f"{name} is one of {', '.join(DAY_CODES)}.")
    return DAY_CODES.index(said[:2])


def wants_lines(request: HttpRequest) -> bool:
    """Return whether the answer is to be one object a line, without pages.

    Raises NotUnderstood.
    """
    said = request.GET.get("format", "").strip().lower()
    if said not in ("", "json", "ndjson"):
        raise NotUnderstood("format is json or ndjson.")
    return said == "ndjson"
