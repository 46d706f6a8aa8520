"""I am worried about somebody: told to a safeguarding lead. Help now comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor, Anybody
from hearthside.safety import practice
from hearthside.safety.hours import first_look_sentence, hours_sentence
from hearthside.safety.reports import CannotReport
from hearthside.safety.telling import LONGEST, MOST_READ, TooOften, Worried
from hearthside.web import limits
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.frame import house_of
from hearthside.workflows.tell_of_a_worry import tell_of_a_worry

# So often one household may tell in a day, whomever it is about.
A_DAY: Final = 3
SECONDS: Final = 24 * 3600
KINDS: Final = (
    ("danger_now", gettext_lazy("They may be in danger now")),
    ("adult", gettext_lazy("An adult who is not well, or not safe")),
    ("child", gettext_lazy("A child or young person")),
    (
        "volunteer",
        gettext_lazy("Somebody who helps to run a group, and how they behave"),
    ),
    ("other", gettext_lazy("Something else")),
)


class WorriedForm(forms.Form):
    """Who it is, what comes nearest, what worries somebody, and how to reach them."""

    who = PlainWords(
        label=gettext_lazy("Who are you worried about?"),
        help_text=gettext_lazy("The name you know them by. We look it up nowhere."),
        max_length=LONGEST["who"],
        error_messages={"required": gettext_lazy("Say who it is, by any name.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What comes nearest?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what comes nearest.")},
    )
    words = PlainWords(
        label=gettext_lazy("What worries you?"),
        help_text=gettext_lazy("What you saw or heard. A few words are enough."),
        max_length=LONGEST["words"],
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Say in a few words what it is.")},
    )
    about_lead = forms.BooleanField(
        label=gettext_lazy("They look after safeguarding here"),
        help_text=gettext_lazy(
            "Then they do not see that it is there. Another lead reads it, or the person "
            "who hosts this house."
        ),
        required=False,
    )
    reach = PlainWords(
        label=gettext_lazy("How can a lead reach you?"),
        help_text=gettext_lazy("A number or an address. Leave it empty if you prefer."),
        max_length=LONGEST["reach"],
        required=False,
    )


@dataclass(frozen=True, slots=True)
class WorriedPage:
    """Everything public/worried.html may show.

    hours, first_look -- who reads it and when, in the organisation's words and by its
    times. outside -- who can be turned to when nobody inside can read it fairly.
    most -- so many about one person are read.
    """

    form: WorriedForm
    hours: str
    first_look: str
    outside: str
    is_known: bool
    most: int
    why_not: str


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show where help is now, then the form."""
    return _page(request, actor, WorriedForm())


def act(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Keep it for the leads. The answer is the same whoever it is about."""
    form = WorriedForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, form, status=400)
    if limits.is_too_often(request, "worried", most=A_DAY, seconds=SECONDS):
        return _page(request, actor, form, why_not=_too_often(), status=429)
    given = form.cleaned_data
    try:
        tell_of_a_worry(
            actor,
            Worried(
                " ".join(given["who"].split()),
                given["kind"],
                given["words"],
                given["reach"],
            ),
            is_about_a_lead=given["about_lead"],
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except (TooOften, CannotReport) as no:
        return _page(request, actor, form, why_not=no.why, status=429)
    return redirect("worried_kept")


def kept(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Say what happens next; nothing of what was told."""
    page = _words(request, actor, WorriedForm(), "")
    return render(request, "public/worried_kept.html", {"page": page})


def _too_often() -> str:
    return _(
        "From here, as much as one can tell in a day has been told. A lead reads it. "
        "What you typed is still below. If it cannot wait, use Help now."
    )


def _page(
    request: HttpRequest,
    actor: Anybody,
    form: WorriedForm,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    page = _words(request, actor, form, why_not)
    return render(request, "public/worried.html", {"page": page}, status=status)


def _words(
    request: HttpRequest, actor: Anybody, form: WorriedForm, why_not: str
) -> WorriedPage:
    return WorriedPage(
        form=form,
        hours=hours_sentence(house_of(request)),
        first_look=first_look_sentence(practice.ours()),
        outside=house_of(request).second_reader,
        is_known=isinstance(actor, Actor),
        most=MOST_READ,
        why_not=why_not,
    )
