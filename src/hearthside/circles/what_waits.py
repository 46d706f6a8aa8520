"""What waits for a device that comes back: how the keys look, what was said, its welcomes."""

from __future__ import annotations

from dataclasses import dataclass

from hearthside.circles import rosters
from hearthside.circles.models import Frame, GroupInfo
from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound

MOST_IN_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class Said:
    """One frame as it stands in the order."""

    id: int
    seq: int
    kind: str
    epoch: int
    minute: int
    body: bytes
    tag: bytes | None
    frank: int | None


def group_info(actor: Actor, *, circle_id: str) -> tuple[int, bytes]:
    """Return the epoch of a circle and how its keys look, for whoever sits in it.

    Raises NotFound.
    """
    circle, _seat = rosters.seat_for(actor, circle_id)
    row = GroupInfo.objects.filter(circle=circle).values_list("epoch", "body").first()
    if row is None:
        raise NotFound
    return row[0], bytes(row[1])


def page_of_frames(
    actor: Actor, *, circle_id: str, after: int
) -> tuple[list[Said], bool]:
    """Return up to 200 frames after this number, and whether there are more.

    Nothing from before the actor's device was let in, which is a promise.

    Raises NotFound.
    """
    circle, seat = rosters.seat_for(actor, circle_id)
    if seat.from_seq is None:
        return [], False
    rows = Frame.objects.filter(circle=circle, seq__gt=max(after, seat.from_seq))
    found = list(rows.order_by("seq")[: MOST_IN_A_PAGE + 1])
    return [_said(row) for row in found[:MOST_IN_A_PAGE]], len(found) > MOST_IN_A_PAGE


def welcomes(actor: Actor, *, circle_id: str, device: str) -> list[tuple[int, bytes]]:
    """Return what waits for one of the actor's devices: epoch and welcome.

    Raises NotFound.
    """
    _circle, seat = rosters.seat_for(actor, circle_id)
    rows = seat.welcomes.filter(device=device).order_by("epoch")
    return [(epoch, bytes(body)) for epoch, body in rows.values_list("epoch", "body")]


def take_welcomes(actor: Actor, *, circle_id: str, device: str) -> int:
    """Forget what one of the actor's devices has used; return how many.

    Raises NotFound.
    """
    _circle, seat = rosters.seat_for(actor, circle_id)
    return seat.welcomes.filter(device=device).delete()[0]


def _said(row: Frame) -> Said:
    return Said(
        id=row.pk,
        seq=row.seq,
        kind=Frame.Kind(row.kind).name.lower(),
        epoch=row.epoch,
        minute=row.minute,
        body=bytes(row.body),
        tag=bytes(row.tag) if row.tag is not None else None,
        frank=row.frank_id,
    )
