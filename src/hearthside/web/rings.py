"""The ring of seats: where each round of it stands."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

REACH: Final = 38.0
MOST_SEATS: Final = 40


@dataclass(frozen=True, slots=True)
class Seat:
    """One round of a ring.

    kind -- taken, warm or free. x, y -- from the middle, -38..38.
    """

    kind: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring as parts/ring.html draws it.

    label -- what it shows, for people who hear it; empty where words beside it say so.
    middle -- the number in it, if wanted. radius -- of one seat.
    """

    seats: tuple[Seat, ...]
    size: str = "middle"
    label: str = ""
    middle: str = ""
    radius: float = 6.0


def ring_of(
    taken: int, seats: int, *, size: str = "middle", label: str = "", middle: str = ""
) -> Ring:
    """Return a ring with this many seats, the first of them taken.

    More people than seats widens the ring; beyond 40 it stays at 40, because no eye
    counts further and the number stands beside it.
    """
    whole = min(max(taken, seats, 1), MOST_SEATS)
    kinds = ["taken" if at < taken else "free" for at in range(whole)]
    places = tuple(
        Seat(kind, x, y)
        for kind, (x, y) in zip(kinds, places_round(whole), strict=True)
    )
    radius = round(min(6.0, math.pi * REACH / whole * 0.75), 1)
    return Ring(places, size, label, middle, radius)


def places_round(seats: int) -> list[tuple[float, float]]:
    """Return where the seats stand, from the top, clockwise."""
    turns = (2 * math.pi * at / seats for at in range(seats))
    return [
        (round(REACH * math.sin(turn), 1), round(-REACH * math.cos(turn), 1))
        for turn in turns
    ]
