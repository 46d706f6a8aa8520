"""The sentences of one evening: where it stands, who waits, who might come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.engines import recurrence
from hearthside.meetings.counting import Sums
from hearthside.meetings.evenings import Evening
from hearthside.meetings.holding import EARLY
from hearthside.meetings.lone_working import GRACE, Checked
from hearthside.meetings.might_come import Expected
from hearthside.web.desk.plain_words import apart
from hearthside.web.desk.standing import moment

OFF, BEFORE, MINE, ELSEWHERE, CLOSED = "off", "before", "mine", "elsewhere", "closed"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that would help somebody, with its icon."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the evening as parts/steps.html shows it: done, now or next."""

    words: str
    state: str


def stage_of(evening: Evening) -> str:
    """Return where the evening stands for this person."""
    stands = evening.standing
    if stands.closed_at is not None:
        return CLOSED
    if stands.opened_at is not None:
        return MINE if stands.is_mine else ELSEWHERE
    return OFF if evening.dated.is_called_off else BEFORE


def head(evening: Evening, *, now: datetime) -> str:
    """Return "Tonight, 7.30pm", or the day in full when it is another."""
    here = ZoneInfo(evening.group.zone)
    starts = evening.dated.starts_at.astimezone(here)
    if starts.date() != now.astimezone(here).date():
        return moment(evening.dated.starts_at, evening.group.zone, now=now)
    words = _("Tonight, %(time)s") if starts.hour >= 17 else _("Today, %(time)s")
    return words % {"time": recurrence.say_time(starts.time())}


def at(when: datetime, evening: Evening) -> str:
    """Return a time of day on the clock of the group's place."""
    return recurrence.say_time(when.astimezone(ZoneInfo(evening.group.zone)).time())


def is_too_early(evening: Evening, *, now: datetime) -> bool:
    """Return whether nobody can check in or open it yet."""
    return now < evening.dated.starts_at - EARLY


def from_when(evening: Evening, *, now: datetime) -> str:
    """Say from when one can check in, while it is too early; otherwise nothing."""
    if not is_too_early(evening, now=now):
        return ""
    return _("You can check in from %(moment)s: two hours before it starts.") % {
        "moment": moment(evening.dated.starts_at - EARLY, evening.group.zone, now=now)
    }


def opens(evening: Evening, *, now: datetime) -> str:
    """Say from when the evening can be opened; a phone shows it while that is to come."""
    return _("You can open it from %(moment)s: two hours before it starts.") % {
        "moment": moment(evening.dated.starts_at - EARLY, evening.group.zone, now=now)
    }


def steps(evening: Evening, checked: Checked) -> tuple[Step, ...]:
    """Return the five steps of an evening, the first that is not done as the one to do."""
    stands = evening.standing
    done = (
        (_("Check in"), checked.in_at is not None),
        (_("Open"), stands.opened_at is not None),
        (_("Close"), stands.closed_at is not None),
        (_("Check out"), checked.out_at is not None),
    )
    first = next((words for words, is_done in done if not is_done), "")
    return tuple(
        Step(words, "done" if is_done else "now" if words == first else "next")
        for words, is_done in done
    )


def stands(evening: Evening) -> str:
    """Return one sentence: what is true of this evening now."""
    found = evening.standing
    if found.closed_at is not None:
        return _("Closed at %(time)s.") % {"time": at(found.closed_at, evening)}
    if found.opened_at is None:
        return ""
    opened = at(found.opened_at, evening)
    if found.is_mine:
        return _("Open since %(time)s. You hold it.") % {"time": opened}
    if evening.holder_name:
        return format_html(
            _("Open since {time}. {name} holds it."),
            time=opened,
            name=apart(evening.holder_name),
        )
    return _("Open since %(time)s, on another phone.") % {"time": opened}


def checked_words(checked: Checked, evening: Evening) -> str:
    """Return when the actor checked in and out, and until when they are waited for."""
    if checked.in_at is None:
        return ""
    came = _("You checked in at %(time)s.") % {"time": at(checked.in_at, evening)}
    if checked.out_at is not None:
        gone = _("You checked out at %(time)s.") % {"time": at(checked.out_at, evening)}
        return f"{came} {gone}"
    return came


def who_is_told(evening: Evening, checked: Checked) -> str:
    """Return who is told, from when on, if no check-out comes. Never more than is true."""
    due = checked.due_out_at or evening.dated.ends_at + GRACE
    time = at(due, evening)
    if evening.waits_name:
        return format_html(
            _("If you have not checked out by {time}, we write to {name}."),
            time=time,
            name=apart(evening.waits_name),
        )
    if evening.desk_is_told:
        return _(
            "Nobody waits by the phone tonight. If you have not checked out by "
            "%(time)s, we write to your coordinators."
        ) % {"time": time}
    return _(
        "Nobody can be told tonight. Tell somebody at home when to expect you, and "
        "what to do if you do not come."
    )


def people(said: Expected) -> str:
    """Return how many said they might come."""
    if not said.people:
        return _("Nobody has said so far. People also come without saying.")
    return ngettext(
        "%(people)d person said they might come.",
        "%(people)d people said they might come.",
        said.people,
    ) % {"people": said.people}


def facts(said: Expected) -> tuple[Fact, ...]:
    """Return what was ticked, as sums; what nobody ticked is left out."""
    ticks: Final = (
        ("volume-x", said.quiet_seat, _("would like a quiet seat")),
        ("accessibility", said.step_free, _("need a way in without steps")),
        ("ear", said.just_listen, _("will just listen")),
        ("door-open", said.be_outside, _("would like somebody to meet them outside")),
    )
    return tuple(
        Fact(icon, f"{number} {words}") for icon, number, words in ticks if number
    )


def forgotten(evening: Evening, *, now: datetime) -> str:
    """Return when the notes go: at close, or the morning after."""
    here = ZoneInfo(evening.group.zone)
    morning = evening.dated.ends_at.astimezone(here).date() + timedelta(days=1)
    day = recurrence.say_date(morning, today=now.astimezone(here).date())
    return _(
        "These notes carry no names. They are forgotten when you close, or on %(day)s."
    ) % {"day": day}


def sums(counted: Sums | None) -> str:
    """Return what was counted, for the two who counted it."""
    if counted is None:
        return _("Nobody counted.")
    here = ngettext(
        "%(here)d person was here.", "%(here)d people were here.", counted.here
    ) % {"here": counted.here}
    parts = []
    if counted.first_time is not None:
        parts.append(_("First time: %(many)d.") % {"many": counted.first_time})
    if counted.been_before is not None:
        parts.append(_("Been before: %(many)d.") % {"many": counted.been_before})
    return " ".join([here, *parts])
