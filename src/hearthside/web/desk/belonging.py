"""How people belong to a group: breaks, talks before joining, and who sees counts."""

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
from hearthside.core.refusals import NotFound
from hearthside.groups import directory, ways
from hearthside.groups.directory import Handle
from hearthside.groups.ways import LONGEST_BREAK, Counts, Talk, Ways


class BelongingForm(forms.Form):
    """What a group says about belonging to it."""

    talk = forms.ChoiceField(
        label=gettext_lazy("A talk with a facilitator before joining"),
        choices=(
            (Talk.OFF.value, gettext_lazy("No: people just join")),
            (Talk.OFFERED.value, gettext_lazy("Offered to whoever would like one")),
            (Talk.ASKED.value, gettext_lazy("Asked for: nobody joins without one")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    break_months = forms.IntegerField(
        label=gettext_lazy("For how many months a seat is kept during a break"),
        min_value=1,
        max_value=LONGEST_BREAK,
        error_messages={"required": gettext_lazy("Give a number of months.")},
    )
    counts = forms.ChoiceField(
        label=gettext_lazy("Who sees how many said what to a change of the agreement"),
        choices=(
            (Counts.ALL.value, gettext_lazy("Everybody who belongs")),
            (Counts.FACILITATORS.value, gettext_lazy("Its facilitators")),
            (
                Counts.NOBODY.value,
                gettext_lazy("Nobody: it is talked over at the meeting"),
            ),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )


@dataclass(frozen=True, slots=True)
class BelongingPage:
    """Everything desk/belonging.html may show."""

    group_name: str
    dates_url: str
    form: BelongingForm


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show what the group says now."""
    group = _ours(actor, group_id, now=now)
    kept = ways.ways_of(group.id)
    form = BelongingForm(
        initial={
            "talk": kept.talk,
            "break_months": kept.break_months,
            "counts": kept.counts,
        }
    )
    return _page(request, group, form)


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Keep what it says from now on."""
    group = _ours(actor, group_id, now=now)
    form = BelongingForm(request.POST)
    if not form.is_valid():
        return _page(request, group, form, status=422)
    ways.set_ways(actor, Ways(**form.cleaned_data), group_id=group.id, now=now)
    messages.success(request, _("Kept. It holds from now on."))
    return redirect("belonging", group_id)


def _ours(actor: Actor, group_id: str, *, now: datetime) -> Handle:
    group = directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.CHANGE_HOW_ONE_BELONGS
    )
    if not group.is_ours:
        raise NotFound
    return group


def _page(
    request: HttpRequest, group: Handle, form: BelongingForm, status: int = 200
) -> HttpResponse:
    dates_url = reverse("dates", args=[group.public_id])
    page = BelongingPage(group.name, dates_url, form)
    return render(request, "desk/belonging.html", {"page": page}, status=status)
