"""One heading of a worry I raised: put by for later, or told to the leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.safety import mine
from hearthside.safety.records import STEPS, CannotWrite
from hearthside.web.desk.step_words import HEADINGS, PUT_BY, StepForm, form_of


@dataclass(frozen=True, slots=True)
class MyWorryStepPage:
    """Everything member/my_worry_step.html may show."""

    worry_id: str
    words: str
    lead: str
    prompts: tuple[str, ...]
    form: StepForm
    has_draft: bool
    is_closed: bool
    why_not: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, my_worry_id: str, step: str
) -> HttpResponse:
    """Show the heading, with what was put by."""
    return _page(request, actor, my_worry_id, step)


def act(
    request: HttpRequest, actor: Actor, now: datetime, my_worry_id: str, step: str
) -> HttpResponse:
    """Put it by, or tell the leads."""
    form = StepForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, my_worry_id, step, form=form, status=400)
    is_draft = request.POST.get("do") == PUT_BY
    do = mine.keep_draft if is_draft else mine.tell_the_lead
    try:
        do(actor, worry_id=my_worry_id, step=step, said=form.said(), now=now)
    except CannotWrite as no:
        return _page(
            request, actor, my_worry_id, step, form=form, why_not=no.why, status=409
        )
    messages.success(
        request,
        _("Put by. Only you can read it.")
        if is_draft
        else _("The leads can read it now."),
    )
    return redirect("my_worry", my_worry_id)


def _page(
    request: HttpRequest,
    actor: Actor,
    my_worry_id: str,
    step: str,
    *,
    form: StepForm | None = None,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    found = mine.my_worry(actor, worry_id=my_worry_id)
    if step not in STEPS:
        raise NotFound
    heading = HEADINGS[step]
    page = MyWorryStepPage(
        worry_id=my_worry_id,
        words=str(heading.words),
        lead=str(heading.lead),
        prompts=tuple(str(prompt) for prompt in heading.prompts),
        form=form or form_of(found.drafts.get(step)),
        has_draft=step in found.drafts,
        is_closed=found.is_closed,
        why_not=why_not,
    )
    return render(request, "member/my_worry_step.html", {"page": page}, status=status)
