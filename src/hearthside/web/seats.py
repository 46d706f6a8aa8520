"""How far long work is: seats filling, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

SEATS: Final = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is. seats -- each "taken", "warm" or "free"."""

    seats: tuple[str, ...]
    words: str
    done: int
    whole: int


def progress_of(done: int, total: int, asked_to_stop: bool) -> Progress:
    """Return so many parts of so many, drawn."""
    whole = max(1, total)
    taken = min(SEATS, SEATS * done // whole)
    seats = ["taken"] * taken + ["free"] * (SEATS - taken)
    if taken < SEATS:
        seats[taken] = "warm"
    words = _("%(done)s of %(total)s parts are in") % {"done": done, "total": total}
    return Progress(
        tuple(seats), _("Stopping") if asked_to_stop else words, done, whole
    )
