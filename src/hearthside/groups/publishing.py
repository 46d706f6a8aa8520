"""Publishing: what leaves the house about our groups, for other directories to show.

Listings that came to us from somebody else are theirs to publish, and are not in here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hearthside.engines import recurrence, words
from hearthside.groups.finding import Wish, fitting
from hearthside.groups.freshness import LEAVES_AFTER
from hearthside.groups.models import Group, Said
from hearthside.groups.patterns import pattern_of

LANGUAGE = "lang:"


@dataclass(frozen=True, slots=True)
class Told:
    """One of our groups as anybody may read it; a withheld address is left out."""

    id: int
    public_id: str
    locality_id: int | None
    name: str
    one_line: str
    about: str
    first_time: str
    attendance: str
    place_name: str
    address: str
    address_withheld: bool
    district: str
    latitude: float | None
    longitude: float | None
    is_approximate: bool
    directions: str
    access_notes: str
    online_note: str
    has_online_link: bool
    said: tuple[str, ...]
    languages: tuple[str, ...]
    seats: int
    is_paused: bool
    pattern: recurrence.Pattern
    version: int
    confirmed_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Gone:
    """A group of ours nobody may read of any more: which, since when, and nothing else."""

    public_id: str
    locality_id: int | None
    at: datetime


def told(*, now: datetime, public_id: str = "", locked: bool = False) -> list[Told]:
    """Return every group of ours that may be published, by id; two queries.

    Paused ones among them; unlisted ones, and those nobody confirmed for long, are not.
    public_id -- only this one, or none at all where it may not be published. locked --
    inside a transaction: nobody changes them until that ends.
    """
    rows = publishable(now=now)
    if public_id:
        rows = rows.filter(public_id=public_id)
    if locked:
        rows = rows.select_for_update()
    return written_down(list(rows.order_by("id")))


def told_that_fit(wish: Wish, *, now: datetime) -> list[Told]:
    """Return those of ours the directory would show for this wish, in its order; two queries."""
    rows = fitting(wish, now=now).filter(feed=None)
    return written_down(list(rows))


def gone(*, now: datetime, most: int) -> list[Gone]:
    """Return groups of ours that were published once and are not now, latest first.

    Every group begins listed, so one that is not, and was changed since, was.
    Two queries.
    """
    ours = Group.objects.filter(feed=None)
    off = ours.filter(state=Group.State.UNLISTED, version__gt=1)
    left = ours.exclude(state=Group.State.UNLISTED).filter(
        confirmed_at__lte=now - LEAVES_AFTER
    )
    found = [
        *(
            Gone(row.public_id, row.locality_id, row.changed_at)
            for row in off.order_by("-changed_at")[:most]
        ),
        *(
            Gone(row.public_id, row.locality_id, row.confirmed_at + LEAVES_AFTER)
            for row in left.order_by("-confirmed_at")[:most]
        ),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:most]


def publishable(*, now: datetime) -> QuerySet[Group]:
    """Return the rows of ours that anybody may read of; for this room."""
    shown = Q(state__in=[Group.State.LISTED, Group.State.PAUSED])
    return Group.objects.filter(shown, feed=None, confirmed_at__gt=now - LEAVES_AFTER)


def written_down(rows: list[Group]) -> list[Told]:
    """Return these rows as they are told, in their order; one query; for this room."""
    said = _said(rows)
    return [_one(row, said.get(row.pk, [])) for row in rows]


def _said(rows: Iterable[Group]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    # Every word of ours, rather than a list of ids: a database bounds how many it takes.
    of_ours = Said.objects.filter(group__feed=None)
    if len(ids := [row.pk for row in rows]) <= 500:
        of_ours = Said.objects.filter(group_id__in=ids)
    for group_id, word in of_ours.order_by("word").values_list("group_id", "word"):
        found.setdefault(group_id, []).append(word)
    return found


def _one(row: Group, said: list[str]) -> Told:
    hides = row.address_withheld
    return Told(
        id=row.pk,
        public_id=row.public_id,
        locality_id=row.locality_id,
        name=row.name,
        one_line=row.one_line,
        about=row.about,
        first_time=row.first_time,
        attendance=row.attendance,
        place_name="" if hides else row.place_name,
        address="" if hides else row.address,
        address_withheld=hides,
        district=row.district,
        latitude=None if hides else row.latitude,
        longitude=None if hides else row.longitude,
        is_approximate=row.is_approximate,
        directions="" if hides else row.directions,
        access_notes=row.access_notes,
        online_note=row.online_note,
        has_online_link=row.attendance != words.IN_PERSON and bool(row.online_link),
        said=tuple(word for word in said if word in words.SAID),
        languages=tuple(
            word.removeprefix(LANGUAGE) for word in said if word.startswith(LANGUAGE)
        ),
        seats=row.seats,
        is_paused=row.state == Group.State.PAUSED,
        pattern=pattern_of(row),
        version=row.version,
        confirmed_at=row.confirmed_at,
        changed_at=row.changed_at,
    )
