"""My circles, as my own device asks: where I sit, and a ticket to the stream."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token

from hearthside.circles import rosters, tickets
from hearthside.circles.rosters import Sitting
from hearthside.core.actor import Actor
from hearthside.web.member.sealed import letters


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Answer with every circle I sit in, and a fresh token."""
    found = [said_of(one) for one in rosters.sittings(actor)]
    return JsonResponse({"csrf": get_token(request), "circles": found})


def show_one(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Answer with one circle: am I still in, and where is it now?"""
    found = said_of(rosters.sitting(actor, circle_id))
    return JsonResponse({"csrf": get_token(request), "circle": found})


def ticket(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Hand out what opens the stream once, within a minute, and say where it is."""
    key = request.session.session_key or ""
    drawn = tickets.draw(actor, session_key=key, now=now)
    return JsonResponse({"ticket": drawn, "live": live_address(request)})


def live_address(request: HttpRequest) -> str:
    """Return where the live process answers: behind this address, or at its own port."""
    config = settings.CONFIG
    if config.is_https or config.behind_proxy:
        return f"{config.base_address}/live/"
    host, _colon, port = request.get_host().rpartition(":")
    named = host if port.isdigit() else request.get_host()
    return f"http://{named}:{config.live_at}/live/"


def said_of(one: Sitting) -> dict[str, Any]:
    """Return a circle as docs/develop/protocol.md says it."""
    return {
        "circle": one.circle_id,
        "kind": one.kind,
        "seat": one.seat_id,
        "mls_id": letters.to_letters(one.mls_id),
        "epoch": one.epoch,
        "seq": one.last_seq,
        "lifetime_days": one.lifetime_days,
        "is_in": one.is_in,
        "has_keys": one.has_keys,
    }
