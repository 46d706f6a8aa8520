"""What can be done with one evening by plain forms; a phone without scripts needs no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.meetings import debriefing, lone_working, schedule
from hearthside.meetings.counting import CannotCount
from hearthside.meetings.schedule import Dated
from hearthside.web.facilitator import evening
from hearthside.web.facilitator.evening_forms import CountForm, DebriefForm
from hearthside.workflows import hold_an_evening

HIGHEST_TERM: Final = 1000


def check_in(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Say that I am there."""
    dated = _mine(actor, date_id)
    return _do(
        request, actor, now, date_id,
        lambda: lone_working.check_in(actor, meeting_id=dated.id, at=now),
        said=_("You are checked in."),
    )  # fmt: skip


def check_out(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Say that I am safely out."""
    dated = _mine(actor, date_id)
    return _do(
        request, actor, now, date_id,
        lambda: lone_working.check_out(actor, meeting_id=dated.id, at=now),
        said=_("You are checked out. Get home well."),
    )  # fmt: skip


def open_up(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Open the evening on this phone."""
    dated = _mine(actor, date_id)
    both_here = request.POST.get("both_here") == "yes"
    return _do(
        request, actor, now, date_id,
        lambda: hold_an_evening.open_up(actor, dated, both_here=both_here, at=now),
        said=_("The evening is open. Its listing now says so."),
    )  # fmt: skip


def take_over(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Hold the evening on this phone from now on."""
    dated, term = _mine(actor, date_id), _term(request)
    return _do(
        request, actor, now, date_id,
        lambda: hold_an_evening.take_over(actor, dated, term=term, at=now),
        said=_("You hold the evening now."),
    )  # fmt: skip


def close(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Close the evening with its three sums."""
    dated, term = _mine(actor, date_id), _term(request)
    form = CountForm(request.POST)
    if not form.is_valid():
        return evening.page(request, actor, now, date_id, count=form, status=400)
    try:
        hold_an_evening.close(actor, dated, term=term, sums=form.sums, at=now)
    except CannotCount as no:
        form.add_error("here", no.why)
        return evening.page(request, actor, now, date_id, count=form, status=400)
    except NotFound:
        raise
    except Refusal as no:
        return evening.page(request, actor, now, date_id, why_not=no.why, status=409)
    messages.success(request, _("The evening is closed. Thank you for holding it."))
    return redirect("evening", date_id)


def how_i_am(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Say how I am after the evening, for my own eyes."""
    dated = _mine(actor, date_id)
    form = DebriefForm(request.POST)
    if not form.is_valid():
        return evening.page(request, actor, now, date_id, debrief=form, status=400)
    given = form.cleaned_data
    return _do(
        request, actor, now, date_id,
        lambda: debriefing.say_how_i_am(
            actor,
            meeting_id=dated.id,
            how=given["how"],
            wants_a_talk=given["wants_a_talk"],
            now=now,
        ),
        said=_("Kept, for your eyes only."),
    )  # fmt: skip


def _mine(actor: Actor, date_id: str) -> Dated:
    dated = schedule.the_date(date_id)
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=dated.id))
    return dated


def _term(request: HttpRequest) -> int:
    written = request.POST.get("term", "")
    if not (written.isascii() and written.isdigit() and len(written) <= 4):
        raise BadRequest("That is no form of ours.")
    return min(int(written), HIGHEST_TERM)


def _do(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    date_id: str,
    act: Callable[[], object],
    *,
    said: str,
) -> HttpResponse:
    try:
        act()
    except NotFound:
        raise
    except Refusal as no:
        return evening.page(request, actor, now, date_id, why_not=no.why, status=409)
    messages.success(request, said)
    return redirect("evening", date_id)
