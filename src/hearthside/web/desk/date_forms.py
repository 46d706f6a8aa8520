"""The two questions of changing a date: when instead, and why not."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearthside.web.desk.plain_words import PlainWords

LONGEST_NOTE: Final = 200
LONGEST_REASON: Final = 140
# Far enough for every true move; beyond it the arithmetic of calendars ends.
FARTHEST: Final = timedelta(days=400)

# Shown to everybody who looks at the group, so none of them speaks of a person.
NEUTRAL: Final = (
    ("", _("Give no reason")),
    ("The room is closed that day", _("The room is closed that day")),
    ("There are not enough facilitators", _("There are not enough facilitators")),
    ("The weather", _("The weather")),
    ("A holiday", _("A holiday")),
)


class MoveForm(forms.Form):
    """When this date happens instead, on the clock of the group's place."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    at = forms.TimeField(
        label=_("Time it starts"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    place_note = PlainWords(
        label=_("A note about the place"),
        help_text=_("Shown beside this date, such as “In the small room, upstairs”."),
        max_length=LONGEST_NOTE,
        required=False,
    )

    def __init__(self, *given: Any, zone: str, now: datetime, **more: Any) -> None:
        super().__init__(*given, **more)
        self.zone = ZoneInfo(zone)
        self.today = now.astimezone(self.zone).date()

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not self.today <= day <= self.today + FARTHEST:
            raise forms.ValidationError(
                gettext("Choose a day that is still to come, and less than a year off.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if "day" in cleaned and "at" in cleaned:
            starts_at = on_the_clock(cleaned["day"], cleaned["at"], self.zone)
            if starts_at is None:
                self.add_error(
                    "at",
                    gettext(
                        "The clocks go forward that night, and this time is left out. "
                        "Choose an hour earlier or later."
                    ),
                )
            else:
                cleaned["starts_at"] = starts_at
        return cleaned


class CallOffForm(forms.Form):
    """Why a date does not happen: neutral words, or none."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Reason"), choices=NEUTRAL, widget=forms.RadioSelect, required=False
    )
    own_words = PlainWords(
        label=_("Or in your own words"),
        help_text=_("Anybody may read it, so no names and nothing about a person."),
        max_length=LONGEST_REASON,
        required=False,
    )

    @property
    def why(self) -> str:
        """The reason as it is kept: own words go before the list."""
        return str(self.cleaned_data["own_words"] or self.cleaned_data["reason"])


class PutBackForm(forms.Form):
    """Back to the usual time."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


def on_the_clock(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """Return this moment on the clock of the zone, or None when the clock jumps over it.

    Of an hour that comes twice, the first one counts.
    """
    wall = datetime.combine(day, at.replace(second=0, microsecond=0), tzinfo=zone)
    there_and_back = wall.astimezone(UTC).astimezone(zone)
    return (
        wall
        if there_and_back.replace(tzinfo=None) == wall.replace(tzinfo=None)
        else None
    )
