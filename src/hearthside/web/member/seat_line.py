"""Waiting in line for a seat in one group: asking, stepping out, letting a seat pass."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.groups import directory, joining, line
from hearthside.groups.line import CannotWaitInLine
from hearthside.web import errors


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Stand in the line of a full group, step out of it, or let a seat pass."""
    group = directory.handle(actor, public_id=group_id, now=now)
    wish = request.POST.get("line", "")
    if wish == "out":
        line.step_out(actor, group_id=group.id)
        messages.info(request, _("You wait no more, and nothing of it is kept."))
    elif wish == "pass":
        _let_pass(request, actor, group.id, now=now)
    else:
        try:
            joining.wait_in_line(actor, group_id=group.id, now=now)
        except CannotWaitInLine as refusal:
            return errors.refused(
                request,
                refusal.why,
                next_url=reverse("group", args=[group_id]),
                next_words=_("Back to the group"),
            )
        messages.info(request, _("You are in the line. You can step out at any time."))
    return redirect("group", group_id)


def _let_pass(
    request: HttpRequest, actor: Actor, group_id: int, *, now: datetime
) -> None:
    try:
        line.let_pass(actor, group_id=group_id, now=now)
    except NotFound:
        # It ran out, or was let pass already: that is what was wanted.
        return
    messages.info(
        request, _("The seat goes to the next person. You are still in line.")
    )
