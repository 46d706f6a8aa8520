"""Sealing and opening with a secret that is handed in: AES-256-GCM under keys by HKDF."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PREFIX: Final = "s1."


class CannotOpen(Exception):
    """A sealed field does not open with any key this house has."""


def seal(words: str, *, purpose: str, secret: str) -> str:
    """Return words sealed, fit for a text column.

    Source: RFC 5869 (HKDF) derives the key; NIST SP 800-38D (GCM) with a random nonce.
    """
    sealed = seal_bytes(words.encode(), purpose=purpose, secret=secret)
    return PREFIX + base64.urlsafe_b64encode(sealed).decode()


def unseal(sealed: str, *, purpose: str, secrets: Iterable[str]) -> str:
    """Return the words again.

    Raises CannotOpen: the text was altered, or the key is another one.
    """
    if not sealed.startswith(PREFIX):
        raise CannotOpen("This field was not sealed by this house.")
    raw = base64.urlsafe_b64decode(sealed.removeprefix(PREFIX))
    return unseal_bytes(raw, purpose=purpose, secrets=secrets).decode()


def seal_bytes(raw: bytes, *, purpose: str, secret: str) -> bytes:
    """Return bytes sealed, fit for a binary column: a nonce of 12, then the rest."""
    nonce = os.urandom(12)
    key = key_of(secret, purpose)
    return nonce + AESGCM(key).encrypt(nonce, raw, purpose.encode())


def unseal_bytes(sealed: bytes, *, purpose: str, secrets: Iterable[str]) -> bytes:
    """Return the bytes again.

    Raises CannotOpen.
    """
    for secret in secrets:
        key = key_of(secret, purpose)
        try:
            return AESGCM(key).decrypt(sealed[:12], sealed[12:], purpose.encode())
        except (InvalidTag, ValueError):
            continue
    raise CannotOpen("This opens with another key than the house has now.")


# Marks are asked for on every page; deriving a key takes longer than using it.
@lru_cache(maxsize=64)
def key_of(secret: str, purpose: str) -> bytes:
    """Return the key for one purpose. Source: RFC 5869 (HKDF with SHA-256)."""
    return HKDF(
        algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()
    ).derive(secret.encode())
