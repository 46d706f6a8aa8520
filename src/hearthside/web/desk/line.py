"""One number of Help now at the desk: read it, ring it, say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb
from hearthside.core.refusals import NotFound, Refusal
from hearthside.organisation import line_changes
from hearthside.web.desk import line_words
from hearthside.web.desk.line_words import Told
from hearthside.web.frame import house_of
from hearthside.workflows import change_help_now


@dataclass(frozen=True, slots=True)
class LinePage:
    """Everything desk/line.html may show.

    mark -- of the line as it is shown, so that a call is noted for these very words.
    outside -- what to say when something outside the house changed it.
    """

    why_not: str
    outside: str
    name: str
    where: str
    told: tuple[Told, ...]
    checked: str
    mark: str
    may_keep: bool
    line_id: str
    change_url: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, line_id: str
) -> HttpResponse:
    """Show what the line says."""
    return _page(request, actor, now, line_id)


def rang_it(
    request: HttpRequest, actor: Actor, now: datetime, line_id: str
) -> HttpResponse:
    """Note that I rang it today."""
    mark = request.POST.get("mark", "")[:64]
    try:
        change_help_now.rang_it(actor, public_id=line_id, mark=mark, now=now)
    except NotFound:
        raise
    except Refusal as no:
        return _page(request, actor, now, line_id, why_not=no.why, status=409)
    messages.success(request, _("Kept. Help now says that it was checked today."))
    return redirect("lines")


def take_off(
    request: HttpRequest, actor: Actor, now: datetime, line_id: str
) -> HttpResponse:
    """Propose to take it off Help now."""
    try:
        line_changes.propose(actor, None, about=line_id, now=now)
    except NotFound:
        raise
    except Refusal as no:
        return _page(request, actor, now, line_id, why_not=no.why, status=409)
    messages.success(request, _("Another person has to agree before it goes."))
    return redirect("lines")


def _page(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    line_id: str,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    kept = line_changes.one(actor, public_id=line_id)
    today = now.astimezone(ZoneInfo(house_of(request).zone)).date()
    place = Place(locality_id=kept.locality_id)
    page = LinePage(
        why_not=why_not,
        outside="" if kept.is_ours else line_words.outside(),
        name=kept.line.name,
        where=line_words.for_whom(kept.locality_id),
        told=line_words.told(kept.line),
        checked=line_words.checked(kept.line, today=today),
        mark=kept.mark,
        may_keep=policy.may(actor, Verb.KEEP_THE_LINES, place),
        line_id=line_id,
        change_url=reverse("change_line", args=[line_id]),
    )
    return render(request, "desk/line.html", {"page": page}, status=status)
