"""The room of a meeting, as devices ask about it: may I come, who waits, out for tonight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token

from hearthside.circles.rosters import CannotSit
from hearthside.core.actor import Actor
from hearthside.meetings import holding
from hearthside.web.facilitator.phone import as_said
from hearthside.web.member.circles import handshakes, key_packages, mine, seats
from hearthside.web.member.sealed import letters
from hearthside.web.member.sealed.letters import CannotRead
from hearthside.workflows import come_to_a_meeting
from hearthside.workflows.come_to_a_meeting import CannotComeIn, Coming, Part

Act = Callable[..., HttpResponse]


def state(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Answer where this meeting stands for me, with a fresh token."""
    found = come_to_a_meeting.coming(actor, date_id=date_id, now=now)
    return JsonResponse(said_of(actor, found) | {"csrf": get_token(request)})


def open_room(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Open the room of a meeting I hold; asked again, it is the same one."""
    come_to_a_meeting.coming(actor, date_id=date_id, now=now)
    try:
        anew = letters.body_of(request).get("anew") is True
        found = come_to_a_meeting.open_room(actor, date_id=date_id, anew=anew, now=now)
    except CannotRead as no:
        return JsonResponse({"why": no.why}, status=400)
    except CannotComeIn as no:
        return JsonResponse({"why": no.why}, status=409)
    return JsonResponse(said_of(actor, found), status=201)


def sit(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Take my seat in the room; the same seat when asked again."""
    come_to_a_meeting.coming(actor, date_id=date_id, now=now)
    try:
        member_id = seats.member_in(letters.body_of(request))
        room, seat = come_to_a_meeting.come_in(
            actor, date_id=date_id, member_id=member_id, now=now
        )
    except CannotRead as no:
        return JsonResponse({"why": no.why}, status=400)
    except (CannotComeIn, CannotSit) as no:
        return JsonResponse({"why": no.why}, status=409)
    return JsonResponse({"circle": room, "seat": seat}, status=201)


def waiting(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Answer with who waits at the door, and whose key is inside without a seat."""
    there, gone = come_to_a_meeting.waiting(actor, date_id=date_id, now=now)
    return JsonResponse(
        {
            "seats": [
                {
                    "seat": one.seat_id,
                    "member": letters.to_letters(one.member_id),
                    "part": one.part.value,
                }
                for one in there
            ],
            "gone": [letters.to_letters(one) for one in gone],
        }
    )


def put_out(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Ask somebody out for tonight."""
    come_to_a_meeting.room_of(actor, date_id=date_id, now=now)
    try:
        member_id = seats.member_in(letters.body_of(request))
    except CannotRead as no:
        return JsonResponse({"why": no.why}, status=400)
    come_to_a_meeting.put_out(actor, date_id=date_id, member_id=member_id, now=now)
    return JsonResponse({"out": True})


def said_of(actor: Actor, found: Coming) -> dict[str, Any]:
    """Return a meeting as the page of its room reads it (frontend/circle/post/room.ts)."""
    room = found.room
    said: dict[str, Any] = {
        "stage": found.stage.value,
        "part": found.part.value,
        "circle": room.circle_id if room else "",
        "drawn": letters.to_letters(room.drawn) if room else "",
        "has_keys": room.has_keys if room else False,
    }
    if found.part is Part.HOLDS:
        stands = as_said(holding.standing(actor, meeting_id=found.dated.id))
        said |= {name: stands[name] for name in ("term", "mine", "opened", "closed")}
    return said


def _inside(act: Act) -> Act:
    """Return what devices of a circle ask, asked of the room of a meeting."""

    def go(
        request: HttpRequest, actor: Actor, now: datetime, date_id: str
    ) -> HttpResponse:
        room = come_to_a_meeting.room_of(actor, date_id=date_id, now=now)
        return act(request, actor, now, circle_id=room)

    return go


def ticket(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Hand out what opens the stream once."""
    come_to_a_meeting.room_of(actor, date_id=date_id, now=now)
    return mine.ticket(request, actor, now)


seat = _inside(mine.show_one)
leave = _inside(seats.leave)
keys = _inside(handshakes.group_info)
lay_keys = _inside(seats.lay_keys)
commit = _inside(handshakes.commit)
frames = _inside(handshakes.frames)
welcomes = _inside(handshakes.welcomes)
used = _inside(handshakes.used)
lay = _inside(key_packages.lay)
hand_out = _inside(key_packages.hand_out)
