"""I do not want to meet a name in this group. Nobody is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.people.chosen_names import LONGEST
from hearthside.safety.blocks import CannotBlock
from hearthside.web import errors, limits
from hearthside.web.desk.plain_words import PlainWords
from hearthside.workflows.block_a_name import block_a_name

AN_HOUR = 20


class BlockForm(forms.Form):
    """The name as it is used in the group."""

    name = PlainWords(
        label=gettext_lazy("Which name?"),
        help_text=gettext_lazy("As they are called in this group."),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write the name.")},
    )


@dataclass(frozen=True, slots=True)
class BlockPage:
    """Everything member/block.html may show."""

    group_name: str
    group_url: str
    form: BlockForm


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Ask for the name."""
    return _page(request, _group(actor, group_id, now), BlockForm())


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Put the name away."""
    group = _group(actor, group_id, now)
    form = BlockForm(request.POST)
    if not form.is_valid():
        return _page(request, group, form, status=400)
    if limits.is_too_often(request, "block", most=AN_HOUR):
        return errors.too_many(request)
    try:
        block_a_name(actor, group_id=group.id, name=form.cleaned_data["name"], now=now)
    except CannotBlock as no:
        form.add_error("name", no.why)
        return _page(request, group, form, status=409)
    messages.info(request, _("Put away. They are not told, and notice nothing."))
    return redirect("blocks")


def _group(actor: Actor, group_id: str, now: datetime) -> Handle:
    return directory.handle(actor, public_id=group_id, now=now, verb=Verb.BLOCK_A_NAME)


def _page(
    request: HttpRequest, group: Handle, form: BlockForm, status: int = 200
) -> HttpResponse:
    page = BlockPage(group.name, reverse("group", args=[group.public_id]), form)
    return render(request, "member/block.html", {"page": page}, status=status)
