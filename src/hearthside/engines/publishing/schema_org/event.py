"""Writing one group and its next dates as JSON-LD."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from hearthside.engines import words
from hearthside.engines.publishing.plain_json import plain_json
from hearthside.engines.publishing.published import (
    Published,
    PublishedDate,
    Publisher,
)
from hearthside.engines.recurrence.pattern import zone_of

from .schedule import Json, schedule_of

SCHEMA: Final = "https://schema.org"
# A page stays small: the calendar has them all.
MOST_DATES: Final = 4
MODES: Final = {
    words.IN_PERSON: f"{SCHEMA}/OfflineEventAttendanceMode",
    words.ONLINE: f"{SCHEMA}/OnlineEventAttendanceMode",
    words.PHONE: f"{SCHEMA}/OnlineEventAttendanceMode",
    words.HYBRID: f"{SCHEMA}/MixedEventAttendanceMode",
}


def write(publisher: Publisher, group: Published, *, now: datetime) -> str:
    """Return the group as a JSON-LD document, fit to stand in a script element.

    The group is an Event with its Schedule, each of its next dates a subEvent: scheduled,
    rescheduled with the start it had, or cancelled. No way into a call, no person, and of
    a place not told only the part of town. now -- aware; dates that are over are left out.
    Source: JSON-LD 1.1, section 7 (data blocks); schema.org 29, Event.
    """
    today = now.astimezone(zone_of(group.pattern.zone)).date()
    event = _same_for_all(publisher, group)
    event["description"] = group.one_line or group.name
    if group.is_paused:
        event["eventStatus"] = f"{SCHEMA}/EventPostponed"
    else:
        coming = [one for one in group.dates if one.ends_at > now][:MOST_DATES]
        if schedule := schedule_of(group.pattern, first=today):
            event["eventSchedule"] = schedule
        if coming:
            event["subEvent"] = [_date(publisher, group, one) for one in coming]
    return plain_json({"@context": SCHEMA, **event})


def _same_for_all(publisher: Publisher, group: Published) -> Json:
    event: Json = {
        "@type": "Event",
        "name": group.name,
        "url": group.url,
        "eventAttendanceMode": MODES[group.attendance],
        "isAccessibleForFree": True,
        "organizer": {
            "@type": "Organization",
            "name": publisher.name,
            "url": f"{publisher.address}/",
        },
    }
    if where := _where(group):
        event["location"] = where[0] if len(where) == 1 else where
    if group.languages:
        event["inLanguage"] = list(group.languages)
    return event


def _where(group: Published) -> list[Json]:
    where: list[Json] = []
    if group.attendance in (words.IN_PERSON, words.HYBRID):
        where.append(_place(group))
    if group.attendance != words.IN_PERSON:
        # Where it says how one takes part; never the way in itself.
        where.append({"@type": "VirtualLocation", "url": group.url})
    return [one for one in where if len(one) > 1]


def _place(group: Published) -> Json:
    part_of_town = group.district or group.area
    place: Json = {"@type": "Place"}
    if group.address_withheld:
        return place | ({"name": part_of_town} if part_of_town else {})
    if name := group.place_name or part_of_town:
        place["name"] = name
    if address := group.address or part_of_town:
        place["address"] = address
    if group.latitude is not None and not group.is_approximate:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": group.latitude,
            "longitude": group.longitude,
        }
    return place


def _date(publisher: Publisher, group: Published, dated: PublishedDate) -> Json:
    zone = zone_of(group.pattern.zone)
    event = _same_for_all(publisher, group)
    usual = dated.usual_start.astimezone(zone).isoformat()
    event["startDate"] = dated.starts_at.astimezone(zone).isoformat()
    event["endDate"] = dated.ends_at.astimezone(zone).isoformat()
    event["eventStatus"] = f"{SCHEMA}/EventScheduled"
    if dated.is_called_off:
        event["eventStatus"] = f"{SCHEMA}/EventCancelled"
    elif dated.is_moved:
        event["eventStatus"] = f"{SCHEMA}/EventRescheduled"
        event["previousStartDate"] = usual
    if dated.place_note:
        event["description"] = dated.place_note
    return event
