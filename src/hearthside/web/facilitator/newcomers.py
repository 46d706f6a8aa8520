"""Coming and going: who would like a talk before joining, and words left on the way out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.engines.recurrence import say_date
from hearthside.groups import directory, farewells, first_talks
from hearthside.groups.directory import Handle


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who would like a talk."""

    public_id: str
    called: str
    when: str
    since: str


@dataclass(frozen=True, slots=True)
class Left:
    """Words somebody left."""

    words: str
    day: str


@dataclass(frozen=True, slots=True)
class NewcomersPage:
    """Everything facilitator/newcomers.html may show."""

    group_name: str
    dates_url: str
    asked: tuple[Asked, ...]
    left: tuple[Left, ...]


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show them to the facilitators of this group."""
    group = _ours(actor, group_id, now=now)
    zone = ZoneInfo(group.zone)
    today = now.astimezone(zone).date()
    page = NewcomersPage(
        group_name=group.name,
        dates_url=reverse("dates", args=[group_id]),
        asked=tuple(
            Asked(
                one.public_id,
                one.called,
                one.when,
                say_date(one.asked_at.astimezone(zone).date(), today=today),
            )
            for one in first_talks.asked(actor, place=group.place)
        ),
        left=tuple(
            Left(one.words, say_date(one.said_on, today=today))
            for one in farewells.left(actor, place=group.place)
        ),
    )
    return render(request, "facilitator/newcomers.html", {"page": page})


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Mark a talk as had."""
    group = _ours(actor, group_id, now=now)
    try:
        first_talks.done(
            actor,
            public_id=request.POST.get("talk", "")[:12],
            place=group.place,
            now=now,
        )
    except NotFound:
        # Tapped twice, or taken back meanwhile: there is nothing left to mark.
        return redirect("newcomers", group_id)
    messages.info(request, _("Marked. Their name and number are deleted."))
    return redirect("newcomers", group_id)


def _ours(actor: Actor, group_id: str, *, now: datetime) -> Handle:
    group = directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.MEET_NEWCOMERS
    )
    if not group.is_ours:
        raise NotFound
    return group
