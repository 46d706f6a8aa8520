"""One service, as its page and a slip of paper show it; and as a card for a search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet

from hearthside.core.ids import PATTERN
from hearthside.core.refusals import NotFound
from hearthside.engines.interchange.services.offer import Way
from hearthside.signposting import freshness
from hearthside.signposting.freshness import GONE_FOR
from hearthside.signposting.models import Service, ServiceList

MOST_ON_A_SLIP: Final = 12


@dataclass(frozen=True, slots=True)
class Source:
    """Whose list a service is from, on what terms, and when it was last read."""

    name: str
    licence: str
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True)
class ServiceSheet:
    """Everything anybody may know of one service.

    cost -- "free", "pays" or "". assured_on -- the day its directory checked it last;
    checked_on -- the day somebody of this house did. gone_at -- since when its list names
    it no more.
    """

    public_id: str
    name: str
    organisation: str
    offers: str
    kinds: tuple[str, ...]
    needs: tuple[str, ...]
    cost: str
    cost_words: str
    who_words: str
    youngest: int | None
    oldest: int | None
    languages: tuple[str, ...]
    access_words: str
    hours: str
    how: str
    alert: str
    ways: tuple[Way, ...]
    web: str
    mailbox: str
    address: str
    town: str
    country: str
    latitude: float | None
    longitude: float | None
    assured_on: date | None
    checked_on: date | None
    gone_at: datetime | None
    source: Source


@dataclass(frozen=True, slots=True)
class Card:
    """What a search over the whole house may keep of a service.

    path_id -- its public id, for the address of its page. language -- of its words: lists
    do not say theirs, so it is the house's.
    """

    path_id: str
    title: str
    words: str
    language: str


def shown(now: datetime) -> QuerySet[Service]:
    """Return the services somebody may look at; lists that left are looked for apart."""
    return Service.objects.filter(
        Q(gone_at=None) | Q(gone_at__gt=now - GONE_FOR), taken_off_at=None
    )


def sheet(public_id: str, *, now: datetime) -> ServiceSheet:
    """Return one service; one query.

    Raises NotFound: there is none, its list left, or it was taken off.
    """
    found = sheets([public_id], now=now)
    if not found:
        raise NotFound
    return found[0]


def sheets(public_ids: Iterable[str], *, now: datetime) -> tuple[ServiceSheet, ...]:
    """Return those of these services that are shown, in this order; one query."""
    asked = list(dict.fromkeys(one for one in public_ids if PATTERN.fullmatch(one)))
    rows = (
        shown(now)
        .filter(
            public_id__in=asked[:MOST_ON_A_SLIP],
            list__fetched_at__gt=now - freshness.LEAVES_AFTER,
        )
        .select_related("list")
    )
    by_id = {row.public_id: row for row in rows}
    return tuple(sheet_of(by_id[one], by_id[one].list) for one in asked if one in by_id)


def cards(*, now: datetime, language: str) -> Iterable[Card]:
    """Yield what a search over the whole house may keep, a service at a time."""
    for row in _may_be_found(now).order_by("id").iterator(chunk_size=500):
        yield card_of(row, language=language)


def card(
    public_id: str, *, now: datetime, language: str, locked: bool = False
) -> Card | None:
    """Return what a search may keep of one service, or None while it may not be found.

    locked -- inside a transaction: nobody changes the service until that ends.
    """
    rows = _may_be_found(now).filter(public_id=public_id)
    if locked:
        rows = rows.select_for_update(of=("self",))
    row = rows.first()
    return card_of(row, language=language) if row else None


def _may_be_found(now: datetime) -> QuerySet[Service]:
    return shown(now).filter(list__fetched_at__gt=now - freshness.LEAVES_AFTER)


def card_of(row: Service, *, language: str) -> Card:
    """Return the card of one service."""
    words = " ".join(filter(None, (row.organisation, row.town, *row.kinds, row.offers)))
    return Card(row.public_id, row.name, words, language)


def sheet_of(row: Service, its_list: ServiceList) -> ServiceSheet:
    """Return what a row says."""
    return ServiceSheet(
        public_id=row.public_id,
        name=row.name,
        organisation=row.organisation,
        offers=row.offers,
        kinds=tuple(row.kinds),
        needs=tuple(row.needs.split()),
        cost=row.cost,
        cost_words=row.cost_words,
        who_words=row.who_words,
        youngest=row.youngest,
        oldest=row.oldest,
        languages=tuple(row.languages.split()),
        access_words=row.access_words,
        hours=row.hours,
        how=row.how,
        alert=row.alert,
        ways=tuple(Way(*one) for one in row.ways),
        web=row.web,
        mailbox=row.mailbox,
        address=row.address,
        town=row.town,
        country=row.country,
        latitude=row.latitude,
        longitude=row.longitude,
        assured_on=row.assured_on,
        checked_on=row.checked_on,
        gone_at=row.gone_at,
        source=Source(its_list.name, its_list.licence, its_list.fetched_at),
    )
