"""Writing our groups as a Meeting Guide feed, version 1.1.

Source: code4recovery/spec, README, "Specification" and "Field Definitions".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final, TypeAlias

from hearthside.engines import words
from hearthside.engines.publishing import coming_week
from hearthside.engines.publishing.coming_week import Row
from hearthside.engines.publishing.plain_json import plain_json
from hearthside.engines.publishing.postal import taken_apart
from hearthside.engines.publishing.published import Published, Publisher
from hearthside.engines.publishing.told_words import (
    has_a_door,
    how_to_come,
    of_itself,
    shown_name,
)

from .codes import CLOSED_FOR_NOW, codes_of

Meeting: TypeAlias = dict[str, str | int | float | list[str]]

LONGEST_NAME: Final = 255
_PLACE: Final = {
    words.ONLINE: "Online",
    words.PHONE: "By phone",
}
# Our own "phone" is no word of theirs.
_ATTENDANCE: Final = {
    words.IN_PERSON: "in_person",
    words.ONLINE: "online",
    words.HYBRID: "hybrid",
}


def write(publisher: Publisher, groups: Iterable[Published], *, now: datetime) -> bytes:
    """Return the feed: a JSON array with one object for each weekday of a group.

    groups -- dates: all of them, or only the changed ones. now -- aware.
    Days and times are true for the coming seven days; see `coming_week`.
    """
    found = meetings(publisher, groups, now=now)
    return plain_json(list(found)).encode()


def meetings(
    publisher: Publisher, groups: Iterable[Published], *, now: datetime
) -> Iterator[Meeting]:
    """Yield the objects of the feed."""
    for group in groups:
        of_the_group = _of_the_group(publisher, group)
        for row in coming_week.rows(group, now=now):
            yield _one(group, row, of_the_group)


def _one(group: Published, row: Row, of_the_group: Meeting) -> Meeting:
    meeting = {
        "slug": f"{group.id}-{row.key}" if row.key else group.id,
        **of_the_group,
        "notes": _notes(group, row),
        "types": codes_of(group) + [CLOSED_FOR_NOW] * row.is_off,
    }
    # Without a day a finder lists it last, and sends nobody to a dark hall.
    if row.weekday is not None:
        meeting["day"] = (row.weekday + 1) % 7
        meeting["time"] = row.starts_at.strftime("%H:%M")
        meeting["end_time"] = _end(row)
    return {name: value for name, value in meeting.items() if value != ""}


def _of_the_group(publisher: Publisher, group: Published) -> Meeting:
    door = has_a_door(group)
    town = group.area or group.district
    address = taken_apart(
        group.address if door else "", town=town, country=publisher.country
    )
    meeting: Meeting = {
        "name": shown_name(group)[:LONGEST_NAME],
        "timezone": group.pattern.zone,
        "location": _location(group),
        "location_notes": "\n".join(
            part for part in (group.directions, group.access_notes) if part
        ),
        "address": address.street,
        "city": address.town,
        "postal_code": address.code,
        "country": publisher.country,
        "formatted_address": address.whole,
        "approximate": "no" if door and group.address else "yes",
        "regions": [part for part in (group.area, group.district) if part],
        "attendance_option": _ATTENDANCE.get(group.attendance, ""),
        "url": group.url,
        "updated": f"{group.changed_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
        "entity": publisher.name,
        "entity_website_url": publisher.address,
    }
    if door and group.latitude is not None and group.longitude is not None:
        # Never rounded: finders take two groups on one point for one house.
        meeting["latitude"] = group.latitude
        meeting["longitude"] = group.longitude
    return meeting


def _location(group: Published) -> str:
    if group.attendance in _PLACE:
        return _PLACE[group.attendance]
    return "Address given when you ask" if group.address_withheld else group.place_name


def _notes(group: Published, row: Row) -> str:
    said = (*row.said, *how_to_come(group), group.one_line, group.about)
    rest = (group.online_note, *of_itself(group))
    return "\n".join(part for part in (*said, *rest) if part)


def _end(row: Row) -> str:
    minutes = row.starts_at.hour * 60 + row.starts_at.minute + row.minutes
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
