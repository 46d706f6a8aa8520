"""A circle of the Tuesday group, and frames that look from outside as ours do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from hearthside.circles import franks, rehearsing
from hearthside.circles.models import Circle, GroupInfo, Seat
from hearthside.circles.seats import of_here
from tests.cast import NOON


def vector(raw: bytes) -> bytes:
    """Return bytes as MLS writes them (RFC 9420 section 2.1.2)."""
    if len(raw) < 64:
        return bytes([len(raw)]) + raw
    if len(raw) < 16_384:
        return (0x4000 | len(raw)).to_bytes(2) + raw
    return (0x8000_0000 | len(raw)).to_bytes(4) + raw


def word(
    mls_id: bytes, *, epoch: int = 0, body: bytes = b"", commitment: bytes = b""
) -> bytes:
    """Return a PrivateMessage of random bytes: nobody could tell it from a real one."""
    said = b"\1" + (commitment or os.urandom(32))
    inside = vector(os.urandom(28)) + vector(body or os.urandom(400))
    head = b"\0\1\0\2" + vector(mls_id) + epoch.to_bytes(8) + b"\1"
    return head + vector(said) + inside


def turn(
    mls_id: bytes, *, epoch: int = 0, from_outside: bool = False, ticket: bytes = b""
) -> bytes:
    """Return a commit that travels open, with random bytes where its proposals would be."""
    sender = b"\4" if from_outside else b"\1\0\0\0\0"
    head = b"\0\1\0\1" + vector(mls_id) + epoch.to_bytes(8) + sender
    return head + vector(ticket) + b"\3" + os.urandom(200)


@dataclass(frozen=True)
class Found:
    """What an audit would have found."""

    group_id: bytes
    epoch: int
    roster: Sequence[bytes]
    tree_hash: bytes = b"t" * 32


def auditing(circle: Circle, epoch: int, *seats: Seat):
    """Return a double of the audit: keys at this epoch, a leaf for each of these seats."""
    leaves = [f"{seat.public_id}/phone".encode() for seat in seats]
    return lambda group_info: Found(bytes(circle.mls_id), epoch, leaves)


@pytest.fixture
def circle(scene, amira, bo, fern) -> Circle:
    """Amira, Bo and Fern sit in the circle of the Tuesday group, at epoch 0."""
    franks.begin(now=NOON)
    people = [who.person_id for who in (amira, bo, fern)]
    public_id = rehearsing.plant(scene.tuesday.pk, people, now=NOON)
    made = Circle.objects.get(public_id=public_id)
    GroupInfo.objects.create(circle=made, epoch=0, body=b"keys", tree_hash=b"t")
    return made


def seat_of(actor, circle: Circle) -> Seat:
    return Seat.objects.get(of_here(actor.person_id, circle_id=circle.pk))
