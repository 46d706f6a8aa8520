"""Sealed pictures of a circle: kept, handed to who sits there, taken back, gone in time.

The house knows of each its size, its minute, and a mark by which its sender is counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from hearthside.circles import rosters, seats
from hearthside.circles.models import Circle, Picture, Seat
from hearthside.circles.ordering import minute_of
from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.core.seal import blind, blinds

# The sizes a device pads to, and what a sealed box adds (frontend/circle/protocol/pictures.ts).
SIZES: Final = frozenset(kilobytes * 1024 + 29 for kilobytes in (64, 128, 256, 512))
MOST_A_DAY: Final = 20
# Of one circle, in bytes: so that a small computer is not filled by one group.
MOST_IN_A_CIRCLE: Final = 200 * 1024 * 1024
_WHOSE: Final = "circles.picture.whose"


class CannotKeep(Refusal):
    """This picture is not kept."""


def keep(
    actor: Actor, *, circle_id: str, drawn: bytes, body: bytes, now: datetime
) -> bool:
    """Keep a sealed picture; return False where the same one was there already.

    drawn -- 16 bytes its sender's device drew.

    Raises NotFound, CannotKeep.
    """
    with transaction.atomic():
        circle = _inside(actor, circle_id)
        # Two at once are counted one after the other; words of other circles do not wait.
        Circle.objects.select_for_update().filter(id=circle.pk).first()
        before = Picture.objects.filter(circle=circle, drawn=drawn).first()
        if before is not None:
            if before.whose in _marks(actor.person_id, before) and (
                bytes(before.body) == body
            ):
                return False
            raise CannotKeep(_("There is another picture by that name. Send it again."))
        if why := why_not_keep(actor, circle, size=len(body), now=now):
            raise CannotKeep(why)
        Picture.objects.create(
            circle=circle,
            drawn=drawn,
            whose=_mark(actor.person_id, circle.pk, _day(now)),
            minute=minute_of(now),
            size=len(body),
            body=body,
        )
    return True


def why_not_keep(
    actor: Actor, circle: Circle, *, size: int, now: datetime
) -> str | None:
    """Return why a picture of this size cannot be kept now, or None; two queries."""
    if size not in SIZES:
        return _("That is no sealed picture. Nothing was kept.")
    mine = _marks_on(actor.person_id, circle.pk, _day(now))
    here = Picture.objects.filter(circle=circle)
    if here.filter(whose__in=mine).count() >= MOST_A_DAY:
        return _(
            "That is enough pictures here for one day. Send your words without it, or "
            "send it tomorrow."
        )
    kept = here.aggregate(sum=Sum("size"))["sum"] or 0
    if kept + size > MOST_IN_A_CIRCLE:
        return _(
            "There is no room for more pictures here now. Older ones go by themselves. "
            "Send your words without it."
        )
    return None


def sealed(actor: Actor, *, circle_id: str, drawn: bytes, now: datetime) -> bytes:
    """Return a sealed picture to somebody in the circle, until its time is over.

    Raises NotFound.
    """
    circle = _inside(actor, circle_id)
    over = minute_of(now - timedelta(days=circle.lifetime_days))
    row = Picture.objects.filter(circle=circle, drawn=drawn, minute__gte=over).first()
    if row is None:
        raise NotFound
    return bytes(row.body)


def take_back(actor: Actor, *, circle_id: str, drawn: bytes) -> None:
    """Delete a picture of the actor's own; of anybody else's they learn nothing.

    Raises NotFound.
    """
    with transaction.atomic():
        circle = _inside(actor, circle_id)
        row = Picture.objects.filter(circle=circle, drawn=drawn).defer("body").first()
        if row is None or row.whose not in _marks(actor.person_id, row):
            raise NotFound
        Picture.objects.filter(id=row.pk).delete()


def forget_before(minute: int, *, circle_id: int) -> int:
    """Delete the pictures of a circle that came before a minute; return how many."""
    return Picture.objects.filter(circle_id=circle_id, minute__lt=minute).delete()[0]


def end(circle_id: int) -> int:
    """Delete every picture of a circle that ends; return how many."""
    return Picture.objects.filter(circle_id=circle_id).delete()[0]


def forget_person(person_id: int) -> int:
    """Delete every picture somebody sent; while their seats are known, by the caller."""
    mine = Seat.objects.filter(seats.of(person_id)).values_list("circle_id", flat=True)
    rows = Picture.objects.filter(circle_id__in=set(mine)).values_list(
        "circle_id", "minute"
    )
    days = {(circle_id, _day_of(minute)) for circle_id, minute in rows}
    marks = [
        mark for circle_id, day in days for mark in _marks_on(person_id, circle_id, day)
    ]
    return sum(
        Picture.objects.filter(whose__in=some).delete()[0] for some in _in_parts(marks)
    )


def seal_anew() -> int:
    """Mark pictures with the secret of today, as long as seats say whose they may be.

    Returns how many changed.
    """
    changed = 0
    here = Picture.objects.order_by().values_list("circle_id", flat=True).distinct()
    for circle_id in list(here):
        rows = Picture.objects.filter(circle_id=circle_id)
        people = {seats.person_behind(one) for one in _seats_in(circle_id)}
        days = {_day_of(minute) for minute in rows.values_list("minute", flat=True)}
        for person_id in people:
            for day in days:
                new = _mark(person_id, circle_id, day)
                old = _marks_on(person_id, circle_id, day)
                changed += (
                    rows.filter(whose__in=old).exclude(whose=new).update(whose=new)
                )
    return changed


def _seats_in(circle_id: int) -> Iterable[Seat]:
    return Seat.objects.filter(circle_id=circle_id)


def _inside(actor: Actor, circle_id: str) -> Circle:
    """Return a circle in whose keys the actor is, and in which pictures are sent.

    Raises NotFound.
    """
    circle, seat = rosters.seat_for(actor, circle_id)
    # Of a meeting nothing is kept, so no picture is taken there.
    if seat.from_seq is None or circle.kind == Circle.Kind.MEETING:
        raise NotFound
    return circle


def _in_parts(marks: list[str]) -> Iterable[list[str]]:
    return (marks[at : at + 500] for at in range(0, len(marks), 500))


def _day(now: datetime) -> date:
    return now.astimezone(UTC).date()


def _day_of(minute: int) -> date:
    return datetime.fromtimestamp(minute * 60, UTC).date()


def _marks(person_id: int, row: Picture) -> list[str]:
    return _marks_on(person_id, row.circle_id, _day_of(row.minute))


def _mark(person_id: int, circle_id: int, day: date) -> str:
    return blind(f"{person_id}:{circle_id}:{day.isoformat()}", purpose=_WHOSE)


def _marks_on(person_id: int, circle_id: int, day: date) -> list[str]:
    return blinds(f"{person_id}:{circle_id}:{day.isoformat()}", purpose=_WHOSE)
