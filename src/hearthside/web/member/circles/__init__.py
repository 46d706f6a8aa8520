"""Sealed circles, as a member's own devices ask about them: JSON, no page."""

from __future__ import annotations

from hearthside.web.member.circles import (
    handshakes,
    key_packages,
    mine,
    pictures,
    reporting,
    rooms,
    seats,
)

__all__ = [
    "handshakes",
    "key_packages",
    "mine",
    "pictures",
    "reporting",
    "rooms",
    "seats",
]
