"""I am worried about somebody: put down for the safeguarding lead, and for nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.groups import directory
from hearthside.meetings import schedule
from hearthside.safety import mine, practice
from hearthside.safety.hours import first_look_sentence, hours_sentence
from hearthside.safety.reports import CannotReport, Made
from hearthside.safety.worries import KINDS, LONGEST
from hearthside.web import errors, limits
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.desk.standing import moment
from hearthside.web.desk.worry_words import KIND_WORDS
from hearthside.web.frame import house_of
from hearthside.workflows import round_the_leads
from hearthside.workflows.raise_a_worry import raise_a_worry

AN_HOUR: Final = 12


class WorryForm(forms.Form):
    """What kind of worry it is, and as many words as somebody wants to give."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Who or what is it about?"),
        choices=[(kind, KIND_WORDS[kind]) for kind in KINDS],
        widget=forms.RadioSelect,
    )
    about_lead = forms.ChoiceField(
        label=gettext_lazy("Is it about a safeguarding lead?"),
        help_text=gettext_lazy("Then they do not see that it is there."),
        required=False,
    )
    own_words = PlainWords(
        label=gettext_lazy("What should the lead know?"),
        help_text=gettext_lazy(
            "A few words are enough. What you saw or heard, and how to reach you."
        ),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
    )

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        self.fields["about_lead"].choices = [  # type: ignore[attr-defined]
            ("", _("No")),
            *round_the_leads.choices(),
        ]


@dataclass(frozen=True, slots=True)
class WorryPage:
    """Everything facilitator/worry.html may show.

    holds -- this person leads the evening, so its page is the way back.
    raised -- what this person has raised about this evening already: when, and where.
    """

    form: WorryForm
    date_id: str
    holds: bool
    hours: str
    first_look: str
    raised: tuple[tuple[str, str], ...]


def show(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Show where help is now, then the form."""
    return _page(request, actor, now, date_id, WorryForm())


def act(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Put the worry down for the lead."""
    place = _place(actor, date_id)
    form = WorryForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, now, date_id, form, status=400)
    if limits.is_too_often(request, "worry", most=AN_HOUR):
        return errors.too_many(request)
    try:
        kept = raise_a_worry(
            actor,
            place=place,
            kind=form.cleaned_data["kind"],
            own_words=form.cleaned_data["own_words"],
            about=round_the_leads.chosen(form.cleaned_data["about_lead"]),
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except CannotReport as no:
        form.add_error(None, no.why)
        return _page(request, actor, now, date_id, form, status=409)
    if isinstance(kept, Made):
        messages.success(request, _("Put down. It goes round every lead."))
        return redirect("wrong_kept", kept.token)
    messages.success(
        request,
        _("Put down. The safeguarding leads are told that something waits."),
    )
    return redirect("my_worry", mine.public_id_of(actor, kept))


def _place(actor: Actor, date_id: str) -> Place:
    dated = schedule.the_date(date_id)
    group = directory.handles([dated.group_id]).get(dated.group_id)
    if group is None:
        raise NotFound
    place = Place(group.id, group.locality_id, dated.id)
    insist(actor, Verb.RAISE_A_WORRY, place)
    return place


def _page(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    date_id: str,
    form: WorryForm,
    status: int = 200,
) -> HttpResponse:
    place = _place(actor, date_id)
    house = house_of(request)
    page = WorryPage(
        form,
        date_id,
        policy.may(actor, Verb.HOLD_A_MEETING, place),
        hours_sentence(house),
        first_look_sentence(practice.ours()),
        tuple(
            (moment(at, house.zone, now=now), reverse("my_worry", args=[public_id]))
            for public_id, at in mine.of_meeting(actor, meeting_id=place.meeting_id)
        ),
    )
    return render(request, "facilitator/worry.html", {"page": page}, status=status)
