"""Key packages: laid on a shelf by a device, each handed out once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from hearthside.circles import rosters
from hearthside.circles.models import LARGEST_KEY_PACKAGE, KeyPackage, Room
from hearthside.circles.ordering import in_order, minute_of
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal

MOST_DEVICES: Final = 5
MOST_ON_THE_SHELF: Final = 20
LASTS: Final = timedelta(days=90)
# MLSMessage with a KeyPackage inside (RFC 9420 section 17.2), suite 1 (section 17.1).
_BEGINS: Final = b"\x00\x01\x00\x05\x00\x01\x00\x01"


class CannotLay(Refusal):
    """These key packages cannot be kept."""


@dataclass(frozen=True, slots=True)
class Handed:
    """One key package, for one device of one seat."""

    seat_id: str
    device: str
    body: bytes


def lay(
    actor: Actor,
    *,
    circle_id: str,
    device: str,
    packages: Sequence[bytes],
    now: datetime,
) -> int:
    """Lay key packages of one of the actor's devices on the shelf; return how many lie there.

    Raises NotFound, CannotLay.
    """
    if why := why_not_lay(device, packages):
        raise CannotLay(why)
    with transaction.atomic():
        in_order()
        _circle, seat = rosters.seat_for(actor, circle_id)
        shelf = seat.key_packages.exclude(body=b"")
        devices = set(shelf.values_list("device", flat=True)) | {device}
        if len(devices) > MOST_DEVICES:
            raise CannotLay("There is room for five devices. Take one away first.")
        lying = shelf.filter(device=device).count()
        if lying + len(packages) > MOST_ON_THE_SHELF:
            raise CannotLay("There are enough key packages of this device.")
        try:
            with transaction.atomic():
                KeyPackage.objects.bulk_create(
                    KeyPackage(
                        seat=seat,
                        device=device,
                        digest=hashlib.sha256(body).digest(),
                        body=body,
                        until_minute=minute_of(now + LASTS),
                    )
                    for body in packages
                )
        except IntegrityError as again:
            raise CannotLay("A key package is used once, and one was here.") from again
        return lying + len(packages)


def why_not_lay(device: str, packages: Sequence[bytes]) -> str | None:
    """Return why these are no key packages of a device, or None."""
    if not rosters.is_device(device):
        return "That is no name of a device."
    if not 0 < len(packages) <= MOST_ON_THE_SHELF:
        return "Lay down between 1 and 20 at once."
    if any(
        not one.startswith(_BEGINS) or len(one) > LARGEST_KEY_PACKAGE
        for one in packages
    ):
        return "That is no key package of the kind our circles use."
    return None


def hand_out(
    actor: Actor, *, circle_id: str, seat_id: str, now: datetime
) -> list[Handed]:
    """Hand out one key package of each device of a seat that is not in the keys yet.

    Each is handed out once, and only to somebody who is in the keys themselves.

    Raises NotFound: the actor is not, or there is no such seat.
    """
    with transaction.atomic():
        in_order()
        circle, mine = rosters.seat_for(actor, circle_id)
        room = Room.objects.filter(circle=circle).first()
        if room is not None:
            # At the door of a meeting stand those who hold it.
            insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=room.meeting_id))
        whose = circle.seats.filter(public_id=seat_id, ended_on=None).first()
        if mine.from_seq is None or whose is None:
            raise NotFound
        rows = (
            whose.key_packages.exclude(body=b"")
            .filter(until_minute__gt=minute_of(now))
            .order_by("device", "id")
        )
        first = {row.device: row for row in reversed(rows)}
        KeyPackage.objects.filter(id__in=[row.pk for row in first.values()]).update(
            body=b""
        )
    return [Handed(seat_id, row.device, bytes(row.body)) for row in first.values()]


def waiting(actor: Actor, *, circle_id: str) -> list[str]:
    """Return the seats whose devices wait to be let in, for somebody who is in the keys.

    Raises NotFound.
    """
    circle, mine = rosters.seat_for(actor, circle_id)
    if mine.from_seq is None:
        raise NotFound
    rows = circle.seats.filter(ended_on=None, from_seq=None)
    lying = rows.filter(key_packages__in=KeyPackage.objects.exclude(body=b""))
    return sorted(set(lying.values_list("public_id", flat=True)))


def take_back(actor: Actor, *, circle_id: str, device: str) -> int:
    """Take the key packages of one of the actor's devices off the shelf; return how many.

    Raises NotFound.
    """
    _circle, seat = rosters.seat_for(actor, circle_id)
    return seat.key_packages.filter(device=device).exclude(body=b"").update(body=b"")
