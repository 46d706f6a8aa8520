"""What is done at a report: each form makes one call, and comes back to the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.safety import handling, reading
from hearthside.safety.ladder import CannotAnswer, Rung
from hearthside.safety.worries import CannotRaise
from hearthside.web import errors
from hearthside.web.desk.report import answer_form, page_of, people_of, towards_of
from hearthside.web.desk.report_forms import AppealForm, NameForm, TellForm
from hearthside.web.desk.reports import prefix_of
from hearthside.workflows import answer_a_report
from hearthside.workflows.answer_a_report import own_places
from hearthside.workflows.escalate_a_report import escalate_a_report


def act(
    request: HttpRequest, actor: Actor, now: datetime, report_id: str
) -> HttpResponse:
    """Do what one of the forms of the page asks for."""
    do = DOES.get(request.POST.get("do", ""))
    if do is None:
        reading.sheet(actor, own_places(actor), public_id=report_id, now=now)
        return redirect(f"{prefix_of(request)}report", report_id)
    return do(request, actor, now, report_id)


def show_again(
    request: HttpRequest, actor: Actor, now: datetime, report_id: str
) -> HttpResponse:
    """Show what was hidden by itself."""

    def done() -> None:
        answer_a_report.show_again(actor, public_id=report_id, now=now)

    return _once(request, report_id, done, _("It is shown again."))


def read_appeal(
    request: HttpRequest, actor: Actor, now: datetime, report_id: str
) -> HttpResponse:
    """Answer an appeal."""
    form = AppealForm(request.POST)
    if not form.is_valid():
        return page_of(request, actor, report_id, now=now, appeal=form, status=400)
    try:
        answer_a_report.read_appeal(
            actor,
            report_id=report_id,
            response_id=request.POST.get("response", "")[:12],
            stands=form.cleaned_data["stands"] == "yes",
            words=form.cleaned_data["words"],
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except CannotAnswer as no:
        form.add_error(None, no.why)
        return page_of(request, actor, report_id, now=now, appeal=form, status=409)
    messages.success(request, _("They can read your answer now."))
    return redirect(f"{prefix_of(request)}report", report_id)


def escalate(
    request: HttpRequest, actor: Actor, now: datetime, report_id: str
) -> HttpResponse:
    """Make a worry of it, for the safeguarding leads."""

    def done() -> None:
        escalate_a_report(
            actor,
            public_id=report_id,
            base_address=settings.CONFIG.base_address,
            now=now,
        )

    return _once(request, report_id, done, _("The safeguarding leads have it now."))


def _answer(
    request: HttpRequest, actor: Actor, now: datetime, report_id: str
) -> HttpResponse:
    found = reading.sheet(actor, own_places(actor), public_id=report_id, now=now)
    form = answer_form(actor, found, people_of(found), request.POST)
    if not form.is_valid():
        return page_of(request, actor, report_id, now=now, answer=form, status=400)
    given = form.cleaned_data
    try:
        answer_a_report.answer_a_report(
            actor,
            public_id=report_id,
            rung=Rung(given["rung"]),
            towards=towards_of(found, given.get("towards", "")),
            reason=given.get("reason", ""),
            days=given.get("days") or 0,
            now=now,
        )
    except CannotAnswer as no:
        form.add_error(None, no.why)
        return page_of(request, actor, report_id, now=now, answer=form, status=409)
    messages.success(request, _("Kept. Whom it is for can read it under Mine."))
    return redirect(f"{prefix_of(request)}report", report_id)


def _tell(
    request: HttpRequest, actor: Actor, now: datetime, report_id: str
) -> HttpResponse:
    form = TellForm(request.POST)
    if not form.is_valid():
        return page_of(request, actor, report_id, now=now, tell=form, status=400)

    def done() -> None:
        handling.tell(
            actor,
            own_places(actor),
            public_id=report_id,
            words=form.cleaned_data["words"],
            now=now,
        )

    return _once(request, report_id, done, _("They can read it at their address."))


def _name(
    request: HttpRequest, actor: Actor, now: datetime, report_id: str
) -> HttpResponse:
    form = NameForm(request.POST)
    if not form.is_valid():
        return page_of(request, actor, report_id, now=now, name=form, status=400)
    try:
        answer_a_report.point_at_a_name(
            actor, public_id=report_id, name=form.cleaned_data["name"], now=now
        )
    except CannotAnswer as no:
        form.add_error("name", no.why)
        return page_of(request, actor, report_id, now=now, name=form, status=409)
    return redirect(f"{prefix_of(request)}report", report_id)


def _settle(
    request: HttpRequest, actor: Actor, now: datetime, report_id: str
) -> HttpResponse:
    def done() -> None:
        handling.settle(actor, own_places(actor), public_id=report_id, now=now)

    return _once(
        request, report_id, done, _("Settled. Whoever told us reads what came of it.")
    )


def _hand_on(
    request: HttpRequest, actor: Actor, now: datetime, report_id: str
) -> HttpResponse:
    try:
        answer_a_report.hand_to_leads(actor, public_id=report_id, now=now)
    except CannotAnswer as no:
        return _no(request, report_id, no.why)
    messages.success(request, _("A lead has it now."))
    return redirect(f"{prefix_of(request)}reports")


def _once(
    request: HttpRequest, report_id: str, done: Callable[[], None], said: str
) -> HttpResponse:
    try:
        done()
    except NotFound:
        raise
    except (CannotAnswer, CannotRaise) as no:
        return _no(request, report_id, no.why)
    messages.success(request, said)
    return redirect(f"{prefix_of(request)}report", report_id)


def _no(request: HttpRequest, report_id: str, why: Refusal | str) -> HttpResponse:
    return errors.refused(
        request,
        str(why),
        next_url=reverse(f"{prefix_of(request)}report", args=[report_id]),
        next_words=_("Back to the report"),
    )


DOES: Final = {
    "answer": _answer,
    "tell": _tell,
    "name": _name,
    "settle": _settle,
    "hand_on": _hand_on,
}
