"""Leaving the house for good: what goes, what stays and why, and three weeks to think."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor, Role
from hearthside.people.leaving import TO_THINK_AGAIN
from hearthside.web.errors import refused
from hearthside.workflows import forget_me
from hearthside.workflows.forget_me import CannotLeaveYet


@dataclass(frozen=True, slots=True)
class LeaveHousePage:
    """Everything member/leave_house.html may show.

    why_not -- why it cannot be now, or None; helps -- they hold a role here.
    stays -- what stays, and why: one sentence each.
    """

    why_not: str | None
    until: datetime
    helps: bool
    stays: tuple[str, ...]


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Say what leaving means, with one button."""
    page = LeaveHousePage(
        why_not=forget_me.why_not_leave(actor, now=now),
        until=localtime(now + TO_THINK_AGAIN),
        helps=any(grant.role is not Role.MEMBER for grant in actor.grants),
        stays=tuple(forget_me.what_stays(actor)),
    )
    return render(request, "member/leave_house.html", {"page": page})


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Rest everything that is theirs, and sign them out everywhere."""
    try:
        forget_me.leave_for_good(actor, now=now)
    except CannotLeaveYet as refusal:
        return refused(
            request, refusal.why, next_url=reverse("mine"), next_words=_("Back to Mine")
        )
    logout(request)
    until = localtime(now + TO_THINK_AGAIN)
    messages.info(
        request,
        _(
            "You are signed out everywhere. If you change your mind, sign in before %(day)s."
        )
        % {"day": f"{until.day} {until:%B}"},
    )
    return redirect("tonight")
