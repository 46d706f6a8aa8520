"""What one event says besides when it is."""

from __future__ import annotations

import re
from typing import Final

from icalendar import Event

from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.links import is_a_room
from hearthside.engines.interchange.texts import as_text

from .events import Seen

_LINK: Final = re.compile(r"https?://\S+", re.IGNORECASE)
# Property names whose values are people: who asked, who comes, whom to call.
_PEOPLE: Final = {
    "ORGANIZER": "e-mail addresses",
    "ATTENDEE": "e-mail addresses",
    "CONTACT": "contact names",
}


def private_in(event: Event) -> Findings:
    """Return the count of what an event says in properties that are about people."""
    findings = Findings()
    for name, what in _PEOPLE.items():
        held = event.get(name)
        if held is not None:
            findings.drop(what, len(held) if isinstance(held, list) else 1)
    return findings


def fields_of(one: Seen, findings: Findings) -> dict[str, object]:
    """Return what an event says, in the wording of fields."""
    event = one.event
    where = _text(event, "LOCATION")
    link = _room(event, where)
    where = "" if link and link in where else where
    place, _, rest = where.partition(",")
    has_a_name = bool(rest.strip()) and not place[:1].isdigit()
    latitude, longitude = _position(event)
    categories = event.get("CATEGORIES")
    return {
        "slug": one.uid,
        "name": _text(event, "SUMMARY"),
        "notes": _text(event, "DESCRIPTION"),
        "location": place if has_a_name else "",
        "formatted_address": (rest if has_a_name else where).replace("\n", ", "),
        "latitude": latitude,
        "longitude": longitude,
        "timezone": one.zone,
        "types": [str(each) for each in getattr(categories, "cats", ())],
        "conference_url": link,
        "updated": str(
            getattr(getattr(event.get("LAST-MODIFIED"), "dt", ""), "isoformat", str)()
        ),
    }


def _text(event: Event, name: str) -> str:
    held = event.get(name)
    return as_text(held[0] if isinstance(held, list) and held else held)


def _room(event: Event, where: str) -> str:
    """Return the link that opens the meeting, wherever the calendar put it."""
    for name in ("X-GOOGLE-CONFERENCE", "CONFERENCE", "URL"):
        link = _text(event, name)
        if link and (name != "URL" or is_a_room(link)):
            return link
    found = _LINK.search(where)
    return found[0] if found else ""


def _position(event: Event) -> tuple[object, object]:
    geo = event.get("GEO")
    return getattr(geo, "latitude", None), getattr(geo, "longitude", None)
