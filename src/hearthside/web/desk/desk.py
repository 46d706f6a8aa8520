"""The desk: what wants somebody this week, and the week itself, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.engines import recurrence
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import rota, schedule
from hearthside.meetings.schedule import Dated
from hearthside.people.signing_in import names_of
from hearthside.web.desk.reach import Reach, reach_of
from hearthside.web.desk.standing import Standing, standing
from hearthside.web.frame import house_of

WEEK: Final = timedelta(days=7)
# What waits longest comes first; beyond this the page says how many more there are.
MOST_WAITING: Final = 12


@dataclass(frozen=True, slots=True)
class Evening:
    """One date of one group; url is empty for somebody who may not change it."""

    group_name: str
    url: str
    date: Standing


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week with its evenings, gaps first."""

    words: str
    evenings: tuple[Evening, ...]


@dataclass(frozen=True, slots=True)
class Caution:
    """Somebody went, and nobody was there."""

    group_name: str
    group_url: str
    words: str
    on: str
    answer_url: str


@dataclass(frozen=True, slots=True)
class Faded:
    """A listing of ours nobody has confirmed for a month."""

    group_name: str
    group_url: str
    confirm_url: str


@dataclass(frozen=True, slots=True)
class MyGroup:
    """One group and the ways into it; empty where this person has none."""

    name: str
    dates_url: str
    details_url: str
    expected_url: str


@dataclass(frozen=True, slots=True)
class Empty:
    """A desk without a group: one sentence, one next step."""

    words: str
    next_url: str
    next_words: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Everything desk/desk.html may show."""

    lead: str
    gaps: tuple[Evening, ...]
    cautions: tuple[Caution, ...]
    more_cautions: int
    faded: tuple[Faded, ...]
    days: tuple[Day, ...]
    groups: tuple[MyGroup, ...]
    begin_url: str
    sees_volunteers: bool
    brings_in: bool
    proposals: int
    empty: Empty

    @property
    def is_clear(self) -> bool:
        return not (self.gaps or self.cautions or self.faded)


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the desk."""
    reach = reach_of(actor)
    groups = directory.ours(locality_ids=reach.locality_ids, group_ids=reach.group_ids)
    zone = ZoneInfo(house_of(request).zone)
    evenings = _this_week(actor, groups, zone=zone, now=now)
    gaps = tuple(evening for _day, evening in evenings if evening.date.needs)
    cautions = _cautions(actor, reach, now=now)
    faded = _faded(actor, reach, now=now)
    brings_in = policy.may(actor, Verb.BRING_IN_LISTINGS)
    begins = policy.may(actor, Verb.CHANGE_A_GROUP)
    begin_url = reverse("new_group") if begins else ""
    page = DeskPage(
        lead=_lead(len(gaps), len(cautions) + len(faded)),
        gaps=gaps,
        cautions=cautions[:MOST_WAITING],
        more_cautions=max(0, len(cautions) - MOST_WAITING),
        faded=faded[:MOST_WAITING],
        days=_by_day(evenings, today=now.astimezone(zone).date()),
        groups=tuple(_my_group(actor, group) for group in groups),
        begin_url=begin_url,
        sees_volunteers=policy.may(actor, Verb.SEE_VOLUNTEERS),
        brings_in=brings_in,
        proposals=directory.proposals_waiting(locality_ids=reach.locality_ids)
        if brings_in
        else 0,
        empty=_no_group(begin_url),
    )
    return render(request, "desk/desk.html", {"page": page})


def _this_week(
    actor: Actor, groups: list[Handle], *, zone: ZoneInfo, now: datetime
) -> list[tuple[date, Evening]]:
    today = now.astimezone(zone).date()
    first = datetime.combine(today, time(), tzinfo=zone)
    by_id = {group.id: group for group in groups if group.is_listed}
    found = schedule.dates_between(by_id, first=first, last=first + WEEK)
    ids = [dated.id for dated in found]
    ready, down = rota.ready(ids), rota.on_the_rota(ids)
    names = names_of(sorted({who for people in down.values() for who in people}))
    evenings = []
    for dated in found:
        group = by_id[dated.group_id]
        said = standing(
            dated,
            zone=group.zone,
            ready=ready[dated.id],
            who=tuple(names[who] for who in down[dated.id] if who in names),
            now=now,
        )
        day = dated.starts_at.astimezone(ZoneInfo(group.zone)).date()
        evenings.append((day, _evening(actor, group, dated, said)))
    return evenings


