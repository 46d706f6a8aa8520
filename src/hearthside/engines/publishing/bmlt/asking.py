"""What a BMLT client asks, read from the words of an address.

Nothing in here refuses: as on the servers these clients know, what cannot be read is
as if it were not asked. Source: bmlt-enabled/bmlt-server, the semantic interface.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

Query: TypeAlias = Mapping[str, Sequence[str]]

KM_A_MILE: Final = 1.609344
MOST_NAMED: Final = 200
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,16}", re.ASCII)
_SORTS: Final = {
    "weekday": ("weekday_tinyint", "location_municipality", "start_time"),
    "time": ("weekday_tinyint", "start_time", "location_municipality"),
    "town": ("location_municipality", "weekday_tinyint", "start_time"),
    "state": ("location_province", "location_municipality", "weekday_tinyint", "start_time"),
    "weekday_state": ("weekday_tinyint", "location_province", "location_municipality", "start_time"),
}  # fmt: skip
_USUAL_SORT: Final = ("weekday_tinyint", "start_time", "duration_time")


@dataclass(frozen=True, slots=True)
class Picks:
    """Numbers to have and numbers to leave out; a minus sign means leave out."""

    wanted: frozenset[int] = frozenset()
    unwanted: frozenset[int] = frozenset()

    def take(self, number: int) -> bool:
        """Say whether this one is asked for."""
        is_wanted = not self.wanted or number in self.wanted
        return is_wanted and number not in self.unwanted


@dataclass(frozen=True, slots=True)
class Near:
    """A circle on the earth: within_km, or as many as `nearest` of the closest."""

    latitude: float
    longitude: float
    within_km: float | None
    nearest: int | None


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of GetSearchResults.

    is_empty -- it asks for a circle or a field without saying which: nothing is found.
    after, before, ends_by -- minutes after midnight. words -- folded, "" for none.
    """

    ids: Picks
    weekdays: Picks
    venues: Picks
    bodies: Picks
    is_recursive: bool
    formats: Picks
    any_format: bool
    key: str
    key_values: tuple[str, ...]
    after: int | None
    before: int | None
    ends_by: int | None
    shortest: int | None
    longest: int | None
    near: Near | None
    by_distance: bool
    words: str
    fields: tuple[str, ...]
    sort: tuple[str, ...]
    page_size: int | None
    page: int
    is_empty: bool


def asked(query: Query) -> Ask:
    """Return what is asked for."""
    near, lacks_a_place = _near(query)
    key, values = one(query, "meeting_key"), several(query, "meeting_key_value")
    searched = one(query, "SearchString").strip()
    return Ask(
        ids=picks(query, "meeting_ids"),
        weekdays=picks(query, "weekdays"),
        venues=picks(query, "venue_types"),
        bodies=picks(query, "services"),
        is_recursive=one(query, "recursive") == "1",
        formats=picks(query, "formats"),
        any_format=one(query, "formats_comparison_operator").upper() == "OR",
        key=key,
        key_values=tuple(values),
        after=_time(query, "StartsAfter"),
        before=_time(query, "StartsBefore"),
        ends_by=_time(query, "EndsBefore"),
        shortest=_time(query, "MinDuration"),
        longest=_time(query, "MaxDuration"),
        near=near,
        by_distance=one(query, "sort_results_by_distance") == "1",
        words=searched.casefold() if len(searched) > 2 else "",
        fields=tuple(several(query, "data_field_key")),
        sort=_sort(query),
        page_size=_positive(one(query, "page_size")),
        page=_positive(one(query, "page_num")) or 1,
        is_empty=lacks_a_place or bool(key and not values),
    )


def one(query: Query, name: str) -> str:
    """Return the last value of that name, or nothing."""
    values = query.get(name, ())
    return values[-1] if values else ""


def several(query: Query, name: str) -> list[str]:
    """Return every value given: name=1,2 and name[]=1 and name[0]=1 alike."""
    given = [
        value
        for key, values in query.items()
        if key == name or re.fullmatch(re.escape(name) + r"\[[0-9]{0,4}\]", key)
        for value in values
    ]
    parts = (part.strip() for value in given for part in value.split(","))
    return [part for part in parts if part][:MOST_NAMED]


def picks(query: Query, name: str) -> Picks:
    """Return the numbers asked for under that name; what is no number is left out."""
    given = several(query, name)
    numbers = [int(one) for one in given if _WHOLE.fullmatch(one)]
    return Picks(
        frozenset(number for number in numbers if number > 0),
        frozenset(-number for number in numbers if number < 0),
    )


def _near(query: Query) -> tuple[Near | None, bool]:
    """Return the circle, and whether one was asked for that has no middle or no width."""
    latitude, longitude = _real(one(query, "lat_val")), _real(one(query, "long_val"))
    if latitude is None and longitude is None:
        return None, False
    if latitude is None or longitude is None:
        return None, True
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None, True
    wants_distance = {"distance_in_km", "distance_in_miles"} & {
        *several(query, "data_field_key")
    }
    miles, km = _real(one(query, "geo_width")), _real(one(query, "geo_width_km"))
    width = miles * KM_A_MILE if miles is not None else km
    if width is None:
        return Near(latitude, longitude, None, None), not wants_distance
    if width < 0:
        # A width below nothing is a number: so many of the nearest.
        wanted = miles if miles is not None else width
        return Near(latitude, longitude, None, int(min(abs(wanted), 1e9))), False
    return Near(latitude, longitude, width, None), False


def _time(query: Query, name: str) -> int | None:
    hours, minutes = one(query, f"{name}H"), one(query, f"{name}M")
    if not hours and not minutes:
        return None
    if not all(_WHOLE.fullmatch(part or "0") for part in (hours, minutes)):
        return None
    return min(int(hours or 0), 24) * 60 + min(int(minutes or 0), 59)


def _sort(query: Query) -> tuple[str, ...]:
    named = tuple(several(query, "sort_keys"))[:10]
    return named or _SORTS.get(one(query, "sort_key"), _USUAL_SORT)


def _positive(text: str) -> int | None:
    if not _WHOLE.fullmatch(text):
        return None
    return int(text) if int(text) > 0 else None


def _real(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
