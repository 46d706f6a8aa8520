"""One date: move it, call it off, put it back. Only this one changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, insist
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import rota, schedule
from hearthside.meetings.schedule import CannotChange, Dated
from hearthside.people.signing_in import names_of
from hearthside.web.desk.date_forms import CallOffForm, MoveForm, PutBackForm
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


@dataclass(frozen=True, slots=True)
class Opened:
    """A date somebody may change, and the forms as they are to be shown."""

    dated: Dated
    group: Handle
    move: MoveForm
    call_off: CallOffForm
    put_back: PutBackForm


def show(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Show one date and the three things that can be done with it."""
    return _page(request, _open(actor, date_id, now=now), now=now)


def move(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Move the date, and tell who should know."""
    opened = _open(actor, date_id, now=now, move=request.POST)
    form = opened.move
    if not form.is_valid():
        return _page(request, opened, now=now, status=400)
    return _do(
        request,
        opened,
        lambda: change_a_date.move(
            actor,
            public_id=date_id,
            group=opened.group,
            starts_at=form.cleaned_data["starts_at"],
            place_note=form.cleaned_data["place_note"],
            version=form.cleaned_data["version"],
            base_address=settings.CONFIG.base_address,
            now=now,
        ),
        now=now,
        reopen=lambda: _open(actor, date_id, now=now, again=True, move=request.POST),
        said=_("Moved to %(moment)s."),
    )


def call_off(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Call the date off, and tell who should know."""
    opened = _open(actor, date_id, now=now, call_off=request.POST)
    form = opened.call_off
    if not form.is_valid():
        return _page(request, opened, now=now, status=400)
    return _do(
        request,
        opened,
        lambda: change_a_date.call_off(
            actor,
            public_id=date_id,
            group=opened.group,
            reason=form.why,
            version=form.cleaned_data["version"],
            base_address=settings.CONFIG.base_address,
            now=now,
        ),
        now=now,
        reopen=lambda: _open(
            actor, date_id, now=now, again=True, call_off=request.POST
        ),
        said=_("%(moment)s is called off."),
    )


def put_back(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Put the date back to its usual time, and tell who should know."""
    opened = _open(actor, date_id, now=now, put_back=request.POST)
    form = opened.put_back
    if not form.is_valid():
        return _page(request, opened, now=now, status=400)
    return _do(
        request,
        opened,
        lambda: change_a_date.put_back(
            actor,
            public_id=date_id,
            group=opened.group,
            version=form.cleaned_data["version"],
            base_address=settings.CONFIG.base_address,
            now=now,
        ),
        now=now,
        reopen=lambda: _open(actor, date_id, now=now),
        said=_("Back to the usual time, %(moment)s."),
    )


def _do(
    request: HttpRequest,
    opened: Opened,
    act: Callable[[], Changed],
    *,
    now: datetime,
    reopen: Callable[[], Opened],
    said: str,
) -> HttpResponse:
    try:
        changed = act()
    except (ChangedMeanwhile, CannotChange) as refusal:
        return _page(request, reopen(), now=now, why_not=refusal.why, status=409)
    when = moment(changed.dated.starts_at, opened.group.zone, now=now)
    messages.success(request, f"{said % {'moment': when}} {_who_is_told(changed.told)}")
    return redirect("dates", opened.group.public_id)


def _who_is_told(told: int) -> str:
    if not told:
        return _("Nobody has asked to be told by e-mail.")
    return ngettext(
        "%(told)d person who asked or is on the rota is told by e-mail.",
        "%(told)d people who asked or are on the rota are told by e-mail.",
        told,
    ) % {"told": told}


def _open(
    actor: Actor,
    date_id: str,
    *,
    now: datetime,
    move: QueryDict | None = None,
    call_off: QueryDict | None = None,
    put_back: QueryDict | None = None,
    again: bool = False,
) -> Opened:
    """Return the date with its forms, what was typed in them kept.

    again -- the forms are shown once more beside the date as it is now, so that saving
    means: over what is there now.

    Raises NotFound.
    """
    dated = schedule.the_date(date_id)
    group = directory.handles([dated.group_id]).get(dated.group_id)
    if group is None:
        raise NotFound
    insist(actor, Verb.CHANGE_A_DATE, group.place)
    version = dated.version if again else None
    starts = dated.starts_at.astimezone(ZoneInfo(group.zone))
    usual: dict[str, Any] = {"version": dated.version}
    return Opened(
        dated,
        group,
        MoveForm(
            _typed(move, version),
            zone=group.zone,
            now=now,
            auto_id="move_%s",
            initial=usual
            | {
                "day": starts.date(),
                "at": starts.time(),
                "place_note": dated.place_note,
            },
        ),
        CallOffForm(
            _typed(call_off, version), auto_id="off_%s", initial=usual | {"reason": ""}
        ),
        PutBackForm(_typed(put_back, version), auto_id="back_%s", initial=usual),
    )


def _typed(typed: QueryDict | None, version: int | None) -> dict[str, str] | None:
    if typed is None:
        return None
    kept = {name: str(value) for name, value in typed.items()}
    return kept if version is None else kept | {"version": str(version)}


def _page(
    request: HttpRequest,
    opened: Opened,
    *,
    now: datetime,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    dated, group = opened.dated, opened.group
    over = schedule.why_not_change(dated, now=now)
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
    )
    return render(request, "desk/change_date.html", {"page": page}, status=status)


def _what_is_missing(opened: Opened) -> str:
    forms = (opened.move, opened.call_off, opened.put_back)
    if any("version" in form.errors for form in forms if form.is_bound):
        return _("The form came without the date it was about. Please try once more.")
    return ""
