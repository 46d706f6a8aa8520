"""Hard needs: what a group must have for this person. The shelf asks the same, faster."""

from __future__ import annotations

from typing import Final

from hearthside.engines import words
from hearthside.engines.matching.facts import (
    OF_THE_DOOR,
    WAYS,
    Group,
    Need,
    Wanted,
    close_to,
    kilometres_between,
)

TOPICS: Final = frozenset(words.TOPICS)
# A group may say both of a line, and then means either.
EITHER: Final = (frozenset({"men", "women"}), frozenset({"young_adults", "older"}))
EACH: Final = frozenset({"lgbtq", "veterans", "people_of_colour", "new_parents"})


def only_for(said: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Return whom a group is only for: of each set, one word must count the person in."""
    asked = [either & said for either in EITHER if either & said and not either <= said]
    both_ages = EITHER[1] <= said
    asked += [EITHER[1]] if both_ages else []
    asked += [frozenset({word}) for word in sorted(EACH & said)]
    standing = said & {"carers", "own_experience"}
    if standing and "open" not in said:
        asked.append(standing)
    return tuple(asked)


def why_not(wanted: Wanted, group: Group) -> frozenset[Need]:
    """Return the needs this group would break; empty when it fits."""
    broken = {
        Need.TIME: not _in_time(wanted, group),
        Need.ABOUT: not _is_about(wanted, group),
        Need.LANGUAGE: bool(wanted.languages) and not wanted.languages & group.said,
        Need.WHO: not _counts_in(wanted, group),
    }
    mine = group.ways & (wanted.ways or frozenset(WAYS))
    if not mine:
        broken[Need.WAY] = True
    # Whichever way breaks least.
    ways = [_of_the_way(wanted, group, way) for way in sorted(mine or group.ways)]
    least = min(
        ways, key=lambda lacks: (len(lacks), sorted(lacks)), default=frozenset()
    )
    return frozenset(need for need, is_broken in broken.items() if is_broken) | least


def _of_the_way(wanted: Wanted, group: Group, way: str) -> frozenset[Need]:
    if way != words.IN_PERSON:
        lacks = wanted.access - OF_THE_DOOR - group.said
        return frozenset({Need.ACCESS}) if lacks else frozenset()
    broken = {Need.ACCESS} if wanted.access - group.said else set()
    if wanted.near and wanted.reach_km is not None:
        far = (
            group.at is None
            or kilometres_between(wanted.near, group.at) > wanted.reach_km
        )
        broken |= {Need.REACH} if far else set()
    return frozenset(broken)


def _in_time(wanted: Wanted, group: Group) -> bool:
    if not wanted.windows:
        return True
    return any(
        window.holds(day, group.starts, group.minutes)
        for window in wanted.windows
        for day in range(7)
        if group.weekdays >> day & 1
    )


def _is_about(wanted: Wanted, group: Group) -> bool:
    """Whether it names what they named, something close to it, or anything at all."""
    near = wanted.experience | close_to(wanted.experience) | {"any"}
    return not wanted.experience or bool(near & group.said)


def _counts_in(wanted: Wanted, group: Group) -> bool:
    if not all(asked & wanted.who for asked in only_for(group.said)):
        return False
    own = "own_experience" in group.said and "open" not in group.said
    if own and not ("carers" in group.said and "carers" in wanted.who):
        # Only people with this experience: theirs must be one that it names.
        return bool((wanted.experience | {"any"}) & group.said)
    return True
