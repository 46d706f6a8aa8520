"""What this room keeps: nothing about any person."""

from __future__ import annotations

from typing import Final

from hearthside.core.erasure import Keeps

KEEPS: Final = (
    Keeps("organisation.organisation", (), None, "The charity's own words."),
    Keeps("organisation.locality", (), None, "An area."),
    Keeps("organisation.crisisline", (), None, "A number anybody may call."),
    Keeps("organisation.knownplace", (), None, "A town or a postcode."),
)
