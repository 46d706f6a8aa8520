"""The questions at a report: which rung, for whom, why, until when."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.people.chosen_names import LONGEST as LONGEST_NAME
from hearthside.safety.ladder import LONGEST, LONGEST_PAUSE, Rung
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.wrong_words import RUNG_WORDS

A_WEEK: Final = 7


class AnswerForm(forms.Form):
    """One rung of the ladder."""

    rung = forms.ChoiceField(
        label=_("What you decide"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    towards = forms.ChoiceField(label=_("Whom it is for"), required=False)
    reason = PlainWords(
        label=_("Why, in plain words"),
        help_text=_("They read it. Nothing of who told you belongs in it."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
    )
    days = forms.IntegerField(
        label=_("For a pause: how many days"),
        min_value=1,
        max_value=LONGEST_PAUSE,
        initial=A_WEEK,
        required=False,
    )

    def __init__(
        self,
        typed: Any = None,
        *,
        rungs: tuple[Rung, ...],
        people: tuple[tuple[str, str], ...],
    ) -> None:
        super().__init__(typed)
        self.fields["rung"].choices = [  # type: ignore[attr-defined]
            (rung.value, RUNG_WORDS[rung]) for rung in rungs
        ]
        self.fields["towards"].choices = [("", "–"), *people]  # type: ignore[attr-defined]
        if not people:
            for name in ("towards", "reason"):
                del self.fields[name]
        if Rung.PAUSE not in rungs:
            del self.fields["days"]


class TellForm(forms.Form):
    """A line back to whoever said it."""

    words = PlainWords(
        label=_("Write back to whoever told us"),
        help_text=_(
            "They read it at their own address. You do not learn who they are."
        ),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Write a line.")},
    )


class NameForm(forms.Form):
    """Which name of the group it is about."""

    name = PlainWords(
        label=_("Which name is it about?"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Write the name.")},
    )


class AppealForm(forms.Form):
    """What came of an appeal, and why."""

    stands = forms.ChoiceField(
        label=_("Having looked again"),
        choices=[("yes", _("It stays")), ("no", _("It holds no longer"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    words = PlainWords(
        label=_("Why, in plain words"),
        help_text=_("They read it."),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Say why.")},
    )
