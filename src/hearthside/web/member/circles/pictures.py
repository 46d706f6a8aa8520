"""Sealed pictures of a circle, as devices hand them over and ask for them: bytes, no page."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from hearthside.circles import pictures, rosters
from hearthside.circles.pictures import CannotKeep
from hearthside.core.actor import Actor

BYTES = "application/octet-stream"


def show(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str, drawn: bytes
) -> HttpResponse:
    """Answer with a sealed picture; nothing between here and the device keeps it."""
    body = pictures.sealed(actor, circle_id=circle_id, drawn=drawn, now=now)
    answer = HttpResponse(body, content_type=BYTES)
    answer["Cache-Control"] = "no-store"
    answer["Content-Disposition"] = "attachment"
    return answer


def keep(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str, drawn: bytes
) -> HttpResponse:
    """Keep a sealed picture of the actor's."""
    rosters.sitting(actor, circle_id)
    if request.content_type != BYTES:
        why = _("That is not what our pages say. Nothing was changed.")
        return JsonResponse({"why": why}, status=400)
    try:
        is_new = pictures.keep(
            actor, circle_id=circle_id, drawn=drawn, body=request.body, now=now
        )
    except CannotKeep as no:
        return JsonResponse({"why": no.why}, status=409)
    return JsonResponse({"kept": True}, status=201 if is_new else 200)


def take_back(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str, drawn: bytes
) -> HttpResponse:
    """Take a picture of the actor's own back."""
    pictures.take_back(actor, circle_id=circle_id, drawn=drawn)
    return JsonResponse({"taken_back": True})
