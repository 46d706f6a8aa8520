"""What was decided about me, why and until when; and asking somebody else to look again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.groups import places
from hearthside.safety import appeals
from hearthside.safety.appeals import SaidToMe
from hearthside.safety.ladder import CannotAnswer, Rung
from hearthside.web.appealing import AppealForm, answer_head
from hearthside.web.desk.standing import moment
from hearthside.web.frame import house_of
from hearthside.web.member.said import group_names
from hearthside.web.offer import Offer, offer_beside
from hearthside.web.reading_hours import Hours, hours_now
from hearthside.web.wrong_words import RUNG_WORDS
from hearthside.workflows.answer_a_report import appeal

MEANS = {
    Rung.WORD: gettext_lazy("Somebody wanted you to know this. Nothing else changes."),
    Rung.REMINDER: gettext_lazy(
        "This is a reminder of what people promise one another here. Nothing else changes."
    ),
    Rung.PAUSE: gettext_lazy(
        "For these days you are not part of the group: you cannot join online. Your place "
        "is kept for you."
    ),
    Rung.OUT_OF_GROUP: gettext_lazy(
        "You have no place in this group any more, and cannot take a new one there. Other "
        "groups are open to you."
    ),
    Rung.OUT_OF_HOUSE: gettext_lazy("You cannot sign in, under any of your names."),
}


@dataclass(frozen=True, slots=True)
class SaidToMePage:
    """Everything member/said_to_me.html may show. form -- None once I have asked."""

    head: str
    group_name: str
    when: str
    until: str
    means: str
    reason: str
    appeal: str
    answer_head: str
    answer: str
    hours: Hours
    form: AppealForm | None
    offer: Offer


def show(
    request: HttpRequest, actor: Actor, now: datetime, response_id: str
) -> HttpResponse:
    """Show what was decided."""
    return _page(request, actor, response_id, AppealForm(), now=now)


def act(
    request: HttpRequest, actor: Actor, now: datetime, response_id: str
) -> HttpResponse:
    """Ask somebody else to look."""
    form = AppealForm(request.POST)
    _found(actor, response_id)
    if not form.is_valid():
        return _page(request, actor, response_id, form, now=now, status=400)
    try:
        appeal(
            actor,
            public_id=response_id,
            words=form.cleaned_data["own_words"],
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except CannotAnswer as no:
        form.add_error(None, no.why)
        return _page(request, actor, response_id, form, now=now, status=409)
    messages.info(request, _("Somebody who did not decide this reads what you wrote."))
    return redirect("said_to_me", response_id)


def _found(actor: Actor, response_id: str) -> SaidToMe:
    own = [place.id for place in places.of(actor)]
    for one in appeals.said_to_me(actor, own):
        if one.public_id == response_id:
            return one
    raise NotFound


def _page(
    request: HttpRequest,
    actor: Actor,
    response_id: str,
    form: AppealForm,
    *,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    house = house_of(request)
    one = _found(actor, response_id)
    page = SaidToMePage(
        head=str(RUNG_WORDS[Rung(one.rung)]),
        group_name=group_names([one.group_id]).get(one.group_id or 0, ""),
        when=moment(one.at, house.zone, now=now),
        until=_until(one, house.zone, now=now),
        means=str(MEANS[Rung(one.rung)]),
        reason=one.reason,
        appeal=one.appeal,
        answer_head=answer_head(one),
        answer=one.answer,
        hours=hours_now(house, now=now),
        form=None if one.appealed_at else form,
        offer=offer_beside(str(form["own_words"].auto_id), actor),
    )
    return render(request, "member/said_to_me.html", {"page": page}, status=status)


def _until(one: SaidToMe, zone: str, *, now: datetime) -> str:
    if one.is_ended:
        return _("This holds no longer.")
    if one.ends_at is None:
        return ""
    if one.ends_at <= now:
        return _("It is over.")
    when = moment(one.ends_at, zone, now=now)
    return _("It ends by itself on %(when)s.") % {"when": when}
