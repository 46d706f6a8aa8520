"""Who sits in which circle: taking a seat, leaving it, and what the keys say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from hearthside.circles import seats
from hearthside.circles.auditing import GONE
from hearthside.circles.models import Circle, Seat, Wake
from hearthside.circles.ordering import in_order, minute_of
from hearthside.core import rights_changed
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal


class CannotSit(Refusal):
    """There is no free seat in this circle for the actor."""


# What a circle holds, as its protocol was measured.
MOST_SEATS = 40
DEVICE_LONGEST = 22


@dataclass(frozen=True, slots=True)
class Sitting:
    """One circle of the actor's, as their own devices need it.

    is_in -- a device of theirs is in its keys. mls_id -- the group id to make keys with.
    """

    circle_id: str
    kind: str
    group_id: int | None
    seat_id: str
    epoch: int
    last_seq: int
    lifetime_days: int
    is_in: bool
    has_keys: bool
    mls_id: bytes


def circle_for(actor: Actor, public_id: str) -> Circle:
    """Return an open circle in whose group the actor belongs, or in which they sit.

    Raises NotFound: there is none, or none they may know of.
    """
    found = Circle.objects.filter(public_id=public_id, ended_on=None).first()
    if found is None:
        raise NotFound
    if found.group_id is not None:
        insist(actor, Verb.SIT_IN_A_CIRCLE, Place(group_id=found.group_id))
    elif seats.mine(actor.person_id, circle=found) and not _is_open(found):
        raise NotFound
    return found


def seat_for(actor: Actor, public_id: str) -> tuple[Circle, Seat]:
    """Return a circle and the actor's own seat in it.

    Raises NotFound.
    """
    circle = circle_for(actor, public_id)
    return circle, seats.mine(actor.person_id, circle=circle)


def sittings(actor: Actor) -> list[Sitting]:
    """Return the circles the actor sits in and may still sit in; two queries."""
    rows = (
        Seat.objects.filter(
            seats.of(actor.person_id), ended_on=None, circle__ended_on=None
        )
        .select_related("circle", "circle__group_info", "circle__line")
        .order_by("circle_id")
    )
    return [_said(row) for row in rows if _still_belongs(actor, row.circle)]


def sitting(actor: Actor, public_id: str) -> Sitting:
    """Return one circle as the actor's devices need it.

    Raises NotFound.
    """
    circle, seat = seat_for(actor, public_id)
    seat.circle = circle
    return _said(seat)


def circle_of_group(actor: Actor, *, group_id: int) -> str:
    """Return the public id of a group's circle.

    Raises NotFound: it has none, or the actor does not belong there.
    """
    insist(actor, Verb.SIT_IN_A_CIRCLE, Place(group_id=group_id))
    found = Circle.objects.filter(group_id=group_id, ended_on=None)
    public_id = found.values_list("public_id", flat=True).first()
    if public_id is None:
        raise NotFound
    return public_id


def sit(
    actor: Actor, *, circle_id: str, now: datetime, member_id: bytes | None = None
) -> str:
    """Take a seat in the circle of one's group; return its id, the same when asked again.

    A seat alone receives nothing: a device of theirs has to be let into the keys.

    member_id -- 16 bytes of their key in this circle. Whoever comes with another key than
    the one in the circle gets another seat: the first ends, and with it what reaches it.

    Raises NotFound, CannotSit.
    """
    circle = circle_for(actor, circle_id)
    return take_a_seat(actor, circle, member_id=member_id, now=now)


def take_a_seat(
    actor: Actor, circle: Circle, *, member_id: bytes | None, now: datetime
) -> str:
    """Take a seat in a circle; whether the actor may is asked before.

    Raises NotFound: the circle ended meanwhile. CannotSit.
    """
    with transaction.atomic():
        in_order()
        still = Circle.objects.select_for_update().filter(id=circle.pk, ended_on=None)
        if still.first() is None:
            raise NotFound
        mine = seats.of_here(actor.person_id, circle_id=circle.pk)
        seat = Seat.objects.filter(mine, ended_on=None).first()
        if seat is not None and _is_with_another_key(seat, member_id):
            end_seats([seat], now=now)
            seat = None
        if seat is None:
            seat = _take(actor, circle, on=now.date())
        if member_id is not None and seat.member_id is None:
            _say_whose_key(seat, member_id)
        return seat.public_id


def _take(actor: Actor, circle: Circle, *, on: date) -> Seat:
    if Seat.objects.filter(circle=circle, ended_on=None).count() >= MOST_SEATS:
        raise CannotSit("This circle is full.")
    try:
        with transaction.atomic():
            return seats.take(actor.person_id, circle=circle, on=on)
    except IntegrityError:
        return seats.mine(actor.person_id, circle=circle)


def _is_with_another_key(seat: Seat, member_id: bytes | None) -> bool:
    return (
        member_id is not None
        and seat.member_id is not None
        and bytes(seat.member_id) != member_id
    )


def _say_whose_key(seat: Seat, member_id: bytes) -> None:
    try:
        with transaction.atomic():
            Seat.objects.filter(id=seat.pk).update(member_id=member_id)
    except IntegrityError as taken:
        raise CannotSit("Somebody else sits here with this key.") from taken


def leave(actor: Actor, *, circle_id: str, now: datetime) -> None:
    """Give up the actor's seat: from now on nothing of the circle reaches them.

    Raises NotFound.
    """
    with transaction.atomic():
        in_order()
        _circle, seat = seat_for(actor, circle_id)
        end_seats([seat], now=now)


def stand_up(person_id: int, *, group_id: int, now: datetime) -> int:
    """End somebody's seat in the circle of a group; return whether they had one."""
    with transaction.atomic():
        in_order()
        mine = Seat.objects.filter(seats.of(person_id), ended_on=None)
        return end_seats(mine.filter(circle__group_id=group_id), now=now)