def _evening(actor: Actor, group: Handle, dated: Dated, said: Standing) -> Evening:
    may_change = policy.may(actor, Verb.CHANGE_A_DATE, group.place)
    url = reverse("date", args=[dated.public_id]) if may_change else ""
    return Evening(group.name, url, said)


def _by_day(
    evenings: Sequence[tuple[date, Evening]], *, today: date
) -> tuple[Day, ...]:
    by_day: dict[date, list[Evening]] = {}
    for day, evening in evenings:
        by_day.setdefault(day, []).append(evening)
    return tuple(
        # Sorting keeps the order of the clock inside gaps and inside the rest.
        Day(_day_words(day, today), tuple(sorted(by_day[day], key=_gaps_first)))
        for day in sorted(by_day)
    )


def _gaps_first(evening: Evening) -> bool:
    return not evening.date.needs


def _day_words(day: date, today: date) -> str:
    said = recurrence.say_date(day, today=today)
    if day == today:
        return _("Today, %(day)s") % {"day": said}
    if day == today + timedelta(days=1):
        return _("Tomorrow, %(day)s") % {"day": said}
    return said


def _cautions(actor: Actor, reach: Reach, *, now: datetime) -> tuple[Caution, ...]:
    found = directory.open_cautions(
        locality_ids=reach.locality_ids, group_ids=reach.group_ids
    )
    return tuple(
        Caution(
            group.name,
            reverse("group", args=[group.public_id]),
            _nobody_words(on, times, today=now.date()),
            on.isoformat(),
            _if_may(actor, Verb.CONFIRM_A_LISTING, group, "answer"),
        )
        for group, on, times in found
    )


def _nobody_words(on: date, times: int, *, today: date) -> str:
    day = recurrence.say_date(on, today=today)
    return ngettext(
        "Somebody said nobody was there on %(day)s.",
        "%(times)d people said nobody was there on %(day)s.",
        times,
    ) % {"day": day, "times": times}


def _faded(actor: Actor, reach: Reach, *, now: datetime) -> tuple[Faded, ...]:
    found = directory.unconfirmed(
        locality_ids=reach.locality_ids, group_ids=reach.group_ids, now=now
    )
    return tuple(
        Faded(
            group.name,
            reverse("group", args=[group.public_id]),
            _if_may(actor, Verb.CONFIRM_A_LISTING, group, "confirm"),
        )
        for group in found
    )


def _my_group(actor: Actor, group: Handle) -> MyGroup:
    return MyGroup(
        group.name,
        _if_may(actor, Verb.CHANGE_A_DATE, group, "dates"),
        _if_may(actor, Verb.CHANGE_A_GROUP, group, "details"),
        _if_may(actor, Verb.SEE_WHO_MIGHT_COME, group, "expected"),
    )


def _if_may(actor: Actor, verb: Verb, group: Handle, name: str) -> str:
    may = policy.may(actor, verb, group.place)
    return reverse(name, args=[group.public_id]) if may else ""


def _no_group(begin_url: str) -> Empty:
    if begin_url:
        return Empty(
            _("There is no group in your locality yet."), begin_url, _("Begin a group")
        )
    return Empty(
        _(
            "No group is yours to look after yet. A coordinator or the host can give one."
        ),
        reverse("groups"),
        _("Look at all groups"),
    )


def _lead(gaps: int, others: int) -> str:
    said = []
    if gaps:
        said.append(
            ngettext(
                "One date this week needs somebody.",
                "%(gaps)d dates this week need somebody.",
                gaps,
            )
            % {"gaps": gaps}
        )
    if others:
        said.append(
            ngettext(
                "One listing wants a look.", "%(others)d listings want a look.", others
            )
            % {"others": others}
        )
    return " ".join(said) or _("Nothing waits for you. This week is looked after.")
