"""Finding: which groups there are near here, on that evening, for people like me."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any, Final

from django.db.models import Exists, F, FloatField, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable, ExpressionWrapper

from hearthside.engines import recurrence, words
from hearthside.groups.freshness import FADES_AFTER, has_faded, in_the_directory
from hearthside.groups.models import Group, NobodyThere, Said
from hearthside.groups.patterns import pattern_of

KM_A_DEGREE: Final = 111.195
EARTH_KM: Final = 6371.0088
PAGE: Final = 20
MOST_PAGES: Final = 500
FROM_HOME: Final = (words.ONLINE, words.PHONE)
# Not a way a group says it meets, but a way somebody may ask: whichever needs no journey.
AT_HOME: Final = "at_home"

# What a group's own page says; left out of the rows a list sorts.
_LONG_WORDS: Final = (
    "about", "first_time", "who_meets_you", "hours_note", "directions", "access_notes",
    "door", "online_note", "online_link",
)  # fmt: skip

# First moment inside, first moment outside; a night runs into the next morning.
PARTS_OF_DAY: Final[dict[str, tuple[time, time]]] = {
    "morning": (time(5), time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), time(22)),
    "night": (time(22), time(5)),
}


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth: degrees, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for. Nothing of it is kept.

    near -- where they set out from; None looks everywhere.
    reach_km -- how far they would go; None: any distance, nearest first all the same.
    weekday -- 0 Monday .. 6 Sunday.
    attendance -- a way a group meets, or AT_HOME for online and by phone together.
    said -- words every group found must say of itself, languages as "lang:cy".
    """

    near: Point | None = None
    reach_km: float | None = 40.0
    weekday: int | None = None
    part_of_day: str = ""
    attendance: str = ""
    said: frozenset[str] = field(default_factory=frozenset)
    page: int = 1

    @property
    def is_from_home(self) -> bool:
        """Whether distance plays no part."""
        return self.attendance in (*FROM_HOME, AT_HOME)


