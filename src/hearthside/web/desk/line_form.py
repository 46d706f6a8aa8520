"""The questions about one number of Help now."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.organisation.crisis_lines import Line
from hearthside.web.desk.plain_words import PlainWords


class LineForm(forms.Form):
    """What a line says, and that somebody rang it."""

    name = PlainWords(label=_("What it is called"), max_length=80)
    for_whom = PlainWords(label=_("For whom it is"), max_length=200)
    display = PlainWords(
        label=_("The number, as people read it"),
        help_text=_("Such as 116 123."),
        max_length=80,
    )
    dial = PlainWords(
        label=_("The number, as a phone dials it"),
        help_text=_("Such as tel:116123, or sms:85258 for a text."),
        max_length=80,
        required=False,
    )
    text_display = PlainWords(
        label=_("A number for texts, as people read it"), max_length=80, required=False
    )
    text_dial = PlainWords(
        label=_("The same, as a phone dials it"),
        help_text=_("Such as sms:88247."),
        max_length=80,
        required=False,
    )
    relay_display = PlainWords(
        label=_("Through a relay service, as people read it"),
        help_text=_("Such as 18001 116 123."),
        max_length=80,
        required=False,
    )
    relay_dial = PlainWords(
        label=_("The same, as a phone dials it"), max_length=80, required=False
    )
    sign_url = PlainWords(
        label=_("The address of a sign language video service"),
        help_text=_("It begins with https://."),
        max_length=200,
        required=False,
    )
    hours = PlainWords(label=_("When somebody answers, in words"), max_length=120)
    opens = PlainWords(
        label=_("The same for a phone, to say “open now”"),
        help_text=_(
            "Such as always, or mon-fri 09:00-18:00, sat 10:00-16:00. Leave it empty when "
            "bank holidays or anything else can change it."
        ),
        max_length=200,
        required=False,
    )
    zone = PlainWords(
        label=_("On which clock"),
        help_text=_("Such as Europe/London."),
        max_length=64,
        required=False,
    )
    languages = PlainWords(
        label=_("Languages spoken there"),
        help_text=_("Their codes, such as en cy."),
        max_length=60,
        required=False,
    )
    country = PlainWords(
        label=_("The country, if it is not yours"),
        help_text=_("Two letters, such as IE."),
        max_length=2,
        required=False,
    )
    also = PlainWords(label=_("What else helps"), max_length=300, required=False)
    source = PlainWords(
        label=_("Where it can be looked up"),
        help_text=_("The service's own page."),
        max_length=160,
    )
    is_urgent = forms.BooleanField(
        label=_("It is for when a life is in danger"), required=False
    )
    rang = forms.BooleanField(
        label=_("I rang it today, or texted it, and it is as I write here"),
        error_messages={"required": _("Ring it first. Then tick this.")},
    )

    def line(self, *, order: int, today: date) -> Line:
        """Return what the form says, once it is valid."""
        given: dict[str, Any] = dict(self.cleaned_data)
        del given["rang"]
        given = {
            name: " ".join(value.split()) if isinstance(value, str) else value
            for name, value in given.items()
        }
        given["country"] = given["country"].upper()
        return Line(**given, order=order, verified_on=today)


def typed(line: Line) -> dict[str, Any]:
    """Return the answers of a line, as the form begins with them."""
    return asdict(line)
