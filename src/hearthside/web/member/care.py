"""An offer of a talk after an evening: yes, or no thank you."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.safety import care
from hearthside.workflows import keep_a_record


@dataclass(frozen=True, slots=True)
class CarePage:
    """Everything member/care.html may show: nothing of why it was offered."""

    said: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, care_id: str
) -> HttpResponse:
    """Show the offer."""
    offered = care.mine(actor, care_id=care_id)
    return render(request, "member/care.html", {"page": CarePage(_said(offered))})


def act(
    request: HttpRequest, actor: Actor, now: datetime, care_id: str
) -> HttpResponse:
    """Keep the answer."""
    wants = request.POST.get("talk") == "yes"
    keep_a_record.answer_care(
        actor,
        care_id=care_id,
        wants_a_talk=wants,
        base_address=settings.CONFIG.base_address,
        now=now,
    )
    messages.info(request, _("Kept. You can change it here."))
    return redirect("care", care_id)


def _said(offered: care.Offered) -> str:
    if not offered.is_answered:
        return ""
    if offered.wants_a_talk:
        return _("You said yes. Somebody will ask you when.")
    return _("You said no, thank you. You can still say yes.")
