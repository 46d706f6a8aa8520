"""How I was, as a row of seats: one for each evening, the heavier the lower."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hearthside.engines import recurrence
from hearthside.meetings.debrief_trends import HARD, Trend
from hearthside.meetings.debriefing import WORDS

NAMES: Final[dict[str, Any]] = {
    "light": gettext_lazy("Light"),
    "steady": gettext_lazy("Steady"),
    "tired": gettext_lazy("Tired"),
    "heavy": gettext_lazy("Heavy"),
    "shaken": gettext_lazy("Shaken"),
}
STEP: Final = 24
LEFT: Final = 70


@dataclass(frozen=True, slots=True)
class Line:
    """One of the words, and how far down it stands."""

    words: str
    y: int


@dataclass(frozen=True, slots=True)
class Seat:
    """One evening: when, the word in words, and where its seat stands.

    kind -- warm for a hard evening, taken for the others; the height says it too.
    """

    day: str
    words: str
    kind: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The row of seats with its sentence; width and height of the picture."""

    words: str
    lines: tuple[Line, ...]
    seats: tuple[Seat, ...]
    left: int
    width: int
    height: int


def chart(trend: Trend, *, zone: ZoneInfo, today: date) -> Chart:
    """Return the picture of a trend that holds at least one evening."""
    down = {how: STEP // 2 + at * STEP for at, how in enumerate(WORDS)}
    seats = tuple(
        Seat(
            recurrence.say_date(evening.starts_at.astimezone(zone).date(), today=today),
            _name(evening.how),
            "warm" if evening.how in HARD else "taken",
            LEFT + STEP // 2 + at * STEP,
            down.get(evening.how, down["tired"]),
        )
        for at, evening in enumerate(trend.evenings)
    )
    return Chart(
        _sentence(trend),
        tuple(Line(_name(how), y) for how, y in down.items()),
        seats,
        LEFT,
        LEFT + STEP * len(seats),
        STEP * len(down),
    )


def _name(how: str) -> str:
    return str(NAMES.get(how, how))


def _sentence(trend: Trend) -> str:
    how_many = len(trend.evenings)
    if how_many == 1:
        return _("After your last evening you said: %(how)s.") % {
            "how": _name(trend.often)
        }
    return ngettext(
        "After your last %(n)d evening you said this most often: %(how)s.",
        "After your last %(n)d evenings you said this most often: %(how)s.",
        how_many,
    ) % {"n": how_many, "how": _name(trend.often)}
