"""One service, told in the fields all rows are read from."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

from hearthside.engines.interchange.rhythms import CannotKeep
from hearthside.engines.interchange.rows import Meets, Told
from hearthside.engines.interchange.texts import as_text

from .groups import types_of, why_not_a_group
from .schedules import meetings
from .service import Service

_POST_BOX: Final = re.compile(r"p\.?\s?o\.?\s?box\b", re.IGNORECASE)


def told(service: Service, *, now: datetime | None) -> Told:
    """Return the service as a row, or why it is none we list."""
    meets: tuple[Meets, ...] = ()
    why = why_not_a_group(service)
    if not why:
        try:
            meets = meetings(service.schedules, now=now)
        except CannotKeep as fault:
            why = str(fault)
    return Told(_fields(service), why_not=why, meets=meets, findings=service.findings)


def _fields(service: Service) -> dict[str, object]:
    about, place, address = service.about, service.place, service.address
    is_virtual = as_text(place.get("location_type")).casefold() == "virtual"
    status = as_text(about.get("status")).casefold()
    street = [_words(address.get(key)) for key in ("address_1", "address_2")]
    if any(_POST_BOX.match(part) for part in street):
        # Nobody meets in one; the town it stands in is told all the same.
        service.findings.mend("Its address was a post box, and was left out.")
        street = []
    return {
        "slug": service.key,
        "name": _name(service),
        "types": types_of(service),
        "notes": "\n\n".join(
            text for key in ("description", "alert") if (text := _words(about.get(key)))
        ),
        "location": "" if is_virtual else _place_name(service),
        "location_notes": _words(place.get("transportation")),
        "address": ", ".join(part for part in street if part),
        "city": _words(address.get("city")),
        "state": _words(address.get("state_province")),
        "postal_code": _words(address.get("postal_code")),
        "country": _words(address.get("country")),
        "region": _words(address.get("region")) or _words(address.get("city")),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "attendance_option": "inactive"
        if "temporarily" in status
        else ("online" if is_virtual else ""),
        "conference_url": _words(place.get("url")) if is_virtual else "",
        "updated": about.get("last_modified"),
    }


def _name(service: Service) -> str:
    """Return its name, with whose it is where the name alone says only where or what."""
    name = _words(service.about.get("name"))
    towns = {_words(service.address.get(key)).casefold() for key in ("city", "region")}
    says_little = name.casefold() in {*towns, "support group", "support groups"}
    whose = " ".join(service.organisation.split())
    if says_little or (whose and len(name.split()) <= 2 and name.isupper()):
        return f"{whose}: {name}" if whose and whose != name else name
    return name


def _place_name(service: Service) -> str:
    """Return the name of the place, where it is not only that of the service again."""
    name = _words(service.place.get("name"))
    mine = _words(service.about.get("name")).casefold()
    is_no_place = name.casefold() == service.organisation.casefold()
    return "" if is_no_place or (mine and name.casefold().endswith(mine)) else name


def _words(value: Any) -> str:
    # Some tables write a line break as a backslash and an n.
    return as_text(value).replace("\\r", "").replace("\\n", "\n").strip()
