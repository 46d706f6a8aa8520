"""The answers of a study by code, for its evaluator: under a named agreement, and written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.web.desk.plain_words import tidy
from hearthside.workflows import freeze_a_study


@dataclass(frozen=True, slots=True)
class StudyRows:
    """One study. why_not -- why its answers cannot be taken yet; "" when they can."""

    public_id: str
    name: str
    why_not: str


@dataclass(frozen=True, slots=True)
class EvaluatePage:
    """Everything evaluate/evaluate.html may show. agreement -- as it was typed."""

    studies: tuple[StudyRows, ...]
    chosen: str
    agreement: str
    why_not: str


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the studies, and the form for their answers."""
    return _page(request, actor)


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Answer with the rows of one study, as a file."""
    study_id = request.POST.get("study", "")[:12]
    agreement = tidy(request.POST.get("agreement", "")[:500])
    try:
        made = freeze_a_study.take_rows(
            actor, study_id=study_id, agreement=agreement, now=now
        )
    except NotFound:
        why = _("Choose one of these studies.")
        return _page(request, actor, agreement=agreement, why=why, status=400)
    except Refusal as no:
        return _page(
            request, actor, chosen=study_id, agreement=agreement, why=no.why, status=409
        )
    answer = HttpResponse(made, content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="rows.zip"'
    return answer


def _page(
    request: HttpRequest,
    actor: Actor,
    *,
    chosen: str = "",
    agreement: str = "",
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    page = EvaluatePage(
        tuple(
            StudyRows(one.study.public_id, one.study.name, one.why_not)
            for one in freeze_a_study.for_evaluators(actor)
        ),
        chosen,
        agreement,
        why,
    )
    return render(request, "evaluate/evaluate.html", {"page": page}, status=status)
