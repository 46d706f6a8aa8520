"""One person who helps: what they do within reach, and taking one role back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.groups import roles
from hearthside.groups.ending import CannotEnd, why_not_end
from hearthside.people.signing_in import names_of
from hearthside.web.desk import one_helper
from hearthside.web.desk.one_helper import Found
from hearthside.web.frame import house_of
from hearthside.workflows import end_a_role


@dataclass(frozen=True, slots=True)
class Part:
    """One thing they do; key -- empty where the actor cannot end it; why_not -- then why."""

    words: str
    until: str
    key: str
    why_not: str


@dataclass(frozen=True, slots=True)
class HelperPage:
    """Everything desk/helper.html may show."""

    name: str
    parts: tuple[Part, ...]
    take_back_url: str
    leaving_url: str
    why_not: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, volunteer_id: str
) -> HttpResponse:
    """Show what this person does."""
    return _page(request, actor, one_helper.helper(actor, volunteer_id), volunteer_id)


def take_back(
    request: HttpRequest, actor: Actor, now: datetime, volunteer_id: str
) -> HttpResponse:
    """End one of their roles at once."""
    found = one_helper.helper(actor, volunteer_id)
    one = one_helper.chosen(found.held, request.POST.get("part", ""))
    if one is None:
        why = _("That has ended already. Below is what they do now.")
        return _page(request, actor, found, volunteer_id, why_not=why, status=409)
    try:
        end_a_role.take_back(
            actor,
            person_id=found.person_id,
            role=one.role,
            group_id=one.group_id,
            locality_id=one.locality_id,
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except CannotEnd as no:
        return _page(request, actor, found, volunteer_id, why_not=no.why, status=409)
    messages.info(request, _("Taken back. Everything it opened is closed."))
    return redirect("who")


def _page(
    request: HttpRequest,
    actor: Actor,
    found: Found,
    volunteer_id: str,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    say, zone = one_helper.saying(found.held), house_of(request).zone
    parts = []
    for one in found.held:
        where = (one.role, one.group_id, one.locality_id)
        may_end = roles.may_take_back(actor, one)
        why = (why_not_end(found.person_id, one.role) if may_end else None) or ""
        parts.append(
            Part(
                say.role(*where),
                one_helper.until(one, zone=zone),
                say.key(*where) if may_end and not why else "",
                why,
            )
        )
    page = HelperPage(
        name=names_of([found.person_id]).get(found.person_id, ""),
        parts=tuple(parts),
        take_back_url=reverse("take_role_back", args=[volunteer_id]),
        leaving_url=reverse("leaving", args=[volunteer_id])
        if any(part.key for part in parts)
        else "",
        why_not=why_not,
    )
    return render(request, "desk/helper.html", {"page": page}, status=status)
