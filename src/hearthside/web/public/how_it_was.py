"""How it was: one tap after a visit, without a name, counted only five at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.core.refusals import NotFound
from hearthside.groups import directory, reflections
from hearthside.groups.directory import Sheet
from hearthside.groups.reflections import How
from hearthside.web import errors, limits
from hearthside.web.public.group_dates import last_two

# A household may visit a group together; nobody needs to say it ten times.
AN_HOUR: Final = 3


@dataclass(frozen=True, slots=True)
class HowItWasPage:
    """Everything public/how_it_was.html may show. answers -- values, each with its words."""

    group_name: str
    group_url: str
    answers: tuple[tuple[str, str], ...]


def show(
    request: HttpRequest, actor: Anybody, now: datetime, group_id: str
) -> HttpResponse:
    """Ask how the visit felt."""
    sheet = _ours(actor, group_id, now=now)
    if not last_two(sheet, now=now):
        return _not_yet(request, sheet)
    page = HowItWasPage(
        group_name=sheet.name,
        group_url=reverse("group", args=[group_id]),
        answers=(
            (How.AT_EASE, _("I felt at ease")),
            (How.BETWEEN, _("Something in between")),
            (How.NOT_AT_EASE, _("I did not feel at ease")),
        ),
    )
    return render(request, "public/how_it_was.html", {"page": page})


def act(
    request: HttpRequest, actor: Anybody, now: datetime, group_id: str
) -> HttpResponse:
    """Add one to the sums, and keep nothing else."""
    sheet = _ours(actor, group_id, now=now)
    if not last_two(sheet, now=now):
        return _not_yet(request, sheet)
    said = request.POST.get("how", "")
    if said not in tuple(How):
        return redirect("how_it_was", group_id)
    if limits.is_too_often(request, "how_it_was", most=AN_HOUR):
        return errors.too_many(request)
    reflections.say_how_it_felt(actor, group_id=sheet.id, how=How(said))
    messages.info(
        request, _("Thank you. It is counted without a name, five answers at a time.")
    )
    return redirect("group", group_id)


def _ours(actor: Anybody, group_id: str, *, now: datetime) -> Sheet:
    """Return the group; somebody else's listing has nobody to tell.

    Raises NotFound.
    """
    sheet = directory.sheet(actor, public_id=group_id, now=now)
    if sheet.listed_by is not None:
        raise NotFound
    return sheet


def _not_yet(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    return errors.refused(
        request,
        _("This group has not met yet, as far as we know."),
        next_url=reverse("group", args=[sheet.public_id]),
        next_words=_("Back to the group"),
    )
