"""Leaving a group, in one step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.groups import directory, joining


@dataclass(frozen=True, slots=True)
class LeaveGroupPage:
    """Everything member/leave_group.html may show."""

    group_name: str
    group_url: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Say what leaving means, with one button."""
    group = directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.LEAVE_A_GROUP
    )
    page = LeaveGroupPage(group.name, reverse("group", args=[group.public_id]))
    return render(request, "member/leave_group.html", {"page": page})


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Give up the seat."""
    group = directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.LEAVE_A_GROUP
    )
    joining.leave(actor, group_id=group.id, now=now)
    messages.info(request, _("You have left. You can come back whenever you like."))
    return redirect("mine")
