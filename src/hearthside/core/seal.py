"""Sealing single fields at rest: a thief of the database alone reads nothing in them."""

from __future__ import annotations

import base64
import os
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

PREFIX: Final = "s1."


class CannotOpen(Exception):
    """A sealed field does not open with any key this house has."""


def seal(words: str, *, purpose: str) -> str:
    """Return the words sealed with AES-256-GCM, fit for a text column.

    purpose -- what the field is for, such as "groups.online_link"; a value sealed for
    one purpose does not open for another.
    Source: RFC 5869 (HKDF) derives the key; NIST SP 800-38D (GCM) with a random nonce.
    """
    nonce = os.urandom(12)
    key = _key(settings.SECRET_KEY, purpose)
    sealed = AESGCM(key).encrypt(nonce, words.encode(), purpose.encode())
    return PREFIX + base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """Return the words again.

    Raises CannotOpen: the text was altered, or the key is another one.
    """
    if not sealed.startswith(PREFIX):
        raise CannotOpen("This field was not sealed by this house.")
    raw = base64.urlsafe_b64decode(sealed.removeprefix(PREFIX))
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        try:
            key = _key(secret, purpose)
            return AESGCM(key).decrypt(raw[:12], raw[12:], purpose.encode()).decode()
        except InvalidTag:
            continue
    raise CannotOpen("This field opens with another key than the house has now.")


def _key(secret: str, purpose: str) -> bytes:
    return HKDF(
        algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()
    ).derive(secret.encode())


class SealedTextField(models.TextField[Any, Any]):
    """A text column whose words are sealed on the way in and opened on the way out.

    It cannot be searched or ordered by; an empty text stays empty.
    """

    def get_prep_value(self, value: Any) -> Any:
        words = super().get_prep_value(value)
        return seal(words, purpose=self._purpose) if words else words

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return unseal(value, purpose=self._purpose) if value else value

    @property
    def _purpose(self) -> str:
        return f"{self.model._meta.label_lower}.{self.attname}"
