"""Looking at a circle's keys from outside: the one place that says who does it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from hearthside.circles.models import Circle, GroupInfo, Seat
from hearthside.core.refusals import Refusal
from hearthside.engines.mls import auditing, credentials
from hearthside.engines.mls.credentials import Device
from hearthside.engines.mls.reading import BadFrame

# Stands where a leaf's seat ended, or its owner was forgotten: nothing reaches it any
# more, and a facilitator's device takes it out of the keys.
GONE: Final = "-" * 12


class CannotAudit(Refusal):
    """These keys were not found sound, so nothing of them is kept."""


class Audited(Protocol):
    """What an audit found in a GroupInfo with its tree (RFC 9420 section 12.4.3).

    roster -- the identity in each leaf: `SEAT/DEVICE`, two ids of ours in ASCII.
    """

    @property
    def group_id(self) -> bytes: ...
    @property
    def epoch(self) -> int: ...
    @property
    def tree_hash(self) -> bytes: ...
    @property
    def roster(self) -> Sequence[bytes]: ...


Audit = Callable[[bytes], Audited]


@dataclass(frozen=True, slots=True)
class Sound:
    """Keys that hang together, with the seat of each leaf."""

    group_id: bytes
    epoch: int
    tree_hash: bytes
    roster: tuple[bytes, ...]


def audit(group_info: bytes) -> Audited:
    """Return what keys say, once they are proven and every leaf is somebody's here.

    A leaf without a seat is taken only where it was in the keys before: nobody comes in
    that way, and nobody who left stops the others.

    Raises CannotAudit.
    """
    try:
        found = auditing.audit(group_info)
        drawn = credentials.circle_of(found.group_id)
        devices = credentials.devices_of(found)
    except BadFrame as odd:
        raise CannotAudit("These keys do not hang together.") from odd
    circle = Circle.objects.filter(mls_id__in=[drawn, found.group_id]).first()
    if circle is None:
        raise CannotAudit("These keys are of no circle here.")
    seats = _seats(circle)
    strange = {one.member_id for one in devices} - seats.keys()
    if strange and not strange <= in_the_keys(circle):
        raise CannotAudit("Somebody in these keys has no seat in this circle.")
    return Sound(
        found.group_id,
        found.epoch,
        found.tree_hash,
        tuple(_named(seats.get(one.member_id, GONE), one) for one in devices),
    )


def in_the_keys(circle: Circle) -> set[bytes]:
    """Return the member ids in the newest keys of a circle; empty before the first."""
    body = GroupInfo.objects.filter(circle=circle).values_list("body", flat=True)
    newest = body.first()
    if newest is None:
        return set()
    try:
        found = credentials.devices_of(auditing.audit(bytes(newest)))
    except BadFrame:
        # Kept by a rehearsal: there are no keys in it.
        return set()
    return {one.member_id for one in found}


def _seats(circle: Circle) -> dict[bytes, str]:
    rows = Seat.objects.filter(circle=circle, ended_on=None, member_id__isnull=False)
    return {
        bytes(member_id): public_id
        for member_id, public_id in rows.values_list("member_id", "public_id")
        if member_id is not None
    }


def _named(seat: str, one: Device) -> bytes:
    device = base64.urlsafe_b64encode(one.device_id).decode().rstrip("=")
    return f"{seat}/{device}".encode()
