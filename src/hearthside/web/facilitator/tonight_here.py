"""Tonight here: how many said they might come, and what would help them. Sums only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import might_come, schedule
from hearthside.meetings.might_come import Expected
from hearthside.meetings.schedule import Dated
from hearthside.web.desk.standing import moment
from hearthside.web.rings import Ring, ring_of

SEATS: Final = 12


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that would help somebody, with its icon."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class ExpectedPage:
    """Everything facilitator/tonight_here.html may show.

    called_off -- a sentence about a date that comes before this one and is off.
    forgotten -- when the notes go.
    """

    group_name: str
    head: str
    called_off: str
    people: str
    ring: Ring | None
    facts: tuple[Fact, ...]
    forgotten: str
    dates_url: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show what the notes for the next date say, to the facilitators of this group."""
    verb = Verb.SEE_WHO_MIGHT_COME
    group = directory.handle(actor, public_id=group_id, now=now, verb=verb)
    if not group.is_ours:
        raise NotFound
    coming = schedule.next_dates(group_id=group.id, now=now) if group.is_listed else []
    on = next((dated for dated in coming if not dated.is_called_off), None)
    off = coming[0] if coming and coming[0].is_called_off else None
    said = might_come.expected(actor, on, place=group.place) if on else None
    page = ExpectedPage(
        group_name=group.name,
        head=_head(on, group, now=now),
        called_off=_called_off(off, group, now=now) if on else "",
        people=_people(said) if said else "",
        ring=ring_of(said.people, SEATS, middle=str(said.people)) if said else None,
        facts=_facts(said) if said else (),
        forgotten=_forgotten(on, group, now=now) if on else "",
        dates_url=reverse("dates", args=[group_id]),
    )
    return render(request, "facilitator/tonight_here.html", {"page": page})


def _head(on: Dated | None, group: Handle, *, now: datetime) -> str:
    if on is None:
        return _("No date at the moment")
    here = ZoneInfo(group.zone)
    starts = on.starts_at.astimezone(here)
    if starts.date() != now.astimezone(here).date():
        return moment(on.starts_at, group.zone, now=now)
    words = _("Tonight, %(time)s") if starts.hour >= 17 else _("Today, %(time)s")
    return words % {"time": recurrence.say_time(starts.time())}


def _called_off(off: Dated | None, group: Handle, *, now: datetime) -> str:
    if off is None:
        return ""
    when = moment(off.starts_at, group.zone, now=now)
    return _("%(moment)s is called off. This is the next date that is on.") % {
        "moment": when
    }


def _people(said: Expected) -> str:
    if not said.people:
        return _("Nobody has said so far. People also come without saying.")
    return ngettext(
        "%(people)d person said they might come.",
        "%(people)d people said they might come.",
        said.people,
    ) % {"people": said.people}


def _facts(said: Expected) -> tuple[Fact, ...]:
    """Return what was ticked, as sums; what nobody ticked is left out."""
    ticks = (
        ("volume-x", said.quiet_seat, _("would like a quiet seat")),
        ("accessibility", said.step_free, _("need a way in without steps")),
        ("ear", said.just_listen, _("will just listen")),
        ("door-open", said.be_outside, _("would like somebody to meet them outside")),
    )
    return tuple(
        Fact(icon, f"{number} {words}") for icon, number, words in ticks if number
    )


def _forgotten(on: Dated, group: Handle, *, now: datetime) -> str:
    here = ZoneInfo(group.zone)
    morning = on.ends_at.astimezone(here).date() + timedelta(days=1)
    day = recurrence.say_date(morning, today=now.astimezone(here).date())
    return _("These notes carry no names. They are forgotten on %(day)s.") % {
        "day": day
    }
