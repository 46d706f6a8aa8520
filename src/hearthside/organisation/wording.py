"""The organisation's own words: its name, its promises, where leaving leads."""

from __future__ import annotations

from dataclasses import dataclass

from hearthside.organisation.models import Locality, Organisation


@dataclass(frozen=True, slots=True)
class House:
    """The charity as every page shows it."""

    name: str = "Hearthside"
    strapline: str = ""
    tab_title: str = "Notices"
    leave_to: str = "https://www.bbc.co.uk/weather"
    zone: str = "Europe/London"
    country: str = "GB"
    miles: bool = True
    limits_of_confidence: str = ""
    honest_hours: str = ""
    younger: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A locality."""

    id: int
    slug: str
    name: str
    blurb: str
    latitude: float
    longitude: float


def the_house() -> House:
    """Return the organisation's words; plain defaults before anything is set up."""
    row = Organisation.objects.filter(id=1).first()
    if row is None:
        return House()
    return House(
        name=row.name,
        strapline=row.strapline,
        tab_title=row.tab_title,
        leave_to=row.leave_to,
        zone=row.zone,
        country=row.country,
        miles=row.miles,
        limits_of_confidence=row.limits_of_confidence,
        honest_hours=row.honest_hours,
        younger=row.younger,
    )


def areas() -> list[Area]:
    """Return every locality by name."""
    return [
        Area(row.pk, row.slug, row.name, row.blurb, row.latitude, row.longitude)
        for row in Locality.objects.order_by("name")
    ]


def set_up(house: House) -> None:
    """Keep the organisation's words."""
    Organisation.objects.update_or_create(
        id=1,
        defaults={name: getattr(house, name) for name in House.__dataclass_fields__},
    )


def add_area(
    *, slug: str, name: str, blurb: str, latitude: float, longitude: float
) -> int:
    """Keep a locality; return its id."""
    row, _ = Locality.objects.update_or_create(
        slug=slug,
        defaults={
            "name": name,
            "blurb": blurb,
            "latitude": latitude,
            "longitude": longitude,
        },
    )
    return row.pk
