"""What the columns of a table may be, and which each of them looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

NOT_KEPT: Final = ""

# What a column can be, and how somebody who maps it reads that.
FIELDS: Final[dict[str, str]] = {
    "name": "Name of the group",
    "when": "Day and time together, such as “Tuesdays at 7.30pm”",
    "day": "Day of the week",
    "time": "Time it starts",
    "end_time": "Time it ends",
    "minutes": "How many minutes it lasts",
    "timezone": "Time zone",
    "location": "Name of the place",
    "address": "Address, or its first line",
    "city": "Town",
    "state": "County or state",
    "postal_code": "Postcode",
    "country": "Country",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "location_notes": "How to find the door",
    "notes": "About the group",
    "types": "What kind of group it is, or whom it is for",
    "languages": "Languages",
    "attendance_option": "In person, online or both",
    "conference_url": "Link to join online",
    "updated": "When it was last changed",
    "slug": "A number or code of its own that stays the same",
}

# The names people give such columns, in small letters without punctuation.
_USUAL: Final[dict[str, str]] = {
    "name": "name|group|group name|meeting|meeting name|title|service name|event|subject",
    "when": "when|when meet|times|meets|schedule|day and time|meeting times|day time|opening times",
    "day": "day|weekday|day week|days|meeting day",
    "time": "time|start|start time|starts|starts at|from|begins|meeting time",
    "end_time": "end|end time|ends|ends at|until|finish|to",
    "minutes": "minutes|duration|duration minutes|length|length minutes",
    "timezone": "timezone|time zone|tz|zone",
    "location": "location|where|where meet|venue|place|building|location name|venue name",
    "address": (
        "address|street|street address|address 1|address line 1|formatted address"
        "|full address|venue address"
    ),
    "city": "city|town|locality|municipality|post town",
    "state": "state|county|province|region",
    "postal_code": "postcode|post code|postal code|zip|zip code|eircode",
    "country": "country|nation",
    "latitude": "latitude|lat",
    "longitude": "longitude|lng|lon|long",
    "location_notes": "directions|access|location notes|getting there|how to find",
    "notes": "notes|description|about|details|comments|information|info|summary",
    "types": "type|types|category|categories|tags|audience|who for|kind|topic|topics",
    "languages": "language|languages",
    "attendance_option": "attendance|online or in person|mode|delivery|meeting type|how|formats",
    "conference_url": "url|link|online link|zoom|zoom link|conference url|join|meeting link",
    "updated": "updated|last updated|last modified|modified|updated at",
    "slug": "id|slug|reference|ref|code|wso id|number",
}
# About people: never offered, whatever it holds.
_ABOUT_PEOPLE: Final = re.compile(
    r"e ?mail|phone|tel(ephone)?\b|mobile|contact|pass(word|code)|access code|\bpin\b"
    r"|organi[sz]er|facilitator|leader|meeting id|dial in|whats ?app|surname|first name"
)
_SAY_NOTHING: Final = frozenset(
    {"we", "our", "us", "the", "of", "your", "is", "it", "do", "does", "you", "a"}
)
_NAMES: Final = {
    usual: field for field, names in _USUAL.items() for usual in names.split("|")
}


def guesses(columns: tuple[str, ...]) -> dict[str, str]:
    """Return a field for each column, NOT_KEPT where none fits; no field twice."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for column in columns:
        plain = _plain(column)
        field = NOT_KEPT if is_about_people(column) else _NAMES.get(plain, NOT_KEPT)
        found[column] = field if field not in taken else NOT_KEPT
        taken.add(field)
    return found


def is_about_people(column: str) -> bool:
    """Say whether a column, by its name, tells who somebody is or how to reach them."""
    return bool(_ABOUT_PEOPLE.search(_plain(column)))


def _plain(column: str) -> str:
    """Return the name of a column in small letters, without words that say nothing."""
    words = re.findall(r"[^\W_]+", column.casefold())
    return " ".join(word for word in words if word not in _SAY_NOTHING)


def check(mapping: Mapping[str, str], columns: tuple[str, ...]) -> str:
    """Return why nothing can be read with this mapping, or "".

    mapping -- a field of FIELDS, or NOT_KEPT, for each column.
    """
    strangers = [column for column in mapping if column not in columns]
    if strangers:
        return f"There is no column “{strangers[0][:80]}” in this file."
    fields = [field for field in mapping.values() if field != NOT_KEPT]
    for field in fields:
        if field not in FIELDS:
            return f"“{field[:40]}” is nothing a column can be."
        if fields.count(field) > 1:
            return f"Two columns are “{FIELDS[field]}”. Choose one of them."
    if "name" not in fields:
        return "Say which column is the name of the group."
    if "when" not in fields and not {"day", "time"} <= set(fields):
        return (
            "Say which columns are the day and the time; "
            "without both nobody can find the group."
        )
    return ""
