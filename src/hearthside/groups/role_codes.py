"""Codes of roles held out: made to be read aloud, known by what they hash to."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from hearthside.core.ids import ALPHABET

PARTS: Final = 5
EACH: Final = 4


def new_code() -> str:
    """Return twenty of thirty letters, about 98 bits, none that look alike on paper."""
    parts = (
        "".join(secrets.choice(ALPHABET) for _ in range(EACH)) for _ in range(PARTS)
    )
    return "-".join(parts)


def tidy(typed: str) -> str:
    """Return a code as we write it, whatever spaces and capitals somebody typed."""
    kept = "".join(one for one in typed.lower() if one in ALPHABET)[:40]
    return "-".join(kept[at : at + EACH] for at in range(0, len(kept), EACH))


def digest_of(code: str) -> str:
    """Return what a code is found by; with 98 bits of chance one hash is enough."""
    return hashlib.sha256(tidy(code).encode()).hexdigest()
