"""Propose what a number of Help now should say. Another person agrees before it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Place, Verb
from hearthside.core.refusals import NotFound, Refusal
from hearthside.organisation import line_changes
from hearthside.organisation.line_changes import Kept
from hearthside.organisation.wording import areas
from hearthside.web.desk.line_form import LineForm, typed


@dataclass(frozen=True, slots=True)
class ChangeLinePage:
    """Everything desk/change_line.html may show.

    areas -- slug and name of where a new line may be shown; none when it is there already.
    """

    head: str
    why_not: str
    form: LineForm
    areas: tuple[tuple[str, str], ...]
    area: str
    back_url: str
    back_words: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, line_id: str
) -> HttpResponse:
    """Show the line as a form."""
    kept = _mine(actor, line_id)
    return _about(request, kept, LineForm(initial=typed(kept.line)))


def act(
    request: HttpRequest, actor: Actor, now: datetime, line_id: str
) -> HttpResponse:
    """Propose what the line should say."""
    kept = _mine(actor, line_id)
    form = LineForm(request.POST)
    if not form.is_valid():
        return _about(request, kept, form, status=400)
    line = form.line(order=kept.line.order, today=now.date())
    try:
        line_changes.propose(actor, line, about=line_id, now=now)
    except NotFound:
        raise
    except Refusal as no:
        return _about(request, kept, form, why_not=no.why, status=409)
    return _proposed(request)


def new(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show an empty form."""
    return _new(request, actor, LineForm(initial={"zone": "Europe/London"}))


def propose_new(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Propose a new line."""
    form, area = LineForm(request.POST), request.POST.get("area", "")[:40]
    where = next((one.id for one in areas() if one.slug == area), None)
    if area and where is None:
        raise NotFound
    if not form.is_valid():
        return _new(request, actor, form, area=area, status=400)
    line = form.line(order=100, today=now.date())
    try:
        line_changes.propose(actor, line, locality_id=where, now=now)
    except NotFound:
        raise
    except Refusal as no:
        return _new(request, actor, form, area=area, why_not=no.why, status=409)
    return _proposed(request)


def _mine(actor: Actor, line_id: str) -> Kept:
    kept = line_changes.one(actor, public_id=line_id)
    policy.insist(actor, Verb.KEEP_THE_LINES, Place(locality_id=kept.locality_id))
    return kept


def _proposed(request: HttpRequest) -> HttpResponse:
    messages.success(
        request, _("It waits here until another person has looked and agrees.")
    )
    return redirect("lines")


def _about(
    request: HttpRequest,
    kept: Kept,
    form: LineForm,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    page = ChangeLinePage(
        head=kept.line.name,
        why_not=why_not,
        form=form,
        areas=(),
        area="",
        back_url=reverse("line", args=[kept.id]),
        back_words=kept.line.name,
    )
    return render(request, "desk/change_line.html", {"page": page}, status=status)


def _new(
    request: HttpRequest,
    actor: Actor,
    form: LineForm,
    *,
    area: str = "",
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    def may(place: Place) -> bool:
        return policy.may(actor, Verb.KEEP_THE_LINES, place)

    shown = [(one.slug, one.name) for one in areas() if may(Place(locality_id=one.id))]
    if may(ANYWHERE):
        shown.insert(0, ("", _("Everywhere")))
    page = ChangeLinePage(
        head=_("A new number for Help now"),
        why_not=why_not,
        form=form,
        areas=tuple(shown),
        area=area,
        back_url=reverse("lines"),
        back_words=_("Numbers of Help now"),
    )
    return render(request, "desk/change_line.html", {"page": page}, status=status)
