"""The sums of a quarter as a row of a table: numbers, stars, or nothing counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearthside.engines.disclosure import say
from hearthside.meetings.sums import Sums

NOTHING: Final = "–"


@dataclass(frozen=True, slots=True)
class SumsRow:
    """One row: what it is about, and its four numbers as they are shown."""

    head: str
    evenings: str
    here: str
    first_time: str
    been_before: str


def sums_row(head: str, sums: Sums) -> SumsRow:
    """Return the row of these sums."""
    if not sums.evenings:
        return SumsRow(head, "0", NOTHING, NOTHING, NOTHING)
    return SumsRow(
        head,
        str(sums.evenings),
        say(sums.here),
        say(sums.first_time),
        say(sums.been_before),
    )
