"""Worries at the lead's desk: that they are there. Opening one is an act of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.organisation.wording import areas
from hearthside.safety import worries
from hearthside.safety.worries import There
from hearthside.web.desk.plain_words import apart
from hearthside.web.desk.standing import moment
from hearthside.web.frame import house_of


@dataclass(frozen=True, slots=True)
class Line:
    """One worry in the list."""

    when: str
    where: str
    url: str
    held: str
    is_urgent: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class WorriesPage:
    """Everything desk/worries.html may show."""

    lead: str
    lines: tuple[Line, ...]
    closed: tuple[Line, ...]


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show that worries are there, those that wait too long first."""
    found = worries.waiting(actor, now=now)
    places = {area.id: area.name for area in areas()}
    zone = house_of(request).zone
    still = [there for there in found if not there.is_closed]
    over = [there for there in found if there.is_closed]
    page = WorriesPage(
        lead=_lead(sum(not there.held_by for there in still)),
        lines=tuple(_line(there, places, zone=zone, now=now) for there in still),
        closed=tuple(_line(there, places, zone=zone, now=now) for there in over),
    )
    return render(request, "desk/worries.html", {"page": page})


def _lead(free: int) -> str:
    if not free:
        return _("Every worry is held by somebody.")
    if free == 1:
        return _("One worry is held by nobody yet.")
    return _("%(free)d worries are held by nobody yet.") % {"free": free}


def _line(there: There, places: dict[int, str], *, zone: str, now: datetime) -> Line:
    return Line(
        moment(there.raised_at, zone, now=now),
        places.get(there.locality_id or 0, ""),
        reverse("read_worry", args=[there.public_id]),
        _("Closed.") if there.is_closed else held_words(there),
        there.is_urgent,
        there.is_overdue,
    )


def held_words(there: There) -> str:
    """Return who holds a worry."""
    if there.held_by:
        return format_html(_("{name} holds it."), name=apart(there.held_by))
    return _("Nobody holds it yet.")
