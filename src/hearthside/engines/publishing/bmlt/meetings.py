"""Our groups as BMLT meetings, one for each weekday.

Source: bmlt-enabled/bmlt-server, GetSearchResults.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hearthside.engines import words
from hearthside.engines.matching.facts import Point
from hearthside.engines.publishing import coming_week
from hearthside.engines.publishing.coming_week import Row
from hearthside.engines.publishing.postal import taken_apart
from hearthside.engines.publishing.published import Published, Publisher
from hearthside.engines.publishing.told_words import (
    has_a_door,
    how_to_come,
    shown_name,
)

from .bodies import body_of
from .formats import Format, formats_of
from .numbers import meeting_number

IN_PERSON, VIRTUAL, HYBRID = 1, 2, 3
_VENUES: Final = {
    words.IN_PERSON: IN_PERSON,
    words.ONLINE: VIRTUAL,
    words.PHONE: VIRTUAL,
    words.HYBRID: HYBRID,
}


@dataclass(frozen=True, slots=True)
class Held:
    """One weekday of a group, with what a search asks about beside its fields.

    weekday -- 1 Sunday .. 7 Saturday. starts, minutes -- minutes after midnight, and long.
    place -- degrees, WGS 84; None where it is not told.
    """

    id: int
    weekday: int
    starts: int
    minutes: int
    venue: int
    body: int
    formats: tuple[Format, ...]
    place: Point | None
    fields: dict[str, str]


def meetings(
    publisher: Publisher, groups: Iterable[Published], *, server: str, now: datetime
) -> Iterator[Held]:
    """Yield every weekday of these groups, as it stands in the coming seven days.

    groups -- dates: all of them, or only the changed ones. now -- aware.
    server -- the address clients know us by, without a slash at its end.
    """
    for group in groups:
        for row in coming_week.rows(group, now=now):
            yield _held(publisher, group, row, server)


def _held(publisher: Publisher, group: Published, row: Row, server: str) -> Held:
    formats = formats_of(group, row)
    place: Point | None = None
    if has_a_door(group) and group.latitude is not None and group.longitude is not None:
        place = Point(group.latitude, group.longitude)
    # Every meeting has a day here: where the coming week holds none, the next one's.
    day = row.usual_weekday if row.weekday is None else row.weekday
    starts = row.starts_at.hour * 60 + row.starts_at.minute
    number = meeting_number(f"{group.id}-{row.key}")
    weekday, venue, body = (day + 1) % 7 + 1, _venue(group), body_of(group)
    fields = {
        "id_bigint": str(number),
        "worldid_mixed": "",
        "shared_group_id_bigint": "",
        "service_body_bigint": str(body),
        "weekday_tinyint": str(weekday),
        "venue_type": str(venue),
        "start_time": f"{row.starts_at:%H:%M}:00",
        "duration_time": f"{row.minutes // 60:02d}:{row.minutes % 60:02d}:00",
        "time_zone": group.pattern.zone,
        "formats": ",".join(one.key for one in formats),
        "lang_enum": "en",
        "longitude": str(place.longitude) if place else "",
        "latitude": str(place.latitude) if place else "",
        "distance_in_km": "",
        "distance_in_miles": "",
        "email_contact": "",
        "published": "1",
        "root_server_uri": server,
        "format_shared_id_list": ",".join(str(one.id) for one in formats),
        **_words(publisher, group, row),
    }
    return Held(
        number, weekday, starts, row.minutes, venue, body, formats, place, fields
    )


def _venue(group: Published) -> int:
    # Clients put all but the virtual ones on their map, and what has no place into the sea
    # off Africa. The format VM is not said of it, and its name tells how it is.
    return VIRTUAL if group.address_withheld else _VENUES[group.attendance]


def _words(publisher: Publisher, group: Published, row: Row) -> dict[str, str]:
    town = group.area or group.district
    address = taken_apart(
        group.address if has_a_door(group) else "", town=town, country=publisher.country
    )
    # Shown in the list itself, so what would mislead without it stands first.
    info = (*row.said, *how_to_come(group), group.directions, group.access_notes)
    # Short, because finders print it in every row; the formats hold the rest.
    comments = (group.one_line, group.url)
    return {
        "meeting_name": shown_name(group),
        "location_text": "" if group.address_withheld else group.place_name,
        "location_info": " ".join(part for part in info if part),
        "location_street": address.street,
        "location_city_subsection": "",
        "location_neighborhood": group.district,
        "location_municipality": address.town,
        "location_sub_province": "",
        "location_province": "",
        "location_postal_code_1": address.code,
        "location_nation": address.country,
        "comments": "\n".join(part for part in comments if part),
        "train_lines": "",
        "bus_lines": "",
        "phone_meeting_number": "",
        "virtual_meeting_link": "",
        "virtual_meeting_additional_info": group.online_note,
    }
