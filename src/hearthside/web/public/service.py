"""One service: what it offers, for whom, how to reach it, and how sure we are of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.organisation.wording import House
from hearthside.signposting import directory
from hearthside.signposting.directory import ServiceSheet
from hearthside.web.frame import house_of
from hearthside.web.public import service_words
from hearthside.web.public.find import Link
from hearthside.web.public.service_words import CHOSEN, ServiceWay


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is known of a service, under its heading."""

    head: str
    words: str


@dataclass(frozen=True, slots=True)
class ServicePage:
    """Everything public/service.html may show.

    offers -- its paragraphs. web -- where its own page is, said by its site's name.
    mailbox -- an e-mail address that is nobody's own. sure -- how sure we are, in sentences.
    """

    name: str
    organisation: str
    offers: tuple[str, ...]
    ways: tuple[ServiceWay, ...]
    web: Link | None
    mailbox: str
    facts: tuple[Said, ...]
    alert: str
    caution: str
    abroad: str
    sure: tuple[str, ...]
    licence: str
    slip_url: str
    paper_url: str
    doubt_url: str


def show(
    request: HttpRequest, actor: Anybody, now: datetime, service_id: str
) -> HttpResponse:
    """Show one service, the same to everybody."""
    sheet = directory.sheet(service_id, now=now)
    page = page_of(sheet, house_of(request), now=now)
    return render(request, "public/service.html", {"page": page})


def page_of(sheet: ServiceSheet, house: House, *, now: datetime) -> ServicePage:
    """Return what the page of a service shows."""
    chosen = urlencode({CHOSEN: sheet.public_id})
    whose = sheet.organisation
    return ServicePage(
        name=sheet.name,
        organisation="" if whose.casefold() == sheet.name.casefold() else whose,
        offers=tuple(part for part in sheet.offers.split("\n") if part.strip()),
        ways=service_words.ways(sheet, house),
        web=web_of(sheet),
        mailbox=sheet.mailbox,
        facts=tuple(facts_of(sheet)),
        alert=sheet.alert,
        caution=service_words.caution(sheet, house, now=now),
        abroad=service_words.abroad(sheet, house),
        sure=(
            f"{service_words.listed_by(sheet, house, now=now)}.",
            service_words.checked(sheet, house, now=now),
        ),
        licence=sheet.source.licence,
        slip_url=f"{reverse('services_slip')}?{chosen}",
        paper_url=f"{reverse('services_paper')}?{chosen}",
        doubt_url=reverse("still_right", args=[sheet.public_id]),
    )


def web_of(sheet: ServiceSheet) -> Link | None:
    """Return the way to a service's own page, said by the name of its site."""
    if not sheet.web:
        return None
    site = urlsplit(sheet.web).netloc.removeprefix("www.")
    return Link(sheet.web, site)


def facts_of(sheet: ServiceSheet) -> list[Said]:
    """Return what is known of a service besides what it offers, heading by heading."""
    ages = service_words.ages(sheet)
    cost = service_words.cost(sheet)
    known = (
        (_("Where"), sheet.address),
        (_("When"), sheet.hours),
        (_("What it costs"), _sentences(cost, sheet.cost_words)),
        (_("Who it is for"), _sentences(sheet.who_words, ages)),
        (_("How to begin"), sheet.how),
        (_("Languages"), service_words.tongues(sheet)),
        (_("Getting in"), sheet.access_words),
    )
    return [Said(head, words) for head, words in known if words]


def _sentences(*said: str) -> str:
    """Return what was said as sentences, each once."""
    parts = dict.fromkeys(one.rstrip(". ") for one in said)
    return ". ".join(part for part in parts if part)
