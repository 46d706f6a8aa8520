"""One group as an HSDS service: brief in a list, whole by itself, and at its location."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from hearthside.engines import recurrence, words
from hearthside.engines.publishing.published import Published, Publisher

from .ids import Written, id_of
from .locations import brief_location, whole_location
from .organizations import brief_organization, organization_id
from .schedules import say_changes, schedules
from .taxonomies import attributes

ACTIVE: Final = "active"
PAUSED: Final = "temporarily closed"
FREE: Final = "Free"
ADULT: Final = 18
# Youngest and oldest of the words that name an age; nothing else is ever said of age.
AGES: Final[dict[str, tuple[int, int | None]]] = {
    "young_adults": (18, 30),
    "older": (60, None),
}
# Sign languages have no two letters of their own (ISO 639-3).
SIGNED: Final = {"sgn-us": "ase", "sgn-gb": "bfi"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What every answer is written with.

    root -- where the addresses of this feed begin, without a slash at the end.
    now -- aware.
    """

    publisher: Publisher
    root: str
    now: datetime


def service_id(group: Published) -> str:
    """Return the id of a group's service."""
    return id_of("service", group.id)


def minimal_service(group: Published, setting: Setting) -> Written:
    """Return what somebody needs to see what has changed.

    Beside id and last_modified the name, the status and the address, because the schemas of
    HSDS and of its UK profile want them of every service.
    """
    return {
        "id": service_id(group),
        "name": group.name,
        "status": PAUSED if group.is_paused else ACTIVE,
        "url": group.url,
        "last_modified": _moment(group.changed_at),
    }


def brief_service(group: Published, setting: Setting) -> Written:
    """Return the service with its own fields and its organisation. Never a person."""
    youngest, oldest = _ages(group)
    fields: Written = {
        **minimal_service(group, setting),
        "organization_id": organization_id(setting.publisher),
        "description": "\n\n".join(
            part for part in (group.one_line, group.about) if part
        ),
        "application_process": group.first_time,
        "fees_description": FREE,
        "fees": FREE,
        "eligibility_description": _eligibility(group),
        "minimum_age": youngest,
        "assured_date": _day(group.confirmed_at, group.pattern.zone),
        "alert": _alert(group, now=setting.now),
        "organization": brief_organization(setting.publisher),
    }
    if oldest is not None:
        fields["maximum_age"] = oldest
    # What is not known is left out rather than said to be empty.
    return {key: value for key, value in fields.items() if value != ""}


def whole_service(group: Published, setting: Setting) -> Written:
    """Return the service with everything in it, its location among it."""
    of = service_id(group)
    return {
        **brief_service(group, setting),
        "schedules": schedules(group, service_id=of, now=setting.now),
        "service_areas": _areas(group),
        "service_at_locations": [_link(group, _whole_place(group, setting))],
        "languages": _languages(group),
        "cost_options": [_cost(group)],
        "attributes": attributes(
            group.said, group.attendance, of=of, root=setting.root
        ),
    }


def brief_at_location(group: Published, setting: Setting) -> Written:
    """Return a service at its location, each with its own fields only."""
    at = _link(group, brief_location(group))
    return {**at, "service": brief_service(group, setting)}


def whole_at_location(group: Published, setting: Setting) -> Written:
    """Return a service at its location with everything in both.

    It carries the name and status of its service too: the answer HSDS 3.0 describes for
    this address is a service, the one it means is a service at a location, and this is
    both.
    """
    at = _link(group, _whole_place(group, setting))
    service = whole_service(group, setting)
    del service["service_at_locations"]
    said = {"name": service["name"], "status": service["status"]}
    return {**at, **said, "schedules": service["schedules"], "service": service}


def at_location_id(group: Published) -> str:
    """Return the id of a service at its location."""
    return id_of("service_at_location", group.id)


def _link(group: Published, location: Written) -> Written:
    return {
        "id": at_location_id(group),
        "service_id": service_id(group),
        "location_id": id_of("location", group.id),
        "description": words.ATTENDANCE[group.attendance],
        "location": location,
    }


def _whole_place(group: Published, setting: Setting) -> Written:
    return whole_location(group, country=setting.publisher.country)


def _alert(group: Published, *, now: datetime) -> str:
    if group.is_paused:
        usual = recurrence.sentence(group.pattern)
        return f"This group takes a pause and does not meet. Usually: {usual}."
    return say_changes(group, now=now)


def _eligibility(group: Published) -> str:
    who = [words.WHO_FOR[word] for word in group.said if word in words.WHO_FOR]
    said = "For people of 18 or over."
    return f"{said} {'; '.join(who)}." if who else said


def _ages(group: Published) -> tuple[int, int | None]:
    """Return the youngest and the oldest a group is for, in years."""
    told = [AGES[word] for word in group.said if word in AGES]
    # Of a group for the young and for the old nothing narrower can be said.
    return told[0] if len(told) == 1 else (ADULT, None)


def _areas(group: Published) -> list[Written]:
    if not group.area:
        return []
    return [
        {
            "id": id_of("service_area", group.id),
            "service_id": service_id(group),
            "name": group.area,
            # The name the UK profile has for it.
            "service_area": group.area,
            "extent_type": "text",
            "extent": group.area,
        }
    ]


def _languages(group: Published) -> list[Written]:
    return [
        {
            "id": id_of("language", group.id, code),
            "service_id": service_id(group),
            "name": words.LANGUAGES.get(code, code),
            "code": SIGNED.get(code, code),
            "url": group.url,
        }
        for code in group.languages
    ]


def _cost(group: Published) -> Written:
    return {
        "id": id_of("cost_option", group.id),
        "service_id": service_id(group),
        "option": FREE,
        "amount": 0,
        "amount_description": FREE,
        "url": group.url,
    }


def _moment(moment: datetime) -> str:
    """Return 2026-03-02T12:00:00.000Z, with the thousandths HSDS asks for."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def _day(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).date().isoformat()
