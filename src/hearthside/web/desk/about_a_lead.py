"""A lead finds that a worry or a record is about another lead: from then on it is kept from them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.core.actor import Actor
from hearthside.core.ids import opaque_id
from hearthside.safety import round_a_lead


class AboutForm(forms.Form):
    """Which other lead it is about."""

    lead = forms.ChoiceField(
        label=_("Which lead it is about"),
        error_messages={
            "required": _("Choose one."),
            "invalid_choice": _("Choose one."),
        },
    )

    def __init__(self, typed: Any = None, *, actor: Actor) -> None:
        super().__init__(typed)
        self.others = {
            opaque_id("lead", one): (one, name)
            for one, name in round_a_lead.other_leads(actor).items()
        }
        self.fields["lead"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((value, name) for value, (_one, name) in self.others.items()),
        ]

    @property
    def chosen(self) -> int:
        """The lead who was chosen, by number."""
        return self.others[self.cleaned_data["lead"]][0]
