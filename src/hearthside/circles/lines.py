"""Lines: two or three of one group write to one another, once each of them said yes.

A line is a small circle that belongs to no group: nobody but those in it has a seat, and
no role of the house leads there. Whose seat it is, is sealed as in every circle; by which
name they are there, too.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.circles import asking, rosters, seats
from hearthside.circles.asking import CannotAsk, Hours, Other
from hearthside.circles.models import Circle, Seat
from hearthside.circles.models.lines import Line, Side
from hearthside.circles.ordering import in_order
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound

ANSWER_WITHIN: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class There:
    """One of the others in a line, known by the place of their name."""

    place_id: int
    hours: Hours


@dataclass(frozen=True, slots=True)
class MyLine:
    """A line of mine. state -- asked (I may answer), waits (others may), open.

    others -- those in it beside me. words -- what was asked; empty once it is open.
    until_on -- the day it ends by itself. drawn -- what its keys are derived from, 16 bytes.
    """

    circle_id: str
    group_id: int
    state: str
    place_id: int
    others: tuple[There, ...]
    words: str
    until_on: date
    hours: Hours
    drawn: bytes
    lifetime_days: int


def ask(
    actor: Actor,
    *,
    group_id: int,
    place_id: int,
    belonged_since: datetime,
    others: Sequence[Other],
    words: str,
    weeks: int,
    hours: Hours,
    now: datetime,
) -> None:
    """Ask one or two of one's group to write to one another.

    place_id -- the actor's own in that group. Whoever is not reached never learns of it,
    and the actor is not told.

    Raises NotFound, CannotAsk.
    """
    insist(actor, Verb.ASK_FOR_A_LINE, Place(group_id=group_id))
    with transaction.atomic():
        in_order()
        why = asking.why_not_ask(actor, belonged_since=belonged_since, now=now)
        why = why or asking.why_not_so(actor, others, words, weeks, hours)
        if why := why or asking.why_not_again(actor, others):
            raise CannotAsk(why)
        kind = Circle.Kind.LINE if len(others) == 1 else Circle.Kind.BUDDIES
        circle = Circle.objects.create(
            kind=kind, mls_id=secrets.token_bytes(16), founded_on=now.date()
        )
        Line.objects.create(
            circle=circle,
            group_id=group_id,
            words=words,
            weeks=weeks,
            until_on=(now + ANSWER_WITHIN).date(),
        )
        Side.objects.create(
            seat=seats.take(actor.person_id, circle=circle, on=now.date()),
            place=str(place_id),
            has_asked=True,
            says_yes=True,
            reads_from=hours.since,
            reads_until=hours.until,
        )
        for one in others:
            Side.objects.create(
                seat=seats.take(one.person_id, circle=circle, on=now.date()),
                place=str(one.place_id),
                is_kept_back=not one.reaches,
            )


def mine(actor: Actor, *, now: datetime) -> list[MyLine]:
    """Return the actor's lines, and what waits for an answer, the oldest first; two queries.

    Not what does not reach them, what they said no to, and what is over.
    """
    rows = Seat.objects.filter(
        seats.of(actor.person_id),
        ended_on=None,
        side__is_kept_back=False,
        circle__ended_on=None,
        circle__line__until_on__gte=now.date(),
    ).exclude(side__says_yes=False)
    own = {
        row.circle_id: row
        for row in rows.select_related("side", "circle__line").order_by("circle_id")
    }
    others: dict[int, list[There]] = {circle_id: [] for circle_id in own}
    sides = Side.objects.filter(seat__circle__in=own).select_related("seat")
    for side in sides.order_by("id"):
        if side.seat_id != own[side.seat.circle_id].pk:
            others[side.seat.circle_id].append(There(int(side.place), _hours(side)))
    return [_mine(row, others[circle_id]) for circle_id, row in own.items()]


def of_mine(actor: Actor, *, circle_id: str, now: datetime) -> MyLine:
    """Return one line of the actor's.

    Raises NotFound.
    """
    for one in mine(actor, now=now):
        if one.circle_id == circle_id:
            return one
    raise NotFound


def how_many_ask(actor: Actor, *, now: datetime) -> int:
    """Return to how many askings the actor has not answered; one query."""
    return Seat.objects.filter(
        seats.of(actor.person_id),
        ended_on=None,
        side__is_kept_back=False,
        side__says_yes=None,
        circle__line__until_on__gte=now.date(),
    ).count()


def answer(
    actor: Actor, *, circle_id: str, yes: bool, hours: Hours, now: datetime
) -> bool:
    """Say yes or no to what somebody asked; return whether the line is open now.

    A no is told to nobody: what was asked runs out, as if it had not been read.

    Raises NotFound, CannotAsk.
    """
    with transaction.atomic():
        in_order()
        if of_mine(actor, circle_id=circle_id, now=now).state != "asked":
            raise NotFound
        if why := asking.why_not_then(hours):
            raise CannotAsk(why)
        seat = _seat_in(actor, circle_id)
        Side.objects.filter(seat=seat).update(
            says_yes=yes, reads_from=hours.since, reads_until=hours.until
        )
        line = Line.objects.get(circle_id=seat.circle_id)
        sides = Side.objects.filter(seat__circle_id=seat.circle_id)
        if any(not side.says_yes for side in sides):
            return False
        until_on = (now + timedelta(weeks=line.weeks)).date()
        Line.objects.filter(pk=line.pk).update(
            words="", opened_on=now.date(), until_on=until_on
        )
        return True


def change_hours(actor: Actor, *, circle_id: str, hours: Hours, now: datetime) -> None:
    """Say when the actor reads; the others see it.

    Raises NotFound, CannotAsk.
    """
    of_mine(actor, circle_id=circle_id, now=now)
    if why := asking.why_not_then(hours):
        raise CannotAsk(why)
    Side.objects.filter(seat=_seat_in(actor, circle_id)).update(
        reads_from=hours.since, reads_until=hours.until
    )


def sit(actor: Actor, *, circle_id: str, member_id: bytes, now: datetime) -> str:
    """Say which key is the actor's in an open line; return the id of their seat.

    Who comes with another key gets another seat, as in every circle.

    Raises NotFound, CannotSit.
    """
    with transaction.atomic():
        in_order()
        if of_mine(actor, circle_id=circle_id, now=now).state != "open":
            raise NotFound
        before = _seat_in(actor, circle_id)
        seat_id = rosters.sit(actor, circle_id=circle_id, member_id=member_id, now=now)
        after = Seat.objects.get(public_id=seat_id)
        Side.objects.filter(seat=before).update(seat=after)
        return seat_id


def let_go(actor: Actor, *, circle_id: str, now: datetime) -> None:
    """Leave a line, or take back what was asked. The others are not told.

    To them an open line stays as it was and grows quiet: what they write reaches nobody
    here any more, and the line goes by itself.

    Raises NotFound.
    """
    with transaction.atomic():
        in_order()
        line = of_mine(actor, circle_id=circle_id, now=now)
        seat = _seat_in(actor, circle_id)
        if line.state == "waits" and asking.take_back([seat]):
            return
        rosters.end_seats([seat], now=now)


def _seat_in(actor: Actor, circle_id: str) -> Seat:
    circle = Circle.objects.get(public_id=circle_id)
    return seats.mine(actor.person_id, circle=circle)


def _mine(row: Seat, others: Sequence[There]) -> MyLine:
    line, side = row.circle.line, row.side
    state = "waits" if line.opened_on is None else "open"
    return MyLine(
        circle_id=row.circle.public_id,
        group_id=line.group_id,
        state="asked" if side.says_yes is None else state,
        place_id=int(side.place),
        others=tuple(others),
        words=line.words,
        until_on=line.until_on,
        hours=_hours(side),
        drawn=bytes(row.circle.mls_id)[:16],
        lifetime_days=row.circle.lifetime_days,
    )


def _hours(side: Side) -> Hours:
    return Hours(side.reads_from, side.reads_until)
