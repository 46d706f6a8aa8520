"""The questions about letters: which, and when not."""

from __future__ import annotations

from datetime import time
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearthside.engines.quiet_hours import QuietHours
from hearthside.people.letters import HOUSE_HOURS, Kind, Wish
from hearthside.people.paces import Pace, choices_of
from hearthside.web.letter_kinds import ABOUT, NAMES

AS_USUAL: Final = "usual"
MY_OWN: Final = "own"
NONE: Final = "none"
ANY_HOUR: Final = QuietHours(time(0), time(0))

PACES: Final[dict[Pace, Any]] = {
    Pace.AT_ONCE: _("At once"),
    Pace.DAY: _("Once a day, in the morning"),
    Pace.WEEK: _("Once a week, on Monday"),
    Pace.HOUSE: _("No letter: only here, under What happened"),
}


class LettersForm(forms.Form):
    """How soon each kind of letter comes, and in which hours none does."""

    quiet = forms.ChoiceField(
        label=_("When it is quiet"),
        choices=(
            (AS_USUAL, _("From 9pm to 8am, as usual here")),
            (MY_OWN, _("In hours of my own")),
            (NONE, _("Never: write at any hour")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose when it is quiet.")},
    )
    begins = forms.TimeField(
        label=_("Quiet from"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        required=False,
    )
    ends = forms.TimeField(
        label=_("Quiet until"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        required=False,
    )

    def __init__(
        self, typed: Any = None, *, wish: Wish, kinds: tuple[Kind, ...]
    ) -> None:
        self.kinds, self.before = kinds, wish
        own = wish.hours or HOUSE_HOURS
        has_hours = own.begins != own.ends
        super().__init__(
            typed,
            initial={
                **{_name(kind): _pace(wish, kind) for kind in kinds},
                "quiet": AS_USUAL
                if wish.hours is None
                else MY_OWN
                if has_hours
                else NONE,
                "begins": own.begins if has_hours else HOUSE_HOURS.begins,
                "ends": own.ends if has_hours else HOUSE_HOURS.ends,
            },
        )
        for kind in kinds:
            self.fields[_name(kind)] = forms.ChoiceField(
                label=NAMES[kind],
                help_text=ABOUT[kind],
                choices=[(pace.value, PACES[pace]) for pace in choices_of(kind)],
                error_messages={"required": _("Choose how soon.")},
            )

    def of_kinds(self) -> list[forms.BoundField]:
        """Return the question about each kind."""
        return [self[_name(kind)] for kind in self.kinds]

    def clean(self) -> dict[str, Any]:
        """Ask for both times where somebody wants hours of their own."""
        cleaned = self.cleaned_data
        if cleaned.get("quiet") == MY_OWN:
            for name in ("begins", "ends"):
                if name in cleaned and cleaned[name] is None:
                    self.add_error(name, gettext("Say a time, such as 22:00."))
            both = cleaned.get("begins"), cleaned.get("ends")
            if None not in both and both[0] == both[1]:
                self.add_error(
                    "ends",
                    gettext("Choose another time. For no quiet hours, choose Never."),
                )
        return cleaned

    def wish(self) -> Wish:
        """Return what was chosen, once it is valid."""
        given = self.cleaned_data
        chosen = {kind: Pace(given[_name(kind)]) for kind in self.kinds}
        # A kind the page did not ask about stays as it was.
        stopped = self.before.stopped - set(self.kinds)
        stopped |= {kind for kind, pace in chosen.items() if pace is Pace.HOUSE}
        paces: dict[Kind, Pace] = {
            kind: pace
            for kind, pace in (self.before.paces | chosen).items()
            if pace in {Pace.DAY, Pace.WEEK}
        }
        hours = {
            AS_USUAL: None,
            MY_OWN: QuietHours(given["begins"], given["ends"])
            if given["quiet"] == MY_OWN
            else None,
            NONE: ANY_HOUR,
        }[given["quiet"]]
        return Wish(frozenset(stopped), hours, paces)


def _name(kind: Kind) -> str:
    return f"pace_{kind.value}"


def _pace(wish: Wish, kind: Kind) -> str:
    if kind in wish.stopped:
        return Pace.HOUSE.value
    return wish.paces.get(kind, Pace.AT_ONCE).value
