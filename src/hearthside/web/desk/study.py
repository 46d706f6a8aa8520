"""One study at the desk: how many, rounded; papers to print; and no more beginnings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines.disclosure import say
from hearthside.groups import directory
from hearthside.outcomes import codes, flow, studies
from hearthside.web.desk.reach import reach_of
from hearthside.web.desk.study_sheets import papers_of
from hearthside.web.printed import as_paper
from hearthside.web.today import today_of
from hearthside.workflows.places_in_a_study import where_of

# More than any number that is meant: what was typed is shown again.
LONGEST_NUMBER: Final = 30


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One step of the flow, as it may leave the room."""

    words: str
    shown: str


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A group for which papers can be printed."""

    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class StudyPage:
    """Everything desk/study.html may show."""

    public_id: str
    name: str
    flow: tuple[FlowRow, ...]
    groups: tuple[GroupChoice, ...]
    is_open: bool
    has_ended: bool
    most_papers: int
    how_many: str
    why_not: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Show one study."""
    return _page(request, actor, now, study_id)


def end(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Let nobody begin any more."""
    studies.end(actor, public_id=study_id, today=today_of(request, now))
    messages.info(request, _("Nobody begins any more. Whoever began goes on."))
    return redirect("study", study_id)


def papers(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Answer with papers, each under a code of its own.

    It is answered at once: the papers are kept nowhere but in the printer.
    """
    study = studies.one(study_id)
    typed = request.POST.get("how_many", "")[:LONGEST_NUMBER]
    groups = _groups(actor)
    chosen = request.POST.get("group", "")[:12]
    group = next((one for one in groups if one.public_id == chosen), None)
    if chosen and group is None:
        why = _("Choose one of these groups, or none of them.")
        return _page(request, actor, now, study_id, typed=typed, why=why, status=400)
    try:
        given = codes.give_out(
            actor,
            public_id=study_id,
            where=where_of(study_id, group),
            how_many=int(typed) if typed.isascii() and typed.isdigit() else 0,
            today=today_of(request, now),
        )
        page = papers_of(request, study, given)
    except NotFound:
        raise
    except Refusal as no:
        return _page(request, actor, now, study_id, typed=typed, why=no.why, status=409)
    return as_paper(
        request, sheet="questions", page=page, file_name="paper.pdf", folder="desk"
    )


def _page(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    study_id: str,
    *,
    typed: str = "5",
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    study = studies.one(study_id)
    page = StudyPage(
        public_id=study.public_id,
        name=study.name,
        flow=tuple(
            FlowRow(_STEPS[step.name], say(step.shown))
            for step in flow.shown(actor, study_id=study.id)
        ),
        groups=tuple(GroupChoice(one.public_id, one.name) for one in _groups(actor)),
        is_open=study.is_open(today_of(request, now)),
        has_ended=study.ended_on is not None,
        most_papers=codes.MOST_AT_ONCE,
        how_many=typed,
        why_not=why,
    )
    return render(request, "desk/study.html", {"page": page}, status=status)


def _groups(actor: Actor) -> list[directory.Handle]:
    reach = reach_of(actor)
    return directory.ours(locality_ids=reach.locality_ids, group_ids=reach.group_ids)


_STEPS: Final = {
    "registered": "Codes given out",
    "consented": "Said yes",
    "wave_0": "Answered at the beginning",
    "wave_3": "Answered after 3 months",
    "wave_6": "Answered after 6 months",
    "wave_12": "Answered after 12 months",
}
