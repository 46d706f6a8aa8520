"""The one page of a study's report for funders, to read here and to take away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, may
from hearthside.core.refusals import NotFound, Refusal
from hearthside.outcomes import studies
from hearthside.web import errors
from hearthside.web.files import as_file
from hearthside.workflows import build_a_report


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell under its head: on a phone the head stands beside it."""

    head: str
    words: str


@dataclass(frozen=True, slots=True)
class SummaryChapter:
    """One chapter. svg -- our own drawing, or ""; alt -- what it shows."""

    head: str
    words: tuple[str, ...]
    svg: SafeString
    alt: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class StudySummaryPage:
    """Everything desk/study_summary.html may show. answer -- "" when no report is out."""

    public_id: str
    name: str
    title: str
    answer: str
    answer_words: tuple[str, ...]
    chapters: tuple[SummaryChapter, ...]
    foot: str
    back_url: str
    back_words: str
    why_not: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Show the one page of the newest report that is out."""
    study = studies.one(study_id)
    found: dict[str, Any] | None = None
    why = ""
    try:
        found = build_a_report.summary(actor, study_id=study_id, now=now)
    except NotFound:
        raise
    except Refusal as no:
        why = no.why
    at_desk = may(actor, Verb.KEEP_STUDIES)
    page = StudySummaryPage(
        public_id=study.public_id,
        name=study.name,
        title=found["title"] if found else "",
        answer=found["answer"] if found else "",
        answer_words=tuple(found["answer_words"]) if found else (),
        chapters=tuple(map(_chapter, found["chapters"])) if found else (),
        foot=found["foot"] if found else "",
        back_url=reverse("study" if at_desk else "evaluate_study", args=[study_id]),
        back_words=study.name,
        why_not=why,
    )
    return render(request, "desk/study_summary.html", {"page": page})


def act(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Answer with the one page as a file."""
    name = request.POST.get("paper", "")[:40]
    try:
        made = build_a_report.take_paper(actor, study_id=study_id, name=name, now=now)
    except NotFound:
        raise
    except Refusal as no:
        return errors.refused(
            request,
            no.why,
            next_url=reverse("study_summary", args=[study_id]),
            next_words=_("Back"),
        )
    return as_file(made, name)


def _chapter(one: dict[str, Any]) -> SummaryChapter:
    chart, table = one["chart"], one["table"]
    return SummaryChapter(
        one["head"],
        tuple(one["words"]),
        # Drawn by our own engine, which escapes every word in it.
        SafeString(chart["svg"] if chart else ""),  # nosec B703
        chart["alt"] if chart else "",
        tuple(table["heads"]) if table else (),
        tuple(
            tuple(Cell(*one) for one in zip(table["heads"], row, strict=True))
            for row in table["rows"]
        )
        if table
        else (),
    )
