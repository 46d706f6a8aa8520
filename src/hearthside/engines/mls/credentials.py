"""Which member and which device a leaf is: the 129 bytes of docs/develop/sealed-objects.md."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .auditing import Audited
from .reading import BadFrame, Reader

FORM: Final = 1
ID: Final = 16
KEY: Final = 32
GROUP_ID: Final = 2 * ID
_LABEL: Final = b"hearthside/v1/circle/"


@dataclass(frozen=True, slots=True)
class Device:
    """A device of a member of one circle; nothing in it stands in another circle."""

    member_id: bytes
    device_id: bytes
    member_key: bytes
    device_key: bytes


def circle_of(group_id: bytes) -> bytes:
    """Return the circle's id (16 bytes) inside a group's (32). Raises BadFrame."""
    if len(group_id) != GROUP_ID:
        raise BadFrame("no group of ours")
    return group_id[:ID]


def member_id_of(circle_id: bytes, member_key: bytes) -> bytes:
    """Return the id a member key has: 16 bytes."""
    return hashlib.sha256(_LABEL + b"member" + circle_id + member_key).digest()[:ID]


def read_credential(circle_id: bytes, identity: bytes, device_key: bytes) -> Device:
    """Return who a credential says, once the member key's certificate holds. Raises BadFrame."""
    reader = Reader(identity)
    if reader.number(1) != FORM:
        raise BadFrame("a credential of another form")
    member_id, device_id = reader.fixed(ID), reader.fixed(ID)
    member_key, certificate = reader.fixed(KEY), reader.fixed(2 * KEY)
    reader.end()
    if member_id != member_id_of(circle_id, member_key):
        raise BadFrame("the id of another member")
    said = _LABEL + b"device" + circle_id + member_id + device_id + device_key
    try:
        Ed25519PublicKey.from_public_bytes(member_key).verify(certificate, said)
    except (InvalidSignature, ValueError) as fault:
        raise BadFrame("a device nobody certified") from fault
    return Device(member_id, device_id, member_key, device_key)


def devices_of(audited: Audited) -> tuple[Device, ...]:
    """Return every device of a group of ours, in the order of the roster. Raises BadFrame."""
    circle_id = circle_of(audited.group_id)
    return tuple(
        read_credential(circle_id, seat.identity, seat.signature_key)
        for seat in audited.roster
    )
