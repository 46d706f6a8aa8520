"""Harvesting: what we publish, a page at a time, for those who collect directories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hearthside.engines import words
from hearthside.groups.finding import KM_A_DEGREE, Point, squared_degrees
from hearthside.groups.models import Group, Said
from hearthside.groups.publishing import Told, publishable, written_down

LONGEST_SEARCH: Final = 200
MOST_WORDS: Final = 8
_SEARCHED: Final = ("name", "district", "locality__name")
_OWN_WORDS: Final = ("one_line", "about")
_MIDNIGHT: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a clock face, on no day


@dataclass(frozen=True, slots=True)
class Sought:
    """What a directory asks for; everything said must be so.

    search -- words found anywhere in what a group says of itself.
    any_of -- of each set, a group says one word at least; of none_of, not one.
    attendance -- a way a group meets.
    changed_after -- aware; changed then or later, itself or, in dates_of, one of its dates.
    weekday -- 0 Monday .. 6 Sunday. starts_from, ends_by -- on the group's own clock.
    reach_km -- how far from near the door may be.
    """

    public_id: str = ""
    search: str = ""
    any_of: tuple[frozenset[str], ...] = ()
    none_of: frozenset[str] = frozenset()
    attendance: str = ""
    changed_after: datetime | None = None
    dates_of: frozenset[int] = frozenset()
    weekday: int | None = None
    starts_from: time | None = None
    ends_by: time | None = None
    near: Point | None = None
    reach_km: float | None = None


@dataclass(frozen=True, slots=True)
class Harvest:
    """Some of the groups found, and how many there are in all."""

    told: tuple[Told, ...]
    total: int


def harvest(
    sought: Sought,
    *,
    now: datetime,
    first: int,
    most: int,
    hidden: frozenset[str] = frozenset(),
) -> Harvest:
    """Return those from the first on, by id, or nearest first where near is said.

    first -- 0 is the first one. hidden -- public ids of groups that are not found by their
    own words. At most four queries.
    """
    rows = _sought(publishable(now=now), sought, hidden)
    total = rows.count()
    some = list(rows[first : first + most]) if first < total else []
    return Harvest(tuple(written_down(some)), total)


def public_ids(*, now: datetime) -> list[str]:
    """Return the ids of all of ours that may be published; one query."""
    return list(publishable(now=now).values_list("public_id", flat=True))


def _sought(
    rows: QuerySet[Group], sought: Sought, hidden: frozenset[str]
) -> QuerySet[Group]:
    if sought.public_id:
        rows = rows.filter(public_id=sought.public_id)
    for word in sought.search[:LONGEST_SEARCH].split()[:MOST_WORDS]:
        rows = rows.filter(_mentions(word, hidden))
    for some in sought.any_of:
        rows = rows.filter(_says(some))
    if sought.none_of:
        rows = rows.exclude(_says(sought.none_of))
    if sought.attendance:
        rows = rows.filter(attendance=sought.attendance)
    if sought.changed_after is not None:
        # A group that takes a pause tells no dates, so none of them can have changed.
        dates = Q(id__in=sought.dates_of, state=Group.State.LISTED)
        rows = rows.filter(Q(changed_at__gte=sought.changed_after) | dates)
    return _by_place(_by_clock(rows, sought), sought)


def _says(some: Iterable[str]) -> Exists:
    return Exists(Said.objects.filter(group=OuterRef("pk"), word__in=sorted(some)))


def _mentions(word: str, hidden: frozenset[str]) -> Q:
    fields = [Q(**{f"{field}__icontains": word}) for field in _SEARCHED]
    own = reduce(or_, [Q(**{f"{field}__icontains": word}) for field in _OWN_WORDS])
    fields.append(own & ~Q(public_id__in=hidden) if hidden else own)
    # A place that is withheld must not be found by guessing its name.
    fields.append(Q(place_name__icontains=word, address_withheld=False))
    plain = word.casefold()
    named = [code for code, label in words.SAID.items() if plain in label.casefold()]
    if named:
        fields.append(Q(_says(named)))
    return reduce(or_, fields)


def _by_clock(rows: QuerySet[Group], sought: Sought) -> QuerySet[Group]:
    if sought.weekday is not None:
        rows = rows.annotate(meets=F("weekdays").bitand(1 << sought.weekday))
        rows = rows.filter(meets__gt=0)
    if sought.starts_from is not None:
        rows = rows.filter(starts_at__gte=sought.starts_from)
    if sought.ends_by is None:
        return rows
    # Databases disagree on adding minutes to a clock; there are few lengths of a meeting.
    fits = Q(pk__in=[])
    for minutes in rows.order_by().values_list("minutes", flat=True).distinct()[:100]:
        latest = _MIDNIGHT.replace(
            hour=sought.ends_by.hour, minute=sought.ends_by.minute
        ) - timedelta(minutes=minutes)
        if latest >= _MIDNIGHT:
            fits |= Q(minutes=minutes, starts_at__lte=latest.time())
    return rows.filter(fits)


def _by_place(rows: QuerySet[Group], sought: Sought) -> QuerySet[Group]:
    if sought.near is None:
        return rows.order_by("id")
    # Nor must a door that is withheld be found by asking from all sides.
    rows = rows.filter(latitude__isnull=False, address_withheld=False)
    rows = rows.annotate(squared=squared_degrees(sought.near))
    if sought.reach_km is not None:
        rows = rows.filter(squared__lte=(sought.reach_km / KM_A_DEGREE) ** 2)
    return rows.order_by("squared", "id")
