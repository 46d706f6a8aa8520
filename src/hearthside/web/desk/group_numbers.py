"""How many came to one group: the last evening, a year of dates, the sums of quarters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import attendance, quarters, sums
from hearthside.meetings.attendance import Evening
from hearthside.web import charts
from hearthside.web.charts import Chart, Point, TableRow, chart_of
from hearthside.web.desk.attendance_words import (
    number_of,
    what_is_missing,
    what_it_shows,
)
from hearthside.web.desk.sums_words import SumsRow, sums_row
from hearthside.web.desk.waiting import if_may
from hearthside.web.frame import house_of
from hearthside.web.rings import Ring, ring_of

QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class Last:
    """The last evening that was counted: its ring, and the words beside it."""

    ring: Ring
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class GroupNumbersPage:
    """Everything desk/group_numbers.html may show.

    empty -- why there is no chart, when there is none.
    """

    group_name: str
    lead: str
    last: Last | None
    chart: Chart | None
    empty: str
    sums: tuple[SumsRow, ...]
    dates_url: str
    doing_url: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show how many came to one of our groups."""
    group = directory.handle(actor, public_id=group_id, now=now, verb=Verb.SEE_NUMBERS)
    if not group.is_ours:
        # Nobody of ours counts at somebody else's group.
        raise NotFound
    zone = house_of(request).zone
    may_see_heads = policy.may(actor, Verb.SEE_HEADS, group.place)
    evenings = _a_year(actor, group, now=now) if may_see_heads else []
    may_change = policy.may(actor, Verb.CHANGE_A_DATE, group.place)
    page = GroupNumbersPage(
        group_name=group.name,
        lead=_lead(may_see_heads),
        last=_last(evenings, group, now=now),
        chart=_chart(evenings, group, now=now) if evenings else None,
        empty=_empty(may_see_heads),
        sums=_sums(actor, group, zone=zone, now=now),
        dates_url=reverse("dates", args=[group_id]) if may_change else "",
        doing_url=if_may(actor, Verb.SEE_GROUP_HEALTH, group, "group_health"),
    )
    return render(request, "desk/group_numbers.html", {"page": page})


def _a_year(actor: Actor, group: Handle, *, now: datetime) -> list[Evening]:
    first = quarters.this_and_before(group.zone, now=now, most=QUARTERS)[0]
    begins = first.begins(group.zone)
    return attendance.since(actor, place=group.place, first=begins, now=now)


def _last(evenings: Sequence[Evening], group: Handle, *, now: datetime) -> Last | None:
    counted = [evening for evening in evenings if evening.was_counted]
    if not counted:
        return None
    last = counted[-1]
    number, words = number_of(last)
    said = recurrence.say_date(
        _day(last, group), today=now.astimezone(ZoneInfo(group.zone)).date()
    )
    beside = _("The last evening counted: %(day)s") % {"day": said}
    ring = ring_of(last.here or 0, 8, middle=number)
    return Last(ring, number, f"{beside}, {words}." if words else f"{beside}.")


def _chart(evenings: Sequence[Evening], group: Handle, *, now: datetime) -> Chart:
    today = now.astimezone(ZoneInfo(group.zone)).date()
    return chart_of(
        [_point(evening, group) for evening in evenings],
        quarters.this_and_before(group.zone, now=now, most=QUARTERS),
        words=f"{what_it_shows(evenings)} {what_is_missing(evenings)}".strip(),
        head=_("People there"),
        rows=[
            TableRow(
                recurrence.say_date(_day(evening, group), today=today),
                *number_of(evening),
            )
            for evening in reversed(evenings)
        ],
    )


def _point(evening: Evening, group: Handle) -> Point:
    return Point(_day(evening, group), _kind(evening), evening.here or 0)


def _kind(evening: Evening) -> str:
    if evening.was_called_off:
        return charts.OFF
    if not evening.was_counted:
        return charts.SILENT
    if evening.here is None:
        return charts.FEW
    if evening.is_about:
        return charts.ABOUT
    return charts.COUNTED if evening.here else charts.NOBODY


def _day(evening: Evening, group: Handle) -> date:
    return evening.starts_at.astimezone(ZoneInfo(group.zone)).date()


def _sums(
    actor: Actor, group: Handle, *, zone: str, now: datetime
) -> tuple[SumsRow, ...]:
    if group.locality_id is None:
        # Without neighbours in a table there is nothing to hide a small number among.
        return ()
    neighbours = directory.ours(locality_ids=frozenset({group.locality_id}))
    over = quarters.settled(zone, now=now, most=QUARTERS)
    found = sums.of_group(actor, group, neighbours, over, zone=zone, now=now)
    return tuple(sums_row(quarter.words, row) for quarter, row in found)


def _lead(may_see_heads: bool) -> str:
    if may_see_heads:
        return _("How many came, date by date. Heads are counted, nobody is named.")
    return _(
        "Sums of a quarter, rounded. How many came to one evening stays with those who "
        "led it and their coordinator."
    )


def _empty(may_see_heads: bool) -> str:
    if not may_see_heads:
        return ""
    return _(
        "No evening has been held yet. After the first one is closed and counted, it "
        "stands here."
    )
