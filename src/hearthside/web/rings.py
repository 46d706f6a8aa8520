"""The ring of seats: where each seat stands, for drawing on the server."""

from __future__ import annotations

import math


def places(seats: int) -> tuple[tuple[float, float], ...]:
    """Return where each seat stands: the first on top, then clockwise.

    Returns (x, y) from the middle, in hundredths of the drawing's width, 38 away.
    """
    turns = (2 * math.pi * seat / seats for seat in range(seats))
    return tuple(
        (round(38 * math.sin(turn), 2), round(-38 * math.cos(turn), 2))
        for turn in turns
    )


def radius(seats: int) -> float:
    """Return how large a seat may be drawn so that neighbours never touch."""
    return round(min(6.5, 38 * math.sin(math.pi / max(seats, 3)) * 0.62), 2)
