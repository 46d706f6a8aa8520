"""Nobody was there: one tap puts a caution on a listing and tells those who look after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.groups import directory
from hearthside.groups.directory import Sheet
from hearthside.web import errors, limits
from hearthside.web.public import saying
from hearthside.web.public.group_dates import last_two
from hearthside.workflows.say_nobody_was_there import say_nobody_was_there

AN_HOUR: Final = 6


@dataclass(frozen=True, slots=True)
class Evening:
    """One date that may be meant: as a machine reads it, and as people say it."""

    on: str
    words: str


@dataclass(frozen=True, slots=True)
class NobodyTherePage:
    """Everything public/nobody_there.html may show."""

    group_name: str
    group_url: str
    evenings: tuple[Evening, ...]


def show(
    request: HttpRequest, actor: Anybody, now: datetime, group_id: str
) -> HttpResponse:
    """Ask which evening it was."""
    sheet = directory.sheet(actor, public_id=group_id, now=now)
    evenings = last_two(sheet, now=now)
    if not evenings:
        return errors.refused(
            request,
            _("This group has not met yet, as far as we know."),
            next_url=reverse("group", args=[sheet.public_id]),
            next_words=_("Back to the group"),
        )
    page = NobodyTherePage(
        group_name=sheet.name,
        group_url=reverse("group", args=[sheet.public_id]),
        evenings=tuple(_evening(on, sheet, now=now) for on in evenings),
    )
    return render(request, "public/nobody_there.html", {"page": page})


def act(
    request: HttpRequest, actor: Anybody, now: datetime, group_id: str
) -> HttpResponse:
    """Keep that nobody was there on that date, and nothing about who says so."""
    sheet = directory.sheet(actor, public_id=group_id, now=now)
    on = _chosen(request.POST.get("on", ""), last_two(sheet, now=now))
    if on is None:
        return redirect("nobody", group_id)
    if limits.is_too_often(request, "nobody", most=AN_HOUR):
        return errors.too_many(request)
    say_nobody_was_there(
        directory.handle(actor, public_id=group_id, now=now),
        on=on,
        base_address=settings.CONFIG.base_address,
        now=now,
    )
    messages.info(
        request,
        _("Thank you, and sorry. The people who look after this list know now."),
    )
    return redirect("group", group_id)


def _chosen(raw: str, evenings: list[date]) -> date | None:
    return next((on for on in evenings if on.isoformat() == raw), None)


def _evening(on: date, sheet: Sheet, *, now: datetime) -> Evening:
    today = now.astimezone(ZoneInfo(sheet.pattern.zone)).date()
    said = _("Today") if on == today else saying.plain_day(on, today=today)
    return Evening(on.isoformat(), said)
