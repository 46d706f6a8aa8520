"""Volunteers: who facilitates where, and whose certificates are in date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import policy
from hearthside.core.actor import Actor, Role
from hearthside.core.ids import opaque_id
from hearthside.core.policy import Verb
from hearthside.groups import directory, roles
from hearthside.groups.roles import Held
from hearthside.meetings import requirements, shadowing, training
from hearthside.organisation.wording import areas
from hearthside.people.signing_in import names_of
from hearthside.web.desk.one_volunteer import LOOKS_AFTER, VOLUNTEER
from hearthside.web.desk.papers import Demands, Paper, papers
from hearthside.web.frame import house_of

NOTHING: Final = Demands([], 0)


@dataclass(frozen=True, slots=True)
class Volunteer:
    """One person under one group: chosen name, role, certificates. No e-mail."""

    name: str
    url: str
    role: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Under:
    """A group or a locality, and who looks after it."""

    name: str
    empty: str
    people: tuple[Volunteer, ...]


@dataclass(frozen=True, slots=True)
class VolunteersPage:
    """Everything desk/volunteers.html may show."""

    lead: str
    localities: tuple[Under, ...]
    groups: tuple[Under, ...]
    keeps_requirements: bool


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the volunteers of the localities this person looks after."""
    everywhere = any(grant.role is Role.LEAD for grant in actor.grants)
    here = None if everywhere else policy.localities_of(actor, Role.COORDINATOR)
    held = [one for one in roles.held_in(here) if one.role in LOOKS_AFTER]
    house = house_of(request)
    today = now.astimezone(ZoneInfo(house.zone)).date()
    demands = Demands(requirements.asked_for(), house.shadows_needed)
    say = _speaker(held, demands, today=today)
    groups = tuple(
        Under(
            group.name,
            _("Nobody facilitates this group yet."),
            say(one for one in held if one.group_id == group.id),
        )
        for group in directory.ours(locality_ids=here)
    )
    localities = tuple(
        Under(
            area.name,
            _("Nobody coordinates this locality yet."),
            say(one for one in held if one.locality_id == area.id),
        )
        for area in areas()
        if here is None or area.id in here
    )
    page = VolunteersPage(
        _lead(groups),
        localities,
        groups,
        keeps_requirements=policy.may(actor, Verb.KEEP_REQUIREMENTS),
    )
    return render(request, "desk/volunteers.html", {"page": page})


def _speaker(
    held: list[Held], demands: Demands, *, today: date
) -> Callable[[Iterable[Held]], tuple[Volunteer, ...]]:
    """Return what says these people with their names and certificates; four queries."""
    people = sorted({one.person_id for one in held})
    names, has = names_of(people), training.certificates_of(people)
    evenings = shadowing.evenings_of(people)

    def say(some: Iterable[Held]) -> tuple[Volunteer, ...]:
        return tuple(
            Volunteer(
                names[one.person_id],
                reverse("volunteer", args=[opaque_id(VOLUNTEER, one.person_id)]),
                _role(one.role),
                papers(
                    # Whoever coordinates need not lead.
                    demands if one.role is Role.FACILITATOR else NOTHING,
                    has.get(one.person_id, []),
                    evenings[one.person_id],
                    today=today,
                ),
            )
            for one in some
            if one.person_id in names
        )

    return say


def _role(role: Role) -> str:
    return _("Facilitator") if role is Role.FACILITATOR else _("Coordinator")


def _lead(groups: tuple[Under, ...]) -> str:
    alone = sum(1 for group in groups if len(group.people) < 2)
    usual = _("A date needs two facilitators with everything in date.")
    if not alone:
        return usual
    short = ngettext(
        "%(alone)d group has fewer than two people.",
        "%(alone)d groups have fewer than two people.",
        alone,
    )
    return f"{usual} {short % {'alone': alone}}"
