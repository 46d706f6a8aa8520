"""Answers that may tell of danger, for leads: a code, a time, and the offer of a talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence
from hearthside.outcomes import alerts
from hearthside.web import errors
from hearthside.web.frame import house_of
from hearthside.workflows import answer_a_questionnaire


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert."""

    public_id: str
    study_name: str
    code: str
    when: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class AlertsPage:
    """Everything desk/alerts.html may show."""

    alerts: tuple[AlertLine, ...]


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the alerts, those nobody looked at first."""
    zone = ZoneInfo(house_of(request).zone)
    today = now.astimezone(zone).date()
    page = AlertsPage(
        tuple(
            AlertLine(
                one.public_id,
                one.study_name,
                one.code,
                _("%(day)s, %(time)s")
                % {
                    "day": recurrence.say_date(
                        one.raised_at.astimezone(zone).date(), today=today
                    ),
                    "time": recurrence.say_time(one.raised_at.astimezone(zone).time()),
                },
                one.seen_at is not None,
            )
            for one in alerts.every(actor)
        )
    )
    return render(request, "desk/alerts.html", {"page": page})


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Note that a lead looked, and write to whoever it is if they want to."""
    try:
        reached = answer_a_questionnaire.look_at(
            actor,
            alert_id=request.POST.get("alert", "")[:12],
            offer=request.POST.get("do") == "offer",
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except NotFound:
        # Whoever it was may have left the study while the page was open.
        return errors.refused(
            request,
            _(
                "This answer is no longer here: whoever gave it may have left the study."
            ),
            next_url=reverse("alerts"),
            next_words=_("The others"),
        )
    if reached is None:
        said = _("Noted: somebody looked.")
    elif reached:
        said = _("They are asked how they are, and shown who would talk with them.")
    else:
        said = _(
            "This code came by link or paper, so nobody here can write to them. They were "
            "shown Help now."
        )
    messages.info(request, said)
    return redirect("alerts")
