"""Opaque public ids: what an address may show without telling anything."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Final

from django.conf import settings

ALPHABET: Final = "23456789abcdefghjkmnpqrstvwxyz"
LENGTH: Final = 12
PATTERN: Final = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def new_public_id() -> str:
    """Return a random id of 12 characters, about 58 bits, none of them look-alikes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def opaque_id(what: str, number: int) -> str:
    """Return an id for something that has only a number, the same every time.

    what -- the kind of thing, so that two kinds with one number look nothing alike.
    Nobody can count or guess their way from one to the next: HMAC-SHA-256 under the
    house's secret, cut to about 58 bits.
    """
    key = settings.SECRET_KEY.encode()
    return _spelt(
        hmac.new(key, f"ids:{what}:{number}".encode(), hashlib.sha256).digest()
    )


def public_id_of(what: str, name: str) -> str:
    """Return an id for something everybody may know by its name, the same in every house.

    It hides nothing but the words: an address in a history says less.
    """
    return _spelt(hashlib.sha256(f"{what}:{name}".encode()).digest())


def _spelt(digest: bytes) -> str:
    drawn = int.from_bytes(digest)
    letters = []
    for _ in range(LENGTH):
        drawn, at = divmod(drawn, len(ALPHABET))
        letters.append(ALPHABET[at])
    return "".join(letters)
