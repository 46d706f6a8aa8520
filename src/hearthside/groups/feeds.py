"""Feeds: other people's lists of groups, and who looks after each of them here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, QuerySet

from hearthside.core import policy
from hearthside.core.actor import Actor, Anybody, Machine, Role
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.groups.listings import keeps_time
from hearthside.groups.models import Feed

LONGEST_NAME: Final = 120
MOST_SHOWN: Final = 200


class CannotKeepFeed(Refusal):
    """This list cannot be kept under that name, zone or locality."""


@dataclass(frozen=True, slots=True)
class Source:
    """Whose list it is, as somebody names it while bringing it in.

    zone -- IANA name; for rows that give none of their own.
    locality_id -- whose coordinators look after it; None leaves it to the host.
    """

    name: str
    zone: str
    locality_id: int | None


@dataclass(frozen=True, slots=True)
class FeedCard:
    """One list as the desk shows it; listings counts those still in it."""

    name: str
    zone: str
    locality_id: int | None
    locality: str
    fetched_at: datetime | None
    listings: int
    gone: int


def feeds(actor: Actor) -> list[FeedCard]:
    """Return the lists this person looks after, by name; one query."""
    rows = feeds_of(actor).select_related("locality").annotate(
        here=Count("listings", filter=Q(listings__gone_from_feed_at=None)),
        gone=Count("listings", filter=Q(listings__gone_from_feed_at__isnull=False)),
    )  # fmt: skip
    return [
        FeedCard(
            row.name,
            row.zone,
            row.locality_id,
            row.locality.name if row.locality else "",
            row.fetched_at,
            row.here,
            row.gone,
        )
        for row in rows.order_by("name")[:MOST_SHOWN]
    ]


def feeds_of(actor: Actor) -> QuerySet[Feed]:
    """Return the rows of the lists this person looks after."""
    rows = Feed.objects.all()
    if reaches_all(actor):
        return rows
    return rows.filter(locality_id__in=policy.localities_of(actor, Role.COORDINATOR))


def reaches_all(actor: Actor) -> bool:
    """Return whether this person looks after the lists of every locality."""
    return any(grant.role is Role.HOST for grant in actor.grants)


def place_of(locality_id: int | None) -> Place:
    """Return where a list belongs, for the policy to judge."""
    # A list of no locality is the host's alone; no locality has the number 0.
    return Place(locality_id=locality_id or 0)


def find(actor: Actor | Machine, source: Source) -> int | None:
    """Return the id of the list of this name, or None when there is none yet.

    Raises NotFound, CannotKeepFeed.
    """
    check(actor, source)
    row = Feed.objects.filter(name=source.name).first()
    if row is None:
        return None
    may_touch = policy.may(actor, Verb.BRING_IN_LISTINGS, place_of(row.locality_id))
    if not may_touch:
        raise CannotKeepFeed(
            "Somebody else here keeps a list of that name. Choose another name."
        )
    return row.pk


def keep(actor: Actor | Machine, source: Source) -> int:
    """Keep what was said of the list, and return its id.

    Raises NotFound, CannotKeepFeed.
    """
    known = find(actor, source)
    if known is None:
        return Feed.objects.create(
            name=source.name, zone=source.zone, locality_id=source.locality_id
        ).pk
    Feed.objects.filter(id=known).update(
        zone=source.zone, locality_id=source.locality_id
    )
    return known


def check(actor: Anybody | Machine, source: Source) -> None:
    """Refuse a list that has no name, an unknown zone, or somebody else's locality.

    Raises NotFound, CannotKeepFeed.
    """
    insist(actor, Verb.BRING_IN_LISTINGS, place_of(source.locality_id))
    if not source.name.strip():
        raise CannotKeepFeed("Say whose list it is: its name is shown with each group.")
    if len(source.name) > LONGEST_NAME:
        raise CannotKeepFeed(f"Keep the name under {LONGEST_NAME} characters.")
    if not keeps_time(source.zone):
        raise CannotKeepFeed(
            "We do not know this time zone. Write it like Europe/London."
        )