@dataclass(frozen=True, slots=True)
class Card:
    """One group in a list: the few things a person decides by."""

    id: int
    public_id: str
    name: str
    one_line: str
    attendance: str
    place_name: str
    district: str
    km: float | None
    next_at: datetime | None
    zone: str
    pattern: recurrence.Pattern
    said: tuple[str, ...]
    is_ours: bool
    confirmed_at: datetime
    is_faded: bool
    listed_by: str
    fetched_at: datetime | None
    has_caution: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One page of groups, nearest first, then soonest; and how many there are in all.

    from_home -- how many meet online or by phone and fit in everything but the place.
    """

    cards: tuple[Card, ...]
    total: int
    page: int
    pages: int
    from_home: int


def find(wish: Wish, *, now: datetime) -> Found:
    """Return one page of the groups that fit; at most four queries, whatever is found."""
    everywhere = _everywhere(wish, now=now)
    here = _within_reach(everywhere, wish)
    total = here.count()
    pages = max(1, min(MOST_PAGES, math.ceil(total / PAGE)))
    page = min(max(1, wish.page), pages)
    rows = list(_for_cards(here)[(page - 1) * PAGE : page * PAGE])
    from_home = (
        everywhere.filter(attendance__in=FROM_HOME).count()
        if wish.near and not wish.is_from_home
        else 0
    )
    return Found(tuple(_cards(rows, wish, now=now)), total, page, pages, from_home)


def how_many(wish: Wish, *, now: datetime) -> int:
    """Return how many groups fit; one query."""
    return fitting(wish, now=now).count()


def fitting(wish: Wish, *, now: datetime) -> QuerySet[Group]:
    """Return the rows that fit, nearest first, then soonest; for this room."""
    return _within_reach(_everywhere(wish, now=now), wish)


def listed(*, now: datetime, most: int) -> list[tuple[str, datetime]]:
    """Return every group the directory shows, our own first; one query.

    Each is its public id, and when what it says last changed.
    """
    rows = Group.objects.filter(in_the_directory(now=now))
    rows = rows.order_by(F("feed").asc(nulls_first=True), "id")
    return list(rows.values_list("public_id", "changed_at")[:most])


def soonest_of_ours(*, now: datetime, most: int = 3) -> list[Card]:
    """Return our own groups that meet next, unsure listings left out; two queries."""
    rows = Group.objects.filter(
        in_the_directory(now=now),
        feed=None,
        next_at__isnull=False,
        confirmed_at__gt=now - FADES_AFTER,
    )
    soonest = _for_cards(rows).order_by("next_at", "id")[:most]
    return list(_cards(soonest, Wish(), now=now))


def cards_of(
    group_ids: Iterable[int], *, near: Point | None, now: datetime
) -> list[Card]:
    """Return the cards of these groups, by id; two queries."""
    rows = Group.objects.filter(in_the_directory(now=now), id__in=set(group_ids))
    return list(_cards(_for_cards(rows).order_by("id"), Wish(near=near), now=now))


def kilometres_between(a: Point, b: Point) -> float:
    """Return the great-circle distance between two places.

    Returns kilometres, 0 to about 20 015. Wrong by up to 0.5 %: the earth is taken as a
    ball.
    Source: haversine formula; mean radius 6371.0088 km (IUGG).
    """
    lat_a, lat_b = math.radians(a.latitude), math.radians(b.latitude)
    half_lat = (lat_b - lat_a) / 2
    half_lon = math.radians(b.longitude - a.longitude) / 2
    chord = (
        math.sin(half_lat) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def _everywhere(wish: Wish, *, now: datetime) -> QuerySet[Group]:
    rows = Group.objects.filter(in_the_directory(now=now))
    if wish.weekday is not None:
        rows = rows.annotate(meets=F("weekdays").bitand(1 << wish.weekday)).filter(
            meets__gt=0
        )
    if wish.part_of_day in PARTS_OF_DAY:
        first, end = PARTS_OF_DAY[wish.part_of_day]
        inside = Q(starts_at__gte=first), Q(starts_at__lt=end)
        rows = rows.filter(
            inside[0] & inside[1] if first < end else inside[0] | inside[1]
        )
    if wish.attendance in {words.IN_PERSON, words.ONLINE}:
        rows = rows.filter(attendance__in=(wish.attendance, words.HYBRID))
    elif wish.attendance == AT_HOME:
        rows = rows.filter(attendance__in=FROM_HOME)
    elif wish.attendance:
        rows = rows.filter(attendance=wish.attendance)
    for word in sorted(wish.said):
        says = Said.objects.filter(group=OuterRef("pk"), word=word)
        rows = rows.filter(Exists(says))
    return rows


def _within_reach(rows: QuerySet[Group], wish: Wish) -> QuerySet[Group]:
    if wish.near is None or wish.is_from_home:
        return rows.order_by(F("next_at").asc(nulls_last=True), "id")
    rows = rows.exclude(attendance__in=FROM_HOME).filter(latitude__isnull=False)
    rows = rows.annotate(squared=squared_degrees(wish.near))
    if wish.reach_km is not None:
        degrees = wish.reach_km / KM_A_DEGREE
        rows = rows.filter(
            latitude__range=(
                wish.near.latitude - degrees,
                wish.near.latitude + degrees,
            ),
            squared__lte=degrees**2,
        )
    return rows.order_by("squared", F("next_at").asc(nulls_last=True), "id")


def squared_degrees(near: Point) -> Combinable:
    """Return the squared distance in degrees of latitude, for ordering in the database.

    Flat within a few hundred kilometres, which is as far as anybody travels to a group;
    the distance shown is the true one.
    """
    shrink = math.cos(math.radians(near.latitude))
    north = F("latitude") - Value(near.latitude)
    east = (F("longitude") - Value(near.longitude)) * Value(shrink)
    return ExpressionWrapper(north * north + east * east, output_field=FloatField())


def _for_cards(rows: QuerySet[Group]) -> QuerySet[Any]:
    open_caution = NobodyThere.objects.filter(group=OuterRef("pk"), answered_at=None)
    shown = rows.select_related("feed").annotate(is_cautioned=Exists(open_caution))
    return shown.defer(*_LONG_WORDS)


def _cards(rows: Iterable[Any], wish: Wish, *, now: datetime) -> Iterable[Card]:
    rows = list(rows)
    ids = [row.pk for row in rows]
    said: dict[int, list[str]] = {group_id: [] for group_id in ids}
    for group_id, word in Said.objects.filter(group_id__in=ids).values_list(
        "group_id", "word"
    ):
        said[group_id].append(word)
    for row in rows:
        yield Card(
            id=row.pk,
            public_id=row.public_id,
            name=row.name,
            one_line=row.one_line,
            attendance=row.attendance,
            place_name="" if row.address_withheld else row.place_name,
            district=row.district,
            km=_kilometres(row, wish.near),
            next_at=_coming(row, now=now),
            zone=row.zone,
            pattern=pattern_of(row),
            said=tuple(sorted(said[row.pk])),
            is_ours=row.feed_id is None,
            confirmed_at=row.confirmed_at,
            is_faded=has_faded(row.confirmed_at, now=now),
            listed_by=row.feed.name if row.feed else "",
            fetched_at=row.feed.fetched_at if row.feed else None,
            has_caution=row.is_cautioned,
        )


def _coming(row: Group, *, now: datetime) -> datetime | None:
    """Return when the group meets next, true even where the clock's round is late."""
    if row.feed_id is None or row.next_at is None or row.next_at >= now:
        return row.next_at
    coming = recurrence.next_after(pattern_of(row), moment=now)
    return coming.starts if coming else None


def _kilometres(row: Group, near: Point | None) -> float | None:
    if near is None or row.latitude is None or row.longitude is None:
        return None
    if row.attendance in FROM_HOME:
        return None
    return kilometres_between(near, Point(row.latitude, row.longitude))
