"""Sealing single fields at rest: a thief of the database alone reads nothing in them."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models

from hearthside.engines import sealing
from hearthside.engines.sealing import CannotOpen
from hearthside.engines.sealing import key_of as _key

__all__ = ["CannotOpen"]


def seal(words: str, *, purpose: str) -> str:
    """Return the words sealed with AES-256-GCM, fit for a text column.

    purpose -- what the field is for, such as "groups.online_link"; a value sealed for
    one purpose does not open for another.
    Source: RFC 5869 (HKDF) derives the key; NIST SP 800-38D (GCM) with a random nonce.
    """
    return sealing.seal(words, purpose=purpose, secret=settings.SECRET_KEY)


def unseal(sealed: str, *, purpose: str) -> str:
    """Return the words again.

    Raises CannotOpen: the text was altered, or the key is another one.
    """
    return sealing.unseal(sealed, purpose=purpose, secrets=_secrets())


def seal_bytes(raw: bytes, *, purpose: str) -> bytes:
    """Return a file sealed with AES-256-GCM, fit for a binary column."""
    return sealing.seal_bytes(raw, purpose=purpose, secret=settings.SECRET_KEY)


def unseal_bytes(sealed: bytes, *, purpose: str) -> bytes:
    """Return the file again.

    Raises CannotOpen.
    """
    return sealing.unseal_bytes(sealed, purpose=purpose, secrets=_secrets())


def blind(words: str, *, purpose: str) -> str:
    """Return a mark that finds these words again and tells nobody what they are.

    The same words give the same mark, as long as the house keeps its secret.
    Source: HMAC-SHA-256 (RFC 2104) under a key of its own, derived as for sealing.
    """
    return _blind(_key(settings.SECRET_KEY, f"blind:{purpose}"), words.encode())


def blinds(words: str, *, purpose: str) -> list[str]:
    """Return the mark under every secret the house has or had: one of them is kept."""
    return blinds_of([words], purpose=purpose)


def blinds_of(many: Iterable[str], *, purpose: str) -> list[str]:
    """Return the marks of many words under every secret; a few microseconds each."""
    encoded = [words.encode() for words in many]
    keys = [_key(secret, f"blind:{purpose}") for secret in _secrets()]
    return [_blind(key, words) for key in keys for words in encoded]


def _blind(key: bytes, words: bytes) -> str:
    mark = hmac.digest(key, words, "sha256")
    return base64.urlsafe_b64encode(mark).decode().rstrip("=")


def _secrets() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


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


class BlindIndex(models.CharField[Any, Any]):
    """A column of marks made by `blind`: whoever knows the words finds the row.

    It points at a person as surely as a foreign key does, for who has the secret.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 43)
        super().__init__(*args, **kwargs)
