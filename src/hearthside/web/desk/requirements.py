"""What leading asks for: the courses and checks, and the evenings shadowed first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.meetings import requirements
from hearthside.meetings.requirements import Asked, CannotRequire
from hearthside.web.desk.requirements_form import RequirementForm, ShadowingForm
from hearthside.web.frame import house_of


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is asked for, in words."""

    name: str
    kind: str
    lasts: str


@dataclass(frozen=True, slots=True)
class RequirementsPage:
    """Everything desk/requirements.html may show.

    is_ours -- this house has written them down itself.
    """

    rows: tuple[Row, ...]
    is_ours: bool
    form: RequirementForm
    shadowing: ShadowingForm
    sees_volunteers: bool
    why_not: str


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show what is asked for."""
    return _page(request, actor)


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Ask for one more thing, or change how long it lasts."""
    form = RequirementForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, form=form, status=400)
    try:
        requirements.ask_for(actor, form.asked(), now=now)
    except CannotRequire as no:
        return _page(request, actor, form=form, why_not=no.why, status=409)
    messages.info(request, _("Kept. Dates count only those who have it."))
    return redirect("requirements")


def remove(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Ask for one thing no more."""
    name = request.POST.get("name", "")
    requirements.ask_no_more_for(actor, name=name, now=now)
    messages.info(request, _("It is not asked for any more. Certificates stay kept."))
    return redirect("requirements")


def shadow(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Keep how many evenings are shadowed first."""
    form = ShadowingForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, shadowing=form, status=400)
    requirements.ask_for_shadowing(
        actor, evenings=form.cleaned_data["evenings"], now=now
    )
    messages.info(request, _("Kept."))
    return redirect("requirements")


def _page(
    request: HttpRequest,
    actor: Actor,
    *,
    form: RequirementForm | None = None,
    shadowing: ShadowingForm | None = None,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    needed = house_of(request).shadows_needed
    page = RequirementsPage(
        rows=tuple(_row(asked) for asked in requirements.asked_for()),
        is_ours=requirements.is_written_down(),
        form=form or RequirementForm(initial={"kind": "course"}),
        shadowing=shadowing or ShadowingForm(initial={"evenings": needed}),
        sees_volunteers=policy.may(actor, Verb.SEE_VOLUNTEERS),
        why_not=why_not,
    )
    return render(request, "desk/requirements.html", {"page": page}, status=status)


def _row(asked: Asked) -> Row:
    months = asked.months
    lasts = (
        _("has no end")
        if months is None
        else ngettext("lasts %(n)d month", "lasts %(n)d months", months) % {"n": months}
    )
    return Row(asked.name, _("Check") if asked.is_check else _("Course"), lasts)
