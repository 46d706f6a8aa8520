"""The three questions of giving a role: which, to whom, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearthside.core.actor import Role

SOMEBODY_NEW: Final = "new"


@dataclass(frozen=True, slots=True)
class Part:
    """One role that could be given, and where."""

    words: str
    role: Role
    group_id: int | None = None
    locality_id: int | None = None


class RoleForm(forms.Form):
    """One role for one person."""

    part = forms.ChoiceField(
        label=_("What they will do"),
        error_messages={"required": _("Choose what they will do.")},
    )
    who = forms.ChoiceField(
        label=_("Who"),
        help_text=_("Somebody new gets a code from you, which works once."),
        error_messages={"required": _("Choose who.")},
    )
    last_day = forms.DateField(
        label=_("Their last day"),
        help_text=_("Left empty, it goes on until somebody ends it."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )

    def __init__(
        self,
        typed: Any,
        *,
        parts: dict[str, Part],
        people: dict[str, tuple[int, str]],
        today: date,
    ) -> None:
        super().__init__(typed)
        self.parts, self.people, self.today = parts, people, today
        part, who = self.fields["part"], self.fields["who"]
        assert isinstance(part, forms.ChoiceField)  # noqa: S101 - said above
        assert isinstance(who, forms.ChoiceField)  # noqa: S101 - said above
        part.choices = [
            ("", gettext("Choose one")),
            *((key, one.words) for key, one in parts.items()),
        ]
        who.choices = [
            (SOMEBODY_NEW, gettext("Somebody new, by an invitation")),
            *((key, name) for key, (_id, name) in people.items()),
        ]

    def clean_last_day(self) -> date | None:
        """Refuse a day that is over, or so far off that it says nothing."""
        day: date | None = self.cleaned_data["last_day"]
        if day is not None and not self.today <= day <= self.today.replace(
            year=self.today.year + 10, day=1
        ):
            raise forms.ValidationError(gettext("Choose a day that is still to come."))
        return day

    def chosen(self) -> tuple[Part, int | None]:
        """Return the role and the person, or None for somebody new; once it is valid."""
        who = self.cleaned_data["who"]
        person = None if who == SOMEBODY_NEW else self.people[who][0]
        return self.parts[self.cleaned_data["part"]], person
