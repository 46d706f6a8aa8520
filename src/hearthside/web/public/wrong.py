"""Something is wrong: one more tap says what it is about. Words can follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody, Visitor
from hearthside.core.policy import Verb, may
from hearthside.core.refusals import NotFound
from hearthside.people.signing_in import names_of
from hearthside.safety.reports import CannotReport
from hearthside.web import errors, limits
from hearthside.web.frame import house_of
from hearthside.web.reading_hours import Hours, hours_now
from hearthside.web.wrong_words import kind_words
from hearthside.workflows import what_is_wrong
from hearthside.workflows.say_something_is_wrong import say_something_is_wrong
from hearthside.workflows.what_is_wrong import Where

AN_HOUR: Final = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """What it may be about: as the form sends it, and in words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class WrongPage:
    """Everything public/wrong.html may show."""

    about: str
    back_url: str
    choices: tuple[Choice, ...]
    block_url: str
    hours: Hours


def show_house(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Ask what is wrong in this house."""
    return show(request, actor, now, "house", "")


def act_house(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Keep that something is wrong in this house."""
    return act(request, actor, now, "house", "")


def show(
    request: HttpRequest, actor: Anybody, now: datetime, kind: str, thing_id: str
) -> HttpResponse:
    """Ask what it is about."""
    where = _where(actor, kind, thing_id, now)
    page = WrongPage(
        about=_about(where),
        back_url=_back_url(where),
        choices=_choices(where),
        block_url=_block_url(actor, where),
        hours=hours_now(house_of(request), now=now),
    )
    return render(request, "public/wrong.html", {"page": page})


def act(
    request: HttpRequest, actor: Anybody, now: datetime, kind: str, thing_id: str
) -> HttpResponse:
    """Keep it. Who says so is not kept of a visitor."""
    where = _where(actor, kind, thing_id, now)
    about = request.POST.get("about", "")
    if about not in what_is_wrong.kinds(where):
        return show(request, actor, now, kind, thing_id)
    if isinstance(actor, Visitor) and limits.is_too_often(
        request, "wrong", most=AN_HOUR
    ):
        return errors.too_many(request)
    try:
        made = say_something_is_wrong(
            actor,
            where,
            kind=about,
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except CannotReport as no:
        return errors.refused(
            request, no.why, next_url=reverse("said"), next_words=_("What you told us")
        )
    return redirect("wrong_kept", made.token)


def _where(actor: Anybody, kind: str, thing_id: str, now: datetime) -> Where:
    if (kind == "house") != (not thing_id):
        raise NotFound
    return what_is_wrong.find(actor, kind=kind, pointer=thing_id, now=now)


def _about(where: Where) -> str:
    if where.piece is not None:
        return _("Shared")
    return where.sheet.name if where.sheet else ""


def _back_url(where: Where) -> str:
    if where.piece is not None:
        return reverse("piece", args=[where.piece.public_id])
    return reverse("group", args=[where.sheet.public_id]) if where.sheet else "/"


def _choices(where: Where) -> tuple[Choice, ...]:
    leads: dict[str, int] = {}
    for kind in what_is_wrong.kinds(where):
        person = what_is_wrong.lead_of(kind) if kind.startswith("lead-") else None
        if person is not None:
            leads[kind] = person
    names = names_of(list(leads.values())) if leads else {}
    return tuple(
        Choice(kind, _words(kind, names.get(leads.get(kind, 0), ""), where))
        for kind in what_is_wrong.kinds(where)
    )


def _words(kind: str, name: str, where: Where) -> str:
    if name:
        return _("%(name)s, who leads on safeguarding") % {"name": name}
    here = {
        "group": _("What this page says"),
        "piece": _("What somebody shared here"),
        "agreement": _("What members promise here"),
        "name": _("Somebody who comes here"),
        "leader": _("Somebody who leads here"),
        "evening": _("This evening")
        if where.dated
        else _("Something that happened at an evening"),
    }
    return here.get(kind) or kind_words(kind)


def _block_url(actor: Anybody, where: Where) -> str:
    """Return where one of the group's own people puts a name away, or nothing."""
    if where.sheet is None:
        return ""
    place = what_is_wrong.policy_place(where)
    if not may(actor, Verb.BLOCK_A_NAME, place):
        return ""
    return reverse("block", args=[where.sheet.public_id])
