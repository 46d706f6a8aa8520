"""The room of one meeting: made by whoever opens it, and gone when it closes.

It is a circle of its own with keys of its own. Who may come to which meeting is asked
before, by whoever knows meetings; who holds it, the policy says.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from hearthside.circles import door, franks, rosters, seats
from hearthside.circles.models import Circle, OutTonight, Room, Seat, Wake
from hearthside.circles.open_circles import DRAWN
from hearthside.circles.ordering import in_order, minute_of
from hearthside.circles.rosters import CannotSit
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.core.seal import blinds

OUT: Final = "You were asked to leave for tonight."


@dataclass(frozen=True, slots=True)
class Open:
    """A room that is open. drawn -- 16 bytes from which its members derive their keys.

    has_keys -- somebody is in it: until then nobody can be let in.
    """

    circle_id: str
    drawn: bytes
    has_keys: bool


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """A seat whose devices wait, and whose it is: for the workflow, never for a page."""

    seat_id: str
    member_id: bytes
    person_id: int


def open_up(
    actor: Actor, *, meeting_id: int, until: datetime, now: datetime, anew: bool = False
) -> Open:
    """Make the room of a meeting, with a seat for the actor; one that is there stays.

    anew -- put another in its place: nobody who could let anybody in is in the old one.

    Raises NotFound: the actor does not hold this meeting.
    """
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=meeting_id))
    franks.begin(now=now)
    with transaction.atomic():
        in_order()
        before = OutTonight.objects.filter(room__meeting_id=meeting_id)
        # Out for tonight is out of every room of tonight.
        out = list(before.values_list("whose_here", flat=True)) if anew else []
        if anew:
            erase(meeting_id, now=now)
        try:
            with transaction.atomic():
                _make(actor, meeting_id, out, until=until, now=now)
        except IntegrityError:
            # The other one was quicker: theirs is the room.
            pass
    found = of_meeting(meeting_id)
    if found is None:
        raise NotFound
    return found


def _make(
    actor: Actor,
    meeting_id: int,
    out: Iterable[str],
    *,
    until: datetime,
    now: datetime,
) -> None:
    circle = Circle.objects.create(
        kind=Circle.Kind.MEETING,
        mls_id=secrets.token_bytes(DRAWN),
        lifetime_days=1,
        founded_on=now.date(),
    )
    room = Room.objects.create(
        circle=circle, meeting_id=meeting_id, until_minute=minute_of(until)
    )
    OutTonight.objects.bulk_create(OutTonight(room=room, whose_here=one) for one in out)
    seats.take(actor.person_id, circle=circle, on=now.date())


def of_meeting(meeting_id: int) -> Open | None:
    """Return the room of a meeting while it is open; one query."""
    rows = Room.objects.select_related("circle__group_info")
    row = rows.filter(meeting_id=meeting_id).first()
    if row is None:
        return None
    drawn = bytes(row.circle.mls_id)[:DRAWN]
    return Open(row.circle.public_id, drawn, hasattr(row.circle, "group_info"))


def is_out(actor: Actor, *, meeting_id: int) -> bool:
    """Return whether the actor was asked out of this room; two queries."""
    room = Room.objects.filter(meeting_id=meeting_id).first()
    return room is not None and _is_out(actor, room)


def come_in(
    actor: Actor, *, meeting_id: int, member_id: bytes, now: datetime
) -> tuple[str, str]:
    """Take a seat in the room of a meeting; return the room and the seat.

    It receives nothing before somebody inside lets its device in. Whether the actor may
    come to this meeting is asked before.

    Raises NotFound: there is no room. CannotSit.
    """
    with transaction.atomic():
        # Whoever is put out meanwhile waits here, and is asked again.
        in_order()
        room = _room(meeting_id)
        if _is_out(actor, room):
            raise CannotSit(OUT)
        seat = rosters.take_a_seat(actor, room.circle, member_id=member_id, now=now)
    return room.circle.public_id, seat


def stand_up(person_id: int, *, now: datetime) -> int:
    """End somebody's seats in every room; where they still may come, they knock again."""
    with transaction.atomic():
        in_order()
        mine = Seat.objects.filter(seats.of(person_id), ended_on=None)
        return rosters.end_seats(mine.filter(circle__kind=Circle.Kind.MEETING), now=now)


