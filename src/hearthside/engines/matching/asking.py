"""Asking the shelf: one person's wants, put into the bits the shelf is written in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from hearthside.engines.matching.facts import (
    EARTH_KM,
    EVERY_DAY,
    OF_THE_DOOR,
    Wanted,
    close_to,
)
from hearthside.engines.matching.shelf import (
    AT_HOME,
    IN_PERSON,
    Shelf,
    bits,
    languages,
    on_the_ball,
    ways,
)

SHUT, OPEN, IF_NAMED = 0, 1, 2
# So near to the edge of somebody's reach, the distance is worked out again, exactly.
EDGE: Final = 1e-13
NO_LIMIT: Final = -2.0


@dataclass(frozen=True, slots=True)
class Asking:
    """What one person asks of one shelf.

    travels, home -- the ways they would take. access, access_home -- what must be said
    where there is a door, and where nobody travels. about -- topics that will do, best
    first, each with its points; own -- topics that are theirs. circles -- for each circle
    of the shelf SHUT, OPEN, IF_NAMED. free -- for each timing the days that suit, as bits.
    x, y, z -- where they set out from, on a ball of radius one; least -- the product with
    a door at the end of their reach.
    """

    travels: int
    home: int
    access: int
    access_home: int
    about: tuple[tuple[int, float], ...]
    own: int
    languages: int
    wishes: int
    each_wish: float
    circles: list[int]
    free: list[int]
    has_place: bool
    x: float
    y: float
    z: float
    least: float

    @property
    def topics(self) -> int:
        """All topics that will do, together; 0 where any will."""
        together = 0
        for topics, _ in self.about:
            together |= topics
        return together


def asking(wanted: Wanted, shelf: Shelf) -> Asking:
    """Return what this person asks of this shelf."""
    weights = shelf.weights
    taken = ways(wanted.ways) or IN_PERSON | AT_HOME
    place = wanted.near
    x, y, z = on_the_ball(place.latitude, place.longitude) if place else (0.0, 0.0, 0.0)
    least = NO_LIMIT
    if place and wanted.reach_km is not None:
        least = math.cos(min(math.pi, wanted.reach_km / EARTH_KM)) - EDGE
    return Asking(
        travels=taken & IN_PERSON,
        home=taken & AT_HOME,
        access=bits(wanted.access),
        access_home=bits(wanted.access - OF_THE_DOOR),
        about=(
            (bits(wanted.experience), weights.experience),
            (bits(close_to(wanted.experience)), weights.close),
            (bits({"any"}), weights.anything),
        )
        if wanted.experience
        else (),
        own=bits(wanted.experience | {"any"}),
        languages=languages(wanted.languages),
        wishes=bits(wanted.wishes),
        each_wish=weights.wishes / max(1, len(wanted.wishes)),
        circles=_circles(wanted, shelf),
        free=_free(wanted, shelf),
        has_place=place is not None,
        x=x,
        y=y,
        z=z,
        least=least,
    )


def _circles(wanted: Wanted, shelf: Shelf) -> list[int]:
    return [
        SHUT
        if not all(asked & wanted.who for asked in only)
        else IF_NAMED
        if own and not (carers and "carers" in wanted.who)
        else OPEN
        for only, own, carers in shelf.circles
    ]


def _free(wanted: Wanted, shelf: Shelf) -> list[int]:
    if not wanted.windows:
        return [EVERY_DAY] * len(shelf.timings)
    # Windows that differ only in their days are one.
    merged: dict[tuple[int, int, int], int] = {}
    for window in wanted.windows:
        ends_by = 10_000 if window.ends_by is None else window.ends_by
        key = (window.opens, window.begins_before, ends_by)
        merged[key] = merged.get(key, 0) | window.days
    free = []
    for starts, minutes in shelf.timings:
        days = 0
        for (opens, begins_before, ends_by), on in merged.items():
            if opens <= starts < begins_before and starts + minutes <= ends_by:
                days |= on
        free.append(days)
    return free
