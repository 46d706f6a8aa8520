"""A folded list: all our listed groups of a locality, by day, on sheets of A4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence, words
from hearthside.groups import on_paper
from hearthside.groups.on_paper import Listed
from hearthside.organisation import places
from hearthside.organisation.wording import Area, House, areas
from hearthside.web import errors
from hearthside.web.frame import house_of
from hearthside.web.printed import as_paper
from hearthside.web.public import paper_words, saying
from hearthside.web.public.paper_words import HelpLine

MOST_ACCESS: Final = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One group on the list; where -- a line each."""

    name: str
    when: str
    where: tuple[str, ...]
    access: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week, and the groups that meet on it."""

    head: str
    groups: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Heads:
    """Headings and small print of the list. more -- with #day where the day goes."""

    lead: str
    check: str
    how: str
    squares: str
    help: str
    more: str
    notes: str
    fold: str


@dataclass(frozen=True, slots=True)
class LeafletPage:
    """Everything public/leaflet.html and the sheet "leaflet" may show.

    why -- why this is a page and not a file; empty on the sheet itself.
    address -- where the same groups are found, with their dates.
    """

    why: str
    title: str
    lang: str
    name: str
    organisation: str
    made: str
    days: tuple[Day, ...]
    help: tuple[HelpLine, ...]
    address: str
    heads: Heads


def show(
    request: HttpRequest, actor: Anybody, now: datetime, locality: str
) -> HttpResponse:
    """Answer with the list of a locality, the same for everybody."""
    area = next((one for one in areas() if one.slug == locality), None)
    if area is None:
        raise NotFound
    listed = on_paper.listed_in(area.id, now=now)
    if not listed:
        return errors.refused(
            request,
            _("No group of ours is listed here now, so there is nothing to print."),
            next_url=reverse("groups"),
            next_words=_("Find a group"),
        )
    page = _page(area, listed, house_of(request), now=now)
    return as_paper(request, sheet="leaflet", page=page, file_name="list.pdf")


def _page(
    area: Area, listed: tuple[Listed, ...], house: House, *, now: datetime
) -> LeafletPage:
    check = paper_words.check_of_a_group()
    today = now.astimezone(ZoneInfo(house.zone)).date()
    return LeafletPage(
        why="",
        title=house.tab_title,
        lang=(get_language() or "en").split("-")[0],
        name=_("Groups in %(area)s") % {"area": area.name},
        organisation=" · ".join(filter(None, [house.name, house.strapline])),
        made=_("As it was on %(day)s") % {"day": recurrence.say_date(today)},
        days=_by_day(listed, house),
        help=paper_words.help_lines(area.id),
        address=_address(area, house),
        heads=Heads(
            lead=_(
                "A ring of chairs, and people who know it from the inside. Where a place "
                "is given you can just come. You do not have to sign up or give a name."
            ),
            check=check.head,
            how=check.how,
            squares=check.squares,
            help=_("Somebody to talk to now"),
            more=_("#day, more"),
            notes=_("Room for your own notes"),
            fold=_(
                "To print: both sides, turned over the short edge. Fold in the middle."
            ),
        ),
    )


def _by_day(listed: tuple[Listed, ...], house: House) -> tuple[Day, ...]:
    """Return the groups by day; one that meets on two days stands on both."""
    days = [
        (_(name), [one for one in listed if one.weekdays & 1 << at])
        for at, name in enumerate(recurrence.WEEKDAYS)
    ]
    days.append((_("Other days"), [one for one in listed if not one.weekdays]))
    return tuple(
        Day(head, tuple(_entry(one, house) for one in groups))
        for head, groups in days
        if groups
    )


def _entry(one: Listed, house: House) -> Entry:
    when = paper_words.usual(one.pattern)
    if one.pattern.zone != house.zone:
        when = f"{when} ({saying.clock_of(one.pattern.zone)})"
    access = paper_words.access(one.said)[:MOST_ACCESS]
    return Entry(one.name, when, _where(one), saying.BETWEEN.join(access))


def _where(one: Listed) -> tuple[str, ...]:
    afar = paper_words.from_afar(one.attendance)
    if one.attendance in {words.ONLINE, words.PHONE}:
        return (afar,)
    if one.is_withheld:
        here = paper_words.kept_back(one.district)
    else:
        here = ", ".join(filter(None, [one.place_name, one.address]))
    return tuple(line for line in (here, afar) if line)


def _address(area: Area, house: House) -> str:
    found = reverse("groups")
    if places.look_up(area.name, country=house.country) is not None:
        found += "?" + urlencode({"place": area.name})
    return settings.CONFIG.base_address + found