def put_out(actor: Actor, *, meeting_id: int, member_id: bytes, now: datetime) -> None:
    """Ask somebody out for tonight: from now on nothing of the room reaches them.

    Their key is taken out by a device inside; asked again, it is done already.

    Raises NotFound.
    """
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=meeting_id))
    with transaction.atomic():
        in_order()
        room = _room(meeting_id)
        seat = Seat.objects.filter(circle=room.circle, member_id=member_id).last()
        if seat is None or seats.person_behind(seat) == actor.person_id:
            raise NotFound
        (mark, *_old) = _out_marks(seats.person_behind(seat), meeting_id)
        OutTonight.objects.get_or_create(room=room, whose_here=mark)
        if seat.ended_on is None:
            rosters.end_seats([seat], now=now)


def waiting(actor: Actor, *, meeting_id: int) -> tuple[list[AtTheDoor], list[bytes]]:
    """Return who waits at the door, and whose key is inside without a seat any more.

    Raises NotFound: the actor does not hold this meeting, or is not inside.
    """
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=meeting_id))
    circle = _room(meeting_id).circle
    there = door.at_the_door(actor, circle_id=circle.public_id)
    rows = Seat.objects.filter(circle=circle, ended_on=None)
    behind = {row.public_id: seats.person_behind(row) for row in rows}
    found = [
        AtTheDoor(one.seat_id, one.member_id, behind[one.seat_id])
        for one in there.waiting
        if one.seat_id in behind
    ]
    return found, list(there.gone)


def is_seated(person_id: int, *, circle_id: str) -> bool:
    """Return whether a person has an open seat in this room; two queries."""
    circle = Circle.objects.filter(public_id=circle_id).first()
    if circle is None:
        return False
    mine = seats.of_here(person_id, circle_id=circle.pk)
    return Seat.objects.filter(mine, ended_on=None).exists()


def erase(meeting_id: int, *, now: datetime) -> bool:
    """Delete the room of a meeting with everything in it; False where there is none."""
    with transaction.atomic():
        in_order()
        room = Room.objects.filter(meeting_id=meeting_id).first()
        if room is None:
            return False
        # Whoever holds a stream open is told by its number, which says nothing alone.
        Wake.objects.create(circle_id=room.circle_id, minute=minute_of(now))
        Circle.objects.filter(id=room.circle_id).delete()
    return True


def forget(*, now: datetime) -> int:
    """Delete rooms nobody closed in time, and what a restored backup left of one."""
    over = Room.objects.filter(until_minute__lt=minute_of(now))
    gone = [erase(one, now=now) for one in over.values_list("meeting_id", flat=True)]
    left = Circle.objects.filter(kind=Circle.Kind.MEETING, room=None)
    return sum(gone) + left.delete()[0]


def forget_person(person_id: int) -> int:
    """Forget that somebody was asked out of a room; rooms are few."""
    marks = [
        mark
        for one in Room.objects.values_list("meeting_id", flat=True)
        for mark in _out_marks(person_id, one)
    ]
    return OutTonight.objects.filter(whose_here__in=marks).delete()[0]


def _room(meeting_id: int) -> Room:
    found = Room.objects.select_related("circle").filter(meeting_id=meeting_id).first()
    if found is None:
        raise NotFound
    return found


def _is_out(actor: Actor, room: Room) -> bool:
    marks = _out_marks(actor.person_id, room.meeting_id)
    return OutTonight.objects.filter(room=room, whose_here__in=marks).exists()


def _out_marks(person_id: int, meeting_id: int) -> list[str]:
    """Return by what somebody out of a meeting is known; today's secret comes first."""
    return blinds(f"{person_id}:{meeting_id}", purpose="circles.room.out")
