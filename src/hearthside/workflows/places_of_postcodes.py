"""A listing that gives no place on the map stands where its postcode is: about, not at the door."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from hearthside.engines.interchange.listing import Kept, Reading, Refused
from hearthside.organisation import places
from hearthside.organisation.places import Spot
from hearthside.workflows.zones_of_places import IN_A_ROOM

WHY: Final = "It gave no place on the map, so it is shown about where its postcode is."
UNKNOWN: Final = (
    "It gave no place on the map, and we do not know its postcode, so nobody can find "
    "it by how near it is."
)

# In small letters and without the space too, as people type them.
_POSTCODES: Final = (
    ("GB", re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2})\b", re.IGNORECASE)),
    ("IE", re.compile(r"\b([A-Z][0-9][0-9W]) ?[0-9A-Z]{4}\b", re.IGNORECASE)),
)


def with_places_of_postcodes(reading: Reading) -> Reading:
    """Return the reading with rooms that have only a postcode put there on the map.

    A British postcode is known by its first half, an Irish one where the host imported
    its routing keys. One that nobody knows is said, and nothing is guessed.
    """

    @cache
    def spot_of(code: str, country: str) -> Spot | None:
        return places.look_up(code, country=country)

    def put(row: Kept | Refused) -> Kept | Refused:
        if isinstance(row, Refused) or row.listing.latitude is not None:
            return row
        found = _postcode_in(row.listing.address)
        if found is None or row.listing.attendance not in IN_A_ROOM:
            return row
        spot = spot_of(*found)
        if spot is None:
            return replace(row, mended=(*row.mended, UNKNOWN))
        listing = replace(
            row.listing,
            latitude=spot.latitude,
            longitude=spot.longitude,
            approximate=True,
        )
        return replace(row, listing=listing, mended=(*row.mended, WHY))

    return replace(reading, rows=tuple(put(row) for row in reading.rows))


def _postcode_in(address: str) -> tuple[str, str] | None:
    """Return the last postcode of an address and its country, or None."""
    for country, shape in _POSTCODES:
        if found := shape.findall(address):
            return " ".join(str(found[-1]).upper().split()), country
    return None
