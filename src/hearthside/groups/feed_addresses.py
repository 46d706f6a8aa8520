"""Where lists are fetched by themselves: addresses the host approved, and how it went."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hearthside.core import trail
from hearthside.core.actor import Machine
from hearthside.core.policy import Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.groups.feeds import Source, place_of
from hearthside.groups.models import Feed

EVERY: Final = timedelta(hours=24)
AGAIN_AFTER: Final = timedelta(hours=6)
# Spread over so much, so that no directory is asked by every house on the stroke.
SPREAD: Final = timedelta(hours=2)


class NoSuchFeed(Refusal):
    """No list of that name is fetched by itself."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """One list the clock fetches.

    etag, changed_there -- what its server said last time, "" where nothing.
    trouble -- why it could not be read, since trouble_since; "" where all is well.
    """

    feed_id: int
    address: str
    source: Source
    etag: str
    changed_there: str
    fetched_at: datetime | None
    next_at: datetime | None
    trouble: str
    trouble_since: datetime | None


def approve(host: Machine, *, feed_id: int, address: str, now: datetime) -> None:
    """Let the clock fetch a list from this address, first as soon as it can.

    address -- looked at already (core.fetching.check_link).
    """
    row = Feed.objects.get(id=feed_id)
    insist(host, Verb.BRING_IN_LISTINGS, place_of(row.locality_id))
    Feed.objects.filter(id=feed_id).update(
        address=address,
        next_at=now,
        etag="",
        changed_there="",
        trouble="",
        trouble_since=None,
    )
    trail.note(host, verb=Verb.BRING_IN_LISTINGS, what=f"feed:{feed_id}", now=now)


def stop(host: Machine, *, name: str, now: datetime) -> None:
    """Fetch a list no more; its listings stay, and fade.

    Raises NoSuchFeed.
    """
    one = named(name)
    insist(host, Verb.BRING_IN_LISTINGS, place_of(one.source.locality_id))
    Feed.objects.filter(id=one.feed_id).update(
        address="", next_at=None, trouble="", trouble_since=None
    )
    trail.note(host, verb=Verb.BRING_IN_LISTINGS, what=f"feed:{one.feed_id}", now=now)


def all_of_them() -> list[Fetching]:
    """Return every list the clock fetches, by name; one query."""
    return [_fetching(row) for row in Feed.objects.exclude(address="").order_by("name")]


def named(name: str) -> Fetching:
    """Return the list of that name.

    Raises NoSuchFeed.
    """
    row = Feed.objects.exclude(address="").filter(name=name).first()
    if row is None:
        raise NoSuchFeed(
            f"No list called “{name[:120]}” is fetched by itself. "
            "`hearthside feeds list` has those that are."
        )
    return _fetching(row)


def one_of(feed_id: int) -> Fetching | None:
    """Return the list of this id, or None when it is fetched no more."""
    row = Feed.objects.exclude(address="").filter(id=feed_id).first()
    return _fetching(row) if row else None


def take_due(*, now: datetime) -> list[int]:
    """Return the lists it is time for, and put down when each is next; so nobody takes
    one twice.
    """
    due = list(
        Feed.objects.exclude(address="")
        .filter(next_at__lte=now)
        .values_list("id", flat=True)
    )
    return [
        feed_id
        for feed_id in due
        if Feed.objects.filter(id=feed_id, next_at__lte=now).update(
            next_at=now + EVERY + _spread(feed_id, now)
        )
    ]


def went_well(feed_id: int, *, etag: str, changed_there: str) -> None:
    """Put down that a list was read to its end, and what to ask with next time."""
    Feed.objects.filter(id=feed_id).update(
        etag=etag, changed_there=changed_there, trouble="", trouble_since=None
    )


def went_wrong(feed_id: int, *, why: str, now: datetime) -> None:
    """Put down why a list could not be read; what is here of it keeps its age."""
    rows = Feed.objects.filter(id=feed_id)
    rows.filter(trouble_since=None).update(trouble_since=now)
    again = now + AGAIN_AFTER + _spread(feed_id, now)
    rows.update(trouble=why[:300], next_at=again)


def _spread(feed_id: int, now: datetime) -> timedelta:
    """Return a while that differs from list to list and from day to day."""
    mark = hashlib.sha256(f"{feed_id} {now.date()}".encode()).digest()
    return SPREAD * (int.from_bytes(mark[:4]) / 2**32)


def _fetching(row: Feed) -> Fetching:
    return Fetching(
        feed_id=row.pk,
        address=row.address,
        source=Source(
            row.name, row.zone, row.locality_id, row.kind, row.columns or None
        ),
        etag=row.etag,
        changed_there=row.changed_there,
        fetched_at=row.fetched_at,
        next_at=row.next_at,
        trouble=row.trouble,
        trouble_since=row.trouble_since,
    )
