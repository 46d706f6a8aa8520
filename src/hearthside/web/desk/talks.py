"""Who would like a talk: their names, and nothing of the evening it was about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.ids import opaque_id
from hearthside.core.refusals import NotFound
from hearthside.meetings import talks
from hearthside.people.signing_in import names_of
from hearthside.web.desk.one_volunteer import VOLUNTEER


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who would like a talk."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class TalksPage:
    """Everything desk/talks.html may show.

    seen_at -- when the list was drawn, so that who asks again meanwhile stays on it.
    """

    people: tuple[Asked, ...]
    seen_at: str


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show who would like a talk."""
    ids = talks.who_wants_one(actor)
    people = sorted(
        (Asked(opaque_id(VOLUNTEER, one), name) for one, name in names_of(ids).items()),
        key=lambda asked: asked.name,
    )
    page = TalksPage(tuple(people), now.isoformat())
    return render(request, "desk/talks.html", {"page": page})


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Take somebody off the list."""
    typed = request.POST.get("who", "")
    person_id = next(
        (
            one
            for one in talks.who_wants_one(actor)
            if opaque_id(VOLUNTEER, one) == typed
        ),
        None,
    )
    if person_id is None:
        # Somebody else who coordinates here may have had the talk a moment ago.
        messages.info(request, _("They are not on the list any more."))
        return redirect("talks")
    seen_at = _moment(request.POST.get("seen_at", ""), now)
    try:
        talks.we_talked(actor, person_id=person_id, seen_at=seen_at, now=now)
    except NotFound:
        messages.info(request, _("They are not on the list any more."))
    else:
        messages.info(request, _("Thank you for the talk. They are off the list."))
    return redirect("talks")


def _moment(typed: str, now: datetime) -> datetime:
    try:
        found = parse_datetime(typed[:40])
    except ValueError:
        found = None
    return min(found, now) if found is not None and is_aware(found) else now
