"""Studies: what I take part in, what I may, saying yes, answering, and leaving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence
from hearthside.outcomes import studies
from hearthside.outcomes.studies import Told
from hearthside.web import errors, study_session
from hearthside.web.frame import house_of
from hearthside.web.study_words import consent_of
from hearthside.web.today import today_of
from hearthside.workflows import answer_a_questionnaire, take_part_in_a_study
from hearthside.workflows.take_part_in_a_study import (
    CannotTakePart,
    FromGroup,
    MyStudy,
)
from hearthside.workflows.withdraw_from_the_study import withdraw


@dataclass(frozen=True, slots=True)
class StudyLine:
    """One study of mine, or one I may take part in.

    said -- since when, or what it is. responder, hours -- who would like to hear, and when.
    """

    name: str
    url: str
    said: str
    wants_answers: bool
    responder: str
    hours: str


@dataclass(frozen=True, slots=True)
class MyStudiesPage:
    """Everything member/my_studies.html may show."""

    mine: tuple[StudyLine, ...]
    open: tuple[StudyLine, ...]


@dataclass(frozen=True, slots=True)
class TakePartPage:
    """Everything member/take_part.html may show.

    why_not -- why it cannot be begun; groups -- from which somebody may take part.
    """

    study_name: str
    consent: tuple[str, ...]
    groups: tuple[FromGroup, ...]
    chosen: str
    wrong: str
    why_not: str


@dataclass(frozen=True, slots=True)
class LeaveStudyPage:
    """Everything member/leave_study.html may show."""

    study_name: str


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the studies of this person, and those they may take part in."""
    found = answer_a_questionnaire.my_studies(actor, today=today_of(request, now))
    page = MyStudiesPage(
        mine=tuple(_line(one, request, now) for one in found.taking_part),
        open=tuple(_line(one, request, now) for one in found.open),
    )
    return render(request, "member/my_studies.html", {"page": page})


def show_one(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Say what a study is, and ask whether they want to take part."""
    return _ask(request, actor, now, studies.one(study_id))


def act_one(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Take part, and go to the questions."""
    group_id = request.POST.get("group", "")[:12]
    if request.POST.get("yes") != "yes":
        study = studies.one(study_id)
        wrong = _("Put a tick beside “Yes” if you want to take part. You need not.")
        return _ask(
            request, actor, now, study, wrong=wrong, chosen=group_id, status=400
        )
    try:
        take_part_in_a_study.say_yes(
            actor,
            study_id=study_id,
            group_id=group_id,
            today=today_of(request, now),
            now=now,
        )
    except CannotTakePart as no:
        study = studies.one(study_id)
        return _ask(
            request, actor, now, study, wrong=no.why, chosen=group_id, status=409
        )
    messages.info(
        request, _("Thank you. The first questions are here when you want them.")
    )
    return redirect("my_studies")


def answer(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Let this browser answer by the code of this person."""
    link = answer_a_questionnaire.my_link(actor, study_id=study_id)
    study_session.hold(request, actor, link)
    return redirect("questions")


def show_leave(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Say what leaving does, and ask."""
    study = studies.one(study_id)
    page = LeaveStudyPage(study.name)
    return render(request, "member/leave_study.html", {"page": page})


def act_leave(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Leave the study; the answers go."""
    try:
        withdraw(actor, study_id=study_id, today=today_of(request, now))
    except NotFound:
        # A study there is, but not for them: said once, whether they left or never were in it.
        studies.one(study_id)
        return errors.refused(
            request,
            _("You take no part in this study, so there is nothing to delete."),
            next_url=reverse("my_studies"),
            next_words=_("Studies"),
        )
    study_session.let_go(request)
    messages.info(request, _("You have left. Every answer you gave is deleted."))
    return redirect("my_studies")


def _line(one: MyStudy, request: HttpRequest, now: datetime) -> StudyLine:
    zone = ZoneInfo(house_of(request).zone)
    said = ""
    if one.agreed_at is not None:
        day = recurrence.say_date(
            one.agreed_at.astimezone(zone).date(), today=now.astimezone(zone).date()
        )
        said = _("You said yes on %(day)s, to version %(words)s of its words.") % {
            "day": day,
            "words": one.agreed_to,
        }
    return StudyLine(
        one.study.name,
        one.study.public_id,
        said,
        one.wants_answers,
        one.study.responder,
        one.study.responder_hours,
    )


def _ask(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    study: Told,
    *,
    wrong: str = "",
    chosen: str = "",
    status: int = 200,
) -> HttpResponse:
    why = take_part_in_a_study.why_not_take_part(
        actor, study, today=today_of(request, now)
    )
    groups = tuple(take_part_in_a_study.my_groups(actor))
    page = TakePartPage(
        study_name=study.name,
        consent=consent_of(study),
        groups=groups,
        chosen=chosen or (groups[0].public_id if len(groups) == 1 else ""),
        wrong="" if why == wrong else wrong,
        why_not=why or "",
    )
    return render(request, "member/take_part.html", {"page": page}, status=status)
