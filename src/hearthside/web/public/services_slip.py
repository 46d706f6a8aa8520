"""A slip of chosen services: a page to print, and a sheet of paper. Nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.engines import recurrence
from hearthside.organisation.wording import House
from hearthside.signposting import directory
from hearthside.signposting.directory import MOST_ON_A_SLIP, ServiceSheet
from hearthside.web import errors
from hearthside.web.frame import house_of
from hearthside.web.printed import as_paper
from hearthside.web.public import paper_words, service_words
from hearthside.web.public.paper_words import HelpLine
from hearthside.web.public.service_words import CHOSEN


@dataclass(frozen=True, slots=True)
class SlipEntry:
    """One service on the slip. lines -- how to reach it and what it costs, a line each."""

    name: str
    organisation: str
    lines: tuple[str, ...]
    caution: str


@dataclass(frozen=True, slots=True)
class SlipPage:
    """Everything public/signposts.html and the sheet "signposts" may show.

    why -- why this is a page and not a file; empty on the sheet itself. title -- neutral,
    for the file. paper_url -- the same as a file; empty on the sheet.
    """

    why: str
    title: str
    lang: str
    name: str
    organisation: str
    made: str
    services: tuple[SlipEntry, ...]
    check: str
    help_head: str
    help: tuple[HelpLine, ...]
    paper_url: str = ""


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show the chosen services on one page, to print or to copy down."""
    chosen = directory.sheets(_chosen(request), now=now)
    if not chosen:
        return _nothing_chosen(request)
    page = _page(chosen, house_of(request), now=now, with_paper=True)
    return render(request, "public/signposts.html", {"page": page})


def show_paper(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Answer with the chosen services as a sheet of paper."""
    chosen = directory.sheets(_chosen(request), now=now)
    if not chosen:
        return _nothing_chosen(request)
    page = _page(chosen, house_of(request), now=now, with_paper=False)
    return as_paper(request, sheet="signposts", page=page, file_name="list.pdf")


def _chosen(request: HttpRequest) -> list[str]:
    return request.GET.getlist(CHOSEN)[:MOST_ON_A_SLIP]


def _nothing_chosen(request: HttpRequest) -> HttpResponse:
    return errors.refused(
        request,
        _("Nothing is ticked yet. Tick what you want on your slip, then press again."),
        next_url=reverse("services"),
        next_words=_("Find services"),
    )


def _page(
    chosen: tuple[ServiceSheet, ...], house: House, *, now: datetime, with_paper: bool
) -> SlipPage:
    today = now.astimezone(ZoneInfo(house.zone)).date()
    asked = urlencode([(CHOSEN, one.public_id) for one in chosen])
    return SlipPage(
        why="",
        title=house.tab_title,
        lang=(get_language() or "en").split("-")[0],
        name=_("To ring, or to go to"),
        organisation=house.name,
        made=_("As it was on %(day)s") % {"day": recurrence.say_date(today)},
        services=tuple(_entry(one, house, now=now) for one in chosen),
        check=_("Things change. Ring before you set out."),
        help_head=_("Somebody to talk to now"),
        help=paper_words.help_lines(None),
        paper_url=f"{reverse('services_paper')}?{asked}" if with_paper else "",
    )


def _entry(sheet: ServiceSheet, house: House, *, now: datetime) -> SlipEntry:
    lines = [
        f"{way.kind}: {way.display}" + (f" ({way.note})" if way.note else "")
        for way in service_words.ways(sheet, house)
    ]
    lines += [sheet.web.removeprefix("https://"), sheet.mailbox, sheet.address]
    lines += [sheet.hours, service_words.cost(sheet) if sheet.cost else ""]
    lines.append(service_words.listed_by(sheet, house, now=now))
    return SlipEntry(
        name=sheet.name,
        organisation=sheet.organisation,
        lines=tuple(line for line in lines if line),
        caution=service_words.caution(sheet, house, now=now)
        or service_words.abroad(sheet, house),
    )
