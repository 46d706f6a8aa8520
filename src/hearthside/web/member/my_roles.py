"""My part here: what I do to help, stepping back from it, and taking a role by its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.groups import offers, role_codes, roles
from hearthside.groups.ending import CannotEnd, why_not_end
from hearthside.safety.handing import CannotHandOver
from hearthside.web.desk import one_helper
from hearthside.web.frame import house_of
from hearthside.web.limits import is_too_often
from hearthside.workflows import end_a_role

LONGEST_CODE: Final = 40


@dataclass(frozen=True, slots=True)
class MyPart:
    """One thing I do; key -- empty where I am the only one; why_not -- then why."""

    words: str
    until: str
    key: str
    why_not: str


@dataclass(frozen=True, slots=True)
class MyRolesPage:
    """Everything member/my_roles.html may show."""

    parts: tuple[MyPart, ...]
    code: str
    code_error: str
    why_not: str
    longest: int = LONGEST_CODE


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show what I do."""
    return _page(request, actor)


def step_back(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Give up one of my roles, in one step."""
    held = roles.held_by(actor.person_id)
    one = one_helper.chosen(held, request.POST.get("part", ""))
    if one is None:
        why = _("That has ended already. Below is what you do now.")
        return _page(request, actor, why_not=why, status=409)
    try:
        end_a_role.step_back(
            actor,
            role=one.role,
            group_id=one.group_id,
            locality_id=one.locality_id,
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except (CannotEnd, CannotHandOver) as no:
        return _page(request, actor, why_not=no.why, status=409)
    messages.info(request, _("You have stepped back. Thank you for what you did."))
    return redirect("my_roles")


def use_code(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Lead from a typed code to the page that says what it holds out."""
    typed = request.POST.get("code", "")[: LONGEST_CODE + 1]
    if is_too_often(request, "role-code", most=20):
        why = _("That was a lot of tries. Wait an hour, then try again.")
        return _page(request, actor, code=typed, code_error=why, status=429)
    try:
        offers.held_out(typed, now=now)
    except NotFound:
        why = _("That code is used, or has run out. Ask for a new one.")
        return _page(request, actor, code=typed, code_error=why, status=400)
    return redirect("role_offer", role_codes.tidy(typed))


def _page(
    request: HttpRequest,
    actor: Actor,
    *,
    code: str = "",
    code_error: str = "",
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    held = roles.held_by(actor.person_id)
    say, zone = one_helper.saying(held), house_of(request).zone
    parts = []
    for one in held:
        where = (one.role, one.group_id, one.locality_id)
        why = why_not_end(actor.person_id, one.role) or ""
        parts.append(
            MyPart(
                say.role(*where),
                one_helper.until(one, zone=zone),
                "" if why else say.key(*where),
                why,
            )
        )
    page = MyRolesPage(tuple(parts), code[:LONGEST_CODE], code_error, why_not)
    return render(request, "member/my_roles.html", {"page": page}, status=status)
