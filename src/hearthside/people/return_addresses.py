"""Return addresses: where a letter goes back to, saying by itself whose it was.

Each letter to a person leaves with a return address of its own (VERP), made of a number, a
day, what its address is known by and a code only this house can make. Nothing is kept of it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import struct
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings

from hearthside.people.bounces import digest_of

# Mail that could not be delivered comes back within days; a month is generous.
LASTS: Final = timedelta(days=30)
_BEGINNING: Final = date(2020, 1, 1)
_BODY: Final = struct.Struct(">QH8s")
_CODE_BYTES: Final = 12
# Local parts may be at most 64 long (RFC 5321, 4.5.3.1.1), and are read in any case.
_TOKEN: Final = re.compile(r"\+([a-z2-7]{48})@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Returned:
    """Whose letter came back; digest -- what the address it went to is known by."""

    person_id: int
    digest: str


def return_address(bounce: str, *, person_id: int, address: str, now: datetime) -> str:
    """Return the address a letter to this person leaves from.

    bounce -- the mailbox that takes letters back, such as bounces@example.org.
    """
    name, _at, domain = bounce.partition("@")
    body = _BODY.pack(
        person_id, (now.date() - _BEGINNING).days, bytes.fromhex(digest_of(address))
    )
    # 30 bytes are 48 letters, with nothing to fill up.
    token = base64.b32encode(body + _code(body)).decode().lower()
    return f"{name}+{token}@{domain}"


def read(text: str, *, now: datetime) -> Returned | None:
    """Return whose letter came back to this address, or None: not ours, altered or old."""
    for found in _TOKEN.finditer(text):
        try:
            raw = base64.b32decode(found.group(1).upper())
        except binascii.Error:
            continue
        body, code = raw[: _BODY.size], raw[_BODY.size :]
        if not hmac.compare_digest(code, _code(body)):
            continue
        person_id, days, digest = _BODY.unpack(body)
        if timedelta(0) <= now.date() - _BEGINNING - timedelta(days=days) <= LASTS:
            return Returned(person_id, digest.hex())
    return None


def _code(body: bytes) -> bytes:
    key = settings.SECRET_KEY.encode()
    made = hmac.new(key, b"people.return_addresses:" + body, hashlib.sha256)
    return made.digest()[:_CODE_BYTES]
