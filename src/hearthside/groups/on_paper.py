"""On paper: what a folded list says of our listed groups, for anybody to take home."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from hearthside.engines import recurrence
from hearthside.groups.freshness import in_the_directory
from hearthside.groups.models import Group, Said
from hearthside.groups.patterns import pattern_of


@dataclass(frozen=True, slots=True)
class Listed:
    """One group as a list on paper may show it, to nobody in particular.

    place_name, address -- empty when the address is withheld: paper is left on tables.
    weekdays -- as bits, Monday 1, Tuesday 2; none when it meets on other days.
    said -- words of the closed vocabulary.
    """

    name: str
    pattern: recurrence.Pattern
    weekdays: int
    attendance: str
    place_name: str
    address: str
    is_withheld: bool
    district: str
    said: frozenset[str]


def listed_in(locality_id: int, *, now: datetime) -> tuple[Listed, ...]:
    """Return our listed groups of a locality, by the time they begin; two queries."""
    rows = list(
        Group.objects.filter(
            in_the_directory(now=now),
            feed=None,
            locality_id=locality_id,
        ).order_by("starts_at", "name")
    )
    said: dict[int, set[str]] = defaultdict(set)
    for group_id, word in Said.objects.filter(group__in=rows).values_list(
        "group_id", "word"
    ):
        said[group_id].add(word)
    return tuple(
        Listed(
            name=row.name,
            pattern=pattern_of(row),
            weekdays=_weekdays(row),
            attendance=row.attendance,
            place_name="" if row.address_withheld else row.place_name,
            address="" if row.address_withheld else row.address,
            is_withheld=row.address_withheld,
            district=row.district,
            said=frozenset(said[row.pk]),
        )
        for row in rows
    )


def _weekdays(row: Group) -> int:
    """Return the bits of the days it always meets on; a fifteenth is on any of them."""
    rule = row.rule.upper()
    has_days = any(word in rule for word in ("BYDAY", "FREQ=WEEKLY", "FREQ=DAILY"))
    return row.weekdays if has_days else 0
