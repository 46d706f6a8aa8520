"""Asking to talk with a facilitator before joining."""

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
from hearthside.core.refusals import NotFound
from hearthside.groups import directory, first_talks
from hearthside.groups.directory import Handle
from hearthside.groups.first_talks import (
    LONGEST_NAME,
    LONGEST_WHEN,
    CannotAskForATalk,
    MyTalk,
)
from hearthside.groups.ways import Talk, ways_of
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.offer import Offer, offer_beside


class FirstTalkForm(forms.Form):
    """What to call somebody, and when and how they can be reached."""

    called = PlainWords(
        label=gettext_lazy("What shall we call you?"),
        help_text=gettext_lazy("Any name will do."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Say what to call you.")},
    )
    when = PlainWords(
        label=gettext_lazy("When, and how?"),
        help_text=gettext_lazy(
            "Such as: Thursday after six, with a number to ring. Or: ten minutes before "
            "the next evening, at the door."
        ),
        max_length=LONGEST_WHEN,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Say when and how somebody can reach you.")
        },
    )


@dataclass(frozen=True, slots=True)
class FirstTalkPage:
    """Everything member/first_talk.html may show.

    comes_first -- the group asks for a talk before somebody joins.
    """

    group_name: str
    group_url: str
    join_url: str
    comes_first: bool
    mine: MyTalk | None
    why_not: str
    form: FirstTalkForm
    offer: Offer


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Ask when and how; or say that it is asked for, or done."""
    return _page(request, actor, _group(actor, group_id, now=now), FirstTalkForm())


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Ask for the talk, or ask no more."""
    group = _group(actor, group_id, now=now)
    if request.POST.get("stop") == "yes":
        first_talks.take_back(actor, group_id=group.id)
        messages.info(request, _("It is gone. Nobody rings you."))
        return redirect("group", group_id)
    form = FirstTalkForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, group, form, status=422)
    try:
        first_talks.ask(
            actor,
            group_id=group.id,
            called=form.cleaned_data["called"],
            when=form.cleaned_data["when"],
            now=now,
        )
    except CannotAskForATalk as refusal:
        return _page(request, actor, group, form, why_not=refusal.why, status=409)
    return redirect("first_talk", group_id)


def _group(actor: Actor, group_id: str, *, now: datetime) -> Handle:
    group = directory.handle(actor, public_id=group_id, now=now)
    if not group.is_ours:
        raise NotFound
    return group


def _page(
    request: HttpRequest,
    actor: Actor,
    group: Handle,
    form: FirstTalkForm,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    talk = ways_of(group.id).talk
    mine = first_talks.my_talk(actor, group_id=group.id)
    if talk == Talk.OFF and not why_not and mine is None:
        why_not, status = _("This group has no talks before joining."), 409
    page = FirstTalkPage(
        group_name=group.name,
        group_url=reverse("group", args=[group.public_id]),
        join_url=reverse("join", args=[group.public_id]),
        comes_first=talk == Talk.ASKED,
        mine=mine,
        why_not=why_not,
        form=form,
        offer=offer_beside(
            str(form["when"].auto_id), actor, locality_id=group.locality_id
        ),
    )
    return render(request, "member/first_talk.html", {"page": page}, status=status)
