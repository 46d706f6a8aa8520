"""Services nearby: a page anybody may read, and nobody is told what they looked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.engines.needs import NEEDS
from hearthside.organisation import places
from hearthside.organisation.wording import House
from hearthside.signposting import finding
from hearthside.signposting.finding import FoundService, FoundServices
from hearthside.signposting.near import Point
from hearthside.signposting.wording import CannotLook
from hearthside.web.frame import house_of
from hearthside.web.public import service_words, services_asked
from hearthside.web.public.find import Link, Pages
from hearthside.web.public.saying import Fact
from hearthside.web.public.service_words import ServiceWay
from hearthside.web.public.services_asked import AskedFor
from hearthside.web.public.services_form import ServicesForm, form_of
from hearthside.web.search import list_as

LONGEST_SAID: Final = 180


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """One service of the list. offers -- its first words; checked, listed -- how sure we are.

    organisation -- "" where the name says it. caution, abroad -- sentences, or "".
    """

    public_id: str
    url: str
    name: str
    organisation: str
    offers: str
    facts: tuple[Fact, ...]
    way: ServiceWay | None
    listed: str
    caution: str
    abroad: str


@dataclass(frozen=True, slots=True)
class ServicesPage:
    """Everything public/services.html may show.

    needs -- ways in for whoever has not asked yet. count -- the sentence over the list.
    unknown -- that we do not know the place typed; then suggestions may be given.
    read_as -- that a word was taken for another, or "". slip_url -- where ticked ones go.
    """

    form: ServicesForm
    needs: tuple[Link, ...] = ()
    count: str = ""
    unknown: str = ""
    suggestions: tuple[Link, ...] = ()
    read_as: str = ""
    services: tuple[ServiceCard, ...] = ()
    nothing: str = ""
    wider: Link | None = None
    pages: Pages | None = None
    slip_url: str = ""


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show the services that fit; the same for whoever asks."""
    asked, house = services_asked.read(request.GET), house_of(request)
    list_as(
        request,
        _(
            "Services near me: counselling, money, food, somewhere to live and more, by "
            "town or postcode, from %(organisation)s. Free to look, no account."
        )
        % {"organisation": house.name},
    )
    return render(
        request, "public/services.html", {"page": _page(asked, house, now=now)}
    )


def _page(asked: AskedFor, house: House, *, now: datetime) -> ServicesPage:
    if not asked.is_anything:
        return ServicesPage(form_of(asked, miles=house.miles), needs=_needs())
    near, name = None, ""
    if asked.place:
        spot = places.look_up(asked.place, country=house.country)
        if spot is None:
            return _unknown_place(asked, house)
        near, name = Point(spot.latitude, spot.longitude), spot.name
    try:
        want = asked.want(near, miles=house.miles, country=house.country)
        found = finding.find(want, now=now)
    except CannotLook as no:
        form = form_of(asked, miles=house.miles, wrong=_(no.why))
        return ServicesPage(form, needs=_needs())
    return _found(asked, found, house, name=name, now=now)


def _found(
    asked: AskedFor, found: FoundServices, house: House, *, name: str, now: datetime
) -> ServicesPage:
    return ServicesPage(
        form=form_of(asked, miles=house.miles),
        count=_count(asked, found, house, name=name),
        read_as=_read_as(found),
        services=tuple(card(one, house, now=now) for one in found.services),
        nothing="" if found.total else _("Nothing here fits all of that."),
        wider=_wider(asked) if not found.total else None,
        pages=_pages(asked, found),
        slip_url=reverse("services_slip"),
    )


def _needs() -> tuple[Link, ...]:
    return tuple(
        Link(AskedFor(need=code).address(), _(need.label))
        for code, need in NEEDS.items()
    )


def _unknown_place(asked: AskedFor, house: House) -> ServicesPage:
    names = dict.fromkeys(places.suggestions(asked.place, country=house.country))
    return ServicesPage(
        form=form_of(asked, miles=house.miles),
        unknown=_(
            "We do not know that place. Try the nearest town, or the first half of a "
            "postcode, such as LS6."
        ),
        suggestions=tuple(Link(asked.address(place=name), name) for name in names),
    )


def card(one: FoundService, house: House, *, now: datetime) -> ServiceCard:
    """Return one service as the list shows it."""
    sheet = one.sheet
    facts = [service_words.where(sheet, one.km, house)]
    if sheet.cost:
        facts.append(Fact("info", service_words.cost(sheet)))
    if tongues := service_words.tongues(sheet):
        facts.append(Fact("languages", tongues))
    ways = service_words.ways(sheet, house)
    whose = sheet.organisation
    return ServiceCard(
        public_id=sheet.public_id,
        url=reverse("service", args=[sheet.public_id]),
        name=sheet.name,
        organisation="" if whose.casefold() == sheet.name.casefold() else whose,
        offers=_first_words(sheet.offers),
        facts=tuple(facts),
        way=ways[0] if ways else None,
        listed=service_words.listed_by(sheet, house, now=now),
        caution=service_words.caution(sheet, house, now=now),
        abroad=service_words.abroad(sheet, house),
    )


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= LONGEST_SAID:
        return line
    return line[:LONGEST_SAID].rpartition(" ")[0].rstrip(" ,;:.") + "…"


def _count(asked: AskedFor, found: FoundServices, house: House, *, name: str) -> str:
    services = service_words.count(found.total)
    if not found.total or not name:
        return services if found.total else ""
    if asked.reach == "any":
        said = _("%(services)s, from %(place)s")
        return said % {"services": services, "place": name}
    parts = {"services": services, "reach": asked.reach, "place": name}
    if house.miles:
        return _("%(services)s within %(reach)s miles of %(place)s") % parts
    return _("%(services)s within %(reach)s km of %(place)s") % parts


def _read_as(found: FoundServices) -> str:
    if not found.read_as:
        return ""
    said = ", ".join(f"“{word}”" for word in found.read_as)
    return _("Nobody here says %(words)s, so we looked for words like it.") % {
        "words": said
    }


def _wider(asked: AskedFor) -> Link:
    if asked.place and asked.reach != "any":
        return Link(asked.address(reach="any"), _("Look at any distance"))
    return Link(reverse("services"), _("Start afresh"))


def _pages(asked: AskedFor, found: FoundServices) -> Pages | None:
    if found.pages < 2:
        return None
    here = found.page
    return Pages(
        words=_("Page %(here)s of %(pages)s") % {"here": here, "pages": found.pages},
        before_url=asked.address(page=here - 1) if here > 1 else "",
        after_url=asked.address(page=here + 1) if here < found.pages else "",
    )
