"""The questions about what leading asks for."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.meetings.requirements import (
    LONGEST_NAME,
    MOST_MONTHS,
    MOST_SHADOWED,
    Asked,
)
from hearthside.web.desk.plain_words import PlainWords

CHECK: Final = "check"


class RequirementForm(forms.Form):
    """One course or check, and how long it lasts."""

    name = PlainWords(
        label=_("What it is called"),
        help_text=_("As it stands on the certificate. Written again, it is changed."),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Say what it is called.")},
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=(("course", _("A course")), (CHECK, _("A check"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    months = forms.IntegerField(
        label=_("Months it lasts"),
        help_text=_("Leave it empty when it has no end."),
        min_value=1,
        max_value=MOST_MONTHS,
        required=False,
    )

    def clean_name(self) -> str:
        """Return the name on one line."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def asked(self) -> Asked:
        """Return what the form says, once it is valid."""
        given = self.cleaned_data
        return Asked(given["name"], given["months"], given["kind"] == CHECK)


class ShadowingForm(forms.Form):
    """How many evenings somebody shadows before they lead."""

    evenings = forms.IntegerField(
        label=_("Evenings shadowed first"),
        help_text=_("Sitting beside two who lead. With 0, nobody has to."),
        min_value=0,
        max_value=MOST_SHADOWED,
        error_messages={"required": _("Say how many; 0 is a number too.")},
    )
