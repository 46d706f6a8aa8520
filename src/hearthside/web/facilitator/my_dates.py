"""My dates: what I am down for, what I am asked to take, and gaps near me."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Actor, Role
from hearthside.core.policy import groups_of
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import gaps, my_dates, rota, rota_calendar, schedule, training
from hearthside.meetings.gaps import Gap
from hearthside.meetings.my_dates import Mine
from hearthside.people.signing_in import names_of
from hearthside.web.desk.rota_words import my_part_words
from hearthside.web.desk.standing import Standing, moment, standing

GAPS_AHEAD: Final = timedelta(weeks=5)
MOST_GAPS: Final = 12


@dataclass(frozen=True, slots=True)
class MyDate:
    """One date I am down for; note -- what is open about it."""

    group_name: str
    date: Standing
    part: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class AskedOfMe:
    """One date somebody asks me to take."""

    words: str
    group_name: str
    date: Standing
    part: str
    version: int
    accept_url: str
    decline_url: str


@dataclass(frozen=True, slots=True)
class GapNearMe:
    """One date that wants somebody, and that I may take."""

    group_name: str
    date: Standing
    words: str
    version: int
    take_url: str


@dataclass(frozen=True, slots=True)
class MyCalendar:
    """The secret address of my calendar, and until when it works."""

    address: str
    until: str


@dataclass(frozen=True, slots=True)
class MyDatesPage:
    """Everything facilitator/my_dates.html may show.

    no_gaps -- why there is no gap to take, when there is none.
    """

    lead: str
    why_not: str
    asked: tuple[AskedOfMe, ...]
    dates: tuple[MyDate, ...]
    gaps: tuple[GapNearMe, ...]
    more_gaps: int
    no_gaps: str
    calendar: MyCalendar | None
    calendar_url: str


@dataclass(frozen=True, slots=True)
class _Around:
    """What the lines of the page are said with."""

    groups: dict[int, Handle]
    names: dict[int, str]
    now: datetime

    def said(self, dated: schedule.Dated, *, ready: int) -> Standing:
        zone = self.groups[dated.group_id].zone
        return standing(dated, zone=zone, ready=ready, who=(), now=self.now)


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show my dates."""
    return page_of(request, actor, now=now)


def page_of(
    request: HttpRequest, actor: Actor, *, now: datetime, why_not: str = ""
) -> HttpResponse:
    """Draw my dates, with the reason when something was just declined."""
    until = now + schedule.AHEAD
    mine = my_dates.down_for(actor.person_id, since=now, until=until)
    asked = my_dates.asked_of(actor, now=now)
    open_ones = gaps.near_me(actor, now=now, until=now + GAPS_AHEAD)
    around = _around(mine, asked, open_ones, now=now)
    page = MyDatesPage(
        lead=_lead(mine, asked),
        why_not=why_not,
        asked=tuple(_asked(one, around) for one in asked),
        dates=tuple(_date(one, around) for one in mine),
        gaps=tuple(_gap(one, around) for one in open_ones[:MOST_GAPS]),
        more_gaps=max(0, len(open_ones) - MOST_GAPS),
        no_gaps="" if open_ones else _no_gaps(actor, now=now),
        calendar=_calendar(actor, now=now),
        calendar_url=reverse("my_calendar"),
    )
    status = 409 if why_not else 200
    return render(request, "facilitator/my_dates.html", {"page": page}, status=status)


def _around(
    mine: list[Mine], asked: list[Mine], open_ones: list[Gap], *, now: datetime
) -> _Around:
    both = [*mine, *asked]
    ids = {one.dated.group_id for one in both}
    ids |= {gap.dated.group_id for gap in open_ones}
    people = {one.owner for one in asked}
    people |= {one.offered_to for one in mine if one.offered_to is not None}
    return _Around(directory.handles(ids), names_of(sorted(people)), now)


def _date(one: Mine, around: _Around) -> MyDate:
    note = ""
    if one.offered_to is not None:
        name = around.names.get(one.offered_to, "")
        note = _("You asked %(name)s to take it. You are down until they say yes.")
        note = note % {"name": name}
    elif one.wants_a_swap:
        note = _("You cannot make it. You are down until somebody takes it.")
    return MyDate(
        around.groups[one.dated.group_id].name,
        around.said(one.dated, ready=one.ready),
        my_part_words(one.part),
        note,
        reverse("my_date", args=[one.dated.public_id]),
    )


def _asked(one: Mine, around: _Around) -> AskedOfMe:
    words = _("%(name)s cannot make this evening and asks you to take it.")
    public_id = one.dated.public_id
    return AskedOfMe(
        words % {"name": around.names.get(one.owner, _("Somebody"))},
        around.groups[one.dated.group_id].name,
        around.said(one.dated, ready=one.ready),
        my_part_words(one.part),
        one.dated.version,
        reverse("accept_date", args=[public_id]),
        reverse("decline_date", args=[public_id]),
    )


def _gap(gap: Gap, around: _Around) -> GapNearMe:
    words = _("Somebody cannot make it and asks for a swap.")
    if gap.missing:
        words = ngettext(
            "One is down for it, and one is missing.",
            "Nobody is down for it yet.",
            gap.missing,
        )
    return GapNearMe(
        around.groups[gap.dated.group_id].name,
        around.said(gap.dated, ready=rota.NEEDED - gap.missing),
        words,
        gap.dated.version,
        reverse("take_date", args=[gap.dated.public_id]),
    )


def _lead(mine: list[Mine], asked: list[Mine]) -> str:
    on = sum(1 for one in mine if not one.dated.is_called_off)
    said = _("You are down for no evening in the coming three months.")
    if on:
        said = ngettext(
            "You are down for one evening in the coming three months.",
            "You are down for %(on)d evenings in the coming three months.",
            on,
        ) % {"on": on}
    return f"{said} {_('Somebody asks you for one.')}" if asked else said


def _no_gaps(actor: Actor, *, now: datetime) -> str:
    if not groups_of(actor, Role.FACILITATOR):
        return _("Gaps are offered to those who facilitate a group.")
    if not training.trained([actor.person_id], on=now.date()):
        return _(
            "Gaps are offered to people whose certificates are in date. When yours are, "
            "you find them here."
        )
    return _("No evening near you wants somebody in the coming five weeks.")


def _calendar(actor: Actor, *, now: datetime) -> MyCalendar | None:
    mine = rota_calendar.mine(actor, now=now)
    if mine is None:
        return None
    path = reverse("rota_calendar", args=[mine.secret])
    return MyCalendar(
        f"{settings.CONFIG.base_address}{path}",
        moment(mine.lasts_until, "UTC", now=now).partition(",")[0],
    )
