"""Bytes as they travel, and the few answers there are."""

from __future__ import annotations

import base64
import json
from typing import Any, Final

NOT_KEPT: Final = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


def from_letters(letters: str) -> bytes:
    """Return the bytes of base64url without padding (RFC 4648 section 5).

    Raises ValueError.
    """
    padded = letters + "=" * (-len(letters) % 4)
    return base64.b64decode(padded, altchars=b"-_", validate=True)


def to_letters(raw: bytes) -> bytes:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def plain_json(said: Any) -> bytes:
    """Return JSON without a space too many."""
    return json.dumps(said, separators=(",", ":")).encode()
