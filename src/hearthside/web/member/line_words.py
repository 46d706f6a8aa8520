"""Lines in words: when somebody reads, how long a line lasts, and the questions about both."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hearthside.circles.asking import LONGEST, WEEKS, Hours
from hearthside.people.chosen_names import LONGEST as LONGEST_NAME
from hearthside.web.desk.plain_words import PlainWords
from hearthside.workflows.ask_for_a_line import Named

# Rather a few that are easy to say than every hour of the day.
HOURS: Final = {
    "any": Hours(0, 24),
    "morning": Hours(7, 12),
    "day": Hours(9, 17),
    "evening": Hours(17, 22),
}
HOURS_WORDS: Final = {
    "any": gettext_lazy("Whenever I look"),
    "morning": gettext_lazy("In the morning, 7am to noon"),
    "day": gettext_lazy("In the day, 9am to 5pm"),
    "evening": gettext_lazy("In the evening, 5pm to 10pm"),
}


class HoursForm(forms.Form):
    """When I read."""

    hours = forms.ChoiceField(
        label=gettext_lazy("When do you read?"),
        help_text=gettext_lazy(
            "The other sees it, and does not expect you at other times."
        ),
        choices=list(HOURS_WORDS.items()),
        initial="any",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )

    def chosen(self) -> Hours:
        """Return the hours that were chosen, once the form is valid."""
        return HOURS[self.cleaned_data["hours"]]


class AskForm(HoursForm):
    """Whom, why, for how long, and when I read."""

    name = PlainWords(
        label=gettext_lazy("Whom do you ask?"),
        help_text=gettext_lazy("As they are called in this group."),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Write the name.")},
    )
    third = PlainWords(
        label=gettext_lazy("And a third?"),
        help_text=gettext_lazy("Then all three of you have to say yes."),
        max_length=LONGEST_NAME,
        required=False,
    )
    own_words = PlainWords(
        label=gettext_lazy("Why do you ask, in a sentence?"),
        help_text=gettext_lazy(
            "They read it before they answer. This sentence is not sealed from us; what "
            "you write afterwards is."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write a sentence.")},
    )
    weeks = forms.TypedChoiceField(
        label=gettext_lazy("How long may it last?"),
        coerce=int,
        choices=[(weeks, weeks) for weeks in WEEKS],
        initial=WEEKS[1],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    field_order = ("name", "third", "own_words", "weeks", "hours")

    def __init__(self, typed: object = None) -> None:
        super().__init__(typed)  # type: ignore[arg-type]
        self.fields["weeks"].choices = [  # type: ignore[attr-defined]
            (weeks, weeks_words(weeks)) for weeks in WEEKS
        ]


def weeks_words(weeks: int) -> str:
    """Return how long a line lasts."""
    return ngettext("%(n)d week", "%(n)d weeks", weeks) % {"n": weeks}


def key_of(hours: Hours) -> str:
    """Return which choice these hours are; of none of them, any time."""
    return next((key for key, one in HOURS.items() if one == hours), "any")


def reads_words(one: Named) -> str:
    """Return when one of the others reads, in a sentence; empty where they did not say."""
    name = one.name or _("Somebody")
    return {
        "morning": _("%(name)s reads in the morning, from 7am to noon."),
        "day": _("%(name)s reads in the day, from 9am to 5pm."),
        "evening": _("%(name)s reads in the evening, from 5pm to 10pm."),
    }.get(key_of(one.hours), "") % {"name": name}


def names_words(others: tuple[Named, ...]) -> str:
    """Return the names of those in a line beside the reader."""
    names = [one.name or _("somebody") for one in others]
    if not names:
        return _("somebody who left")
    if len(names) == 1:
        return names[0]
    return _("%(one)s and %(other)s") % {"one": names[0], "other": names[1]}
