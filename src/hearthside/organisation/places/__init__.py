"""Places: the offline gazetteer behind "where would you set out from?"."""

from __future__ import annotations

from hearthside.organisation.places.filling import (
    NotAPlaceFile,
    fill_postcodes,
    fill_towns,
    ship_postcodes,
)
from hearthside.organisation.places.looking import (
    Spot,
    fold,
    is_filled,
    look_up,
    suggestions,
    zone_at,
)

__all__ = [
    "NotAPlaceFile",
    "Spot",
    "fill_postcodes",
    "fill_towns",
    "fold",
    "is_filled",
    "look_up",
    "ship_postcodes",
    "suggestions",
    "zone_at",
]
