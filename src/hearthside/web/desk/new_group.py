"""A new group: the few things it needs before people can find it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core import policy
from hearthside.core.actor import Actor, Role
from hearthside.groups.founding import CannotFound
from hearthside.organisation.wording import areas
from hearthside.web.desk.new_group_form import PROMISES, NewGroupForm
from hearthside.web.frame import house_of
from hearthside.workflows.found_a_group import found_a_group


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its questions."""

    head: str
    fields: tuple[BoundField, ...]


@dataclass(frozen=True, slots=True)
class NewGroupPage:
    """Everything desk/new_group.html may show.

    why_not -- why the group was not begun.
    """

    why_not: str
    form: NewGroupForm
    parts: tuple[Part, ...]


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the short form."""
    return _page(request, _form(request, actor, now=now))


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Begin the group, and lead to the rest of its details."""
    form = _form(request, actor, now=now, typed=request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    try:
        group = found_a_group(
            actor,
            form.new_group(),
            locality_id=int(form.cleaned_data["locality"]),
            now=now,
        )
    except CannotFound as refusal:
        return _page(request, form, why_not=refusal.why, status=409)
    messages.success(
        request,
        _(
            "The group is listed. Each date says “Not yet confirmed” until facilitators "
            "are on its rota. Below is what newcomers still wonder about."
        ),
    )
    return redirect("details", group.public_id)


def _form(
    request: HttpRequest, actor: Actor, *, now: datetime, typed: QueryDict | None = None
) -> NewGroupForm:
    house = house_of(request)
    mine = policy.localities_of(actor, Role.COORDINATOR)
    choices = [(str(area.id), area.name) for area in areas() if area.id in mine]
    return NewGroupForm(
        typed,
        choices=choices,
        country=house.country,
        zone=house.zone,
        today=now.astimezone(ZoneInfo(house.zone)).date(),
        initial={
            "minutes": 90,
            "promises": "\n".join(str(promise) for promise in PROMISES),
        },
    )


def _page(
    request: HttpRequest, form: NewGroupForm, *, why_not: str = "", status: int = 200
) -> HttpResponse:
    parts = (
        (_("The group"), ("name", "one_line", "locality")),
        (_("Where"), ("attendance", "place_name", "area")),
        (_("When"), ("sentence", "minutes", "first_on")),
        (_("The agreement"), ("promises",)),
    )
    page = NewGroupPage(
        why_not=why_not,
        form=form,
        parts=tuple(
            Part(head, tuple(form[name] for name in names)) for head, names in parts
        ),
    )
    return render(request, "desk/new_group.html", {"page": page}, status=status)
