"""The rota as a calendar: made and taken back by its owner, read without signing in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor, Anybody
from hearthside.engines.publishing import calendars
from hearthside.engines.publishing.calendars import Entry
from hearthside.meetings import my_dates, rota_calendar, schedule
from hearthside.meetings.my_dates import Mine

# Not the address of the house: it may move, and its dates must stay the same ones.
UID_DOMAIN: Final = "dates.invalid"
LOOKS_BACK: Final = timedelta(days=30)


def read(
    request: HttpRequest, actor: Anybody, now: datetime, secret: str
) -> HttpResponse:
    """Answer a calendar: the dates of whoever owns this address, and nobody else's."""
    person_id = rota_calendar.whose(secret, now=now)
    dates = my_dates.down_for(
        person_id,
        since=now - LOOKS_BACK,
        until=now + schedule.AHEAD * 2,
    )
    answer = HttpResponse(
        calendars.write(_entry(one) for one in dates),
        content_type="text/calendar; charset=utf-8",
    )
    answer.headers["Content-Disposition"] = 'inline; filename="dates.ics"'
    return answer


def change(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Make a new secret address, or take it back."""
    if request.POST.get("what") == "stop":
        rota_calendar.take_back(actor)
        messages.success(request, _("That calendar address opens nothing any more."))
    else:
        rota_calendar.make(actor, now=now)
        messages.success(request, _("Here is your calendar address."))
    return redirect("my_dates")


def _entry(one: Mine) -> Entry:
    dated = one.dated
    return Entry(
        uid=f"{dated.public_id}@{UID_DOMAIN}",
        # Somebody may look over a shoulder: no group, no place, nothing to guess from.
        title=_("Evening"),
        starts_at=dated.starts_at,
        ends_at=dated.ends_at,
        sequence=dated.version,
        changed_at=one.changed_at,
        is_called_off=dated.is_called_off,
        address=f"{settings.CONFIG.base_address}/desk/my-dates/",
    )
