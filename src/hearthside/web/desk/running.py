"""How our evening runs: begin from a template, make it ours, see it on the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import running, slips
from hearthside.meetings.running import MOST_STEPS, CannotRunSo, Order
from hearthside.meetings.running_templates import TEMPLATES
from hearthside.web.desk.running_form import (
    RunningForm,
    as_typed,
    is_a_move,
    moved,
    rows_in,
    steps_typed,
)
from hearthside.web.desk.running_words import (
    Difference,
    Row,
    Way,
    differences,
    length,
    rows,
    said_times,
    ways,
)


@dataclass(frozen=True, slots=True)
class RunningPage:
    """Everything desk/running.html may show.

    why_not -- why the last act was declined. told -- how it stands when nothing is kept.
    differences -- what is kept now beside what was typed, when somebody was faster.
    length -- one sentence: does it fill the evening.
    """

    group_name: str
    why_not: str
    told: str
    is_chosen: bool
    differences: tuple[Difference, ...]
    form: RunningForm
    rows: tuple[Row, ...]
    can_add: bool
    can_remove: bool
    ends: str
    length: str
    ways: tuple[Way, ...]
    paper_url: str
    dates_url: str
    offers_slips: bool
    slips_url: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A group's evening somebody may change, with its usual start and length."""

    group: Handle
    kept: Order
    starts: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says about the last act."""

    why_not: str = ""
    told: str = ""
    differences: tuple[Difference, ...] = ()
    status: int = 200


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show how the evening runs, or how it would with the template asked for."""
    opened = _open(actor, group_id, now=now)
    begin = TEMPLATES.get(request.GET.get("begin", ""))
    if begin is None:
        told = _(
            "Your group has not chosen yet. Until it does, its evenings run like this."
        )
        said = Said(told="" if opened.kept.version else told)
        return _page(request, opened, _untouched(opened, opened.kept), said=said)
    told = _(
        "This is “%(name)s”. Nothing is kept yet. Change what you like, then keep it."
    )
    order = running.begin_from(begin, minutes=opened.minutes)
    said = Said(told=told % {"name": begin.name})
    return _page(request, opened, _untouched(opened, order), said=said)


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Keep how the evening runs; or move a step in the form, and keep nothing."""
    opened = _open(actor, group_id, now=now)
    do = request.POST.get("do", "keep")
    if is_a_move(do):
        return _page(request, opened, moved(request.POST, do))
    if do != "keep":
        raise BadRequest("No button of ours says that.")
    form = RunningForm(request.POST, rows=rows_in(request.POST))
    if not form.is_valid():
        said = Said(_not_ours(form), status=400)
        return _page(request, opened, request.POST, form=form, said=said)
    try:
        running.keep(
            actor,
            place=opened.group.place,
            order=form.order(),
            version=form.cleaned_data["version"],
            now=now,
        )
    except ChangedMeanwhile as refusal:
        opened = _open(actor, group_id, now=now)
        differ = differences(opened.kept, form.order())
        said = Said(refusal.why, differences=differ, status=409)
        fresh = request.POST.dict() | {"version": str(opened.kept.version)}
        return _page(request, opened, fresh, said=said)
    except CannotRunSo as refusal:
        said = Said(refusal.why, status=409)
        return _page(request, opened, request.POST, form=form, said=said)
    messages.success(request, _("This is how your evening runs now."))
    return redirect("running", group_id)


def want_slips(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Keep whether slips are offered when an evening closes."""
    place = _open(actor, group_id, now=now).group.place
    answer = request.POST.get("wanted")
    if answer not in {"yes", "no"}:
        raise BadRequest("Slips are wanted, or they are not.")
    wanted = answer == "yes"
    slips.want(actor, place=place, wanted=wanted, now=now)
    said = (
        _("Slips are offered from now on, at the end of an evening.")
        if wanted
        else _("Slips are not offered any more.")
    )
    messages.success(request, said)
    return redirect("running", group_id)


def _open(actor: Actor, public_id: str, *, now: datetime) -> Opened:
    verb = Verb.CHANGE_THE_RUNNING
    group = directory.handle(actor, public_id=public_id, now=now, verb=verb)
    if not group.is_ours:
        # Somebody else's listing has no evening of ours to plan.
        raise NotFound
    usual = directory.sheet(actor, public_id=public_id, now=now).pattern
    zone = ZoneInfo(group.zone)
    today = now.astimezone(zone).date()
    kept = running.order_of(group.id)
    if not kept.version:
        kept = running.order_of(group.id, minutes=usual.minutes)
    starts = datetime.combine(today, usual.starts_at, tzinfo=zone)
    return Opened(group, kept, starts, usual.minutes)


def _untouched(opened: Opened, order: Order) -> dict[str, str]:
    return as_typed(order) | {"version": str(opened.kept.version)}


def _not_ours(form: RunningForm) -> str:
    if form.rows == 0:
        return _("An evening has at least one step.")
    if "version" in form.errors or "template" in form.errors:
        return _("The form came without its version. Please try once more.")
    return ""


def _page(
    request: HttpRequest,
    opened: Opened,
    typed: Mapping[str, Any],
    *,
    form: RunningForm | None = None,
    said: Said | None = None,
) -> HttpResponse:
    said = said or Said()
    form = form or RunningForm(initial=typed, rows=rows_in(typed))
    steps, group_id = steps_typed(typed), opened.group.public_id
    page = RunningPage(
        group_name=opened.group.name,
        why_not=said.why_not,
        told=said.told,
        is_chosen=bool(opened.kept.version),
        differences=said.differences,
        form=form,
        rows=rows(form, steps, starts=opened.starts),
        can_add=form.rows < MOST_STEPS,
        can_remove=form.rows > 1,
        ends=said_times(steps, starts=opened.starts)[-1],
        length=length(steps, minutes=opened.minutes, starts=opened.starts),
        ways=ways(
            group_id,
            starts=opened.starts,
            minutes=opened.minutes,
            chosen=opened.kept.template if opened.kept.version else "",
        ),
        paper_url=reverse("group_paper", args=[group_id]),
        dates_url=reverse("dates", args=[group_id]),
        offers_slips=slips.are_wanted(opened.group.id),
        slips_url=reverse("slips_wanted", args=[group_id]),
    )
    return render(request, "desk/running.html", {"page": page}, status=said.status)
