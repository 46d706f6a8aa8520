"""Turning the keys of a circle, and what a device reads to follow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from hearthside.circles import auditing, delivery, rosters, what_waits
from hearthside.circles.auditing import CannotAudit
from hearthside.circles.delivery import CannotCommit, Stale, ToWelcome
from hearthside.circles.rosters import CannotSit
from hearthside.circles.what_waits import Said
from hearthside.core.actor import Actor
from hearthside.web.member.sealed import letters
from hearthside.web.member.sealed.letters import CannotRead


def commit(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Turn the keys, if nobody turned them first."""
    rosters.sitting(actor, circle_id)
    try:
        said = letters.body_of(request)
        done = delivery.commit(
            actor,
            circle_id=circle_id,
            frame=letters.bytes_in(said, "commit"),
            group_info=letters.bytes_in(said, "group_info"),
            welcomes=_welcomes_in(said),
            audit=auditing.audit,
            now=now,
        )
    except Stale as no:
        return JsonResponse({"why": no.why, "epoch": no.epoch}, status=409)
    except (CannotRead, CannotCommit, CannotSit, CannotAudit) as no:
        return JsonResponse({"why": no.why}, status=400)
    return JsonResponse({"seq": done.seq, "epoch": done.epoch}, status=201)


def group_info(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Answer with how the newest keys look from outside."""
    epoch, body = what_waits.group_info(actor, circle_id=circle_id)
    return JsonResponse({"epoch": epoch, "group_info": letters.to_letters(body)})


def frames(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Answer with up to 200 frames after a number."""
    rosters.sitting(actor, circle_id)
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        return JsonResponse({"why": "Say after which number."}, status=400)
    found, has_more = what_waits.page_of_frames(
        actor, circle_id=circle_id, after=int(after)
    )
    return JsonResponse({"frames": [_said(one) for one in found], "more": has_more})


def welcomes(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Answer with what waits for one of my devices."""
    rosters.sitting(actor, circle_id)
    device = request.GET.get("device", "")
    if not rosters.is_device(device):
        return JsonResponse({"why": "Say which device."}, status=400)
    found = what_waits.welcomes(actor, circle_id=circle_id, device=device)
    return JsonResponse(
        {
            "welcomes": [
                {"epoch": epoch, "welcome": letters.to_letters(body)}
                for epoch, body in found
            ]
        }
    )


def used(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Forget the welcomes one of my devices has used."""
    rosters.sitting(actor, circle_id)
    try:
        device = letters.text_in(letters.body_of(request), "device")
    except CannotRead as no:
        return JsonResponse({"why": no.why}, status=400)
    gone = what_waits.take_welcomes(actor, circle_id=circle_id, device=device)
    return JsonResponse({"forgotten": gone})


def _welcomes_in(said: Mapping[str, Any]) -> list[ToWelcome]:
    given = said.get("welcomes", [])
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise CannotRead("That is not what our pages say. Nothing was changed.")
    return [
        ToWelcome(
            letters.text_in(one, "seat"),
            letters.text_in(one, "device"),
            letters.bytes_in(one, "welcome"),
        )
        for one in given
    ]


def _said(one: Said) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": one.id,
        "seq": one.seq,
        "kind": one.kind,
        "epoch": one.epoch,
        "minute": one.minute,
        "frame": letters.to_letters(one.body),
    }
    if one.tag is not None:
        said |= {"frank": one.frank, "tag": letters.to_letters(one.tag)}
    return said
