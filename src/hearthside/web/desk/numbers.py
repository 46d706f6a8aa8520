"""How many came, locality by locality: week by week for its coordinator, quarters for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
from hearthside.meetings import attendance, quarters, sums
from hearthside.meetings.attendance import Day
from hearthside.meetings.sums import QuarterSums
from hearthside.organisation.wording import areas
from hearthside.web import charts
from hearthside.web.charts import Chart, Point, TableRow, chart_of
from hearthside.web.desk.reach import reach_of
from hearthside.web.desk.sums_words import SumsRow, sums_row
from hearthside.web.frame import house_of

QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class Link:
    """One group and the way to its numbers."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Quarterly:
    """The last quarter that stands still: its rows, one a group, and their total."""

    words: str
    rows: tuple[SumsRow, ...]
    total: SumsRow


@dataclass(frozen=True, slots=True)
class Place:
    """One locality.

    chart -- week by week, exact; None for everybody but its coordinators.
    quarter -- None while no quarter has been over for long enough.
    """

    name: str
    chart: Chart | None
    empty: str
    quarter: Quarterly | None


@dataclass(frozen=True, slots=True)
class NumbersPage:
    """Everything desk/numbers.html may show."""

    lead: str
    places: tuple[Place, ...]
    groups: tuple[Link, ...]
    take_away_url: str


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show how many came, in the localities and groups this person looks after."""
    reach, zone = reach_of(actor), house_of(request).zone
    groups = directory.ours(locality_ids=reach.locality_ids, group_ids=reach.group_ids)
    year = quarters.this_and_before(zone, now=now, most=QUARTERS)
    days = attendance.by_day(actor, groups, first=year[0].first, now=now)
    last = quarters.settled(zone, now=now, most=1)
    tables = sums.of_localities(actor, groups, last, zone=zone, now=now)
    today = now.astimezone(ZoneInfo(zone)).date()
    page = NumbersPage(
        lead=_lead(bool(days), bool(tables)),
        places=tuple(
            Place(
                name=area.name,
                chart=_chart(days[area.id], year, today=today)
                if days.get(area.id)
                else None,
                empty=_empty(area.id in days),
                quarter=_quarterly(tables[area.id]),
            )
            for area in areas()
            if area.id in tables
        ),
        groups=tuple(_link(group) for group in groups),
        take_away_url=_take_away(actor, tables),
    )
    return render(request, "desk/numbers.html", {"page": page})


def _chart(
    days: Sequence[Day], year: Sequence[quarters.Quarter], *, today: date
) -> Chart:
    weeks = _by_week(days)
    return chart_of(
        [
            # In the middle of its week, so that a quarter keeps its own.
            Point(monday + timedelta(days=3), _kind(week), week.here)
            for monday, week in weeks
        ],
        year,
        words=_what_it_shows([week for _monday, week in weeks]),
        head=_("People there"),
        rows=[_row(monday, week, today=today) for monday, week in reversed(weeks)],
    )


def _by_week(days: Sequence[Day]) -> list[tuple[date, Day]]:
    found: dict[date, Day] = {}
    for day in days:
        monday = day.on - timedelta(days=day.on.weekday())
        week = found.get(monday, Day(monday, 0, 0, 0))
        found[monday] = Day(
            monday,
            week.evenings + day.evenings,
            week.counted + day.counted,
            week.here + day.here,
        )
    return sorted(found.items())


def _kind(week: Day) -> str:
    if not week.counted:
        return charts.SILENT
    return charts.COUNTED if week.here else charts.NOBODY


def _row(monday: date, week: Day, *, today: date) -> TableRow:
    said = _("Week of %(day)s") % {"day": recurrence.say_date(monday, today=today)}
    if not week.counted:
        return TableRow(said, "–", _("not counted"))
    if week.counted == week.evenings:
        return TableRow(said, str(week.here), "")
    words = _("at %(counted)d of %(evenings)d evenings")
    parts = {"counted": week.counted, "evenings": week.evenings}
    return TableRow(said, str(week.here), words % parts)


def _what_it_shows(weeks: Sequence[Day]) -> str:
    counted = sum(week.counted for week in weeks)
    if not counted:
        return _("Nobody counted at these meetings, so there is nothing to show yet.")
    heads = sum(week.here for week in weeks)
    said = ngettext(
        "Week by week: %(heads)s visit in all.",
        "Week by week: %(heads)s visits in all.",
        heads,
    ) % {"heads": f"{heads:,}"}
    held = sum(week.evenings for week in weeks)
    if counted == held:
        return said
    missing = _("%(counted)d of %(held)d evenings were counted.")
    return f"{said} {missing % {'counted': counted, 'held': held}}"


def _quarterly(tables: Sequence[QuarterSums]) -> Quarterly | None:
    if not tables or not tables[0].total.evenings:
        return None
    table = tables[0]
    return Quarterly(
        table.quarter.words,
        tuple(sums_row(group.name, one) for group, one in table.groups),
        sums_row(_("All of them"), table.total),
    )


def _link(group: Handle) -> Link:
    return Link(group.name, reverse("group_numbers", args=[group.public_id]))


def _take_away(actor: Actor, tables: dict[int, list[QuarterSums]]) -> str:
    has_any = any(one.total.evenings for table in tables.values() for one in table)
    may = policy.may(actor, Verb.TAKE_NUMBERS_AWAY)
    return reverse("take_numbers_away") if may and has_any else ""


def _lead(coordinates: bool, sees_localities: bool) -> str:
    if coordinates:
        return _(
            "How many came. Exact numbers are for you; what you pass on is rounded, and "
            "small numbers are left out."
        )
    if sees_localities:
        return _("Sums of a quarter, rounded, with small numbers left out.")
    return _("How many came to the groups you look after. Nobody is named.")


def _empty(coordinates: bool) -> str:
    if not coordinates:
        return ""
    return _(
        "No evening has been held here this year. After the first one is closed and "
        "counted, it stands here."
    )
