"""The one page a suspended person is shown: what happened, why, and asking for another look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor, Anybody
from hearthside.people import suspending
from hearthside.safety import out_of_house
from hearthside.safety.ladder import CannotAnswer
from hearthside.web.appealing import AppealForm, answer_head
from hearthside.web.desk.standing import moment
from hearthside.web.frame import house_of
from hearthside.web.reading_hours import Hours, hours_now
from hearthside.workflows.answer_a_report import appeal, own_places


@dataclass(frozen=True, slots=True)
class Decided:
    """Why the house is closed, and the appeal. form -- None once it was asked for.

    No group is named: two of these would say that two names are one person's.
    """

    id: str
    when: str
    reason: str
    appeal: str
    answer_head: str
    answer: str
    form: AppealForm | None


@dataclass(frozen=True, slots=True)
class SuspendedPage:
    """Everything public/suspended.html may show. decided -- empty: ask the charity."""

    organisation: str
    decided: tuple[Decided, ...]
    hours: Hours


def show(
    request: HttpRequest, actor: Anybody, now: datetime, token: str
) -> HttpResponse:
    """Show it to whoever just showed that it is their account; no name is on it."""
    return _page(request, _who(token), now=now)


def act(
    request: HttpRequest, actor: Anybody, now: datetime, token: str
) -> HttpResponse:
    """Ask somebody who did not decide it to look again.

    The page knows who asks by its address alone: they cannot sign in.
    """
    whose = _who(token)
    response_id = request.POST.get("response", "")[:12]
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _page(request, whose, now=now, typed=(response_id, form), status=400)
    try:
        appeal(
            whose,
            public_id=response_id,
            words=form.cleaned_data["own_words"],
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except CannotAnswer as no:
        form.add_error(None, no.why)
        return _page(request, whose, now=now, typed=(response_id, form), status=409)
    messages.info(request, _("Somebody who did not decide this reads what you wrote."))
    return redirect("suspended", token)


def _who(token: str) -> Actor:
    return Actor(suspending.who_asks(token))


def _page(
    request: HttpRequest,
    whose: Actor,
    *,
    now: datetime,
    typed: tuple[str, AppealForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    house = house_of(request)
    decided = tuple(
        Decided(
            id=one.public_id,
            when=moment(one.at, house.zone, now=now),
            reason=one.reason,
            appeal=one.appeal,
            answer_head=answer_head(one),
            answer=one.answer,
            form=_form(one.public_id, typed) if one.appealed_at is None else None,
        )
        for one in out_of_house.said_to(whose, own_places(whose))
    )
    page = SuspendedPage(house.name, decided, hours_now(house, now=now))
    return render(request, "public/suspended.html", {"page": page}, status=status)


def _form(response_id: str, typed: tuple[str, AppealForm] | None) -> AppealForm:
    if typed is not None and typed[0] == response_id:
        return typed[1]
    # Two forms on one page: each field needs an id of its own.
    return AppealForm(auto_id=f"id_{response_id}_%s")
