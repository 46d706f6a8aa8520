"""Shared: what people chose to share beyond their group. Nothing is here yet, and it says so."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hearthside.core.actor import Anybody


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Say truly that nothing is shared yet, and where else to go."""
    return render(request, "public/shared.html")
