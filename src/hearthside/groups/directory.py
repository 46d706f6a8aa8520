"""The directory: what anybody may read of one group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from hearthside.core.actor import Anybody
from hearthside.core.policy import Place, Verb, insist, may
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence, words
from hearthside.groups.door_words import PICTURES, Photo, photo_of
from hearthside.groups.freshness import LEAVES_AFTER, has_faded
from hearthside.groups.models import Agreement, Group, NobodyThere, Said
from hearthside.groups.patterns import pattern_of
from hearthside.groups.provenance import ListedBy, listed_by
from hearthside.organisation.wording import Area, area_of


@dataclass(frozen=True, slots=True)
class Promises:
    """One version of a group's agreement."""

    number: int
    adopted_on: date
    promises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the page of one group may say, before its dates."""

    id: int
    public_id: str
    locality_id: int | None
    area: Area | None
    name: str
    one_line: str
    about: str
    first_time: str
    who_meets_you: str
    hours_note: str
    attendance: str
    place_name: str
    address: str
    address_withheld: bool
    district: str
    directions: str
    access_notes: str
    door: str
    photo: Photo | None
    online_note: str
    has_online_link: bool
    latitude: float | None
    longitude: float | None
    is_approximate: bool
    seats: int
    pattern: recurrence.Pattern
    proposed_words: str
    said: tuple[str, ...]
    languages: tuple[str, ...]
    confirmed_at: datetime
    is_faded: bool
    is_listed: bool
    is_paused: bool
    listed_by: ListedBy | None
    cautions: tuple[date, ...]
    agreement: Promises | None


@dataclass(frozen=True, slots=True)
class WayIn:
    """Where a group meets and how to get through its door."""

    place_name: str
    address: str
    directions: str
    door: str
    has_online_link: bool


@dataclass(frozen=True, slots=True)
class Table:
    """What a group puts out for an evening: chairs, and its agreement.

    changed_on -- since when the agreement is as it is; None when there is none.
    """

    seats: int
    promises: tuple[str, ...]
    changed_on: date | None


@dataclass(frozen=True, slots=True)
class Handle:
    """A group reduced to what another room needs of it.

    is_listed -- false while it takes a pause or is off the list: it has no dates to show.
    is_off_the_list -- only its own people see its page. attendance -- how people come.
    """

    id: int
    public_id: str
    locality_id: int | None
    name: str
    zone: str
    is_ours: bool
    is_listed: bool
    is_off_the_list: bool
    attendance: str

    @property
    def place(self) -> Place:
        return Place(self.id, self.locality_id)


def sheet(actor: Anybody, *, public_id: str, now: datetime) -> Sheet:
    """Return what the actor may read of this group; four queries.

    Raises NotFound: no such group, or one that left the directory long unconfirmed
    (its own people still see it).
    """
    rows = Group.objects.select_related("feed", "locality", "door_photo")
    group = rows.defer(*PICTURES).filter(public_id=public_id).first()
    if group is None or not _is_shown(actor, group, now=now):
        raise NotFound
    hides = group.address_withheld and not is_one_of_them(actor, _handle(group).place)
    said = sorted(Said.objects.filter(group=group).values_list("word", flat=True))
    cautions = NobodyThere.objects.filter(group=group, answered_at=None)
    promises = Agreement.objects.filter(group=group).order_by("-number").first()
    return Sheet(
        id=group.pk,
        public_id=group.public_id,
        locality_id=group.locality_id,
        area=area_of(group.locality),
        name=group.name,
        one_line=group.one_line,
        about=group.about,
        first_time=group.first_time,
        who_meets_you=group.who_meets_you,
        hours_note=group.hours_note,
        attendance=group.attendance,
        place_name="" if hides else group.place_name,
        address="" if hides else group.address,
        address_withheld=hides,
        district=group.district,
        directions="" if hides else group.directions,
        access_notes=group.access_notes,
        door="" if hides else group.door,
        photo=None if hides else photo_of(getattr(group, "door_photo", None)),
        online_note=group.online_note,
        has_online_link=bool(group.online_link),
        latitude=None if hides else group.latitude,
        longitude=None if hides else group.longitude,
        is_approximate=group.is_approximate,
        seats=group.seats,
        pattern=pattern_of(group),
        proposed_words="" if group.proposal_settled else group.proposed_words,
        said=tuple(word for word in said if word in words.SAID),
        languages=tuple(w.removeprefix("lang:") for w in said if w.startswith("lang:")),
        confirmed_at=group.confirmed_at,
        is_faded=has_faded(group.confirmed_at, now=now),
        is_listed=group.state == Group.State.LISTED,
        is_paused=group.state == Group.State.PAUSED,
        listed_by=listed_by(group),
        cautions=tuple(cautions.order_by("on").values_list("on", flat=True)),
        agreement=Promises(
            promises.number, promises.adopted_on, tuple(promises.promises)
        )
        if promises
        else None,
    )


def place_of(one: Sheet) -> Place:
    """Return where the policy finds the group of this sheet."""
    return Place(one.id, one.locality_id)


def way_in(group_id: int) -> WayIn:
    """Return where a group meets, for somebody who asked and said they might come."""
    row = Group.objects.filter(id=group_id).get()
    has_link = row.attendance != words.IN_PERSON and bool(row.online_link)
    return WayIn(row.place_name, row.address, row.directions, row.door, has_link)


def table_of(group_id: int) -> Table:
    """Return the chairs and the agreement of a group, for somebody who holds its evening."""
    seats = Group.objects.values_list("seats", flat=True).get(id=group_id)
    agreed = Agreement.objects.filter(group_id=group_id).order_by("-number").first()
    if agreed is None:
        return Table(seats, (), None)
    return Table(seats, tuple(agreed.promises), agreed.adopted_on)


def handle(
    actor: Anybody, *, public_id: str, now: datetime, verb: Verb = Verb.LOOK_AROUND
) -> Handle:
    """Return the group behind a public id, if the actor may do this with it.

    Raises NotFound.
    """
    group = Group.objects.filter(public_id=public_id).first()
    if group is None:
        raise NotFound
    if verb is Verb.LOOK_AROUND and not _is_shown(actor, group, now=now):
        raise NotFound
    insist(actor, verb, Place(group.pk, group.locality_id))
    return _handle(group)


def handles(group_ids: Iterable[int]) -> dict[int, Handle]:
    """Return these groups by id."""
    return {row.pk: _handle(row) for row in Group.objects.filter(id__in=set(group_ids))}


def ours(
    *,
    locality_ids: frozenset[int] | None = None,
    group_ids: frozenset[int] = frozenset(),
) -> list[Handle]:
    """Return our own groups of these localities and these groups; all of ours with None."""
    rows = Group.objects.filter(feed=None).order_by("name")
    if locality_ids is not None:
        rows = rows.filter(locality_id__in=locality_ids) | rows.filter(id__in=group_ids)
    return [_handle(row) for row in rows]


def meeting_patterns() -> list[tuple[Handle, recurrence.Pattern]]:
    """Return each of our listed groups with its usual pattern."""
    rows = Group.objects.filter(feed=None, state=Group.State.LISTED)
    return [(_handle(row), pattern_of(row)) for row in rows]


def open_cautions(
    *, locality_ids: frozenset[int] | None, group_ids: frozenset[int] = frozenset()
) -> list[tuple[Handle, date, int]]:
    """Return the cautions nobody has answered: which group, which date, how often said."""
    rows = NobodyThere.objects.filter(answered_at=None).select_related("group")
    if locality_ids is not None:
        rows = rows.filter(group__locality_id__in=locality_ids) | rows.filter(
            group_id__in=group_ids
        )
    return [(_handle(row.group), row.on, row.times) for row in rows.order_by("on")]


def unconfirmed(
    *,
    locality_ids: frozenset[int] | None,
    group_ids: frozenset[int] = frozenset(),
    now: datetime,
) -> list[Handle]:
    """Return our own listings that have faded, longest first."""
    rows = Group.objects.filter(feed=None, state=Group.State.LISTED)
    if locality_ids is not None:
        rows = rows.filter(locality_id__in=locality_ids) | rows.filter(id__in=group_ids)
    return [
        _handle(row)
        for row in rows.order_by("confirmed_at")
        if has_faded(row.confirmed_at, now=now)
    ]


def is_one_of_them(actor: Anybody, place: Place) -> bool:
    """Return whether this actor is one of its own people: a withheld address is theirs."""
    their_own = (Verb.LEAVE_A_GROUP, Verb.CHANGE_A_DATE)
    return any(may(actor, verb, place) for verb in their_own)


def _is_shown(actor: Anybody, group: Group, *, now: datetime) -> bool:
    if group.state != Group.State.UNLISTED and now - group.confirmed_at < LEAVES_AFTER:
        return True
    return is_one_of_them(actor, _handle(group).place)


def _handle(group: Group) -> Handle:
    return Handle(
        group.pk,
        group.public_id,
        group.locality_id,
        group.name,
        group.zone,
        group.feed_id is None,
        group.state == Group.State.LISTED,
        group.state == Group.State.UNLISTED,
        group.attendance,
    )
