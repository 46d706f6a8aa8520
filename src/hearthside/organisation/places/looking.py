"""Looking a place up by what somebody types."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from django.db.models import (
    Case,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    QuerySet,
    Value,
    When,
)

from hearthside.organisation.models import KnownPlace

# Outward half of a UK postcode, with or without the inward half behind it.
_OUTWARD: Final = re.compile(r"^([A-Z]{1,2}[0-9][0-9A-Z]?)(?:\s*[0-9][A-Z]{2})?$")
LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: its name as people say it, and where it is (degrees, WGS 84)."""

    name: str
    latitude: float
    longitude: float


def fold(text: str) -> str:
    """Return the text as places are compared: no accents, no capitals, no dashes."""
    bare = unicodedata.normalize("NFKD", text[: LONGEST * 4]).casefold()
    unmarked = "".join(char for char in bare if not unicodedata.combining(char))
    kept = "".join(char if char.isalnum() else " " for char in unmarked)
    return " ".join(kept.split())[:LONGEST]


def look_up(text: str, *, country: str) -> Spot | None:
    """Return the place somebody most likely means, or None.

    text -- a postcode, its first half, or a town, perhaps with a region after a comma.
    country -- ISO 3166 code; of two towns of one name the one here comes first.
    """
    outward = _outward_of(text)
    if outward is not None:
        found = _best(
            KnownPlace.objects.filter(kind="postcode", folded=outward), country
        )
        if found is not None:
            return found
    town, _, region = (part.strip() for part in text.partition(","))
    rows = KnownPlace.objects.filter(kind="town", folded=fold(town))
    if region:
        narrowed = rows.filter(region__iexact=region[:LONGEST])
        narrowed = narrowed | rows.filter(country__iexact=region[:2])
        found = _best(narrowed, country)
        if found is not None:
            return found
    found = _best(rows, country)
    if found is not None or not fold(text):
        return found
    other = KnownPlace.objects.filter(kind="postcode", folded=fold(text))
    return _best(other, country)


def suggestions(text: str, *, country: str, most: int = 5) -> list[str]:
    """Return names of towns that begin like the text, ours first, larger first."""
    start = fold(text)[:4]
    if len(start) < 3:
        return []
    rows = KnownPlace.objects.filter(
        kind="town", folded__gte=start, folded__lt=start + "\uffff"
    )
    return list(_ordered(rows, country).values_list("name", flat=True)[:most])


def zone_at(latitude: float, longitude: float) -> str:
    """Return the time zone of the nearest town within about 50 km, or "".

    Near a border of zones the nearest town may lie across it.
    """
    shrink = max(0.2, math.cos(math.radians(latitude)))
    north = F("latitude") - Value(latitude)
    east = (F("longitude") - Value(longitude)) * Value(shrink)
    near = KnownPlace.objects.filter(
        kind="town",
        latitude__range=(latitude - 0.5, latitude + 0.5),
        longitude__range=(longitude - 0.5 / shrink, longitude + 0.5 / shrink),
    ).exclude(zone="")
    squared = ExpressionWrapper(north * north + east * east, FloatField())
    nearest = near.annotate(squared=squared).order_by("squared", "id")
    return nearest.values_list("zone", flat=True).first() or ""


def is_filled() -> bool:
    """Return whether the gazetteer has been built."""
    return KnownPlace.objects.filter(kind="town").exists()


def _outward_of(text: str) -> str | None:
    found = _OUTWARD.match(" ".join(text.upper().split()))
    return fold(found.group(1)) if found else None


def _best(rows: QuerySet[KnownPlace], country: str) -> Spot | None:
    row = _ordered(rows, country).first()
    return Spot(row.name, row.latitude, row.longitude) if row else None


def _ordered(rows: QuerySet[KnownPlace], country: str) -> QuerySet[KnownPlace]:
    return rows.annotate(
        abroad=Case(
            When(country=country, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
    ).order_by("abroad", "-people", "id")
