"""Thinking again: somebody who is leaving signed in, and may stay or leave it so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.people.leaving import leaver
from hearthside.workflows import forget_me


@dataclass(frozen=True, slots=True)
class StayPage:
    """Everything member/stay.html may show."""

    since: datetime
    until: datetime


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Ask once: stay, or leave it so; to everybody else there is only Mine."""
    leaving = leaver(request.user)
    if leaving is None:
        return redirect("mine")
    page = StayPage(localtime(leaving.since), localtime(leaving.until))
    return render(request, "member/stay.html", {"page": page})


def act(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Give everything back."""
    leaving = leaver(request.user)
    if leaving is not None:
        forget_me.stay(leaving)
        messages.info(request, _("You stay. Your places and your letters are back."))
    return redirect("mine")
