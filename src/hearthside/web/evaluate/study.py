"""One study for its evaluator: its plan, its report as it is built, and what may be taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines import recurrence
from hearthside.outcomes import handing_out, plans, reports, studies
from hearthside.outcomes.reports import Standing
from hearthside.outcomes.studies import Told
from hearthside.web.desk.plain_words import tidy
from hearthside.web.evaluate.files_to_take import FileLine, forms, papers_of
from hearthside.web.files import as_file
from hearthside.web.frame import house_of
from hearthside.web.seats import Progress, progress_of
from hearthside.workflows import build_a_report

MOST_BYTES: Final = 200_000


@dataclass(frozen=True, slots=True)
class PlanLine:
    """The plan that is locked. is_open -- answers were read under it, so it stays."""

    title: str
    mark: str
    said: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class EvaluateStudyPage:
    """Everything evaluate/study.html may show.

    state -- of the newest report, or "none". said -- what came of it, where that needs words.
    held -- why a report that is done may not be let out; "" where it may. is_out -- one was
    let out, so there is a page to read.
    """

    public_id: str
    name: str
    plan: PlanLine | None
    agreement: str
    report_id: str
    state: str
    said: str
    made: str
    held: str
    progress: Progress | None
    may_stop: bool
    papers: tuple[FileLine, ...]
    forms: tuple[FileLine, ...]
    is_out: bool
    why_not_build: str
    why_not: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Show the plan of a study and how far its report is."""
    study = studies.one(study_id)
    newest = reports.newest(study.id, now=now)
    is_building = newest is not None and newest.state == "building"
    if "HX-Request" in request.headers and not is_building:
        # The page only asks how far it is; now that it has ended, all of it is another.
        return HttpResponse(headers={"HX-Refresh": "true"})
    return _page(request, actor, now, study)


def lock(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Lock a plan."""
    study = studies.one(study_id)
    file = request.FILES.get("plan")
    if file is None or not file.size or file.size > MOST_BYTES:
        why = _("Choose the file of your plan. It is a text of at most 200 kB.")
        return _page(request, actor, now, study, why=why, status=400)
    try:
        plans.lock(actor, public_id=study_id, raw=file.read(), now=now)
    except NotFound:
        raise
    except Refusal as no:
        return _page(request, actor, now, study, why=no.why, status=409)
    messages.info(request, _("The plan is locked."))
    return redirect("evaluate_study", study_id)


def act(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Have the answers frozen and the report built."""
    study = studies.one(study_id)
    agreement = tidy(request.POST.get("agreement", "")[:500])
    try:
        begun = build_a_report.ask(
            actor, study_id=study_id, agreement=agreement, now=now
        )
    except NotFound:
        raise
    except Refusal as no:
        return _page(
            request, actor, now, study, agreement=agreement, why=no.why, status=409
        )
    if not begun:
        messages.info(
            request, _("It is being built already: one report of it at a time.")
        )
    return redirect("evaluate_study", study_id)


def stop(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Ask that the building be stopped."""
    study = studies.one(study_id)
    try:
        reports.ask_to_stop(study.id)
    except NotFound:
        messages.info(request, _("Nothing is being built now."))
    return redirect("evaluate_study", study_id)


def let_out(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Let the report out, where the log of releases allows it."""
    study = studies.one(study_id)
    report_id = request.POST.get("report", "")[:12]
    try:
        build_a_report.let_out(actor, study_id=study_id, report_id=report_id, now=now)
    except NotFound:
        why = _("This report is not there any more. Look at what there is now.")
        return _page(request, actor, now, study, why=why, status=409)
    except Refusal as no:
        return _page(request, actor, now, study, why=no.why, status=409)
    messages.info(request, _("The report is out. It can be read and taken now."))
    return redirect("evaluate_study", study_id)


def take(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Answer with a paper of the report that is out, or with answers in one form."""
    study = studies.one(study_id)
    paper = request.POST.get("paper", "")[:40]
    form = request.POST.get("form", "")[:20]
    try:
        if paper:
            made = build_a_report.take_paper(
                actor, study_id=study_id, name=paper, now=now
            )
        else:
            made = build_a_report.take_export(
                actor,
                study_id=study_id,
                report_id=request.POST.get("report", "")[:12],
                form=form,
                now=now,
            )
    except NotFound:
        why = _("This report is not there any more. Look at what there is now.")
        return _page(request, actor, now, study, why=why, status=409)
    except Refusal as no:
        return _page(request, actor, now, study, why=no.why, status=409)
    return as_file(made, paper or f"{form}.zip")


def _page(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    study: Told,
    *,
    agreement: str = "",
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    plan = plans.of(study.id)
    newest = reports.newest(study.id, now=now)
    is_building = newest is not None and newest.state == "building"
    out = reports.newest_out(study.id, now=now)
    page = EvaluateStudyPage(
        public_id=study.public_id,
        name=study.name,
        plan=PlanLine(
            plan.title, plan.sha256, _day(request, plan.locked_at, now), plan.is_open
        )
        if plan
        else None,
        agreement=agreement or (newest.agreement if newest else ""),
        report_id=newest.public_id if newest else "",
        state=newest.state if newest else "none",
        said=_said(newest),
        made=_day(request, newest.asked_at, now) if newest else "",
        held=_held(newest),
        progress=progress_of(newest.done, newest.total, newest.asked_to_stop)
        if newest and is_building
        else None,
        may_stop=bool(newest and is_building and not newest.asked_to_stop),
        papers=papers_of(actor, study.public_id, now) if out else (),
        forms=forms() if newest and newest.has_exports else (),
        is_out=out is not None,
        why_not_build=build_a_report.why_not_build(study.public_id) or "",
        why_not=why,
    )
    return render(request, "evaluate/study.html", {"page": page}, status=status)


def _held(newest: Standing | None) -> str:
    if newest is None or newest.state != "done":
        return ""
    try:
        return handing_out.why_not_let_out(newest.public_id)
    except NotFound:
        return ""
    except Refusal as no:
        return no.why


def _day(request: HttpRequest, at: datetime, now: datetime) -> str:
    zone = ZoneInfo(house_of(request).zone)
    today = now.astimezone(zone).date()
    return recurrence.say_date(at.astimezone(zone).date(), today=today)


def _said(one: Standing | None) -> str:
    if one is None:
        return ""
    return {
        "stopped": _("It was stopped. Nothing of it is kept."),
        "broken": _(
            "Something here broke. It was not you. Build it once more; if it breaks "
            "again, tell your host."
        ),
        "interrupted": _("The machine stopped in between. Build it once more."),
        "overtaken": _(
            "Somebody left the study since, or took a sentence back, so nothing of this "
            "report is kept. Build it once more."
        ),
        "cannot": one.why,
    }.get(one.state, "")
