"""The organisation's own words: its name, its promises, where leaving leads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from typing import Final

from hearthside.core.refusals import Refusal
from hearthside.organisation.models import Locality, Organisation

FIRST: Final = ("what_it_is", "who_it_is_for", "what_happens")
LONGEST_FIRST: Final = 200


# What holds where a charity has not said it in its own words: it may never be empty.
LIMITS: Final = (
    "What is said in a group stays there, with one limit: when somebody's life is in "
    "danger, or when a child or somebody who cannot protect themselves is being hurt.\n\n"
    "Then, in this order: the facilitator talks with you first, if there is time. Next "
    "they tell the person here who is in charge of safety, and nobody else in the group. "
    "That person tells the emergency services or social services only what they need to "
    "help. When there is no time, the facilitator rings for help at once.\n\n"
    "You are told who was told, and why."
)


class TooLong(Refusal):
    """Some words are longer than the page they are for."""


@dataclass(frozen=True, slots=True)
class House:
    """The charity as every page shows it.

    what_it_is, who_it_is_for, what_happens -- what a newcomer reads first, each at most 200
    letters; where one is empty the page says it in our words.
    reports_days, reports_from, reports_until, reports_closed_on -- as reporting_hours.py
    reads them. second_reader -- who reads a report that nobody in the house may read.
    told_after_hours -- how long after their emergency contact was opened a person is told.
    """

    name: str = "Hearthside"
    strapline: str = ""
    what_it_is: str = ""
    who_it_is_for: str = ""
    what_happens: str = ""
    tab_title: str = "Notices"
    leave_to: str = "https://www.bbc.co.uk/weather"
    zone: str = "Europe/London"
    country: str = "GB"
    miles: bool = True
    limits_of_confidence: str = ""
    honest_hours: str = ""
    younger: str = ""
    shadows_needed: int = 1
    reports_days: str = ""
    reports_from: time = time(9)
    reports_until: time = time(17)
    reports_closed_on: tuple[str, ...] = ()
    second_reader: str = ""
    told_after_hours: int = 0


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
        what_it_is=row.what_it_is,
        who_it_is_for=row.who_it_is_for,
        what_happens=row.what_happens,
        tab_title=row.tab_title,
        leave_to=row.leave_to,
        zone=row.zone,
        country=row.country,
        miles=row.miles,
        limits_of_confidence=row.limits_of_confidence,
        honest_hours=row.honest_hours,
        younger=row.younger,
        shadows_needed=row.shadows_needed,
        reports_days=row.reports_days,
        reports_from=row.reports_from,
        reports_until=row.reports_until,
        reports_closed_on=tuple(row.reports_closed_on),
        second_reader=row.second_reader,
        told_after_hours=row.told_after_hours,
    )


def limits_of(house: House) -> str:
    """Return where confidence ends, and who would be told: part of every agreement."""
    return house.limits_of_confidence.strip() or LIMITS


def areas() -> list[Area]:
    """Return every locality by name."""
    return [
        Area(row.pk, row.slug, row.name, row.blurb, row.latitude, row.longitude)
        for row in Locality.objects.order_by("name")
    ]


def area_of(row: Locality | None) -> Area | None:
    """Return what a locality's row says, for somebody who has it in hand; no query."""
    if row is None:
        return None
    return Area(row.pk, row.slug, row.name, row.blurb, row.latitude, row.longitude)


def set_up(house: House) -> None:
    """Keep the organisation's words.

    Raises TooLong: what a newcomer reads first would not fit on one screen.
    """
    for name in FIRST:
        if len(getattr(house, name)) > LONGEST_FIRST:
            raise TooLong(
                f"What a newcomer reads first is {LONGEST_FIRST} letters at most in each "
                f"part. {name} has {len(getattr(house, name))}."
            )
    Organisation.objects.update_or_create(
        id=1,
        defaults={name: getattr(house, name) for name in House.__dataclass_fields__},
    )


def ask_for_shadowing(*, evenings: int) -> None:
    """Keep how many evenings somebody shadows before they lead."""
    set_up(replace(the_house(), shadows_needed=evenings))


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
