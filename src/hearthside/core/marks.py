"""Marks: what this house wrote down is known again, and what anybody else changed is seen."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def mark(words: bytes, *, purpose: str) -> str:
    """Return the mark of these words: 64 hexadecimal digits.

    purpose -- what they are, such as "help.page"; a mark for one purpose is none for another.
    Source: RFC 2104 (HMAC) with SHA-256, its key by RFC 5869 (HKDF) from the house's secret.
    """
    return _mark(settings.SECRET_KEY, words, purpose)


def is_ours(found: str, words: bytes, *, purpose: str) -> bool:
    """Return whether this mark is one we made for these words, with this key or an old one."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(
        hmac.compare_digest(_mark(secret, words, purpose), found) for secret in secrets
    )


def _mark(secret: str, words: bytes, purpose: str) -> str:
    info = f"marks:{purpose}".encode()
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info).derive(
        secret.encode()
    )
    return hmac.new(key, words, hashlib.sha256).hexdigest()
