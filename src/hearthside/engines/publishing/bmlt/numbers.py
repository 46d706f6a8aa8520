"""Numbers for what has only opaque ids: BMLT knows everything by a number."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

# Large enough that ten thousand meetings do not meet; exact in every client's numbers.
_LONG: Final = 52
# For what is few: some clients keep these in 32 bits.
_SHORT: Final = 31


def meeting_number(key: str) -> int:
    """Return the number of a meeting, 1 to 2^52, the same every time.

    Two of a hundred thousand share one with a chance of about one in a million.
    """
    return _drawn("meeting", key, bits=_LONG)


def few_number(kind: str, key: str) -> int:
    """Return the number of a locality or a format, 2 to 2^31, the same every time."""
    return _drawn(kind, key, bits=_SHORT) + 1


def _drawn(kind: str, key: str, *, bits: int) -> int:
    drawn = int.from_bytes(sha256(f"{kind}:{key}".encode()).digest()[:8])
    return drawn % ((1 << bits) - 2) + 1
