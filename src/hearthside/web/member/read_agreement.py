"""The agreement has changed: old and new side by side, to accept or to step back from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.engines.differences import Row, compare
from hearthside.groups import agreeing, directory, my_place, stepping_out
from hearthside.groups.agreeing import CannotAccept
from hearthside.organisation.wording import limits_of
from hearthside.web.frame import house_of
from hearthside.web.numbers import number_in
from hearthside.web.public import saying
from hearthside.web.public.agreement import since


@dataclass(frozen=True, slots=True)
class ReadAgreementPage:
    """Everything member/read_agreement.html may show.

    rows -- sentence by sentence, what I promised and what it says now; empty when there is
    nothing new. kept_until -- until when my seat is kept if I take a break now.
    """

    group_name: str
    place_url: str
    break_url: str
    why_not: str
    number: int
    since: str
    why: tuple[str, ...]
    rows: tuple[Row, ...]
    limits: str
    kept_until: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show what I promised beside what it says now."""
    return _page(request, actor, now, group_id)


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Promise what it says now."""
    group = directory.handle(actor, public_id=group_id, now=now, verb=Verb.SEE_MY_PLACE)
    try:
        my_place.accept(
            actor, group_id=group.id, number=number_in(request.POST.get("number", ""))
        )
    except CannotAccept as refusal:
        return _page(request, actor, now, group_id, why_not=refusal.why, status=409)
    messages.info(request, _("Thank you. You promise what it says now."))
    return redirect("my_place", group_id)


def _page(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    group_id: str,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    group = directory.handle(actor, public_id=group_id, now=now, verb=Verb.SEE_MY_PLACE)
    mine = my_place.my_place(actor, group_id=group.id)
    kept = agreeing.versions(group.id)
    promised = next(one for one in kept if one.number <= mine.promised)
    later = [one for one in kept if one.number > promised.number]
    until = mine.kept_until or stepping_out.break_until(group.id, now=now)
    page = ReadAgreementPage(
        group_name=group.name,
        place_url=reverse("my_place", args=[group_id]),
        break_url=reverse("take_a_break", args=[group_id]),
        why_not=why_not,
        number=kept[0].number,
        since=since(kept[0]),
        why=tuple(one.why for one in reversed(later) if one.why),
        rows=compare(promised.promises, kept[0].promises) if later else (),
        limits=limits_of(house_of(request)),
        kept_until=saying.day(until, zone=group.zone, now=now),
    )
    return render(request, "member/read_agreement.html", {"page": page}, status=status)
