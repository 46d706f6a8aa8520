"""Where lists of services are fetched by themselves: addresses the host approved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hearthside.core import trail
from hearthside.core.actor import Machine
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.signposting.lists import CannotKeepList, ListSource
from hearthside.signposting.models import ServiceList

EVERY: Final = timedelta(hours=24)
AGAIN_AFTER: Final = timedelta(hours=6)
# Spread over so much, so that no directory is asked by every house on the stroke.
SPREAD: Final = timedelta(hours=2)
LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class ListFetching:
    """One list the clock fetches; etag, changed_there -- what its server said last time."""

    list_id: int
    address: str
    source: ListSource
    etag: str
    changed_there: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """How a list that is fetched by itself stands; trouble -- "" where all is well."""

    name: str
    trouble: str
    trouble_since: datetime | None


def approve(host: Machine, *, list_id: int, address: str, now: datetime) -> None:
    """Let the clock fetch a list from this address, first as soon as it can.

    address -- looked at already (core.fetching.check_link).

    Raises CannotKeepList: the address is too long.
    """
    insist(host, Verb.KEEP_SIGNPOSTS, ANYWHERE)
    if len(address) > LONGEST:
        raise CannotKeepList(f"Keep the address under {LONGEST} characters.")
    ServiceList.objects.filter(id=list_id).update(
        address=address,
        next_at=now,
        etag="",
        changed_there="",
        trouble="",
        trouble_since=None,
    )
    trail.note(host, verb=Verb.KEEP_SIGNPOSTS, what=f"services:{list_id}", now=now)


def stop(host: Machine, *, name: str, now: datetime) -> None:
    """Fetch a list no more; its services stay, and fade.

    Raises CannotKeepList: no list of that name is fetched.
    """
    insist(host, Verb.KEEP_SIGNPOSTS, ANYWHERE)
    row = ServiceList.objects.exclude(address="").filter(name=name).first()
    if row is None:
        raise CannotKeepList(f"No list called “{name[:120]}” is fetched by itself.")
    ServiceList.objects.filter(id=row.pk).update(
        address="", next_at=None, trouble="", trouble_since=None
    )
    trail.note(host, verb=Verb.KEEP_SIGNPOSTS, what=f"services:{row.pk}", now=now)


def all_of_them() -> list[Trouble]:
    """Return every list the clock fetches, by name; one query."""
    rows = ServiceList.objects.exclude(address="").order_by("name")
    return [Trouble(row.name, row.trouble, row.trouble_since) for row in rows]


def one_of(list_id: int) -> ListFetching | None:
    """Return the list of this id, or None when it is fetched no more."""
    row = ServiceList.objects.exclude(address="").filter(id=list_id).first()
    if row is None:
        return None
    source = ListSource(row.name, row.country, row.licence)
    return ListFetching(row.pk, row.address, source, row.etag, row.changed_there)


def take_due(*, now: datetime) -> list[int]:
    """Return the lists it is time for, and put down when each is next.

    Of two who ask at once, one takes each.
    """
    due = list(
        ServiceList.objects.exclude(address="")
        .filter(next_at__lte=now)
        .values_list("id", flat=True)
    )
    return [
        list_id
        for list_id in due
        if ServiceList.objects.filter(id=list_id, next_at__lte=now).update(
            next_at=now + EVERY + _spread(list_id, now)
        )
    ]


def went_well(list_id: int, *, etag: str, changed_there: str) -> None:
    """Put down that a list was read to its end, and what to ask with next time."""
    ServiceList.objects.filter(id=list_id).update(
        etag=etag, changed_there=changed_there, trouble="", trouble_since=None
    )


def went_wrong(list_id: int, *, why: str, now: datetime) -> None:
    """Put down why a list could not be read; what is here of it keeps its age."""
    rows = ServiceList.objects.filter(id=list_id)
    rows.filter(trouble_since=None).update(trouble_since=now)
    rows.update(trouble=why[:300], next_at=now + AGAIN_AFTER + _spread(list_id, now))


def _spread(list_id: int, now: datetime) -> timedelta:
    """Return a while that differs from list to list and from day to day."""
    mark = hashlib.sha256(f"services {list_id} {now.date()}".encode()).digest()
    return SPREAD * (int.from_bytes(mark[:4]) / 2**32)
