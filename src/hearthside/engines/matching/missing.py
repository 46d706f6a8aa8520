"""Missing: groups that break one single need, or two where none breaks one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearthside.engines.matching.asking import IF_NAMED, NO_LIMIT, SHUT, Asking
from hearthside.engines.matching.facts import (
    OF_THE_DOOR,
    Group,
    Need,
    Wanted,
    kilometres_between,
)
from hearthside.engines.matching.needs import TOPICS, only_for
from hearthside.engines.matching.shelf import AT_HOME, IN_PERSON, Shelf

MOST: Final = 3
MOST_ALIKE: Final = 2
MOST_BROKEN: Final = 2
# Beyond this it is no near miss, however few others there are.
FAR_TOO_FAR: Final = 2.0
# What is let go of first; a door one cannot get through comes late.
ORDER: Final = (
    Need.REACH,
    Need.TIME,
    Need.WAY,
    Need.ABOUT,
    Need.LANGUAGE,
    Need.ACCESS,
    Need.WHO,
)


@dataclass(frozen=True, slots=True)
class Lack:
    """One need that a group breaks.

    words -- what it lacks: words of access, languages, or whom it is only for.
    km -- how far its door is, where that is what is in the way.
    """

    need: Need
    words: tuple[str, ...] = ()
    km: float | None = None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A group that would fit, but for this."""

    id: str
    lacks: tuple[Lack, ...]


def near_misses(wanted: Wanted, asked: Asking, shelf: Shelf) -> tuple[NearMiss, ...]:
    """Return up to three near misses, no more than two that lack the same.

    Groups that break two needs are named only where none breaks a single one.
    """
    found: dict[int, list[tuple[float, float, float, str, int, tuple[Need, ...]]]] = {
        1: [],
        2: [],
    }
    for row, needs in _nearly(asked, shelf):
        group = shelf.groups[row]
        costs = [_cost(wanted, group, need) for need in needs]
        known = [cost for cost in costs if cost is not None]
        if len(known) == len(costs):
            order = float(sum(ORDER.index(need) for need in needs))
            points = -shelf.base[row]
            found[len(needs)].append((order, sum(known), points, group.id, row, needs))
    chosen: list[NearMiss] = []
    for *_, row, needs in sorted(found[1] or found[2]):
        alike = sum(tuple(one.need for one in miss.lacks) == needs for miss in chosen)
        if alike < MOST_ALIKE:
            group = shelf.groups[row]
            lacks = tuple(_lack(wanted, group, need) for need in needs)
            chosen.append(NearMiss(group.id, lacks))
        if len(chosen) == MOST:
            break
    return tuple(chosen)


def _nearly(asked: Asking, shelf: Shelf) -> list[tuple[int, tuple[Need, ...]]]:
    """Return the rows that break one need or two, and which, in the order of ORDER."""
    found = []
    about, spoken = asked.topics, asked.languages
    columns = zip(shelf.said, shelf.languages, shelf.circle, shelf.timing, strict=True)
    for row, (said, heard, circle, (timing, weekdays)) in enumerate(columns):
        broken: list[Need] = []
        if not asked.free[timing] & weekdays:
            broken.append(Need.TIME)
        if about and not said & about:
            broken.append(Need.ABOUT)
        if spoken and not heard & spoken:
            broken.append(Need.LANGUAGE)
        if len(broken) > MOST_BROKEN:
            continue
        may = asked.circles[circle]
        if may == SHUT or (may == IF_NAMED and not said & asked.own):
            broken.append(Need.WHO)
        if len(broken) > MOST_BROKEN:
            continue
        broken += _of_the_way(asked, shelf, row)
        if 0 < len(broken) <= MOST_BROKEN:
            found.append((row, tuple(sorted(broken, key=ORDER.index))))
    return found


def _of_the_way(asked: Asking, shelf: Shelf, row: int) -> tuple[Need, ...]:
    """Return what getting there, or joining, breaks by the way that breaks least."""
    said, way = shelf.said[row], shelf.ways[row]
    is_taken = bool(way & (asked.travels | asked.home))
    lacks: list[tuple[Need, ...]] = []
    if way & (asked.travels if is_taken else IN_PERSON):
        product = (
            shelf.x[row] * asked.x + shelf.y[row] * asked.y + shelf.z[row] * asked.z
        )
        far = asked.has_place and asked.least != NO_LIMIT and not product >= asked.least
        shut = said & asked.access != asked.access
        lacks.append((Need.REACH,) * far + (Need.ACCESS,) * shut)
    if way & (asked.home if is_taken else AT_HOME):
        shut = said & asked.access_home != asked.access_home
        lacks.append((Need.ACCESS,) * shut)
    least = min(lacks, key=len, default=())
    return least if is_taken else (Need.WAY, *least)


def _cost(wanted: Wanted, group: Group, need: Need) -> float | None:
    """Return how far off it is; None when it is no near miss but something else."""
    if need is Need.REACH:
        if not (wanted.near and group.at and wanted.reach_km is not None):
            return None
        km = kilometres_between(wanted.near, group.at)
        return km if km <= FAR_TOO_FAR * max(wanted.reach_km, 10.0) else None
    if need is Need.ABOUT:
        # About something else is no near miss; not saying what it is about may be.
        return None if group.said & TOPICS else 0.0
    if need is Need.WHO:
        # Who answered has told us that they are not among them.
        return None if wanted.who else 0.0
    if need is Need.ACCESS:
        return float(len(wanted.access - group.said))
    return 0.0


def _lack(wanted: Wanted, group: Group, need: Need) -> Lack:
    if need is Need.REACH and wanted.near and group.at:
        return Lack(need, km=kilometres_between(wanted.near, group.at))
    lacking: frozenset[str] = frozenset()
    if need is Need.ACCESS:
        from_home = "in_person" not in group.ways
        needed = wanted.access - OF_THE_DOOR if from_home else wanted.access
        lacking = needed - group.said
    elif need is Need.LANGUAGE:
        lacking = wanted.languages
    elif need is Need.WHO:
        lacking = frozenset(word for asked in only_for(group.said) for word in asked)
    return Lack(need, tuple(sorted(lacking)))
