"""The way to one's questions without an account: a link, or the code on a paper typed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.core.refusals import NotFound, Refusal
from hearthside.outcomes import codes
from hearthside.outcomes.codes import Holder
from hearthside.web import limits, study_session
from hearthside.web.desk.plain_words import tidy
from hearthside.web.study_words import consent_of
from hearthside.web.today import today_of
from hearthside.workflows.withdraw_from_the_study import withdraw_by_link

# Many people in one hall share one address.
AN_HOUR: Final = 60
LONGEST_CODE: Final = 60


@dataclass(frozen=True, slots=True)
class StudyCodePage:
    """Everything public/study_code.html may show. code -- as it was typed, or out of the link."""

    code: str
    from_link: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class StudyYesPage:
    """Everything public/study_yes.html may show, before somebody with a link says yes."""

    study_name: str
    consent: tuple[str, ...]
    why_not: str


@dataclass(frozen=True, slots=True)
class LeaveByLinkPage:
    """Everything public/leave_by_link.html may show."""

    study_name: str


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Ask for the code."""
    return _ask(request, StudyCodePage("", from_link=False, why_not=""))


def show_link(
    request: HttpRequest, actor: Anybody, now: datetime, link: str
) -> HttpResponse:
    """Show the button that begins. Whether the link is good is asked when it is pressed."""
    return _ask(request, StudyCodePage(link, from_link=True, why_not=""))


def act(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Let this browser answer by the code."""
    typed = request.POST.get("code", "")[:LONGEST_CODE]
    said = StudyCodePage(tidy(typed), from_link=False, why_not="")
    if limits.is_too_often(request, "study-code", most=AN_HOUR):
        why = _("Many codes were tried from here. Please try again in an hour.")
        return _ask(request, _with(said, why), status=429)
    link = "".join(tidy(typed).lower().replace("-", " ").split())
    try:
        codes.holder(link)
    except NotFound:
        why = _(
            "This code does not open anything. Look at it once more: it has 16 letters "
            "and numbers. If you left the study, it no longer works."
        )
        return _ask(request, _with(said, why), status=409)
    study_session.hold(request, actor, link)
    return redirect("questions")


def show_yes(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Say what the study is, and ask whether they want to take part."""
    who = _holder(request)
    if who is None:
        return redirect("study_code")
    if who.began_on is not None:
        return redirect("questions")
    return _yes(request, who)


def act_yes(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Note that whoever holds the link said yes."""
    who = _holder(request)
    if who is None:
        return redirect("study_code")
    if request.POST.get("yes") != "yes":
        why = _("Put a tick beside “Yes” if you want to take part. You need not.")
        return _yes(request, who, why=why, status=400)
    try:
        codes.agree(who.code, today=today_of(request, now))
    except Refusal as no:
        return _yes(request, who, why=no.why, status=409)
    return redirect("questions")


def show_leave(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Say what leaving does, and ask."""
    who = _holder(request)
    if who is None:
        return redirect("study_code")
    page = LeaveByLinkPage(who.study.name)
    return render(request, "public/leave_by_link.html", {"page": page})


def act_leave(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Leave the study; the answers go."""
    link = study_session.held(request)
    try:
        withdraw_by_link(link, today=today_of(request, now))
    except NotFound:
        return redirect("study_code")
    study_session.let_go(request)
    messages.info(request, _("You have left. Every answer you gave is deleted."))
    return redirect("study_code")


def _holder(request: HttpRequest) -> Holder | None:
    try:
        return codes.holder(study_session.held(request))
    except NotFound:
        return None


def _with(page: StudyCodePage, why: str) -> StudyCodePage:
    return StudyCodePage(page.code, page.from_link, why)


def _ask(request: HttpRequest, page: StudyCodePage, status: int = 200) -> HttpResponse:
    return render(request, "public/study_code.html", {"page": page}, status=status)


def _yes(
    request: HttpRequest, who: Holder, *, why: str = "", status: int = 200
) -> HttpResponse:
    study = who.study
    # A code nobody said yes with was given out on paper, and may come back as one.
    page = StudyYesPage(study.name, consent_of(study, on_paper=True), why)
    return render(request, "public/study_yes.html", {"page": page}, status=status)
