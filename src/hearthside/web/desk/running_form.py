"""The questions about an evening: words read aloud, and one row for each step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.meetings.running import (
    LONGEST_CLOSING,
    LONGEST_NOTE,
    LONGEST_OPENING,
    LONGEST_STEP,
    LONGEST_TITLE,
    MOST_STEPS,
    Order,
)
from hearthside.meetings.running_templates import KINDS, TEMPLATES, Step
from hearthside.web.desk.plain_words import PlainWords

COLUMNS: Final = ("kind", "title", "minutes", "words")
NEW_STEP: Final = {"kind": "talk", "title": "", "minutes": "10", "words": ""}
_MOVE: Final = re.compile(r"(?P<what>up|down|remove)-(?P<row>[1-9][0-9]?)")


class RunningForm(forms.Form):
    """How a group's evening runs. Each step is four fields, numbered as it stands."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    template = forms.ChoiceField(
        choices=[(key, one.name) for key, one in TEMPLATES.items()],
        widget=forms.HiddenInput,
    )
    opening_words = PlainWords(
        label=gettext_lazy("Opening words"),
        help_text=gettext_lazy("Read aloud at the beginning."),
        max_length=LONGEST_OPENING,
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )
    closing_words = PlainWords(
        label=gettext_lazy("Closing words"),
        help_text=gettext_lazy("Read aloud at the end."),
        max_length=LONGEST_CLOSING,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, *given: Any, rows: int, **more: Any) -> None:
        super().__init__(*given, **more)
        self.rows = rows
        for row in range(1, rows + 1):
            self.fields.update(_questions(row))

    def order(self) -> Order:
        """Return what the form says, once it is valid."""
        cleaned = self.cleaned_data
        return Order(
            cleaned["template"],
            cleaned["opening_words"],
            cleaned["closing_words"],
            tuple(
                Step(*(cleaned[f"{name}_{row}"] for name in COLUMNS))
                for row in range(1, self.rows + 1)
            ),
        )


def rows_in(typed: Mapping[str, Any]) -> int:
    """Return how many steps were sent; one too many is still counted, to be refused."""
    return sum(1 for row in range(1, MOST_STEPS + 2) if f"title_{row}" in typed)


def as_typed(order: Order) -> dict[str, str]:
    """Return an order as the form would send it."""
    typed = {
        "template": order.template,
        "opening_words": order.opening_words,
        "closing_words": order.closing_words,
    }
    return typed | _numbered(
        [{name: str(getattr(step, name)) for name in COLUMNS} for step in order.steps]
    )


def is_a_move(do: str) -> bool:
    """Return whether this button changes the steps, instead of keeping them."""
    return do == "add" or _MOVE.fullmatch(do) is not None


def moved(typed: Mapping[str, Any], do: str) -> dict[str, str]:
    """Return what was typed with one step added, moved or taken out; nothing is lost."""
    steps = [
        {name: str(typed.get(f"{name}_{row}", "")) for name in COLUMNS}
        for row in range(1, MOST_STEPS + 2)
        if f"title_{row}" in typed
    ]
    if found := _MOVE.fullmatch(do):
        _move(steps, found["what"], int(found["row"]) - 1)
    elif len(steps) < MOST_STEPS:
        # An evening ends with its closing, so a new step goes before it.
        ends = bool(steps) and steps[-1]["kind"] == "closing"
        steps.insert(len(steps) - 1 if ends else len(steps), dict(NEW_STEP))
    rest = {
        name: str(typed.get(name, ""))
        for name in ("version", "template", "opening_words", "closing_words")
    }
    return rest | _numbered(steps)


def steps_typed(typed: Mapping[str, Any]) -> tuple[Step, ...]:
    """Return the steps as far as they can be read, to say when each begins."""
    return tuple(
        Step(
            str(typed.get(f"kind_{row}", "")),
            str(typed.get(f"title_{row}", "")),
            _minutes(str(typed.get(f"minutes_{row}", ""))),
            str(typed.get(f"words_{row}", "")),
        )
        for row in range(1, MOST_STEPS + 2)
        if f"title_{row}" in typed
    )


def _questions(row: int) -> dict[str, forms.Field]:
    number = {"row": row}
    return {
        f"title_{row}": PlainWords(
            label=_("Name of step %(row)d") % number,
            max_length=LONGEST_TITLE,
            error_messages={"required": _("Give each step a name.")},
        ),
        f"minutes_{row}": forms.IntegerField(
            label=_("Minutes of step %(row)d") % number,
            min_value=1,
            max_value=LONGEST_STEP,
            error_messages={"required": _("Say how many minutes it takes.")},
        ),
        f"kind_{row}": forms.ChoiceField(
            label=_("Kind of step %(row)d") % number, choices=list(KINDS.items())
        ),
        f"words_{row}": PlainWords(
            label=_("Note on step %(row)d") % number,
            max_length=LONGEST_NOTE,
            required=False,
            widget=forms.Textarea({"rows": 2}),
        ),
    }


def _numbered(steps: list[dict[str, str]]) -> dict[str, str]:
    return {
        f"{name}_{row}": step[name]
        for row, step in enumerate(steps, start=1)
        for name in COLUMNS
    }


def _move(steps: list[dict[str, str]], what: str, at: int) -> None:
    if at >= len(steps):
        return
    if what == "remove":
        # The last one stays: an evening without a step could not be kept.
        if len(steps) > 1:
            del steps[at]
        return
    to = at - 1 if what == "up" else at + 1
    if 0 <= to < len(steps):
        steps[at], steps[to] = steps[to], steps[at]


def _minutes(written: str) -> int:
    number = written.strip()
    known = number.isascii() and number.isdigit() and len(number) <= 3
    return min(LONGEST_STEP, int(number)) if known else 0
