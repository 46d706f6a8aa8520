"""Codes for slips, shown to the room when an evening has closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines import recurrence
from hearthside.groups import directory
from hearthside.meetings import schedule, slips


@dataclass(frozen=True, slots=True)
class SlipCodesPage:
    """Everything facilitator/slip_codes.html may show.

    codes -- those nobody used yet, in two halves so that they are read aloud more easily.
    until -- until when they work; empty when none were shown. where -- the address a
    person types.
    """

    why_not: str
    codes: tuple[str, ...]
    until: str
    where: str
    date_id: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Show the codes that work now, or the button for them."""
    return _page(request, actor, now, date_id)


def act(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Let the codes work from now."""
    dated = schedule.the_date(date_id)
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=dated.id))
    try:
        slips.show_codes(actor, meeting_id=dated.id, now=now)
    except NotFound:
        raise
    except Refusal:
        # The page says why, in the words of the same rule.
        return _page(request, actor, now, date_id, status=409)
    return redirect("slip_codes", date_id)


def _page(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    date_id: str,
    *,
    status: int = 200,
) -> HttpResponse:
    dated = schedule.the_date(date_id)
    shown = slips.shown(actor, meeting_id=dated.id, now=now)
    zone = ZoneInfo(directory.handles([dated.group_id])[dated.group_id].zone)
    why = None if shown else slips.why_not_show(actor, meeting_id=dated.id, now=now)
    until = recurrence.say_time(shown.until.astimezone(zone).time()) if shown else ""
    page = SlipCodesPage(
        why_not=why or "",
        codes=tuple(f"{one[:4]} {one[4:]}" for one in shown.codes) if shown else (),
        until=until,
        where=settings.CONFIG.base_address.partition("://")[2] + reverse("slip"),
        date_id=date_id,
    )
    return render(request, "facilitator/slip_codes.html", {"page": page}, status=status)
