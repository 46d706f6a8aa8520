"""The questions a new group begins with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearthside.engines import recurrence, words
from hearthside.groups.changing import LENGTHS
from hearthside.groups.founding import LONGEST_PROMISE, MOST_PROMISES, NewGroup
from hearthside.organisation import places
from hearthside.web.desk.details_form import LONGEST_PLACE
from hearthside.web.desk.places_typed import not_known
from hearthside.web.desk.plain_words import PlainWords

SEATS: Final = 14
A_YEAR: Final = timedelta(days=366)
LONGEST_AGREEMENT: Final = MOST_PROMISES * (LONGEST_PROMISE + 2)
PROMISES: Final = (
    _("What is said here stays here."),
    _("Everybody may speak, and nobody has to."),
    _("We listen. We give advice only when somebody asks for it."),
)


class NewGroupForm(forms.Form):
    """What a group needs before people can find it; the rest stands in its details."""

    name = PlainWords(
        label=_("Name of the group"),
        help_text=_("As people say it, such as Tuesday circle, Headingley."),
        max_length=LENGTHS["name"],
        error_messages={"required": _("Give the group a name.")},
    )
    one_line = PlainWords(
        label=_("In one line"),
        help_text=_("What somebody reads first in the list."),
        max_length=LENGTHS["one_line"],
        required=False,
    )
    locality = forms.ChoiceField(
        label=_("Locality"),
        help_text=_("Its coordinators look after the group."),
        error_messages={"invalid_choice": _("Choose a locality of yours.")},
    )
    attendance = forms.ChoiceField(
        label=_("How people take part"),
        choices=list(words.ATTENDANCE.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how people take part.")},
    )
    place_name = PlainWords(
        label=_("Name of the place"),
        help_text=_("Such as Friends' Meeting House. Online, leave it empty."),
        max_length=LENGTHS["place_name"],
        required=False,
    )
    area = PlainWords(
        label=_("Postcode or town"),
        help_text=_(
            "Needed where people meet in person, so that others find it near them. The "
            "first half is enough: LS6."
        ),
        max_length=LONGEST_PLACE,
        required=False,
    )
    sentence = PlainWords(
        label=_("When it meets"),
        help_text=_("Such as “Every second Tuesday at 7.30pm”."),
        max_length=400,
        error_messages={"required": _("Say when the group meets.")},
    )
    minutes = forms.IntegerField(
        label=_("Minutes, from open to close"), min_value=5, max_value=1440
    )
    first_on = forms.DateField(
        label=_("The first date"),
        help_text=_("Fortnights count from here."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the first date.")},
    )
    promises = PlainWords(
        label=_("What people there promise one another"),
        help_text=_("One promise on a line. People agree to these when they join."),
        max_length=LONGEST_AGREEMENT,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Write at least one promise.")},
    )

    def __init__(
        self,
        *given: Any,
        choices: list[tuple[str, str]],
        country: str,
        zone: str,
        today: date,
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self.country, self.zone, self.today = country, zone, today
        locality = self.fields["locality"]
        assert isinstance(locality, forms.ChoiceField)  # noqa: S101 - said above
        locality.choices = choices

    def clean_first_on(self) -> date:
        """Refuse a first date that is over, or so far away that it is a slip."""
        first: date = self.cleaned_data["first_on"]
        if not self.today <= first <= self.today + A_YEAR:
            raise forms.ValidationError(
                gettext("Choose a day from today on, within a year.")
            )
        return first

    def clean_promises(self) -> tuple[str, ...]:
        """Return the promises, one for each line with words on it."""
        lines = self.cleaned_data["promises"].splitlines()
        found = tuple(line.strip() for line in lines if line.strip())
        if len(found) > MOST_PROMISES or any(
            len(line) > LONGEST_PROMISE for line in found
        ):
            raise forms.ValidationError(
                gettext("At most %(most)d promises, each at most %(longest)d letters.")
                % {"most": MOST_PROMISES, "longest": LONGEST_PROMISE}
            )
        return found

    def clean(self) -> dict[str, Any]:
        """Read the sentence and find the place, once each answer is one by itself."""
        cleaned = self.cleaned_data
        if {"sentence", "minutes", "first_on"} <= cleaned.keys():
            self._read_pattern(cleaned)
        if {"area", "attendance"} <= cleaned.keys():
            self._find_place(cleaned)
        return cleaned

    def new_group(self) -> NewGroup:
        """Return what the form says, once it is valid."""
        given = self.cleaned_data
        spot: places.Spot | None = given["spot"]
        return NewGroup(
            name=given["name"],
            one_line=given["one_line"],
            about="",
            first_time="",
            who_meets_you="",
            hours_note="",
            seats=SEATS,
            attendance=given["attendance"],
            pattern=given["pattern"],
            said=(),
            place_name=given["place_name"],
            latitude=spot.latitude if spot else None,
            longitude=spot.longitude if spot else None,
            is_approximate=spot is not None,
            promises=given["promises"],
            promised_on=self.today,
        )

    def _read_pattern(self, cleaned: dict[str, Any]) -> None:
        first = cleaned["first_on"]
        try:
            pattern = recurrence.read(
                cleaned["sentence"],
                starts_on=first,
                zone=self.zone,
                minutes=cleaned["minutes"],
            )
        except recurrence.NotUnderstood as asks:
            return self.add_error("sentence", asks.why)
        except recurrence.NotAPattern as wrong:
            return self.add_error("sentence", str(wrong))
        days = recurrence.dates(pattern, first=first, last=first + A_YEAR, most=1)
        if not days:
            return self.add_error(
                "sentence", gettext("That gives no date within a year.")
            )
        if days[0].on != first:
            said = recurrence.say_date(days[0].on, today=self.today)
            return self.add_error(
                "first_on",
                gettext(
                    "The group does not meet that day. From then on, %(day)s is it."
                )
                % {"day": said},
            )
        cleaned["pattern"] = pattern
        return None

    def _find_place(self, cleaned: dict[str, Any]) -> None:
        asked, cleaned["spot"] = cleaned["area"], None
        if asked:
            cleaned["spot"] = places.look_up(asked, country=self.country)
            if cleaned["spot"] is None:
                self.add_error("area", not_known(asked, country=self.country))
        elif cleaned["attendance"] in {words.IN_PERSON, words.HYBRID}:
            self.add_error(
                "area", gettext("Say where it meets, so that people near find it.")
            )
