"""How many meetings somebody came to: one question more, for whoever wants to say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.core.refusals import NotFound, Refusal
from hearthside.outcomes import codes, meetings_said
from hearthside.outcomes.codes import Holder
from hearthside.web import study_session
from hearthside.web.study_words import Choice, bands
from hearthside.web.today import today_of


@dataclass(frozen=True, slots=True)
class MeetingsCamePage:
    """Everything public/meetings_came.html may show.

    wave -- None when it is not asked now; then why says so. has_said -- something is kept,
    so it can be taken back. wants -- the tick that says yes to keeping it.
    """

    wave: int | None
    choices: tuple[Choice, ...]
    wants: bool
    has_said: bool
    why: str
    why_not: str


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Ask how many meetings somebody came to."""
    who = _who(request)
    if who is None:
        return redirect("study_code")
    return _page(request, who, today_of(request, now))


def act(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Keep it, or take back all that was said of it."""
    who = _who(request)
    if who is None:
        return redirect("study_code")
    today = today_of(request, now)
    if request.POST.get("do") == "take-back":
        meetings_said.take_back(who.code)
        messages.info(
            request, _("What you said of meetings is deleted. Your answers stay.")
        )
        return redirect("questions")
    band, wave = (_digit(request.POST.get(name, "")) for name in ("band", "wave"))
    wants = request.POST.get("yes") == "yes"
    if band is None or wave is None:
        why = _("Choose one of these, or go back. You need not say it.")
        return _page(request, who, today, wants=wants, why_not=why, status=400)
    if not wants:
        why = _(
            "Put a tick beside “Yes” if we may keep this. Or go back: nothing of it is kept."
        )
        return _page(request, who, today, chosen=band, why_not=why, status=400)
    try:
        meetings_said.say(who.code, wave=wave, band=band, today=today)
    except NotFound:
        return redirect("study_code")
    except Refusal as no:
        return _page(
            request, who, today, chosen=band, wants=wants, why_not=no.why, status=409
        )
    messages.info(request, _("Kept beside your answers. You can take it back."))
    return redirect("questions")


def _who(request: HttpRequest) -> Holder | None:
    try:
        who = codes.holder(study_session.held(request))
    except NotFound:
        return None
    return who if who.began_on is not None else None


def _page(
    request: HttpRequest,
    who: Holder,
    today: date,
    *,
    chosen: int | None = None,
    wants: bool = False,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    wave, why, said = None, "", None
    try:
        asked = meetings_said.asked(who, today=today)
        wave, said = asked.wave, asked.band
    except Refusal as no:
        why = no.why
    picked = said if chosen is None else chosen
    page = MeetingsCamePage(
        wave=wave,
        choices=tuple(
            Choice(at, words, is_chosen=at == picked)
            for at, words in enumerate(bands())
        ),
        wants=wants or said is not None,
        has_said=meetings_said.has_said(who),
        why=why,
        why_not="" if why else why_not,
    )
    return render(request, "public/meetings_came.html", {"page": page}, status=status)


def _digit(typed: str) -> int | None:
    return (
        int(typed) if len(typed) <= 2 and typed.isascii() and typed.isdigit() else None
    )
