"""Whether two listings of different lists may be one group: told, never decided, here."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from typing import Final

NEAR_M: Final = 150
# Of the words both names have: more than half in common, where each has words of its
# own ("Upstairs", "Downstairs"). A name inside the other one is always like it.
ALIKE_ABOVE: Final = 0.5

_METRES_A_DEGREE: Final = 111_195
_CELL: Final = (
    0.002  # degrees; about 220 m, so that neighbours lie in cells side by side
)
# Words many groups have in their names, which make nobody alike.
_COMMON: Final = frozenset(
    re.findall(
        r"\w+",
        """the a an and of for at in is it on to our my with group groups meeting meetings
        support self help aa na al anon afg alanon monday tuesday wednesday thursday friday
        saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
        morning afternoon evening night noon online hybrid zoom person""",
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One listing, as far as it can be told apart from others.

    list_id -- of the list it stands in; 0 for a group of our own.
    weekdays -- as bits, Monday 1, Tuesday 2. latitude, longitude -- degrees, WGS 84.
    is_approximate -- the place is an area, where many groups would seem to be one.
    """

    id: int
    list_id: int
    name: str
    weekdays: int
    starts_at: time
    latitude: float
    longitude: float
    is_approximate: bool = False


def pairs(entries: Iterable[Entry], *, of_list: int) -> Iterator[tuple[int, int]]:
    """Yield the ids of two entries that may be one group, the smaller first.

    of_list -- at least one of the two stands in this list, and never both. Where one has
    the very same name as another, neither is offered with a third.
    """
    cells: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    mine: list[Entry] = []
    for one in entries:
        if one.list_id == of_list:
            mine.append(one)
        else:
            cells[_cell(one)].append(one)
    found = [
        (one, other)
        for one in mine
        for other in _around(one, cells)
        if may_be_one(one, other)
    ]
    same = [(a, b) for a, b in found if _plain(a.name) == _plain(b.name)]
    settled = {one.id for pair in same for one in pair}
    for one, other in found:
        is_same = _plain(one.name) == _plain(other.name)
        if is_same or not {one.id, other.id} & settled:
            yield (min(one.id, other.id), max(one.id, other.id))


def may_be_one(one: Entry, other: Entry) -> bool:
    """Say whether two entries share a place, a day, a time and the words of their names."""
    return (
        bool(one.weekdays & other.weekdays)
        and one.starts_at == other.starts_at
        and _metres_between(one, other) <= NEAR_M
        and _are_alike(
            one.name, other.name, strictly=one.is_approximate or other.is_approximate
        )
    )


def _are_alike(one: str, other: str, *, strictly: bool) -> bool:
    ours, theirs = _words(one), _words(other)
    if strictly or not ours or not theirs:
        # Nothing but common words, or no door: then only the same words count.
        return ours == theirs and (bool(ours) or _plain(one) == _plain(other))
    if ours <= theirs or theirs <= ours:
        return True
    return len(ours & theirs) / len(ours | theirs) > ALIKE_ABOVE


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", _plain(name))) - _COMMON


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", name.casefold()))
    return "".join(each for each in apart if not unicodedata.combining(each)).strip()


def _cell(one: Entry) -> tuple[int, int]:
    row = math.floor(one.latitude / _CELL)
    return row, math.floor(one.longitude / _width(row))


def _width(row: int) -> float:
    """Return how wide the cells of a row are, in degrees: they narrow towards the poles."""
    return _CELL / max(0.05, math.cos(math.radians(row * _CELL)))


def _around(one: Entry, cells: dict[tuple[int, int], list[Entry]]) -> Iterator[Entry]:
    here = math.floor(one.latitude / _CELL)
    for row in (here - 1, here, here + 1):
        column = math.floor(one.longitude / _width(row))
        for near in (column - 1, column, column + 1):
            yield from cells.get((row, near), ())


def _metres_between(one: Entry, other: Entry) -> float:
    """Return how far apart two places are; flat, which is right over a few streets."""
    north = (one.latitude - other.latitude) * _METRES_A_DEGREE
    across = one.longitude - other.longitude
    east = across * _METRES_A_DEGREE * math.cos(math.radians(one.latitude))
    return math.hypot(north, east)
