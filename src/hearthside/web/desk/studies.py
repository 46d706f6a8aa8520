"""Studies at the desk: which there are, and beginning one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, may
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines import recurrence
from hearthside.outcomes import alerts, instruments, studies
from hearthside.outcomes.studies import Told
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.today import today_of


@dataclass(frozen=True, slots=True)
class StudyLink:
    """One study in the list."""

    public_id: str
    name: str
    said: str


@dataclass(frozen=True, slots=True)
class StudiesPage:
    """Everything desk/studies.html may show. alerts -- in words, for a lead; mostly empty."""

    studies: tuple[StudyLink, ...]
    alerts: str
    sees_alerts: bool


@dataclass(frozen=True, slots=True)
class NewStudyPage:
    """Everything desk/new_study.html may show."""

    form: NewStudyForm
    why_not: str


class NewStudyForm(forms.Form):
    """What a study is called, what it asks, and since when."""

    name = PlainWords(
        label=gettext_lazy("What is it called?"),
        help_text=gettext_lazy("Members read this. Name no condition."),
        max_length=studies.LONGEST_NAME,
        error_messages={"required": gettext_lazy("Give it a name.")},
    )
    begins_on = forms.DateField(
        label=gettext_lazy("From when on may people begin?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("Write the day as the calendar offers it."),
        },
    )
    asks = forms.MultipleChoiceField(
        label=gettext_lazy("What is asked?"),
        help_text=gettext_lazy(
            "Those already chosen take three to four minutes. Ask nothing you will not use."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what is asked.")},
    )
    responder = PlainWords(
        label=gettext_lazy("Who reads an answer that may tell of danger?"),
        help_text=gettext_lazy(
            "Only for questions about death. Such as: our safeguarding leads."
        ),
        max_length=120,
        required=False,
    )
    responder_hours = PlainWords(
        label=gettext_lazy("When do they read it?"),
        help_text=gettext_lazy("Honestly: nobody is told otherwise."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asks: Any = self.fields["asks"]
        asks.choices = [(one.pack_id, _words(one)) for one in instruments.on_offer()]
        asks.initial = list(instruments.BATTERY)


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the studies of the house."""
    sees = may(actor, Verb.READ_ALERTS)
    open_alerts = alerts.open_ones() if sees else 0
    page = StudiesPage(
        tuple(_link(one, request, now) for one in studies.every()),
        _("An answer may tell of danger, and nobody has looked yet.")
        if open_alerts
        else "",
        sees,
    )
    return render(request, "desk/studies.html", {"page": page})


def show_new(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Ask what the study is to be."""
    form = NewStudyForm(initial={"begins_on": today_of(request, now)})
    return _new(request, form)


def act_new(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Begin a study."""
    form = NewStudyForm(request.POST)
    if not form.is_valid():
        return _new(request, form, status=400)
    said = form.cleaned_data
    try:
        public_id = studies.begin(
            actor,
            name=said["name"],
            pack_ids=said["asks"],
            begins_on=said["begins_on"],
            responder=said["responder"],
            responder_hours=said["responder_hours"],
            now=now,
        )
    except NotFound:
        raise
    except Refusal as no:
        return _new(request, form, why=no.why, status=409)
    messages.info(request, _("It is there. Members find it under Mine, Studies."))
    return redirect("study", public_id)


def _words(one: instruments.OnOffer) -> str:
    said = _("%(name)s (%(items)d questions)") % {"name": one.name, "items": one.items}
    if one.needs_responder:
        return said + " " + _("asks about death: name who reads it")
    return said if one.is_validated else said + " " + _("not tried by any study")


def _link(one: Told, request: HttpRequest, now: datetime) -> StudyLink:
    today = today_of(request, now)
    if one.ended_on is not None:
        day = recurrence.say_date(one.ended_on, today=today)
        return StudyLink(
            one.public_id, one.name, _("Nobody begins since %(day)s.") % {"day": day}
        )
    day = recurrence.say_date(one.begins_on, today=today)
    return StudyLink(
        one.public_id,
        one.name,
        _("People begin since %(day)s.") % {"day": day}
        if one.begins_on <= today
        else _("People may begin from %(day)s.") % {"day": day},
    )


def _new(
    request: HttpRequest, form: NewStudyForm, *, why: str = "", status: int = 200
) -> HttpResponse:
    page = NewStudyPage(form, why)
    return render(request, "desk/new_study.html", {"page": page}, status=status)
