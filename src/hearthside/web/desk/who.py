"""Who does what: everybody who helps within reach, what they do, and what is held out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core import policy
from hearthside.core.actor import Actor, Role
from hearthside.core.ids import opaque_id
from hearthside.core.policy import Verb
from hearthside.engines import recurrence
from hearthside.groups import offers, roles
from hearthside.groups.offers import CannotOffer, Offer
from hearthside.people.signing_in import names_of
from hearthside.web.desk import one_helper
from hearthside.web.desk.one_helper import Saying
from hearthside.web.desk.one_volunteer import VOLUNTEER
from hearthside.web.frame import house_of
from hearthside.workflows import give_a_role


@dataclass(frozen=True, slots=True)
class Helper:
    """One person: the name they chose, and what they do. No e-mail, no group they come to."""

    name: str
    url: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One role held out.

    code, link -- only for whoever made it, while nobody has taken it. words -- who it waits
    for. confirm_url -- where the actor agrees, as the second of two.
    """

    part: str
    words: str
    until: str
    code: str
    link: str
    confirm_url: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class WhoPage:
    """Everything desk/who.html may show."""

    lead: str
    helpers: tuple[Helper, ...]
    waiting: tuple[Waiting, ...]
    why_not: str


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show who does what."""
    return _page(request, actor, now)


def confirm(
    request: HttpRequest, actor: Actor, now: datetime, offer_id: str
) -> HttpResponse:
    """Agree, as the second of two, that somebody becomes safeguarding lead."""
    try:
        give_a_role.confirm(
            actor,
            public_id=offer_id,
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except CannotOffer as no:
        return _page(request, actor, now, why_not=no.why, status=409)
    messages.info(request, _("Agreed. They are a safeguarding lead from now on."))
    return redirect("who")


def withdraw(
    request: HttpRequest, actor: Actor, now: datetime, offer_id: str
) -> HttpResponse:
    """Take back what was held out."""
    offers.withdraw(actor, public_id=offer_id, now=now)
    messages.info(request, _("Taken back. The code opens nothing any more."))
    return redirect("who")


def _page(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    held = roles.held_in(one_helper.reach(actor))
    out = offers.waiting(actor, now=now)
    groups = {one.group_id for one in held if one.group_id is not None}
    groups |= {one.group_id for one in out if one.group_id is not None}
    say, zone = Saying(groups), house_of(request).zone
    people = {one.person_id for one in held}
    people |= {one.person_id for one in out if one.person_id is not None}
    names = names_of(sorted(people))
    parts: dict[int, list[str]] = {}
    for one in held:
        words = say.role(one.role, one.group_id, one.locality_id)
        last_day = one_helper.until(one, zone=zone)
        parts.setdefault(one.person_id, []).append(
            f"{words}, {last_day}" if last_day else words
        )
    page = WhoPage(
        lead=_("Everybody who helps to run this place, and what each of them may do.")
        if one_helper.reach(actor) is None
        else _(
            "Everybody who helps where you coordinate, and what each of them may do."
        ),
        helpers=tuple(
            Helper(
                names[person_id],
                reverse("helper", args=[opaque_id(VOLUNTEER, person_id)]),
                tuple(parts[person_id]),
            )
            for person_id in sorted(
                parts, key=lambda one: names.get(one, "").casefold()
            )
            if person_id in names
        ),
        waiting=tuple(_waiting(actor, one, say, names, zone=zone) for one in out),
        why_not=why_not,
    )
    return render(request, "desk/who.html", {"page": page}, status=status)


def _waiting(
    actor: Actor,
    held_out: Offer,
    say: Saying,
    names: dict[int, str],
    *,
    zone: str,
) -> Waiting:
    link = ""
    if held_out.code and held_out.person_id is None:
        path = reverse("role_offer", args=[held_out.code])
        link = f"{settings.CONFIG.base_address}{path}"
    until = recurrence.say_moment(held_out.expires_at.astimezone(ZoneInfo(zone)))
    may_agree = (
        held_out.role is Role.LEAD
        and held_out.person_id not in {None, actor.person_id}
        and not held_out.is_mine
        and policy.may(actor, Verb.APPOINT_A_LEAD)
    )
    return Waiting(
        part=say.role(held_out.role, held_out.group_id, held_out.locality_id),
        words=_who_it_waits_for(held_out, names),
        until=until,
        code=held_out.code if link else "",
        link=link,
        confirm_url=reverse("confirm_lead", args=[held_out.public_id])
        if may_agree
        else "",
        withdraw_url=reverse("withdraw_offer", args=[held_out.public_id]),
    )


def _who_it_waits_for(held_out: Offer, names: dict[int, str]) -> str:
    if held_out.person_id is None:
        return (
            _("Waits for the person you hand the code to.")
            if held_out.is_mine
            else _("Waits for the person who was handed the code.")
        )
    name = names.get(held_out.person_id, "")
    return _("%(name)s is proposed. A second lead or host has to agree.") % {
        "name": f"“{name}”"
    }
