"""A slip for a code: redeemed without a name or an account, and kept nowhere but by you."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.core.refusals import Refusal
from hearthside.engines import paper, recurrence
from hearthside.engines.slips import NotASlip, Signed
from hearthside.meetings import slip_keys, slips
from hearthside.web import limits
from hearthside.web.frame import house_of
from hearthside.web.printed import TYPE
from hearthside.web.public import slip_forms

LONGEST_CODE: Final = 40


@dataclass(frozen=True, slots=True)
class SlipPage:
    """Everything public/slip.html may show: the question for a code.

    form -- a mark by chance, so that the same form sent twice gives one slip.
    """

    why_not: str
    code: str
    form: str


@dataclass(frozen=True, slots=True)
class SlipMadePage:
    """Everything public/slip_made.html and the sheet "slip" may show.

    said -- the sentence of the slip. text -- the slip itself; short -- the same for an
    address. address -- where somebody else verifies it.
    """

    why: str
    title: str
    lang: str
    said: str
    house: str
    serial: str
    text: str
    short: str
    address: str
    heads: tuple[str, ...]


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Ask for the code."""
    return _ask(request)


def act(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Give the slip for a code.

    It is answered at once and not behind a redirect: the house keeps no slip, so there is
    no address it could stand at.
    """
    form = slip_forms.form_of(request)
    code = request.POST.get("code", "")[:LONGEST_CODE]
    most = slip_forms.MOST_AN_HOUR
    if limits.is_too_often(request, "slip", most=most):
        why = _("Many codes were tried from here. Please try again in an hour.")
        return _ask(request, code=code, form=form, why_not=why, status=429)
    try:
        signed = slips.redeem(
            code=code, form=form, house=settings.CONFIG.base_address, now=now
        )
    except Refusal as no:
        return _ask(request, code=code, form=form, why_not=no.why, status=409)
    page = _made(request, signed)
    return render(request, "public/slip_made.html", {"page": page})


def take(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Answer with the slip somebody holds as a file: paper with its squares, or text."""
    try:
        signed = slip_forms.slip_in(request.POST.get("slip", ""))
    except NotASlip as none:
        raise BadRequest("That is no slip of ours.") from none
    if not slip_keys.is_ours(signed):
        raise BadRequest("That is no slip of ours.")
    if request.POST.get("as") == "text":
        answer = HttpResponse(signed.text, content_type="text/plain; charset=utf-8")
        answer.headers["Content-Disposition"] = 'attachment; filename="slip.txt"'
        return answer
    page = _made(request, signed)
    why = _("The paper could not be made just now. Print this page instead.")
    if limits.is_too_often(request, "slip-paper", most=slip_forms.MOST_AN_HOUR):
        return _as_page(request, page, why)
    words = {
        "title": page.title,
        "lang": page.lang,
        "said": page.said,
        "house": page.house,
        "text": page.text,
        "address": page.address,
        "heads": page.heads,
    }
    try:
        made = paper.pdf("slip", words, every_letter=True)
    except paper.CannotPrint:
        return _as_page(request, page, why)
    answer = HttpResponse(made, content_type=TYPE)
    answer.headers["Content-Disposition"] = 'inline; filename="slip.pdf"'
    return answer


def sentence(signed: Signed) -> str:
    """Return what a slip says, in words."""
    day = recurrence.say_date(signed.slip.on)
    return _(
        "Whoever holds this slip was at a meeting of at least %(minutes)d minutes on "
        "%(day)s."
    ) % {"minutes": signed.slip.minutes, "day": day}


def _as_page(request: HttpRequest, page: SlipMadePage, why: str) -> HttpResponse:
    return render(request, "public/slip_made.html", {"page": replace(page, why=why)})


def _made(request: HttpRequest, signed: Signed) -> SlipMadePage:
    query = urlencode({"s": signed.short})
    return SlipMadePage(
        why="",
        title=house_of(request).tab_title,
        lang=(get_language() or "en").split("-")[0],
        said=sentence(signed),
        house=signed.slip.house,
        serial=signed.slip.serial,
        text=signed.text,
        short=signed.short,
        address=f"{settings.CONFIG.base_address}{reverse('check_slip')}?{query}",
        heads=(
            _("Slip"),
            _("To verify it, read these squares with a phone. It is verified once."),
            _("Squares that lead to the page where this slip is verified"),
            _("Or check the signature yourself: it is below, and the key is at"),
            _("It names no group, no place and nobody."),
        ),
    )


def _ask(
    request: HttpRequest,
    *,
    code: str = "",
    form: str = "",
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    page = SlipPage(why_not, code, form or slip_forms.new_form())
    return render(request, "public/slip.html", {"page": page}, status=status)
