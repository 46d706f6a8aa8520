"""Find a group: the directory anybody may read, with no account and no script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Anybody
from hearthside.groups import finding
from hearthside.groups.finding import AT_HOME, Found, Point, Wish
from hearthside.organisation import places
from hearthside.organisation.wording import House, areas
from hearthside.web.frame import house_of
from hearthside.web.public import wishes
from hearthside.web.public.cards import GroupCard, cards_of
from hearthside.web.public.find_form import FindForm, form_of
from hearthside.web.public.near_misses import NearMiss, near_misses
from hearthside.web.public.wishes import Asked
from hearthside.web.search import list_as


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, and what it says."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in the list we are; an address is empty at either end."""

    words: str
    before_url: str
    after_url: str


@dataclass(frozen=True, slots=True)
class FindPage:
    """Everything public/find.html and public/_found.html may show.

    count -- the sentence over the list, read aloud when it changes.
    unknown -- that we do not know the place typed; then suggestions may be given.
    from_home -- the groups one can join from home that also fit.
    papers -- the folded list of each area; only on the whole page.
    """

    form: FindForm
    count: str
    unknown: str = ""
    suggestions: tuple[Link, ...] = ()
    groups: tuple[GroupCard, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    from_home: Link | None = None
    all_url: str = ""
    pages: Pages | None = None
    papers: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """Where somebody sets out from, and how we call it."""

    point: Point | None
    name: str = ""


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show the groups that fit; to a script, only the part of the page that changes."""
    asked, house = wishes.read(request.GET), house_of(request)
    list_as(
        request,
        _(
            "Peer support groups near me: look by town or postcode, day and need, in person "
            "or online, at %(organisation)s. Free to look, no account."
        )
        % {"organisation": house.name},
    )
    start = _start(asked, house)
    page = (
        _page(asked, start, house=house, now=now)
        if start
        else _unknown_place(asked, house)
    )
    is_part = request.headers.get("HX-Request") == "true"
    if not is_part:
        page = replace(page, papers=_papers())
    template = "public/_found.html" if is_part else "public/find.html"
    answer = render(request, template, {"page": page})
    if asked.point is not None:
        # Where somebody is does not go into the address bar, nor the history.
        answer.headers["HX-Replace-Url"] = "false"
    return answer


def _start(asked: Asked, house: House) -> Start | None:
    """Return where to look from; None where a place was typed that we do not know."""
    if asked.place:
        spot = places.look_up(asked.place, country=house.country)
        if spot is None:
            return None
        return Start(Point(spot.latitude, spot.longitude), spot.name)
    return Start(asked.point, _("where you are") if asked.point else "")


def _unknown_place(asked: Asked, house: House) -> FindPage:
    names = dict.fromkeys(places.suggestions(asked.place, country=house.country))
    return FindPage(
        form=form_of(asked, house=house),
        count="",
        unknown=_(
            "We do not know that place. Try the nearest town, or the first half of a "
            "postcode, such as LS6."
        ),
        suggestions=tuple(Link(asked.address(place=name), name) for name in names),
        all_url=asked.address(place=""),
    )


def _page(asked: Asked, start: Start, *, house: House, now: datetime) -> FindPage:
    wish = asked.wish(start.point, miles=house.miles)
    found = finding.find(wish, now=now)
    return FindPage(
        form=form_of(asked, house=house),
        count=_count(asked, start, found, wish=wish, house=house),
        groups=cards_of(found.cards, house=house, now=now),
        near_misses=() if found.total else near_misses(asked, wish, now=now),
        from_home=_from_home(asked, wish, found) if found.total else None,
        all_url=asked.address(place="", point=None),
        pages=_pages(asked, found),
    )


def _papers() -> tuple[Link, ...]:
    return tuple(
        Link(reverse("leaflet", args=[area.slug]), area.name) for area in areas()
    )


def _count(
    asked: Asked, start: Start, found: Found, *, wish: Wish, house: House
) -> str:
    if not found.total:
        return _("Nothing fits all of that yet.")
    groups = ngettext("%(number)s group", "%(number)s groups", found.total) % {
        "number": f"{found.total:,}"
    }
    if wish.is_from_home or start.point is None:
        return _("%(groups)s, soonest first") % {"groups": groups}
    if asked.reach == "any":
        return _("%(groups)s, nearest to %(place)s first") % {
            "groups": groups,
            "place": start.name,
        }
    parts = {"groups": groups, "reach": asked.reach, "place": start.name}
    if house.miles:
        return (
            _("%(groups)s within %(reach)s miles of %(place)s, nearest first") % parts
        )
    return _("%(groups)s within %(reach)s km of %(place)s, nearest first") % parts


def _from_home(asked: Asked, wish: Wish, found: Found) -> Link | None:
    if not found.from_home or wish.is_from_home:
        return None
    said = ngettext(
        "%(number)s more you can join from home",
        "%(number)s more you can join from home",
        found.from_home,
    ) % {"number": f"{found.from_home:,}"}
    return Link(asked.address(how=AT_HOME), said)


def _pages(asked: Asked, found: Found) -> Pages | None:
    if found.pages < 2:
        return None
    here = found.page
    return Pages(
        words=_("Page %(here)s of %(pages)s") % {"here": here, "pages": found.pages},
        before_url=asked.address(page=here - 1) if here > 1 else "",
        after_url=asked.address(page=here + 1) if here < found.pages else "",
    )
