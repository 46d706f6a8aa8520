"""The questions about a group: every answer bound by its column."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearthside.engines import recurrence, words
from hearthside.groups.changing import LANGUAGE, LENGTHS, MOST_SEATS, Details
from hearthside.organisation import places
from hearthside.web.desk.details_words import (
    FAMILIES,
    TEXTS,
    day_of,
    initial_of,
    new_ones,
    usual_sentence,
)
from hearthside.web.desk.places_typed import not_known
from hearthside.web.desk.plain_words import PlainWords

SEVERAL: Final = frozenset({"topics", "who_for", "access", "manner", "languages"})
SPARE_PAUSES: Final = 2
LONGEST_LIST: Final = 2000
LONGEST_PLACE: Final = 80
MOST_DATES: Final = 60
STATES: Final = (
    ("listed", _("Listed: people find it, with its dates")),
    ("paused", _("Taking a pause: the page says so, and shows no dates")),
    ("unlisted", _("Not listed: only its own people see the page, without dates")),
)
_OUTWARD: Final = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?)(?:\s*[0-9][A-Z]{2})?\b")
_DAY: Final = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def _text(name: str, label: Any, help_text: Any = "", *, long: bool = False) -> Any:
    return PlainWords(
        label=label,
        help_text=help_text,
        max_length=LENGTHS[name],
        required=False,
        widget=forms.Textarea({"rows": 4}) if long else forms.TextInput,
    )


def _ticks(label: Any, choices: dict[str, str]) -> Any:
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class DetailsForm(forms.Form):
    """What a newcomer reads, where and when the group meets."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    name = PlainWords(
        label=_("Name of the group"),
        max_length=LENGTHS["name"],
        error_messages={"required": _("Give the group a name.")},
    )
    state = forms.ChoiceField(
        label=_("Is it listed?"), choices=STATES, widget=forms.RadioSelect
    )
    one_line = _text("one_line", _("In one line"))
    about = _text("about", _("About the group"), long=True)
    first_time = _text(
        "first_time",
        _("Your first time"),
        _("What happens, minute by minute, for somebody who is afraid to come."),
        long=True,
    )
    who_meets_you = _text(
        "who_meets_you",
        _("Who meets you at the door"),
        _("And how to know them: a green scarf, a name badge."),
        long=True,
    )
    hours_note = _text(
        "hours_note", _("When facilitators can be reached"), _("Be honest."), long=True
    )
    seats = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=MOST_SEATS,
        error_messages={"required": _("Say how many chairs there are.")},
    )
    attendance = forms.ChoiceField(
        label=_("How people take part"),
        choices=list(words.ATTENDANCE.items()),
        widget=forms.RadioSelect,
    )
    place_name = _text("place_name", _("Name of the place"))
    address = _text("address", _("Address"))
    address_withheld = forms.BooleanField(
        label=_("Keep the address off the page"),
        help_text=_("People are told it when they ask."),
        required=False,
    )
    district = _text("district", _("District"))
    area = PlainWords(
        label=_("Postcode or town, to put it on the map"),
        help_text=_("Only when the place has moved. The first half is enough: LS6."),
        max_length=LONGEST_PLACE,
        required=False,
    )
    latitude = forms.FloatField(
        label=_("North, in degrees"), min_value=-90, max_value=90, required=False
    )
    longitude = forms.FloatField(
        label=_("East, in degrees"), min_value=-180, max_value=180, required=False
    )
    door = _text("door", _("The door"))
    directions = _text("directions", _("How to get there"), long=True)
    access_notes = _text("access_notes", _("Getting in"), long=True)
    online_link = _text(
        "online_link",
        _("Link for joining online"),
        _(
            "Kept sealed. Members and facilitators see it from half an hour before the "
            "start until the end."
        ),
    )
    online_note = _text("online_note", _("How joining online works"), long=True)
    sentence = PlainWords(
        label=_("When it meets"),
        help_text=_("Such as “Every second Tuesday at 7.30pm”."),
        max_length=400,
    )
    counts_from = forms.DateField(
        label=_("From which day"),
        help_text=_("Only when the line above is new. Fortnights count from here."),
        widget=_DAY,
        required=False,
    )
    minutes = forms.IntegerField(
        label=_("Minutes, from open to close"), min_value=5, max_value=1440
    )
    without = PlainWords(
        label=_("Dates it does not meet"),
        help_text=_("One on a line, such as 29 December 2026."),
        max_length=LONGEST_LIST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    topics = _ticks(_("What people there have in common"), words.TOPICS)
    who_for = _ticks(_("Whom it is for"), words.WHO_FOR)
    access = _ticks(_("What the place or the call offers"), words.ACCESS)
    manner = _ticks(_("How an evening goes"), words.MANNER)
    languages = _ticks(_("Languages"), words.LANGUAGES)

    def __init__(
        self, *given: Any, details: Details, country: str, today: date, **more: Any
    ) -> None:
        self.before, self.country, self.today = details, country, today
        super().__init__(*given, **more)
        self.pauses = max(1, len(self._coming_pauses())) + SPARE_PAUSES
        for number in range(1, self.pauses + 1):
            for end, label in (("first", _("First day")), ("last", _("Last day"))):
                field = forms.DateField(label=label, widget=_DAY, required=False)
                self.fields[f"pause_{number}_{end}"] = field
        self.initial = initial_of(details, self._coming_pauses(), self.today) | dict(
            self.initial
        )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not self.errors:
            self._read_pattern(cleaned)
            self._find_place(cleaned)
        return cleaned

    def details(self) -> Details:
        """Return what the form says, once it is valid."""
        said = {word for family in FAMILIES for word in self.cleaned_data[family]}
        said |= {LANGUAGE + code for code in self.cleaned_data["languages"]}
        return replace(
            self.before,
            **{name: self.cleaned_data[name] for name in TEXTS},
            state=self.cleaned_data["state"],
            seats=self.cleaned_data["seats"],
            attendance=self.cleaned_data["attendance"],
            address_withheld=self.cleaned_data["address_withheld"],
            latitude=self.cleaned_data["latitude"],
            longitude=self.cleaned_data["longitude"],
            is_approximate=self.cleaned_data["is_approximate"],
            said=frozenset(said),
            pattern=self.cleaned_data["pattern"],
        )

    def _read_pattern(self, cleaned: dict[str, Any]) -> None:
        without, pauses = self._without(cleaned), self._pauses(cleaned)
        usual = replace(self.before.pattern, minutes=cleaned["minutes"])
        if cleaned["sentence"] != usual_sentence(self.before.pattern):
            try:
                usual = recurrence.read(
                    cleaned["sentence"],
                    starts_on=cleaned["counts_from"] or self.today,
                    zone=usual.zone,
                    minutes=cleaned["minutes"],
                )
            except recurrence.NotUnderstood as asks:
                return self.add_error("sentence", asks.why)
            except recurrence.NotAPattern as wrong:
                return self.add_error("sentence", str(wrong))
        cleaned["pattern"] = replace(
            usual,
            without=tuple(sorted({*without, *new_ones(usual.without, self.before)})),
            pauses=tuple(sorted({*pauses, *new_ones(usual.pauses, self.before)})),
        )
        return None

    def _without(self, cleaned: dict[str, Any]) -> list[date]:
        past = [day for day in self.before.pattern.without if day < self.today]
        lines = [line.strip() for line in cleaned["without"].splitlines()]
        found = [day_of(line) for line in lines if line]
        if None in found or len(found) > MOST_DATES:
            self.add_error(
                "without",
                gettext("Write one date on a line, such as 29 December 2026."),
            )
        return past + [day for day in found if day is not None]

    def _pauses(self, cleaned: dict[str, Any]) -> list[tuple[date, date]]:
        pauses = [p for p in self.before.pattern.pauses if p[1] < self.today]
        for number in range(1, self.pauses + 1):
            first = cleaned[f"pause_{number}_first"]
            last = cleaned[f"pause_{number}_last"]
            if first and last and first <= last:
                pauses.append((first, last))
            elif first or last:
                self.add_error(
                    f"pause_{number}_last",
                    gettext("A pause has a first day, and a last day not before it."),
                )
        return pauses

    def _find_place(self, cleaned: dict[str, Any]) -> None:
        """Put the group on the map: the numbers typed, else the area, else the address."""
        before = self.before
        typed = cleaned["latitude"], cleaned["longitude"]
        cleaned["is_approximate"] = before.is_approximate
        if typed != (before.latitude, before.longitude):
            if None in typed and typed != (None, None):
                self.add_error("latitude", gettext("Give both numbers, or neither."))
            cleaned["is_approximate"] = False
            return
        asked = cleaned["area"] or self._outward_of_a_new_address(cleaned["address"])
        if not asked:
            return
        spot = places.look_up(asked, country=self.country)
        if spot is not None:
            cleaned["latitude"], cleaned["longitude"] = spot.latitude, spot.longitude
            cleaned["is_approximate"] = True
        elif cleaned["area"]:
            self.add_error("area", not_known(asked, country=self.country))

    def _outward_of_a_new_address(self, address: str) -> str:
        if address == self.before.address:
            return ""
        found = _OUTWARD.findall(address.upper())
        return str(found[-1]) if found else ""

    def _coming_pauses(self) -> list[tuple[date, date]]:
        return [p for p in self.before.pattern.pauses if p[1] >= self.today]
