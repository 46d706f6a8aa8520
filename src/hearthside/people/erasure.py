"""What this room keeps of a person, and how it goes."""

from __future__ import annotations

from typing import Final

from hearthside.core.erasure import Keeps

KEEPS: Final = (
    Keeps(
        "people.person", ("id",), None, "The name you sign in with, until you leave."
    ),
)
