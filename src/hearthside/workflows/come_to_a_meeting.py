"""The room of a meeting: who may come tonight, who opens it, who waits at its door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction

from hearthside.circles import rooms
from hearthside.circles.rooms import Open
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist, may
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines import words
from hearthside.groups import directory, joining
from hearthside.groups.directory import Handle
from hearthside.groups.roles import grants_of
from hearthside.meetings import evenings, joining_online, rota, schedule
from hearthside.meetings.schedule import Dated
from hearthside.workflows import join_a_group
from hearthside.workflows.sit_in_a_circle import is_paused

IN_WRITING: Final = frozenset({words.ONLINE, words.HYBRID})
# A room nobody closed goes by itself: so long after the meeting should have ended.
LEFT_OPEN: Final = timedelta(hours=2)


class Part(StrEnum):
    """As what somebody comes tonight."""

    HOLDS = "holds"
    BELONGS = "belongs"
    NEW = "new"


class Stage(StrEnum):
    """Where a meeting stands, for whoever wants to come in."""

    OFF = "off"
    EARLY = "early"
    WAITING = "waiting"
    OPEN = "open"
    OVER = "over"
    OUT = "out"


class CannotComeIn(Refusal):
    """The room cannot be opened or entered now."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One meeting, as somebody who may come to it finds it.

    room -- None while it is not open, and for whoever was asked out of it.
    """

    dated: Dated
    group: Handle
    part: Part
    stage: Stage
    room: Open | None

    @property
    def opens_at(self) -> datetime:
        return joining_online.opens_at(self.dated)


@dataclass(frozen=True, slots=True)
class Knocks:
    """Somebody at the door: their seat, the id of their key there, and as what they come."""

    seat_id: str
    member_id: bytes
    part: Part


def coming(actor: Actor, *, date_id: str, now: datetime) -> Coming:
    """Return a meeting to whoever may come to its room; nine queries at most.

    Raises NotFound: there is none, it is not held in writing, or not for them.
    """
    dated = schedule.the_date(date_id)
    group = directory.handles([dated.group_id])[dated.group_id]
    if not group.is_ours or group.attendance not in IN_WRITING:
        raise NotFound
    part = _part_of(actor, dated, group, now=now)
    room = rooms.of_meeting(dated.id)
    stage = _stage(actor, dated, room, now=now)
    return Coming(dated, group, part, stage, room if stage is Stage.OPEN else None)


def open_room(
    actor: Actor, *, date_id: str, now: datetime, anew: bool = False
) -> Coming:
    """Open the room of a meeting that is open; one that is there stays, but for `anew`.

    Raises NotFound, CannotComeIn.
    """
    found = coming(actor, date_id=date_id, now=now)
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=found.dated.id))
    with transaction.atomic():
        evenings.lock(found.dated.id)
        # Asked under the lock: whoever closes meanwhile must not leave a room behind.
        if not evenings.is_held(found.dated.id):
            raise CannotComeIn("Open the evening first. Then its room can be opened.")
        until = max(found.dated.ends_at, now) + LEFT_OPEN
        rooms.open_up(actor, meeting_id=found.dated.id, until=until, now=now, anew=anew)
    return coming(actor, date_id=date_id, now=now)


def come_in(
    actor: Actor, *, date_id: str, member_id: bytes, now: datetime
) -> tuple[str, str]:
    """Take a seat in the room; return the room and the seat. Somebody inside lets them in.

    Raises NotFound, CannotComeIn, CannotSit.
    """
    found = coming(actor, date_id=date_id, now=now)
    if found.room is None:
        raise CannotComeIn("The room is not open.")
    return rooms.come_in(actor, meeting_id=found.dated.id, member_id=member_id, now=now)


def room_of(actor: Actor, *, date_id: str, now: datetime) -> str:
    """Return the public id of the room in which the actor has a seat; three queries.

    Raises NotFound.
    """
    room = rooms.of_meeting(schedule.the_date(date_id).id)
    if room is None or not rooms.is_seated(actor.person_id, circle_id=room.circle_id):
        raise NotFound
    return room.circle_id


def waiting(
    actor: Actor, *, date_id: str, now: datetime
) -> tuple[list[Knocks], list[bytes]]:
    """Return who waits, and whose key is inside without a seat. Two queries a newcomer.

    Raises NotFound.
    """
    dated = schedule.the_date(date_id)
    there, gone = rooms.waiting(actor, meeting_id=dated.id)
    tonight = rota.on_the_rota([dated.id])[dated.id]
    found = [
        Knocks(one.seat_id, one.member_id, _as_what(one.person_id, dated, tonight, now))
        for one in there
    ]
    return found, gone


def put_out(actor: Actor, *, date_id: str, member_id: bytes, now: datetime) -> None:
    """Ask somebody out for tonight.

    Raises NotFound.
    """
    dated = schedule.the_date(date_id)
    rooms.put_out(actor, meeting_id=dated.id, member_id=member_id, now=now)


def _part_of(actor: Actor, dated: Dated, group: Handle, *, now: datetime) -> Part:
    if may(actor, Verb.HOLD_A_MEETING, Place(meeting_id=dated.id)):
        return Part.HOLDS
    if may(actor, Verb.JOIN_ONLINE, group.place):
        if is_paused(actor, group_id=group.id, now=now):
            raise NotFound
        return Part.BELONGS
    # As in a hall: whoever could join may come and see first, also where it is full.
    why = join_a_group.why_not_join(actor, group_id=group.id, now=now)
    if group.is_off_the_list or why not in {None, joining.FULL}:
        raise NotFound
    return Part.NEW


def _as_what(person_id: int, dated: Dated, tonight: list[int], now: datetime) -> Part:
    if person_id in tonight:
        return Part.HOLDS
    grants = grants_of(person_id, now=now)
    belongs = any(one.group_id == dated.group_id for one in grants)
    return Part.BELONGS if belongs else Part.NEW


def _stage(actor: Actor, dated: Dated, room: Open | None, *, now: datetime) -> Stage:
    if dated.is_called_off:
        return Stage.OFF
    if room is not None:
        out = rooms.is_out(actor, meeting_id=dated.id)
        return Stage.OUT if out else Stage.OPEN
    if evenings.is_closed(dated.id) or now >= dated.ends_at + evenings.OVERTIME:
        return Stage.OVER
    return Stage.EARLY if now < joining_online.opens_at(dated) else Stage.WAITING
