"""Suggesting: two to five groups that fit, best first; else the nearest misses, and why."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from typing import Final

from hearthside.engines.matching.asking import (
    EDGE,
    IF_NAMED,
    NO_LIMIT,
    SHUT,
    Asking,
    asking,
)
from hearthside.engines.matching.facts import EARTH_KM, Wanted, kilometres_between
from hearthside.engines.matching.missing import NearMiss, near_misses
from hearthside.engines.matching.reasons import Reason, reasons
from hearthside.engines.matching.shelf import Shelf
from hearthside.engines.matching.weights import WORTH_NAMING

FEWEST: Final = 2
MOST: Final = 5
# Minus the points, so that the smallest is best; the row; whether joined from home.
Scored = tuple[float, int, bool]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One group that fits.

    score -- for ranking only; it means nothing beside another person's.
    km -- how far its door is; None where nobody travels or we do not know.
    """

    id: str
    score: float
    from_home: bool
    km: float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person is told. fitting -- how many groups break none of their needs."""

    suggestions: tuple[Suggestion, ...]
    near_misses: tuple[NearMiss, ...]
    fitting: int


def suggest(wanted: Wanted, shelf: Shelf) -> Answer:
    """Return up to five groups that break no need, best first; ties go by id.

    Beyond the second, only those good enough beside the best. With fewer than two, the
    nearest misses stand beside them.
    """
    asked = asking(wanted, shelf)
    scored = _scored(wanted, asked, shelf, _open_rows(asked, shelf))
    best = heapq.nsmallest(MOST, scored)
    named = [
        one
        for place, one in enumerate(best)
        if place < FEWEST or one[0] <= WORTH_NAMING * best[0][0]
    ]
    suggestions = tuple(_suggestion(wanted, shelf, one) for one in named)
    misses = near_misses(wanted, asked, shelf) if len(named) < FEWEST else ()
    return Answer(suggestions, misses, len(scored))


def _open_rows(asked: Asking, shelf: Shelf) -> list[int]:
    """Return the rows that break no need of time, language, topic or who it is for."""
    circles, free, own = asked.circles, asked.free, asked.own
    about, spoken = asked.topics, asked.languages
    columns = zip(shelf.said, shelf.languages, shelf.circle, shelf.timing, strict=True)
    return [
        row
        for row, (said, heard, circle, (timing, weekdays)) in enumerate(columns)
        if free[timing] & weekdays
        and (not about or said & about)
        and (not spoken or heard & spoken)
        and (may := circles[circle]) != SHUT
        and (may != IF_NAMED or said & own)
    ]


def _scored(
    wanted: Wanted, asked: Asking, shelf: Shelf, rows: list[int]
) -> list[Scored]:
    """Return those of these rows that one can get to, or join from home."""
    weights, topics, grade_of = shelf.weights, asked.topics, {0: 0.0}
    found: list[Scored] = []
    for row in rows:
        said, way = shelf.said[row], shelf.ways[row]
        here = -1.0
        if way & asked.travels and said & asked.access == asked.access:
            here = _near(wanted, asked, shelf, row)
        from_home = here < 0.0
        if from_home:
            if not way & asked.home or said & asked.access_home != asked.access_home:
                continue
            here = weights.from_home
        points = shelf.base[row] + here
        if topics:
            topic = said & topics
            if topic not in grade_of:
                grade_of[topic] = next(
                    worth for bit, worth in asked.about if bit & topic
                )
            points += grade_of[topic]
        points += asked.each_wish * (said & asked.wishes).bit_count()
        found.append((-points, row, from_home))
    return found


def _near(wanted: Wanted, asked: Asking, shelf: Shelf, row: int) -> float:
    """Return the points for how near its door is; -1.0 when that is out of reach."""
    weights = shelf.weights
    if not asked.has_place:
        return weights.near / 2
    product = shelf.x[row] * asked.x + shelf.y[row] * asked.y + shelf.z[row] * asked.z
    if not product >= asked.least:
        # A door we cannot place is within reach only of somebody who would go anywhere.
        return 0.0 if asked.least == NO_LIMIT else -1.0
    if product < asked.least + 2 * EDGE and asked.least != NO_LIMIT:
        at, near, reach = shelf.groups[row].at, wanted.near, wanted.reach_km
        if at and near and reach is not None and kilometres_between(near, at) > reach:
            return -1.0
    # Along the chord: within a hundred metres of the arc for 300 km.
    km = EARTH_KM * math.sqrt(max(0.0, 2 - 2 * product))
    return weights.near / (1 + km / weights.half_km)


def _suggestion(wanted: Wanted, shelf: Shelf, scored: Scored) -> Suggestion:
    points, row, from_home = scored
    group = shelf.groups[row]
    why, km = reasons(wanted, group, from_home=from_home)
    return Suggestion(group.id, -points, from_home, km, why)
