"""Near and far: where somebody sets out from, and how far a service is from there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from django.db.models import F, FloatField, Value
from django.db.models.expressions import Combinable, ExpressionWrapper

KM_A_DEGREE: Final = 111.195
EARTH_KM: Final = 6371.0088


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth: degrees, WGS 84."""

    latitude: float
    longitude: float


def squared_degrees(near: Point) -> Combinable:
    """Return the squared distance in degrees of latitude, for ordering in the database.

    Flat within a few hundred kilometres, which is as far as anybody travels to a service;
    the distance shown is the true one.
    """
    shrink = math.cos(math.radians(near.latitude))
    north = F("latitude") - Value(near.latitude)
    east = (F("longitude") - Value(near.longitude)) * Value(shrink)
    return ExpressionWrapper(north * north + east * east, output_field=FloatField())


def km_between(one: Point, other: Point) -> float:
    """Return the distance over the ground in kilometres (haversine)."""
    north = math.radians(other.latitude - one.latitude) / 2
    east = math.radians(other.longitude - one.longitude) / 2
    shrink = math.cos(math.radians(one.latitude)) * math.cos(
        math.radians(other.latitude)
    )
    share = math.sin(north) ** 2 + shrink * math.sin(east) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(share)))
