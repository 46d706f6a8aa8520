"""Opaque public ids: what an address may show without telling anything."""

from __future__ import annotations

import re
import secrets
from typing import Final

ALPHABET: Final = "23456789abcdefghjkmnpqrstvwxyz"
LENGTH: Final = 12
PATTERN: Final = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def new_public_id() -> str:
    """Return a random id of 12 characters, about 58 bits, none of them look-alikes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
