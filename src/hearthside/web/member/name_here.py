"""Another name in a group: asked for, checked, and nobody is shown the old one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.groups import directory, naming
from hearthside.groups.directory import Handle
from hearthside.people import chosen_names


@dataclass(frozen=True, slots=True)
class NameHerePage:
    """Everything member/name_here.html may show.

    typed -- as it was typed; empty at first.
    """

    group_name: str
    group_url: str
    name_here: str
    typed: str = ""
    name_error: str = ""
    longest: int = chosen_names.LONGEST


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show the name the actor has here, and ask for another."""
    group = _group(actor, group_id, now)
    page = _page(group, naming.name_here(actor, group_id=group.id))
    return render(request, "member/name_here.html", {"page": page})


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Change the name; what was typed stays when it cannot be had."""
    group = _group(actor, group_id, now)
    typed = request.POST.get("name_here", "")[: chosen_names.LONGEST * 4]
    try:
        naming.change(actor, group_id=group.id, name=typed, now=now)
    except naming.CannotBeCalled as refusal:
        kept = naming.name_here(actor, group_id=group.id)
        page = _page(group, kept, typed=typed, name_error=refusal.why)
        return render(request, "member/name_here.html", {"page": page}, status=422)
    messages.info(request, _("That is your name in this group now."))
    return redirect("mine")


def _group(actor: Actor, group_id: str, now: datetime) -> Handle:
    return directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.CHANGE_MY_NAME
    )


def _page(
    group: Handle, name_here: str, *, typed: str = "", name_error: str = ""
) -> NameHerePage:
    return NameHerePage(
        group_name=group.name,
        group_url=reverse("group", args=[group.public_id]),
        name_here=name_here,
        typed=typed,
        name_error=name_error,
    )
