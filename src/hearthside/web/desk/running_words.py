"""What the page of an evening says beside its form: times, templates, what differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.engines import recurrence
from hearthside.meetings import running
from hearthside.meetings.running import Order
from hearthside.meetings.running_templates import TEMPLATES, Step
from hearthside.web.desk.running_form import RunningForm


@dataclass(frozen=True, slots=True)
class OnTheClock:
    """One step and when it begins."""

    at: str
    title: str
    minutes: str


@dataclass(frozen=True, slots=True)
class Way:
    """One template to begin from, as it would run on our usual evening."""

    name: str
    about: str
    like: str
    steps: tuple[OnTheClock, ...]
    ends: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One step in the form: number, when it begins, its questions, where it may go."""

    number: int
    at: str
    title: BoundField
    minutes: BoundField
    kind: BoundField
    words: BoundField
    is_first: bool
    is_last: bool
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of the evening as it is kept now, and as it was typed here."""

    label: str
    now: str
    typed: str


def say_minutes(minutes: int) -> str:
    """Return "1 minute" or "25 minutes"."""
    return ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {
        "minutes": minutes
    }


def said_times(steps: Iterable[Step], *, starts: datetime) -> tuple[str, ...]:
    """Return when each step begins and when the last one ends, as people say it."""
    moments = running.starts_of(steps, starts_at=starts)
    return tuple(recurrence.say_time(moment.time()) for moment in moments)


def on_the_clock(
    steps: tuple[Step, ...], *, starts: datetime
) -> tuple[OnTheClock, ...]:
    """Return the steps with the times they begin at."""
    times = said_times(steps, starts=starts)
    return tuple(
        OnTheClock(at, step.title, say_minutes(step.minutes))
        for step, at in zip(steps, times, strict=False)
    )


def ways(
    public_id: str, *, starts: datetime, minutes: int, chosen: str
) -> tuple[Way, ...]:
    """Return every template as it would run on a usual evening of this group."""
    here, found = reverse("running", args=[public_id]), []
    for key, one in TEMPLATES.items():
        order = running.begin_from(one, minutes=minutes)
        found.append(
            Way(
                name=one.name,
                about=one.about,
                like=one.like,
                steps=on_the_clock(order.steps, starts=starts),
                ends=said_times(order.steps, starts=starts)[-1],
                url=f"{here}?begin={key}#order",
                is_chosen=key == chosen,
            )
        )
    return tuple(found)


def rows(
    form: RunningForm, steps: tuple[Step, ...], *, starts: datetime
) -> tuple[Row, ...]:
    """Return the steps of the form, each with the time it begins at."""
    times = said_times(steps, starts=starts)
    return tuple(
        Row(
            number=row,
            at=times[row - 1],
            title=form[f"title_{row}"],
            minutes=form[f"minutes_{row}"],
            kind=form[f"kind_{row}"],
            words=form[f"words_{row}"],
            is_first=row == 1,
            is_last=row == form.rows,
            is_wrong=any(f"{name}_{row}" in form.errors for name in ("kind", "words")),
        )
        for row in range(1, form.rows + 1)
    )


def length(steps: tuple[Step, ...], *, minutes: int, starts: datetime) -> str:
    """Return one sentence: does this fill a usual evening."""
    over = sum(step.minutes for step in steps) - minutes
    ends = said_times((Step("talk", "", minutes),), starts=starts)[-1]
    if over > 0:
        return _(
            "That is %(over)s longer than your evening, which ends at %(ends)s. On the "
            "night, rounds and talks are made shorter to fit."
        ) % {"over": say_minutes(over), "ends": ends}
    if over < 0:
        return _("Your evening ends at %(ends)s, so %(left)s are free.") % {
            "ends": ends,
            "left": say_minutes(-over),
        }
    return _("It ends at %(ends)s, when your evening does.") % {"ends": ends}


def differences(kept: Order, typed: Order) -> tuple[Difference, ...]:
    """Return what is kept now beside what was typed, where they are not the same."""
    pairs = (
        (_("Opening words"), kept.opening_words, typed.opening_words),
        (_("The steps"), _in_lines(kept), _in_lines(typed)),
        (_("Closing words"), kept.closing_words, typed.closing_words),
    )
    nothing = _("Nothing")
    return tuple(
        Difference(label, now or nothing, wrote or nothing)
        for label, now, wrote in pairs
        if now != wrote
    )


def _in_lines(order: Order) -> str:
    return "\n".join(
        f"{step.title}, {say_minutes(step.minutes)}"
        + (f": {step.words}" if step.words else "")
        for step in order.steps
    )
