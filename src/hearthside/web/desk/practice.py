"""How this house looks after worries: its times, and how long it keeps what was written."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor
from hearthside.safety import practice
from hearthside.safety.hours import first_look_sentence
from hearthside.safety.practice import BOUNDS, CannotKeepSo, Ways


def _number(name: str, label: Any, help_text: Any = "") -> forms.IntegerField:
    least, most = BOUNDS[name]
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=least, max_value=most
    )


class PracticeForm(forms.Form):
    """The times and rules of this house."""

    first_look_hours = _number(
        "first_look_hours", gettext_lazy("Hours until a lead looks at a worry")
    )
    danger_minutes = _number(
        "danger_minutes",
        gettext_lazy("Minutes, where somebody may be in danger now"),
        gettext_lazy("You are not emergency cover, and every form says so."),
    )
    review_days = _number(
        "review_days", gettext_lazy("Days until a new record is looked at again")
    )
    second_eyes = forms.BooleanField(
        label=gettext_lazy("A second lead looks before a record closes"),
        help_text=gettext_lazy("Choose this only while there are two leads."),
        required=False,
    )
    coordinators_know = forms.BooleanField(
        label=gettext_lazy("Coordinators see that a worry is there"),
        help_text=gettext_lazy("That there is one in their area, and nothing of it."),
        required=False,
    )
    years_adult = _number(
        "years_adult",
        gettext_lazy("Years a record about an adult is kept"),
        gettext_lazy("6: the usual limit for a claim (Limitation Act 1980)."),
    )
    years_child = _number(
        "years_child",
        gettext_lazy("Years a record about a child is kept"),
        gettext_lazy("25: as schools do, until the child would be 25 (IRMS toolkit)."),
    )
    years_volunteer = _number(
        "years_volunteer",
        gettext_lazy("Years a record about a volunteer is kept"),
        gettext_lazy("10: the least the NSPCC's guidance on records gives."),
    )
    years_other = _number("years_other", gettext_lazy("Years any other record is kept"))


@dataclass(frozen=True, slots=True)
class PracticePage:
    """Everything desk/practice.html may show."""

    form: PracticeForm
    sentence: str
    why_not: str


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the times as they are."""
    return _page(request, PracticeForm(initial=asdict(practice.ours())))


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Keep other times."""
    form = PracticeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    try:
        practice.keep(actor, Ways(**form.cleaned_data), now=now)
    except CannotKeepSo as no:
        return _page(request, form, why_not=no.why, status=409)
    messages.success(request, _("Kept. What is closed already keeps its day."))
    return redirect("practice")


def _page(
    request: HttpRequest, form: PracticeForm, *, why_not: str = "", status: int = 200
) -> HttpResponse:
    page = PracticePage(form, first_look_sentence(practice.ours()), why_not)
    return render(request, "desk/practice.html", {"page": page}, status=status)
