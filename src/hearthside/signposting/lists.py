"""Lists of services: whose they are, and who here looks after them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q

from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.signposting.models import ServiceList

LONGEST_NAME: Final = 120
LONGEST_LICENCE: Final = 200
MOST_SHOWN: Final = 100
_COUNTRY: Final = re.compile(r"[A-Z]{2}")


class CannotKeepList(Refusal):
    """This list of services cannot be kept under that name, licence or country."""


@dataclass(frozen=True, slots=True)
class ListSource:
    """Whose list it is, as somebody names it while bringing it in.

    country -- two letters, for rows that say none. licence -- on what terms it may be
    shown, in its owner's words; "" is not known.
    """

    name: str
    country: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class ListCard:
    """One list as the desk shows it. here, gone -- services in it, and gone from it.

    is_fetched -- the clock fetches it by itself. trouble -- why it could not, since when.
    """

    name: str
    licence: str
    country: str
    fetched_at: datetime | None
    here: int
    gone: int
    is_fetched: bool
    trouble: str
    trouble_since: datetime | None


def lists(actor: Actor) -> list[ListCard]:
    """Return every list, by name; one query.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_SIGNPOSTS, ANYWHERE)
    rows = ServiceList.objects.annotate(
        here=Count("services", filter=Q(services__gone_at=None)),
        gone=Count("services", filter=Q(services__gone_at__isnull=False)),
    )
    return [
        ListCard(
            row.name,
            row.licence,
            row.country,
            row.fetched_at,
            row.here,
            row.gone,
            bool(row.address),
            row.trouble,
            row.trouble_since,
        )
        for row in rows.order_by("name")[:MOST_SHOWN]
    ]


def find(actor: Actor | Machine, source: ListSource) -> int | None:
    """Return the id of the list of this name, or None when there is none yet.

    Raises NotFound, CannotKeepList.
    """
    check(actor, source)
    row = ServiceList.objects.filter(name=source.name).first()
    return row.pk if row else None


def keep(actor: Actor | Machine, source: ListSource) -> int:
    """Keep what was said of the list, and return its id.

    Raises NotFound, CannotKeepList.
    """
    known = find(actor, source)
    said = {"country": source.country}
    if source.licence:
        said["licence"] = source.licence
    if known is None:
        return ServiceList.objects.create(name=source.name, **said).pk
    ServiceList.objects.filter(id=known).update(**said)
    return known


def check(actor: Actor | Machine, source: ListSource) -> None:
    """Refuse a list without a name, or of a country written in no way we know.

    Raises NotFound, CannotKeepList.
    """
    insist(actor, Verb.KEEP_SIGNPOSTS, ANYWHERE)
    if not source.name.strip():
        raise CannotKeepList(
            "Say whose list it is: its name is shown with each service."
        )
    if len(source.name) > LONGEST_NAME:
        raise CannotKeepList(f"Keep the name under {LONGEST_NAME} characters.")
    if len(source.licence) > LONGEST_LICENCE:
        raise CannotKeepList(f"Keep its terms under {LONGEST_LICENCE} characters.")
    if not _COUNTRY.fullmatch(source.country):
        raise CannotKeepList("Write the country as two letters, such as GB.")
