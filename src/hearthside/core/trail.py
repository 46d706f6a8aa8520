"""The trail: an append-only, hash-chained record of privileged acts. Ids only, no words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.db import transaction

from hearthside.core.actor import Actor, Anybody, Machine
from hearthside.core.models import TrailEntry, TrailHead
from hearthside.core.policy import Verb

BEGINNING: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the trail."""

    at: datetime
    by: str
    verb: str
    what: str


def note(actor: Anybody | Machine, *, verb: Verb, what: str, now: datetime) -> None:
    """Add a line to the trail, in the transaction of the act it records.

    what -- kind and id, such as "meeting:41".
    """
    by = (
        f"person:{actor.person_id}"
        if isinstance(actor, Actor)
        else f"machine:{actor.name}"
        if isinstance(actor, Machine)
        else "visitor"
    )
    with transaction.atomic():
        TrailHead.objects.get_or_create(id=1, defaults={"hash": BEGINNING})
        # Two acts at once must not both hang on the same line: the head's lock queues them.
        head = TrailHead.objects.select_for_update().get(id=1)
        entry = TrailEntry(at=now, by=by, verb=verb, what=what, previous=head.hash)
        entry.hash = _hash(entry)
        entry.save(force_insert=True)
        TrailHead.objects.filter(id=1).update(hash=entry.hash)


def latest(*, most: int = 50, but_not: Iterable[str] = ()) -> list[Noted]:
    """Return the newest lines, newest first.

    but_not -- what is left out: whoever reads it may not know of those.
    """
    rows = TrailEntry.objects.exclude(what__in=set(but_not)).order_by("-id")[:most]
    return [Noted(row.at, row.by, row.verb, row.what) for row in rows]


def about(what: str, *, most: int = 50) -> list[Noted]:
    """Return the newest lines about one thing, newest first; one query."""
    rows = TrailEntry.objects.filter(what=what).order_by("-id")[:most]
    return [Noted(row.at, row.by, row.verb, row.what) for row in rows]


def first_break() -> int | None:
    """Return the id of the first line that does not follow from the one before, or None."""
    previous = BEGINNING
    for entry in _in_order():
        if entry.previous != previous or entry.hash != _hash(entry):
            return entry.pk
        previous = entry.hash
    head = TrailHead.objects.filter(id=1).first()
    if head is not None and head.hash != previous:
        return 0
    return None


def _in_order() -> Iterator[TrailEntry]:
    return TrailEntry.objects.order_by("id").iterator(chunk_size=1000)


def _hash(entry: TrailEntry) -> str:
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = [entry.previous, at, entry.by, entry.verb, entry.what]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
