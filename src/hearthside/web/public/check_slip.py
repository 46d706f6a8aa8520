"""Verify a slip: is it ours, and is this the first time somebody asks?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.core.refusals import Refusal
from hearthside.engines import recurrence
from hearthside.engines.slips import LONGEST, NotASlip
from hearthside.meetings import slips
from hearthside.web import limits
from hearthside.web.frame import house_of
from hearthside.web.public import slip_forms
from hearthside.web.public.slip import sentence


@dataclass(frozen=True, slots=True)
class CheckSlipPage:
    """Everything public/check_slip.html may show.

    written -- what was pasted or scanned. said -- what the slip says, once it is read as
    one of ours. result -- what the verification found; first -- nobody asked before.
    """

    why_not: str
    written: str
    said: str
    result: str
    is_first: bool
    form: str
    longest: int = LONGEST


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show what a scanned slip says. Looking verifies nothing."""
    written = request.GET.get("s", "")[:LONGEST]
    if not written:
        return _page(request)
    try:
        signed = slip_forms.slip_in(written)
    except NotASlip:
        return _page(request, written=written, why_not=_not_one())
    why = slips.why_not_verify(signed, today=_today(request, now))
    return _page(
        request,
        written=written,
        said="" if why else sentence(signed),
        why_not=why or "",
    )


def act(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Verify it, once. The answer stands on this page: reloading it says the same again."""
    form = slip_forms.form_of(request)
    written = request.POST.get("slip", "")[:LONGEST]
    if limits.is_too_often(request, "check-slip", most=slip_forms.MOST_AN_HOUR):
        why = _("Many slips were verified from here. Please try again in an hour.")
        return _page(request, written=written, form=form, why_not=why, status=429)
    try:
        signed = slip_forms.slip_in(written)
        found = slips.verify(signed, form=form, today=_today(request, now))
    except NotASlip:
        return _page(
            request, written=written, form=form, why_not=_not_one(), status=400
        )
    except Refusal as no:
        return _page(request, written=written, form=form, why_not=no.why, status=409)
    day = recurrence.say_date(found.on)
    result = (
        _("This slip is genuine. It is verified now, for the first time: %(day)s.")
        if found.is_first
        else _("This slip is genuine, and it was verified before, on %(day)s.")
    ) % {"day": day}
    return _page(
        request,
        said=sentence(signed),
        result=result,
        is_first=found.is_first,
        form=form,
    )


def _today(request: HttpRequest, now: datetime) -> date:
    return now.astimezone(ZoneInfo(house_of(request).zone)).date()


def _not_one() -> str:
    return _(
        "That is not a whole slip. Copy all of it, from the first line to the last."
    )


def _page(
    request: HttpRequest,
    *,
    written: str = "",
    said: str = "",
    result: str = "",
    is_first: bool = False,
    form: str = "",
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    page = CheckSlipPage(
        why_not, written, said, result, is_first, form or slip_forms.new_form()
    )
    return render(request, "public/check_slip.html", {"page": page}, status=status)
