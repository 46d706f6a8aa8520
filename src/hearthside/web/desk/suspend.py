"""Suspending whoever has a name in a group; the lead is shown that name and no other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor
from hearthside.groups import directory, suspensions
from hearthside.groups.suspensions import CannotSuspend
from hearthside.people import chosen_names
from hearthside.safety import out_of_house
from hearthside.safety.ladder import LONGEST
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.frame import house_of
from hearthside.workflows.suspend_somebody import lift_a_suspension, suspend_whoever_is


class SuspendForm(forms.Form):
    """Which group, which name there, and why."""

    group = forms.ChoiceField(label=gettext_lazy("In which group"))
    called = forms.CharField(
        label=gettext_lazy("Their name there"),
        help_text=gettext_lazy("As you were told it. An older name does too."),
        max_length=chosen_names.LONGEST,
        error_messages={"required": gettext_lazy("Write the name you were told.")},
    )
    reason = PlainWords(
        label=gettext_lazy("Why, in plain words"),
        help_text=gettext_lazy("They read it. Nothing of who told you belongs in it."),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Say why: they read it.")},
    )

    def __init__(self, *args: Any, groups: list[directory.Handle], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(group.public_id, group.name) for group in groups]
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types
        field.choices = [("", _("Choose the group")), *choices]
        field.error_messages |= {
            "required": _("Choose the group."),
            "invalid_choice": _("Choose the group."),
        }


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who is suspended, by the one name. group -- empty for who helps here."""

    called: str
    group: str
    since: str
    lift_url: str


@dataclass(frozen=True, slots=True)
class SuspendPage:
    """Everything desk/suspend.html may show."""

    form: SuspendForm
    away: tuple[Away, ...]
    why_not: str = ""


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Ask which name in which group, and show who is suspended."""
    form = SuspendForm(groups=directory.ours())
    return _page(request, actor, form)


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Suspend whoever that is."""
    groups = directory.ours()
    form = SuspendForm(request.POST, groups=groups)
    if not form.is_valid():
        return _page(request, actor, form, status=422)
    chosen = {group.public_id: group.id for group in groups}
    try:
        suspend_whoever_is(
            actor,
            group_id=chosen[form.cleaned_data["group"]],
            called=form.cleaned_data["called"],
            reason=form.cleaned_data["reason"],
            now=now,
        )
    except CannotSuspend as no:
        return _page(request, actor, form, why_not=no.why, status=409)
    messages.info(
        request, _("They are suspended, under every name, and signed out everywhere.")
    )
    return redirect("suspend")


def lift(
    request: HttpRequest, actor: Actor, now: datetime, suspension_id: str
) -> HttpResponse:
    """Lift one suspension."""
    lift_a_suspension(
        actor,
        public_id=suspension_id,
        base_address=settings.CONFIG.base_address,
        now=now,
    )
    messages.info(
        request,
        _(
            "Lifted. They can sign in again, unless they are suspended by another "
            "name too."
        ),
    )
    return redirect("suspend")


def _page(
    request: HttpRequest,
    actor: Actor,
    form: SuspendForm,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    zone = ZoneInfo(house_of(request).zone)
    away = tuple(
        Away(
            called=one.called,
            group=one.group_name,
            since=date_format(one.since_at.astimezone(zone), "j F Y"),
            lift_url=reverse("lift_suspension", args=[one.public_id]),
        )
        for one in suspensions.standing(actor)
    ) + tuple(
        Away(
            called=one.called,
            group="",
            since=date_format(one.since_at.astimezone(zone), "j F Y"),
            lift_url=reverse("lift_suspension", args=[one.public_id]),
        )
        for one in out_of_house.volunteers(actor)
    )
    page = SuspendPage(form, away, why_not)
    return render(request, "desk/suspend.html", {"page": page}, status=status)
