"""Feeds: other people's lists of groups, and who looks after each of them here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from hearthside.core import policy
from hearthside.core.actor import Actor, Anybody, Machine, Role
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.engines.interchange import formats
from hearthside.groups.listings import keeps_time
from hearthside.groups.models import Feed

LONGEST_NAME: Final = 120
LONGEST_LICENCE: Final = 200
MOST_SHOWN: Final = 200


class CannotKeepFeed(Refusal):
    """This list cannot be kept under that name, zone, kind or locality."""


@dataclass(frozen=True, slots=True)
class Source:
    """Whose list it is, as somebody names it while bringing it in.

    zone -- IANA name; for rows that give none of their own.
    locality_id -- whose coordinators look after it; None leaves it to the host.
    kind -- a key of formats.FORMATS; "" finds out from the file.
    columns -- for a table: the field each column is; None has not been said.
    licence -- on what terms it may be shown, in its owner's words; "" is not known.
    """

    name: str
    zone: str
    locality_id: int | None
    kind: str = ""
    columns: Mapping[str, str] | None = None
    licence: str = ""


@dataclass(frozen=True, slots=True)
class FeedCard:
    """One list as the desk shows it; listings counts those still in it.

    is_fetched -- the clock fetches it by itself. trouble -- why it could not, since when;
    "" when it could.
    """

    name: str
    zone: str
    locality_id: int | None
    locality: str
    fetched_at: datetime | None
    listings: int
    gone: int
    licence: str
    is_fetched: bool
    trouble: str
    trouble_since: datetime | None


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
            row.licence,
            bool(row.address),
            row.trouble,
            row.trouble_since,
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
    said: dict[str, Any] = {"zone": source.zone, "locality_id": source.locality_id}
    if source.kind:
        said["kind"] = source.kind
    if source.columns is not None:
        said["columns"] = dict(source.columns)
    if source.licence:
        said["licence"] = source.licence
    if known is None:
        return Feed.objects.create(name=source.name, **said).pk
    Feed.objects.filter(id=known).update(**said)
    return known


def columns_of(feed_id: int | None) -> dict[str, str] | None:
    """Return what somebody said the columns of this list are, or None."""
    row = Feed.objects.filter(id=feed_id).first() if feed_id else None
    return dict(row.columns) if row and row.columns else None


def check(actor: Anybody | Machine, source: Source) -> None:
    """Refuse a list without a name, of a zone or kind nobody knows, or somebody else's.

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
    if source.kind and source.kind not in formats.FORMATS:
        raise CannotKeepFeed("Choose what kind of file it is.")
    if len(source.licence) > LONGEST_LICENCE:
        raise CannotKeepFeed(f"Keep its terms under {LONGEST_LICENCE} characters.")
