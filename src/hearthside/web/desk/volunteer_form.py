"""The questions about one certificate: what for, from when, until when."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearthside.meetings import certificates
from hearthside.meetings.requirements import LONGEST_NAME, Asked
from hearthside.web.desk.plain_words import PlainWords

OTHER: Final = "other"


class CertificateForm(forms.Form):
    """One certificate of one volunteer."""

    what = forms.ChoiceField(
        label=_("What it is for"),
        error_messages={"required": _("Choose what it is for.")},
    )
    other = PlainWords(
        label=_("If it is something else: what it is called"),
        max_length=LONGEST_NAME,
        required=False,
    )
    got_on = forms.DateField(
        label=_("The day it was given"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say which day is on it.")},
    )
    runs_out_on = forms.DateField(
        label=_("Its last good day"),
        help_text=_("Left empty, we count the months the house says it lasts."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )

    def __init__(
        self, typed: Any, *, asked: list[Asked], kept: list[str], today: date
    ) -> None:
        super().__init__(typed)
        self.asked = {one.name: one for one in asked}
        self.today = today
        names = list(dict.fromkeys([*self.asked, *kept]))
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)  # noqa: S101 - said above
        what.choices = [
            *((name, name) for name in names),
            (OTHER, gettext("Something else")),
        ]

    def clean(self) -> dict[str, Any]:
        """Count the months where no end was given, and ask whether such a paper can be."""
        cleaned = self.cleaned_data
        name = cleaned.get("what", "")
        if name == OTHER:
            name = " ".join(cleaned.get("other", "").split())
            if not name and "other" in cleaned:
                self.add_error("other", gettext("Say what it is called."))
        if name and {"got_on", "runs_out_on"} <= cleaned.keys():
            paper = certificates.Paper(
                name,
                cleaned["got_on"],
                cleaned["runs_out_on"] or self._counted(name, cleaned["got_on"]),
            )
            if why := certificates.why_not_note(paper, today=self.today):
                ends = cleaned["runs_out_on"] is not None
                fits = cleaned["got_on"] <= self.today
                self.add_error("runs_out_on" if ends and fits else "got_on", why)
            cleaned["paper"] = paper
        return cleaned

    def _counted(self, name: str, got_on: date) -> date | None:
        asked = self.asked.get(name)
        # A year that is a slip is refused below; there is no counting on from it.
        if asked is None or got_on > self.today:
            return None
        return asked.runs_out_on(got_on)
