"""Slips: "was at a meeting of at least 60 minutes on this date", signed, naming nobody.

The format, with values to test against, is in docs/develop/slips.md.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

FIRST_LINE: Final = "Hearthside slip 1"
LONGEST: Final = 2000
_LETTERS: Final = "[23456789abcdefghjkmnpqrstvwxyz]"
_TEXT: Final = re.compile(
    rf"{FIRST_LINE}\n"
    r"house: (?P<house>https?://[!-~]{1,200})\n"
    r"on: (?P<on>[0-9]{4}-[0-9]{2}-[0-9]{2})\n"
    r"minutes: (?P<minutes>[1-9][0-9]{0,2})\n"
    rf"serial: (?P<serial>{_LETTERS}{{26}})\n"
    r"key: (?P<key>[0-9a-f]{16})\n"
    r"signature: (?P<signature>[A-Za-z0-9_-]{86})\n?"
)


class NotASlip(Exception):
    """These words are no slip of this format."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip says: no name, no group, no place.

    house -- the address of the house that signed. minutes -- the meeting was at least so
    long. serial -- 26 letters by chance. key -- the id of the key it is signed with.
    """

    house: str
    on: date
    minutes: int
    serial: str
    key: str

    @property
    def words(self) -> str:
        """The lines that are signed, each with its end of line."""
        return (
            f"{FIRST_LINE}\nhouse: {self.house}\non: {self.on.isoformat()}\n"
            f"minutes: {self.minutes}\nserial: {self.serial}\nkey: {self.key}\n"
        )


@dataclass(frozen=True, slots=True)
class Signed:
    """A slip and its signature: Ed25519 (RFC 8032) over its words, base64url, no padding."""

    slip: Slip
    signature: str

    @property
    def text(self) -> str:
        """The whole slip, as it stands in a file."""
        return f"{self.slip.words}signature: {self.signature}\n"

    @property
    def short(self) -> str:
        """The same without the house, for the address of a page of that house."""
        one = self.slip
        on = one.on.isoformat()
        return f"1.{on}.{one.minutes}.{one.serial}.{one.key}.{self.signature}"


def sign(slip: Slip, private: bytes) -> Signed:
    """Return the slip signed; private -- 32 bytes."""
    key = Ed25519PrivateKey.from_private_bytes(private)
    return Signed(slip, _in_letters(key.sign(slip.words.encode())))


def is_signed(signed: Signed, public: bytes) -> bool:
    """Return whether this key signed exactly these words; public -- 32 bytes."""
    if key_id(public) != signed.slip.key:
        return False
    try:
        signature = _from_letters(signed.signature)
        Ed25519PublicKey.from_public_bytes(public).verify(
            signature, signed.slip.words.encode()
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def read(text: str) -> Signed:
    """Return the slip in a text.

    Raises NotASlip.
    """
    found = _TEXT.fullmatch(text.replace("\r\n", "\n").strip() + "\n")
    if len(text) > LONGEST or found is None:
        raise NotASlip
    try:
        on = date.fromisoformat(found["on"])
    except ValueError as none:
        raise NotASlip from none
    slip = Slip(
        found["house"], on, int(found["minutes"]), found["serial"], found["key"]
    )
    return Signed(slip, found["signature"])


def read_short(short: str, *, house: str) -> Signed:
    """Return the slip in the address of a page of this house.

    Raises NotASlip.
    """
    parts = short.strip().split(".")
    if len(parts) != 6 or parts[0] != "1":
        raise NotASlip
    _, on, minutes, serial, key, signature = parts
    return read(
        f"{FIRST_LINE}\nhouse: {house}\non: {on}\nminutes: {minutes}\n"
        f"serial: {serial}\nkey: {key}\nsignature: {signature}\n"
    )


def key_id(public: bytes) -> str:
    """Return the id of a public key: 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]


def public_of(private: bytes) -> bytes:
    """Return the public half of a private key."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def key_in_letters(raw: bytes) -> str:
    """Return a key as the list of keys says it: base64url without padding."""
    return _in_letters(raw)


def key_from_letters(letters: str) -> bytes:
    """Return a key of 32 bytes.

    Raises ValueError.
    """
    raw = _from_letters(letters)
    if len(raw) != 32:
        raise ValueError("a key is 32 bytes")
    return raw


def _in_letters(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _from_letters(letters: str) -> bytes:
    try:
        return base64.b64decode(
            letters + "=" * (-len(letters) % 4), b"-_", validate=True
        )
    except binascii.Error as odd:
        raise ValueError("not base64url") from odd
