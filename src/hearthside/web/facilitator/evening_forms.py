"""The few questions of one evening: are both here, how many came, how are you."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.meetings.counting import MOST, Sums
from hearthside.meetings.debriefing import WORDS

_HOW: Final = {
    "light": _("Light"),
    "steady": _("Steady"),
    "tired": _("Tired"),
    "heavy": _("Heavy"),
    "shaken": _("Shaken"),
}
_COUNT: Final = {"min": 0, "max": MOST, "inputmode": "numeric"}


def _count(label: Any, *, help_text: Any = "", required: bool = False) -> Any:
    # The bounds are the room's: it has a sentence for each, and these have none.
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.NumberInput(attrs=_COUNT),
    )


class CountForm(forms.Form):
    """How many were there; three sums and no names."""

    # Read by the act itself: what a page of ours wrote, to the letter.
    term = forms.CharField(required=False, widget=forms.HiddenInput)
    here = _count(
        _("Here tonight"),
        help_text=_("Everybody who came, without you two."),
        required=True,
    )
    first_time = _count(_("Here for the first time"))
    been_before = _count(_("Have been before"))

    @property
    def sums(self) -> Sums:
        """The sums as they are kept."""
        given = self.cleaned_data
        return Sums(given["here"], given["first_time"], given["been_before"])


class DebriefForm(forms.Form):
    """How somebody is after the evening: one word of five, or none."""

    how = forms.ChoiceField(
        label=_("After tonight I feel"),
        choices=[(word, _HOW[word]) for word in WORDS],
        widget=forms.RadioSelect,
        required=False,
    )
    wants_a_talk = forms.BooleanField(
        label=_("I would like to talk to somebody"),
        help_text=_("Your coordinator sees that, and nothing else."),
        required=False,
    )
