"""One heading of a safeguarding record: put by for later, or written into the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.safety import writing
from hearthside.safety.records import CannotWrite
from hearthside.web.desk.step_words import HEADINGS, PUT_BY, StepForm, form_of


@dataclass(frozen=True, slots=True)
class RecordStepPage:
    """Everything desk/record_step.html may show."""

    record_id: str
    words: str
    lead: str
    prompts: tuple[str, ...]
    form: StepForm
    has_draft: bool
    is_closed: bool
    why_not: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, record_id: str, step: str
) -> HttpResponse:
    """Show the heading, with what this lead put by."""
    return _page(request, actor, record_id, step)


def act(
    request: HttpRequest, actor: Actor, now: datetime, record_id: str, step: str
) -> HttpResponse:
    """Put it by, or write it into the record."""
    form = StepForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, record_id, step, form=form, status=400)
    is_draft = request.POST.get("do") == PUT_BY
    do = writing.keep_draft if is_draft else writing.write
    try:
        do(actor, record_id=record_id, step=step, said=form.said(), now=now)
    except CannotWrite as no:
        return _page(
            request, actor, record_id, step, form=form, why_not=no.why, status=409
        )
    messages.success(
        request,
        _("Put by. Only you can read it.")
        if is_draft
        else _("Written into the record."),
    )
    return redirect("read_record", record_id)


def _page(
    request: HttpRequest,
    actor: Actor,
    record_id: str,
    step: str,
    *,
    form: StepForm | None = None,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    found = writing.desk_of(actor, record_id=record_id, step=step)
    heading = HEADINGS[step]
    page = RecordStepPage(
        record_id=record_id,
        words=str(heading.words),
        lead=str(heading.lead),
        prompts=tuple(str(prompt) for prompt in heading.prompts),
        form=form or form_of(found.draft),
        has_draft=found.draft is not None,
        is_closed=found.is_closed,
        why_not=why_not,
    )
    return render(request, "desk/record_step.html", {"page": page}, status=status)