def end_seats(over: Iterable[Seat], *, now: datetime) -> int:
    """End these seats and wake whoever holds streams open; in the order, by the caller."""
    rows = list(over)
    ids = [row.pk for row in rows]
    Seat.objects.filter(id__in=ids).update(ended_on=now.date(), from_seq=None)
    Wake.objects.bulk_create(
        Wake(circle_id=row.circle_id, seat_id=row.pk, minute=minute_of(now))
        for row in rows
    )
    return len(ids)


def follow_the_keys(
    circle: Circle, roster: Sequence[bytes], *, seq: int, now: datetime
) -> None:
    """Let what the keys say be so: who came in receives, who is out of them does not.

    roster -- identities as the audit read them. In the transaction of the commit.

    Raises CannotSit: a leaf is nobody's seat here.
    """
    named = {seat_of(identity)[0] for identity in roster} - {GONE}
    open_ = {row.public_id: row for row in circle.seats.filter(ended_on=None)}
    if strange := named - open_.keys():
        raise CannotSit(f"{len(strange)} in these keys have no seat in this circle.")
    came = [
        row for name, row in open_.items() if name in named and row.from_seq is None
    ]
    went = [
        row
        for name, row in open_.items()
        if name not in named and row.from_seq is not None
    ]
    Seat.objects.filter(id__in=[row.pk for row in came]).update(from_seq=seq)
    Seat.objects.filter(id__in=[row.pk for row in went]).update(from_seq=None)
    Wake.objects.bulk_create(
        Wake(circle_id=circle.pk, seat_id=row.pk, minute=minute_of(now)) for row in went
    )
    # Their streams were opened without this circle: they open them anew.
    rights_changed.note([seats.person_behind(row) for row in came], now=now)


def seat_of(identity: bytes) -> tuple[str, str]:
    """Return the seat and the device a leaf names.

    Raises CannotSit: it is no identity of ours.
    """
    try:
        seat, slash, device = identity.decode("ascii").partition("/")
    except UnicodeDecodeError as odd:
        raise CannotSit("A leaf in these keys is not one of ours.") from odd
    if not (slash and len(seat) == 12 and is_device(device)):
        raise CannotSit("A leaf in these keys is not one of ours.")
    return seat, device


def is_device(name: str) -> bool:
    """Return whether this may name a device: 1 to 22 letters, figures, - or _."""
    bare = name.replace("-", "").replace("_", "")
    return (
        0 < len(name) <= DEVICE_LONGEST
        and bare.isascii()
        and (bare.isalnum() or not bare)
    )


def _still_belongs(actor: Actor, circle: Circle) -> bool:
    if circle.group_id is None:
        return _is_open(circle)
    return any(grant.group_id == circle.group_id for grant in actor.grants)


def _is_open(circle: Circle) -> bool:
    """Return whether everybody in a line said yes; of what is no line, yes."""
    return not hasattr(circle, "line") or circle.line.opened_on is not None


def _said(seat: Seat) -> Sitting:
    circle = seat.circle
    return Sitting(
        circle_id=circle.public_id,
        kind=circle.kind,
        group_id=circle.group_id,
        seat_id=seat.public_id,
        epoch=circle.epoch,
        last_seq=circle.last_seq,
        lifetime_days=circle.lifetime_days,
        is_in=seat.from_seq is not None,
        has_keys=hasattr(circle, "group_info"),
        mls_id=bytes(circle.mls_id),
    )
