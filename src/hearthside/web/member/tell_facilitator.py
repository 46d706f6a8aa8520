"""Telling the facilitators of my group: only what I choose, and honestly when they may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.groups import directory, member_talks
from hearthside.groups.directory import Handle
from hearthside.groups.first_talks import LONGEST_NAME, MyTalk
from hearthside.groups.member_talks import LONGEST, CannotTell
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.offer import Offer, offer_beside
from hearthside.workflows.tell_a_facilitator import (
    facilitators_there_are,
    tell_a_facilitator,
)


class TellForm(forms.Form):
    """What to call somebody, and what they want a facilitator to know."""

    called = PlainWords(
        label=gettext_lazy("What shall they call you?"),
        help_text=gettext_lazy("Any name will do. It need not be your name here."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Say what to call you.")},
    )
    words = PlainWords(
        label=gettext_lazy("What may they know?"),
        help_text=gettext_lazy(
            "Such as: I am having a hard week and would like a talk. Say how they can "
            "reach you, or that you will come early on the evening."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy(
                "Write a few words. “I would like a talk” is enough."
            )
        },
    )


@dataclass(frozen=True, slots=True)
class TellFacilitatorPage:
    """Everything member/tell_facilitator.html may show. mine -- what waits to be read."""

    group_name: str
    group_url: str
    mine: MyTalk | None
    has_facilitators: bool
    why_not: str
    form: TellForm
    offer: Offer


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show the form, or what waits to be read."""
    return _page(request, actor, _group(actor, group_id, now=now), TellForm())


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Tell them, or take it back."""
    group = _group(actor, group_id, now=now)
    if request.POST.get("stop") == "yes":
        member_talks.take_back(actor, place=group.place)
        messages.info(request, _("It is gone. What nobody had read, nobody reads."))
        return redirect("tell_facilitator", group_id)
    form = TellForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, group, form, status=422)
    desk = settings.CONFIG.base_address + reverse("newcomers", args=[group_id])
    try:
        tell_a_facilitator(
            actor,
            place=group.place,
            called=form.cleaned_data["called"],
            said=form.cleaned_data["words"],
            read_at=desk,
            now=now,
        )
    except CannotTell as no:
        return _page(request, actor, group, form, why_not=no.why, status=409)
    return redirect("tell_facilitator", group_id)


def _group(actor: Actor, group_id: str, *, now: datetime) -> Handle:
    return directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.TELL_A_FACILITATOR
    )


def _page(
    request: HttpRequest,
    actor: Actor,
    group: Handle,
    form: TellForm,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    page = TellFacilitatorPage(
        group_name=group.name,
        group_url=reverse("group", args=[group.public_id]),
        mine=member_talks.mine(actor, place=group.place),
        has_facilitators=facilitators_there_are(group.place),
        why_not=why_not,
        form=form,
        offer=offer_beside(
            str(form["words"].auto_id), actor, locality_id=group.locality_id
        ),
    )
    return render(
        request, "member/tell_facilitator.html", {"page": page}, status=status
    )
