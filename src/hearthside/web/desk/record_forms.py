"""The questions at a safeguarding record."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.safety.asked import MOST_NAMES
from hearthside.safety.closing import LONGEST
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.desk.record_words import OUTCOMES


class ReviewForm(forms.Form):
    """When it is looked at again."""

    on = forms.DateField(
        label=_("Look at it again on"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Write the day as 2027-03-09."),
        },
    )


class OfferForm(forms.Form):
    """To which lead it is offered."""

    to = forms.TypedChoiceField(
        label=_("Offer it to"),
        coerce=int,
        error_messages={
            "required": _("Choose a lead."),
            "invalid_choice": _("Choose a lead."),
        },
    )

    def __init__(self, *args: object, leads: dict[int, str], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["to"].choices = list(leads.items())  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """How it ended, and why it is closed."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )
    words = PlainWords(
        label=_("Why it can be closed"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a few words why.")},
    )


class NotYetForm(forms.Form):
    """What is to be done first."""

    words = PlainWords(
        label=_("What is to be done first"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a few words what.")},
    )


class AskedForm(forms.Form):
    """When somebody asked what is kept of them."""

    on = forms.DateField(
        label=_("The day they asked"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Write the day as 2027-03-09."),
        },
    )


class NamesForm(forms.Form):
    """Names that are taken out wherever they stand."""

    names = PlainWords(
        label=_("Names to take out everywhere, one a line"),
        help_text=_(
            "Also what they are called by others, and places that give them away."
        ),
        max_length=MOST_NAMES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
