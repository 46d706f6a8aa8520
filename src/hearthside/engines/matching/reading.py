"""Reading one person and many groups from JSON, each answer checked and named if wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from hearthside.engines import words
from hearthside.engines.matching.comfort import Felt
from hearthside.engines.matching.facts import (
    A_DAY,
    EVERY_DAY,
    PARTS,
    WAYS,
    WISHES,
    Group,
    Point,
    Wanted,
    Window,
    part_of_day,
)
from hearthside.engines.matching.fields import Fields
from hearthside.engines.strict_json import NotReadable, read_json

MOST_GROUPS: Final = 100_000
MOST_TIMES: Final = 50
FURTHEST_KM: Final = 20_100.0
WHO: Final = tuple(word for word in words.WHO_FOR if word != "open")


@dataclass(frozen=True, slots=True)
class Read:
    """One group of a file: what it says, its name, and its reflections if it has any."""

    group: Group
    name: str
    felt: Felt | None


def read_person(raw: bytes) -> Wanted:
    """Return what one person wants.

    Raises NotReadable.
    """
    fields = Fields(read_json(raw), "the person")
    reach = fields.number("reach_km", least=0.0, most=FURTHEST_KM)
    wanted = Wanted(
        near=_point(fields.inside("near")),
        reach_km=reach,
        ways=fields.words("ways", WAYS),
        windows=_windows(fields),
        access=fields.words("access", words.ACCESS),
        languages=_languages(fields),
        experience=fields.words("experience", words.TOPICS),
        who=fields.words("who", WHO),
        wishes=fields.words("wishes", sorted(WISHES)),
    )
    fields.nothing_else()
    if reach is not None and wanted.near is None:
        raise NotReadable('"reach_km" needs "near": how far from where?')
    return wanted


def read_groups(raw: bytes) -> list[Read]:
    """Return the groups of a file: a list, or an object with the list under "groups".

    Raises NotReadable.
    """
    found = read_json(raw)
    if isinstance(found, dict):
        found = found.get("groups")
    if not isinstance(found, list):
        raise NotReadable('The groups must be a list, or a list under "groups".')
    if len(found) > MOST_GROUPS:
        raise NotReadable(f"There are more than {MOST_GROUPS:,} groups.")
    read = [_group(row, f"group {number}") for number, row in enumerate(found, 1)]
    seen: set[str] = set()
    for one in read:
        if one.group.id in seen:
            raise NotReadable(f'Two groups have the id "{one.group.id}".')
        seen.add(one.group.id)
    return read


def _group(row: Any, where: str) -> Read:
    fields = Fields(row, where)
    meets = fields.inside("meets")
    if meets is None:
        raise NotReadable(f'{where}: "meets" is missing.')
    days, starts = _days(meets), meets.clock("from")
    minutes = meets.number("minutes", least=5, most=A_DAY)
    if starts in (None, A_DAY) or minutes is None or "days" not in meets:
        raise NotReadable(f'{where}: "meets" wants "days", "from" and "minutes".')
    meets.nothing_else()
    ways = fields.words("ways", WAYS)
    if not ways:
        raise NotReadable(f'{where}: "ways" must name one way to take part.')
    size = fields.number("size", least=1, most=1000)
    soon = fields.number("next_in_days", least=0, most=3660)
    group = Group(
        id=fields.text("id", most=64),
        ways=ways,
        at=_point(fields.inside("at")),
        weekdays=days,
        starts=starts,
        minutes=int(minutes),
        said=fields.words("said", words.SAID) | _languages(fields),
        size=None if size is None else int(size),
        next_in_days=soon,
        is_sure=fields.yes_or_no("is_sure", otherwise=True),
    )
    name = fields.text("name", most=200, otherwise=group.id)
    felt = _felt(fields.inside("reflections"))
    fields.nothing_else()
    return Read(group, name, felt)


def _felt(fields: Fields | None) -> Felt | None:
    if fields is None:
        return None
    counts = [
        fields.number(name, least=0, most=1_000_000) or 0
        for name in ("at_ease", "between", "not_at_ease")
    ]
    fields.nothing_else()
    return Felt(*map(int, counts))


def _point(fields: Fields | None) -> Point | None:
    if fields is None:
        return None
    north = fields.number("latitude", least=-90, most=90)
    east = fields.number("longitude", least=-180, most=180)
    if north is None or east is None:
        raise NotReadable(f'{fields.where} wants "latitude" and "longitude".')
    fields.nothing_else()
    return Point(north, east)


def _windows(fields: Fields) -> tuple[Window, ...]:
    found: list[Window] = []
    for one in fields.many("times", most=MOST_TIMES):
        days = _days(one)
        if part := one.text("part", most=20, otherwise=""):
            if part not in PARTS:
                raise NotReadable(f'{one.where}: "part" is one of {", ".join(PARTS)}.')
            found += part_of_day(part, days)
        else:
            opens, ends_by = one.clock("from"), one.clock("until")
            opens = 0 if opens is None else opens
            ends_by = A_DAY if ends_by is None else ends_by
            if opens >= ends_by:
                raise NotReadable(f'{one.where}: "until" must be later than "from".')
            found.append(Window(days, opens, A_DAY, ends_by))
        one.nothing_else()
    return tuple(found)


def _days(fields: Fields) -> int:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    chosen = fields.words("days", names)
    if "days" in fields and not chosen:
        raise NotReadable(f'{fields.where}: "days" is empty.')
    days = sum(1 << number for number, name in enumerate(names) if name in chosen)
    return days or EVERY_DAY


def _languages(fields: Fields) -> frozenset[str]:
    return frozenset(
        f"lang:{code}" for code in fields.words("languages", words.LANGUAGES)
    )
