"""Volunteers: who facilitates where, and whose certificates are in date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import policy
from hearthside.core.actor import Actor, Role
from hearthside.engines import recurrence
from hearthside.groups import directory, roles
from hearthside.groups.roles import Held
from hearthside.meetings import training
from hearthside.meetings.training import TO_FACILITATE, Certificate
from hearthside.organisation.wording import areas
from hearthside.people.signing_in import names_of
from hearthside.web.frame import house_of

LOOKS_AFTER: Final = (Role.FACILITATOR, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Paper:
    """One certificate in words; state is fine, soon or out."""

    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Volunteer:
    """One person under one group: chosen name, role, certificates. No address."""

    name: str
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


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the volunteers of the localities this person looks after."""
    everywhere = any(grant.role is Role.LEAD for grant in actor.grants)
    here = None if everywhere else policy.localities_of(actor, Role.COORDINATOR)
    held = [one for one in roles.held_in(here) if one.role in LOOKS_AFTER]
    say = _speaker(held, today=now.astimezone(ZoneInfo(house_of(request).zone)).date())
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
    page = VolunteersPage(_lead(groups), localities, groups)
    return render(request, "desk/volunteers.html", {"page": page})


def _speaker(
    held: list[Held], *, today: date
) -> Callable[[Iterable[Held]], tuple[Volunteer, ...]]:
    """Return what says these people with their names and certificates; two queries."""
    people = sorted({one.person_id for one in held})
    names, papers = names_of(people), training.certificates_of(people)

    def say(some: Iterable[Held]) -> tuple[Volunteer, ...]:
        return tuple(
            Volunteer(
                names[one.person_id],
                _role(one.role),
                _papers(one, papers.get(one.person_id, []), today=today),
            )
            for one in some
            if one.person_id in names
        )

    return say


def _role(role: Role) -> str:
    return _("Facilitator") if role is Role.FACILITATOR else _("Coordinator")


def _papers(one: Held, held: list[Certificate], *, today: date) -> tuple[Paper, ...]:
    said = [_paper(certificate, today=today) for certificate in held]
    wants = one.role is Role.FACILITATOR
    if wants and not any(certificate.name == TO_FACILITATE for certificate in held):
        missing = _("%(name)s: no certificate yet") % {"name": TO_FACILITATE}
        said.insert(0, Paper(missing, "out"))
    return tuple(said)


def _paper(certificate: Certificate, *, today: date) -> Paper:
    ends = certificate.runs_out_on
    if ends is None:
        said = _("%(name)s: in date, with no end")
        return Paper(said % {"name": certificate.name}, "fine")
    parts = {
        "name": certificate.name,
        "day": recurrence.say_date(ends, today=today),
    }
    if certificate.has_run_out(today):
        return Paper(_("%(name)s: ran out on %(day)s") % parts, "out")
    if certificate.runs_out_soon(today):
        return Paper(_("%(name)s: runs out soon, on %(day)s") % parts, "soon")
    return Paper(_("%(name)s: in date until %(day)s") % parts, "fine")


def _lead(groups: tuple[Under, ...]) -> str:
    alone = sum(1 for group in groups if len(group.people) < 2)
    usual = _("A date needs two facilitators with a certificate in date.")
    if not alone:
        return usual
    short = ngettext(
        "%(alone)d group has fewer than two people.",
        "%(alone)d groups have fewer than two people.",
        alone,
    )
    return f"{usual} {short % {'alone': alone}}"
