"""A role held out to me: what it is, what I may see and do in it, and saying yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor, Role
from hearthside.groups import offers
from hearthside.groups.offers import CannotTakeRole
from hearthside.groups.roles import Held
from hearthside.people.signing_in import names_of
from hearthside.web.desk import one_helper
from hearthside.web.frame import house_of
from hearthside.web.public import saying
from hearthside.workflows import give_a_role

MEANS: Final[dict[Role, Any]] = {
    Role.FACILITATOR: gettext_lazy(
        "You lead evenings of this group with somebody else, and see its rota and its "
        "counts. You never read what members write to one another."
    ),
    Role.COORDINATOR: gettext_lazy(
        "You look after the groups of this place: their pages, dates and rota, and the "
        "certificates of those who lead them."
    ),
    Role.LEAD: gettext_lazy(
        "You read worries that facilitators raise, and each time you do is written down. "
        "A second person has to agree before it begins."
    ),
    Role.EVALUATOR: gettext_lazy(
        "You work with answers that carry no name, and never learn whose they are."
    ),
    Role.HOST: gettext_lazy(
        "You look after this house: its lists, its roles and its machine. You read no "
        "worry and no member’s words."
    ),
    Role.KEYHOLDER: gettext_lazy(
        "With one other keyholder you can open the emergency contact somebody left, when "
        "there is a reason. Each time is written down, and the person is told."
    ),
}


@dataclass(frozen=True, slots=True)
class RoleOfferPage:
    """Everything member/role_offer.html may show."""

    part: str
    by: str
    means: str
    last_day: str
    until: str
    why_not: str


def show(request: HttpRequest, actor: Actor, now: datetime, token: str) -> HttpResponse:
    """Say what is held out; looking takes nothing."""
    return _page(request, now, token)


def act(request: HttpRequest, actor: Actor, now: datetime, token: str) -> HttpResponse:
    """Take it."""
    try:
        is_mine = give_a_role.take(
            actor, code=token, base_address=settings.CONFIG.base_address, now=now
        )
    except CannotTakeRole as no:
        return _page(request, now, token, why_not=no.why, status=409)
    if not is_mine:
        messages.info(request, _("Thank you. A second person agrees before it begins."))
    elif not actor.has_second_factor:
        messages.info(request, _("It is yours. Add a passkey to open your desk."))
    else:
        messages.info(request, _("It is yours. You find it at your desk."))
    return redirect("mine" if is_mine and not actor.has_second_factor else "my_roles")


def _page(
    request: HttpRequest,
    now: datetime,
    token: str,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    held = offers.held_out(token, now=now)
    zone = house_of(request).zone
    as_held = Held(
        0, held.role, held.group_id, held.locality_id, ends_at=held.role_ends_at
    )
    say = one_helper.saying([as_held])
    page = RoleOfferPage(
        part=say.role(held.role, held.group_id, held.locality_id),
        by=names_of([held.made_by]).get(held.made_by, ""),
        means=str(MEANS[held.role]),
        last_day=one_helper.until(as_held, zone=zone),
        until=saying.moment(held.expires_at, zone=zone, now=now, house_zone=zone).words,
        why_not=why_not,
    )
    return render(request, "member/role_offer.html", {"page": page}, status=status)
