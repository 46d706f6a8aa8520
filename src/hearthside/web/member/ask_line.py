"""Ask one or two of my group to write to one another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.circles.asking import CannotAsk
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.web import errors, limits
from hearthside.web.member.line_words import AskForm
from hearthside.workflows import ask_for_a_line

AN_HOUR = 6


@dataclass(frozen=True, slots=True)
class AskLinePage:
    """Everything member/ask_line.html may show. why_not -- why nobody can be asked now."""

    group_name: str
    why_not: str
    form: AskForm


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Ask whom, why and for how long."""
    group = _group(actor, group_id, now)
    why = ask_for_a_line.why_not_ask(actor, group_id=group.id, now=now) or ""
    return _page(request, group, AskForm(), why_not=why)


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Ask them. Whether it reaches them is not said."""
    group = _group(actor, group_id, now)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, group, form, status=400)
    if limits.is_too_often(request, "ask_line", most=AN_HOUR):
        return errors.too_many(request)
    given = form.cleaned_data
    try:
        ask_for_a_line.ask_for_a_line(
            actor,
            group_id=group.id,
            names=tuple(filter(None, (given["name"], given["third"]))),
            own_words=given["own_words"],
            weeks=given["weeks"],
            hours=form.chosen(),
            now=now,
        )
    except CannotAsk as no:
        form.add_error(None, no.why)
        return _page(request, group, form, status=409)
    messages.info(
        request,
        _(
            "Asked. If they say yes, it is here. If not, nothing is said, and it runs out."
        ),
    )
    return redirect("my_lines")


def _group(actor: Actor, group_id: str, now: datetime) -> Handle:
    return directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.ASK_FOR_A_LINE
    )


def _page(
    request: HttpRequest,
    group: Handle,
    form: AskForm,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    page = AskLinePage(group.name, why_not, form)
    return render(request, "member/ask_line.html", {"page": page}, status=status)
