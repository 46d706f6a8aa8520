"""One date: move it, call it off, put it back. Only this one changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Actor
from hearthside.core.refusals import ChangedMeanwhile
from hearthside.meetings import one_date, rota
from hearthside.meetings.one_date import CannotChange
from hearthside.people.signing_in import names_of
from hearthside.web.desk.date_forms import CallOffForm, MoveForm, PutBackForm
from hearthside.web.desk.opened_date import Opened, open_date
from hearthside.web.desk.standing import Standing, moment, standing
from hearthside.workflows import change_a_date
from hearthside.workflows.change_a_date import Changed


@dataclass(frozen=True, slots=True)
class ChangeDatePage:
    """Everything desk/change_date.html may show.

    why_not -- why the last act was declined, or why nothing can be changed any more.
    usual -- the moment the usual pattern gives; empty when the date stands as usual.
    """

    group_name: str
    date: Standing
    usual: str
    why_not: str
    can_change: bool
    can_call_off: bool
    can_put_back: bool
    move: MoveForm
    call_off: CallOffForm
    put_back: PutBackForm
    move_url: str
    call_off_url: str
    put_back_url: str
    dates_url: str
    rota_url: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Show one date and the three things that can be done with it."""
    return _page(request, open_date(actor, date_id, now=now), now=now)


def move(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Move the date, and tell who should know."""

    def act(opened: Opened) -> Changed:
        said = opened.move.cleaned_data
        return change_a_date.move(
            actor,
            public_id=date_id,
            group=opened.group,
            starts_at=said["starts_at"],
            place_note=said["place_note"],
            version=said["version"],
            base_address=settings.CONFIG.base_address,
            now=now,
        )

    done = _("Moved to %(moment)s.")
    return _do(request, actor, date_id, "move", act, done=done, now=now)


def call_off(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Call the date off, and tell who should know."""

    def act(opened: Opened) -> Changed:
        return change_a_date.call_off(
            actor,
            public_id=date_id,
            group=opened.group,
            reason=opened.call_off.why,
            version=opened.call_off.cleaned_data["version"],
            base_address=settings.CONFIG.base_address,
            now=now,
        )

    done = _("%(moment)s is called off.")
    return _do(request, actor, date_id, "call_off", act, done=done, now=now)


def put_back(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Put the date back to its usual time, and tell who should know."""

    def act(opened: Opened) -> Changed:
        return change_a_date.put_back(
            actor,
            public_id=date_id,
            group=opened.group,
            version=opened.put_back.cleaned_data["version"],
            base_address=settings.CONFIG.base_address,
            now=now,
        )

    done = _("Back to the usual time, %(moment)s.")
    return _do(request, actor, date_id, "put_back", act, done=done, now=now)


def _do(
    request: HttpRequest,
    actor: Actor,
    date_id: str,
    name: str,
    act: Callable[[Opened], Changed],
    *,
    done: str,
    now: datetime,
) -> HttpResponse:
    """Do one of the three things; what was typed stays on the page when it cannot be."""
    typed = {name: request.POST}
    opened = open_date(actor, date_id, now=now, typed=typed)
    if not opened.form(name).is_valid():
        return _page(request, opened, now=now, status=400)
    try:
        changed = act(opened)
    except (ChangedMeanwhile, CannotChange) as refusal:
        again = open_date(actor, date_id, now=now, typed=typed, again=True)
        return _page(request, again, now=now, why_not=refusal.why, status=409)
    when = moment(changed.dated.starts_at, opened.group.zone, now=now)
    messages.success(request, f"{done % {'moment': when}} {_who_is_told(changed.told)}")
    return redirect("dates", opened.group.public_id)


def _who_is_told(told: int) -> str:
    if not told:
        return _("Nobody has asked to be told by e-mail.")
    return ngettext(
        "%(told)d person who asked or is on the rota is told by e-mail.",
        "%(told)d people who asked or are on the rota are told by e-mail.",
        told,
    ) % {"told": told}


def _page(
    request: HttpRequest,
    opened: Opened,
    *,
    now: datetime,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    dated, group = opened.dated, opened.group
    over = one_date.why_not_change(dated, now=now)
    down = rota.on_the_rota([dated.id])[dated.id]
    names = names_of(down)
    differs = dated.is_called_off or dated.is_moved or bool(dated.place_note)
    page = ChangeDatePage(
        group_name=group.name,
        date=standing(
            dated,
            zone=group.zone,
            ready=rota.ready([dated.id])[dated.id],
            who=tuple(names[who] for who in down if who in names),
            now=now,
        ),
        usual=moment(dated.usual_start, group.zone, now=now) if differs else "",
        why_not=why_not or over or _what_is_missing(opened),
        can_change=over is None,
        # What somebody typed stays on the page, even when it came too late.
        can_call_off=over is None
        and (opened.call_off.is_bound or not dated.is_called_off),
        can_put_back=over is None and differs and dated.usual_start > now,
        move=opened.move,
        call_off=opened.call_off,
        put_back=opened.put_back,
        move_url=reverse("move", args=[dated.public_id]),
        call_off_url=reverse("call_off", args=[dated.public_id]),
        put_back_url=reverse("put_back", args=[dated.public_id]),
        dates_url=reverse("dates", args=[group.public_id]),
        rota_url=f"{reverse('rota', args=[group.public_id])}#d-{dated.public_id}",
    )
    return render(request, "desk/change_date.html", {"page": page}, status=status)


def _what_is_missing(opened: Opened) -> str:
    forms = (opened.move, opened.call_off, opened.put_back)
    if any("version" in form.errors for form in forms if form.is_bound):
        return _("The form came without the date it was about. Please try once more.")
    return ""
