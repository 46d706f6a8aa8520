"""One calendar of every group that fits, asked for in the words of the find page."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hearthside.core.refusals import Refusal
from hearthside.groups.finding import Point, Wish
from hearthside.organisation import places
from hearthside.organisation.wording import the_house
from hearthside.web.feeds import calendars, published
from hearthside.web.public import wishes


class PlaceNotKnown(Refusal):
    """The place in the address is none we know."""


def show(request: HttpRequest, now: datetime) -> HttpResponse:
    """Answer with the dates of every group that fits; a place we do not know is said."""
    try:
        groups = published.that_fit(_wish_of(request), now=now)
    except PlaceNotKnown as refusal:
        return HttpResponse(
            f"{refusal}\n", content_type="text/plain; charset=utf-8", status=400
        )
    name = published.publisher().name
    return calendars.calendar(request, groups, name=name, now=now)


def _wish_of(request: HttpRequest) -> Wish:
    """Return what the address asks for; what makes no sense is left out, as on the page.

    Raises PlaceNotKnown: to leave the place out would answer another question.
    """
    asked, house = wishes.read(request.GET), the_house()
    near = asked.point
    if asked.place:
        spot = places.look_up(asked.place, country=house.country)
        if spot is None:
            raise PlaceNotKnown(
                _(
                    "We do not know that place. Try the nearest town, or the first half "
                    "of a postcode, such as LS6."
                )
            )
        near = Point(spot.latitude, spot.longitude)
    return asked.wish(near, miles=house.miles)
