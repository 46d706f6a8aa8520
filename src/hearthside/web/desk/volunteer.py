"""One volunteer: what they hold, what they lack, and noting a certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor, Role
from hearthside.core.refusals import NotFound
from hearthside.groups.directory import handles
from hearthside.groups.roles import Held
from hearthside.meetings import certificates, requirements, shadowing, training
from hearthside.meetings.certificates import CannotNote
from hearthside.organisation.wording import areas
from hearthside.people.signing_in import names_of
from hearthside.web.desk.one_volunteer import Found, volunteer
from hearthside.web.desk.papers import Demands, Paper, paper, papers
from hearthside.web.desk.volunteer_form import CertificateForm
from hearthside.web.frame import house_of


@dataclass(frozen=True, slots=True)
class Kept:
    """One certificate that is kept, and its name, to take it away by."""

    name: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class VolunteerPage:
    """Everything desk/volunteer.html may show.

    lacks -- what keeps them from leading today; empty when nothing does.
    form -- only for somebody who may note. why_not -- why it was not noted.
    """

    name: str
    roles: tuple[str, ...]
    leads: bool
    lacks: tuple[Paper, ...]
    kept: tuple[Kept, ...]
    evenings: str
    led_before: bool
    form: CertificateForm | None
    note_url: str
    remove_url: str
    before_url: str
    why_not: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, volunteer_id: str
) -> HttpResponse:
    """Show one volunteer."""
    return _page(request, volunteer(actor, volunteer_id), volunteer_id, now=now)


def note(
    request: HttpRequest, actor: Actor, now: datetime, volunteer_id: str
) -> HttpResponse:
    """Note a certificate."""
    found = _mine(actor, volunteer_id)
    form = _form(request, found, now=now, typed=request.POST)
    if not form.is_valid():
        return _page(request, found, volunteer_id, now=now, form=form, status=400)
    try:
        certificates.note(
            actor,
            form.cleaned_data["paper"],
            person_id=found.person_id,
            today=form.today,
            now=now,
        )
    except CannotNote as no:
        return _page(
            request, found, volunteer_id, now=now, form=form, why_not=no.why, status=409
        )
    messages.info(request, _("Noted."))
    return redirect("volunteer", volunteer_id)


def remove(
    request: HttpRequest, actor: Actor, now: datetime, volunteer_id: str
) -> HttpResponse:
    """Take a certificate away that was noted by mistake."""
    found = _mine(actor, volunteer_id)
    name = request.POST.get("name", "")
    if len(name) > requirements.LONGEST_NAME:
        raise NotFound
    certificates.take_away(actor, person_id=found.person_id, name=name, now=now)
    messages.info(request, _("Taken away."))
    return redirect("volunteer", volunteer_id)


def led_before(
    request: HttpRequest, actor: Actor, now: datetime, volunteer_id: str
) -> HttpResponse:
    """Note that they have led evenings before, or take that back."""
    found = _mine(actor, volunteer_id)
    certificates.say_led_before(
        actor,
        person_id=found.person_id,
        has=request.POST.get("has") == "yes",
        now=now,
    )
    messages.info(request, _("Kept."))
    return redirect("volunteer", volunteer_id)


def _mine(actor: Actor, volunteer_id: str) -> Found:
    found = volunteer(actor, volunteer_id)
    if not found.may_note:
        raise NotFound
    return found


def _today(request: HttpRequest, now: datetime) -> date:
    return now.astimezone(ZoneInfo(house_of(request).zone)).date()


def _form(
    request: HttpRequest, found: Found, *, now: datetime, typed: QueryDict | None = None
) -> CertificateForm:
    held = training.certificates_of([found.person_id]).get(found.person_id, [])
    return CertificateForm(
        typed,
        asked=requirements.asked_for(),
        kept=[certificate.name for certificate in held],
        today=_today(request, now),
    )


def _page(
    request: HttpRequest,
    found: Found,
    volunteer_id: str,
    *,
    now: datetime,
    form: CertificateForm | None = None,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    today, one = _today(request, now), found.person_id
    demands = Demands(requirements.asked_for(), house_of(request).shadows_needed)
    held = training.certificates_of([one]).get(one, [])
    evenings = shadowing.evenings_of([one])[one]
    wanted = {asked.name for asked in demands.asked}
    page = VolunteerPage(
        name=names_of([one]).get(one, ""),
        roles=tuple(_roles(found.held)),
        leads=any(role.role is Role.FACILITATOR for role in found.held),
        lacks=tuple(
            said
            for said in papers(
                demands, [c for c in held if c.name in wanted], evenings, today=today
            )
            if said.state == "out"
        ),
        kept=tuple(Kept(c.name, paper(c, today=today)) for c in held),
        evenings=_("Evenings held here: %(shadowed)d shadowed, %(led)d led.")
        % {"shadowed": evenings.shadowed, "led": evenings.led},
        led_before=evenings.led_before,
        form=(form or _form(request, found, now=now)) if found.may_note else None,
        note_url=reverse("note_certificate", args=[volunteer_id]),
        remove_url=reverse("remove_certificate", args=[volunteer_id]),
        before_url=reverse("led_before", args=[volunteer_id]),
        why_not=why_not,
    )
    return render(request, "desk/volunteer.html", {"page": page}, status=status)


def _roles(held: tuple[Held, ...]) -> list[str]:
    groups = handles([one.group_id for one in held if one.group_id is not None])
    places = {area.id: area.name for area in areas()}
    said = []
    for one in held:
        if one.group_id in groups:
            said.append(_("Facilitates %(name)s") % {"name": groups[one.group_id].name})
        elif one.locality_id in places:
            said.append(_("Coordinates %(name)s") % {"name": places[one.locality_id]})
    return said
