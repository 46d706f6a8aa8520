"""Giving a role, to somebody who helps already or by an invitation to somebody new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core import policy
from hearthside.core.actor import Actor, Role
from hearthside.core.ids import opaque_id
from hearthside.core.policy import THE_WHOLE_HOUSE, Verb
from hearthside.core.refusals import NotFound
from hearthside.groups import directory, roles
from hearthside.groups.giving_roles import CannotGive
from hearthside.groups.offers import CannotOffer
from hearthside.people.signing_in import names_of
from hearthside.web.desk import one_helper
from hearthside.web.desk.one_helper import Saying
from hearthside.web.desk.one_volunteer import VOLUNTEER
from hearthside.web.desk.role_form import Part, RoleForm
from hearthside.web.frame import house_of
from hearthside.workflows import give_a_role


@dataclass(frozen=True, slots=True)
class GiveRolePage:
    """Everything desk/give_role.html may show."""

    form: RoleForm
    may_propose: bool
    why_not: str


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the three questions."""
    return _page(request, actor, _form(request, actor, now))


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Give the role, propose it, or hold it out."""
    form = _form(request, actor, now, typed=request.POST)
    if not form.is_valid():
        return _page(request, actor, form, status=400)
    part, person_id = form.chosen()
    try:
        give_a_role.hand_out(
            actor,
            person_id=person_id,
            role=part.role,
            group_id=part.group_id,
            locality_id=part.locality_id,
            ends_at=one_helper.end_of(
                form.cleaned_data["last_day"], zone=house_of(request).zone
            ),
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except (CannotGive, CannotOffer) as no:
        return _page(request, actor, form, why_not=no.why, status=409)
    if person_id is None:
        messages.info(request, _("Below is the code. Give it to that person yourself."))
    elif part.role is Role.LEAD:
        messages.info(request, _("Proposed. A second lead or host has to agree."))
    else:
        messages.info(request, _("Given. They are told that something changed."))
    return redirect("who")


def _form(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    *,
    typed: QueryDict | None = None,
) -> RoleForm:
    here = one_helper.reach(actor)
    held = {one.person_id for one in roles.held_in(here)}
    names = names_of(sorted(held))
    people = {
        opaque_id(VOLUNTEER, one): (one, names[one])
        for one in sorted(names, key=lambda one: names[one].casefold())
    }
    today = now.astimezone(ZoneInfo(house_of(request).zone)).date()
    return RoleForm(typed, parts=_parts(actor, here), people=people, today=today)


def _parts(actor: Actor, here: frozenset[int] | None) -> dict[str, Part]:
    """Return every role the actor may give, propose or hold out; two queries.

    Raises NotFound: none.
    """
    groups = [
        group
        for group in directory.ours(locality_ids=here)
        if policy.may(actor, Verb.GIVE_A_ROLE, group.place)
    ]
    say = Saying({group.id for group in groups})
    parts = [
        Part(say.role(Role.FACILITATOR, one.id, None), Role.FACILITATOR, one.id)
        for one in groups
    ]
    if policy.may(actor, Verb.GIVE_A_ROLE, THE_WHOLE_HOUSE):
        parts += [
            Part(
                say.role(Role.COORDINATOR, None, area),
                Role.COORDINATOR,
                locality_id=area,
            )
            for area in say.areas
        ]
        parts += [
            Part(say.role(role, None, None), role)
            for role in (Role.EVALUATOR, Role.HOST, Role.KEYHOLDER)
        ]
    if policy.may(actor, Verb.APPOINT_A_LEAD):
        parts.append(Part(say.role(Role.LEAD, None, None), Role.LEAD))
    if not parts:
        raise NotFound
    return {say.key(one.role, one.group_id, one.locality_id): one for one in parts}


def _page(
    request: HttpRequest,
    actor: Actor,
    form: RoleForm,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    page = GiveRolePage(form, policy.may(actor, Verb.APPOINT_A_LEAD), why_not)
    return render(request, "desk/give_role.html", {"page": page}, status=status)
