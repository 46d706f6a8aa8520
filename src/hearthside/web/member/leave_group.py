"""Leaving a group, in one step; with a few words, or with the name taken along, if wanted."""

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
from hearthside.groups import directory, farewells, joining, my_place, stepping_out
from hearthside.groups.directory import Handle
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.offer import Offer, offer_beside


class FarewellForm(forms.Form):
    """A few words for the facilitators."""

    words = PlainWords(
        label=gettext_lazy("Your words"),
        help_text=gettext_lazy(
            "Your name is not on them. They are thrown away after 30 days."
        ),
        max_length=farewells.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("Write a few words, or leave without any.")
        },
    )


@dataclass(frozen=True, slots=True)
class LeaveGroupPage:
    """Everything member/leave_group.html may show."""

    group_name: str
    group_url: str
    name_here: str
    form: FarewellForm
    offer: Offer
    longest: int = farewells.LONGEST


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Say what leaving means, with one button."""
    group = _group(actor, group_id, now=now)
    return _page(request, actor, group, FarewellForm())


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Give up the seat."""
    group = _group(actor, group_id, now=now)
    how = request.POST.get("how", "")
    if how == "burn":
        stepping_out.burn(actor, group_id=group.id, now=now)
        messages.info(request, _("You have left, and your name there is gone."))
        return redirect("mine")
    if how == "with_words":
        form = FarewellForm(request.POST)
        if not form.is_valid():
            return _page(request, actor, group, form, status=422)
        farewells.leave_with_words(
            actor, place=group.place, words=form.cleaned_data["words"], now=now
        )
    else:
        joining.leave(actor, group_id=group.id, now=now)
    messages.info(request, _("You have left. You can come back whenever you like."))
    return redirect("mine")


def _group(actor: Actor, group_id: str, *, now: datetime) -> Handle:
    return directory.handle(actor, public_id=group_id, now=now, verb=Verb.LEAVE_A_GROUP)


def _page(
    request: HttpRequest,
    actor: Actor,
    group: Handle,
    form: FarewellForm,
    *,
    status: int = 200,
) -> HttpResponse:
    page = LeaveGroupPage(
        group_name=group.name,
        group_url=reverse("group", args=[group.public_id]),
        name_here=my_place.my_place(actor, group_id=group.id).name_here,
        form=form,
        offer=offer_beside(
            str(form["words"].auto_id),
            actor,
            locality_id=group.locality_id,
            tell_url=reverse("tell_facilitator", args=[group.public_id]),
        ),
    )
    return render(request, "member/leave_group.html", {"page": page}, status=status)
