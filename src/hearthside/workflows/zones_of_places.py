"""A hall keeps the time of its own town, whatever zone the list it stands in is kept in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from hearthside.engines import words
from hearthside.engines.interchange.listing import Kept, Reading, Refused
from hearthside.organisation import places

IN_A_ROOM: Final = (words.IN_PERSON, words.HYBRID)
WHY: Final = "It meets in a room, so its times are those of its town, not of the list."


def with_zones_of_places(reading: Reading, *, zone: str, year: int) -> Reading:
    """Return the reading with rooms in another zone than the list's on their own clock.

    zone -- the zone rows took that gave none. year -- for which clocks are compared.
    """

    @cache
    def zone_near(latitude: float, longitude: float) -> str:
        found = places.zone_at(latitude, longitude)
        return "" if not found or _same_clock(found, zone, year) else found

    def on_its_own_clock(row: Kept | Refused) -> Kept | Refused:
        if isinstance(row, Refused):
            return row
        listing = row.listing
        if listing.zone != zone or listing.attendance not in IN_A_ROOM:
            return row
        if listing.latitude is None or listing.longitude is None:
            return row
        # A quarter of a degree is one look-up for all the halls of a town.
        found = zone_near(
            round(listing.latitude * 4) / 4, round(listing.longitude * 4) / 4
        )
        if not found:
            return row
        return replace(
            row, listing=replace(listing, zone=found), mended=(*row.mended, WHY)
        )

    return replace(reading, rows=tuple(on_its_own_clock(row) for row in reading.rows))


def _same_clock(one: str, other: str, year: int) -> bool:
    """Return whether two zones show the same time in winter and in summer."""
    moments = [datetime(year, month, 15, 12, tzinfo=UTC) for month in (1, 4, 7, 10)]
    return all(
        moment.astimezone(ZoneInfo(one)).utcoffset()
        == moment.astimezone(ZoneInfo(other)).utcoffset()
        for moment in moments
    )
