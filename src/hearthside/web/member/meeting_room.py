"""The room of a meeting: a page around words that only those in it tonight can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse

from hearthside.core.actor import Actor
from hearthside.engines.recurrence import say_time
from hearthside.groups import directory, joining
from hearthside.organisation.wording import limits_of
from hearthside.people.signing_in import signed_in
from hearthside.web.desk.standing import moment
from hearthside.web.frame import house_of
from hearthside.web.member.circles.rooms import said_of
from hearthside.web.member.room_sentences import sentences
from hearthside.web.member.sealed.about_key import about_key
from hearthside.workflows import come_to_a_meeting
from hearthside.workflows.come_to_a_meeting import Coming, Part

URLS: Final = {
    "room": "room_state",
    "openRoom": "open_room",
    "out": "out_of_room",
    "leave": "leave_room",
    "sync": "phone_sync",
    "sit": "sit_in_room",
    "state": "room_seat",
    "layKeys": "lay_room_keys",
    "keys": "room_keys",
    "commit": "turn_room_keys",
    "frames": "room_frames",
    "welcomes": "room_welcomes",
    "used": "used_room_welcomes",
    "waiting": "room_waiting",
    "lay": "lay_at_the_room",
    "handOut": "hand_out_at_the_room",
    "ticket": "room_ticket",
}


@dataclass(frozen=True, slots=True)
class MeetingRoomPage:
    """Everything member/meeting_room.html may show. Of what is said in it: nothing.

    when -- the date in words. opens -- from when one can wait here. name -- what somebody
    is called in this group; they may come under another, or under none. key, brought,
    sentences -- what the browser needs (frontend/circle/room.ts).
    """

    group_name: str
    group_url: str
    evening_url: str
    when: str
    opens: str
    holds: bool
    is_new: bool
    name: str
    promises: tuple[str, ...]
    limits: tuple[str, ...]
    key: dict[str, Any]
    brought: dict[str, Any]
    sentences: dict[str, str]


def show(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Show the room; the browser opens what is said in it."""
    found = come_to_a_meeting.coming(actor, date_id=date_id, now=now)
    zone = found.group.zone
    opens = found.opens_at.astimezone(ZoneInfo(zone))
    page = MeetingRoomPage(
        group_name=found.group.name,
        group_url=reverse("group", args=[found.group.public_id]),
        evening_url=reverse("evening", args=[date_id])
        if found.part is Part.HOLDS
        else "",
        when=moment(found.dated.starts_at, zone, now=now),
        opens=say_time(opens.time()),
        holds=found.part is Part.HOLDS,
        is_new=found.part is Part.NEW,
        name=_name(request, actor, found),
        promises=directory.table_of(found.group.id).promises,
        limits=tuple(
            line.strip() for line in limits_of(house_of(request)).splitlines() if line
        ),
        key=about_key(request, actor),
        brought=said_of(actor, found)
        | {
            "csrf": get_token(request),
            "urls": {key: reverse(name, args=[date_id]) for key, name in URLS.items()},
        },
        sentences=sentences(),
    )
    return render(request, "member/meeting_room.html", {"page": page})


def _name(request: HttpRequest, actor: Actor, found: Coming) -> str:
    """Return what the group knows them by; whoever is new says it themselves."""
    places = {one.group_id: one.name_here for one in joining.my_places(actor)}
    if name := places.get(found.group.id):
        return name
    person = signed_in(request.user)
    return person.called if person and found.part is not Part.NEW else ""
