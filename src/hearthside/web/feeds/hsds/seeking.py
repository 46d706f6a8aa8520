"""From the words of an address to the groups sought."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.http import HttpRequest

from hearthside.engines.publishing.hsds.organizations import organization_id
from hearthside.engines.publishing.hsds.services import ADULT, AGES, Setting
from hearthside.engines.publishing.hsds.taxonomies import ATTENDANCE, BY_ID, TERMS
from hearthside.groups.finding import Point
from hearthside.groups.harvesting import Sought
from hearthside.meetings.publishing import changed_since
from hearthside.organisation.places.looking import look_up
from hearthside.web.feeds.hsds import asking
from hearthside.web.feeds.hsds.asking import NotUnderstood

Words = tuple[frozenset[str], ...]
NO_WORD: Final[Words] = (frozenset(),)


def sought(request: HttpRequest, setting: Setting) -> Sought:
    """Return what was asked for; an id of nothing of ours finds nothing.

    Raises NotUnderstood.
    """
    attendance, any_of = _terms(request)
    organization = asking.text(request, "organization_id")
    if organization and organization.lower() != organization_id(setting.publisher):
        any_of += NO_WORD
    fit, none_of = _ages(request)
    changed_after = asking.moment(request, "modified_after")
    near, reach_km = _near(request, country=setting.publisher.country)
    return Sought(
        search=asking.text(request, "search"),
        any_of=any_of + fit,
        none_of=none_of,
        attendance=attendance,
        changed_after=changed_after,
        dates_of=_dates_of(changed_after, now=setting.now),
        weekday=asking.weekday(request, "day"),
        starts_from=asking.clock(request, "start_time"),
        ends_by=asking.clock(request, "end_time"),
        near=near,
        reach_km=reach_km,
    )


def _terms(request: HttpRequest) -> tuple[str, Words]:
    """Return the attendance asked for, and sets of words of each of which one must be said."""
    attendance, any_of = "", Words()
    if term := asking.text(request, "taxonomy_term_id").lower():
        taxonomy, word = TERMS.get(term, (None, ""))
        if taxonomy is None:
            any_of += NO_WORD
        elif taxonomy.code == ATTENDANCE:
            attendance = word
        else:
            any_of += (frozenset({word}),)
    if asked := asking.text(request, "taxonomy_id").lower():
        of_it = BY_ID.get(asked)
        if of_it is None:
            any_of += NO_WORD
        elif of_it.code != ATTENDANCE:
            # How people take part is said by every group.
            any_of += (frozenset(of_it.terms),)
    return attendance, any_of


def _ages(request: HttpRequest) -> tuple[Words, frozenset[str]]:
    """Return the words of age one of which must be said, and those that must not be."""
    fit: Words = ()
    none_of: frozenset[str] = frozenset()
    youngest = asking.number(request, "minimum_age", most=asking.OLDEST)
    if youngest is not None and youngest > ADULT:
        words = frozenset(word for word, (low, _) in AGES.items() if low >= youngest)
        fit, none_of = (*fit, words), none_of | (AGES.keys() - words)
    oldest = asking.number(request, "maximum_age", most=asking.OLDEST)
    if oldest is not None:
        words = frozenset(
            word for word, (_, high) in AGES.items() if high and high <= oldest
        )
        fit, none_of = (*fit, words), none_of | (AGES.keys() - words)
    return fit, none_of


def _dates_of(moment: datetime | None, *, now: datetime) -> frozenset[int]:
    return frozenset() if moment is None else changed_since(moment, now=now)


def _near(request: HttpRequest, *, country: str) -> tuple[Point | None, float | None]:
    postcode = asking.text(request, "postcode", most=20)
    metres = asking.number(request, "proximity", most=asking.FARTHEST_METRES)
    if not postcode:
        if metres is not None:
            raise NotUnderstood("proximity needs a postcode to be near to.")
        return None, None
    spot = look_up(postcode, country=country)
    if spot is None:
        raise NotUnderstood("We do not know where that postcode is.")
    km = None if metres is None else metres / 1000
    return Point(spot.latitude, spot.longitude), km
