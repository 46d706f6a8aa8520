"""Near: which of our groups are neighbours, so that their facilitators can help out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hearthside.groups.finding import Point, kilometres_between
from hearthside.groups.models import Group

NEIGHBOURS_KM: Final = 25.0


@dataclass(frozen=True, slots=True)
class _Where:
    group_id: int
    locality_id: int | None
    point: Point | None


def neighbours_of(group_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return for each of these groups our groups near it, itself among them; one query.

    Near is the same locality, or at most 25 km away as the crow flies.
    """
    # Fine to about 200 groups; beyond that, sort in the database.
    rows = Group.objects.filter(feed=None).values_list(
        "id", "locality_id", "latitude", "longitude"
    )
    ours = {
        group_id: _Where(
            group_id,
            locality_id,
            None if lat is None or lon is None else Point(lat, lon),
        )
        for group_id, locality_id, lat, lon in rows
    }
    return {
        group_id: frozenset(
            other.group_id
            for other in ours.values()
            if _are_near(ours[group_id], other)
        )
        for group_id in set(group_ids)
        if group_id in ours
    }


def near_any_of(group_ids: Iterable[int]) -> frozenset[int]:
    """Return our groups that are near any of these; one query."""
    return frozenset().union(*neighbours_of(group_ids).values())


def _are_near(one: _Where, other: _Where) -> bool:
    if one.group_id == other.group_id:
        return True
    if one.locality_id is not None and one.locality_id == other.locality_id:
        return True
    if one.point is None or other.point is None:
        return False
    return kilometres_between(one.point, other.point) <= NEIGHBOURS_KM
