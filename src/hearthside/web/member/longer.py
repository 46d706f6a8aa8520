"""Staying signed in, asked by a page on which somebody is writing something long."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse

from hearthside.core.actor import Actor
from hearthside.web import session_end


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Let this session last as long as a new one, and say for how long."""
    return JsonResponse({"left": session_end.begin(request, now=now)})
