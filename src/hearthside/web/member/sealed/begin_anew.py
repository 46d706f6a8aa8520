"""Every way back is lost: begin anew, and say plainly what that costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.people import keys


@dataclass(frozen=True, slots=True)
class BeginAnewPage:
    """Everything member/begin_anew.html may show."""

    has_key: bool


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Ask once whether to begin anew."""
    page = BeginAnewPage(has_key=bool(keys.key_id_of(actor)))
    return render(request, "member/begin_anew.html", {"page": page})


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Forget the key and what nobody can open any more."""
    keys.begin_anew(actor)
    messages.info(request, _("The old key and what it sealed are gone. You can begin."))
    return redirect("my_plan")
