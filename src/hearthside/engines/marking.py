"""The house's mark on a sealed word, by which a report can later be found genuine."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

_WHAT: Final = b"hearthside-frank-1"


def tag(
    key: bytes,
    *,
    commitment: bytes,
    mls_id: bytes,
    seq: int,
    epoch: int,
    seat: str,
    minute: int,
) -> bytes:
    """Return the 32 bytes that bind a commitment to where, when and from which seat.

    key -- 32 bytes only the house has. commitment -- the 32 bytes in the word's
    authenticated data. minute -- since 1970. Every part has a fixed length, so that no
    two differ and read alike.
    Source: message franking (Grubbs, Lu, Ristenpart, CRYPTO 2017); HMAC is RFC 2104.
    """
    said = b"".join(
        (
            _WHAT,
            commitment,
            hashlib.sha256(mls_id).digest(),
            seq.to_bytes(8),
            epoch.to_bytes(8),
            hashlib.sha256(seat.encode()).digest(),
            minute.to_bytes(8),
        )
    )
    return hmac.digest(key, said, "sha256")
