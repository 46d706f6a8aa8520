"""Readings: a file of services somebody looked into, kept aside until it is brought in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db.models import Q

from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.signposting.lists import ListSource
from hearthside.signposting.models import ServiceReading

KEPT_FOR: Final = timedelta(days=7)
STUCK_AFTER: Final = timedelta(hours=2)
MOST_SHOWN: Final = 10
MOST_ROWS_KEPT: Final = 2_000
State = ServiceReading.State


class CannotBringIn(Refusal):
    """This file cannot be brought in now."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row as whoever brings it in should see it. kind -- kept, mended or refused."""

    number: int
    kind: str
    name: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """One reading: whose list, how it stands, and what was counted."""

    public_id: str
    list_id: int
    source: ListSource
    state: str
    made_at: datetime
    notes: dict[str, Any]


def open_one(
    *,
    list_id: int,
    raw: bytes,
    rows: Sequence[FoundRow],
    notes: dict[str, Any],
    now: datetime,
) -> str:
    """Keep a file aside with what was found in it; return the public id of its reading."""
    row = ServiceReading.objects.create(list_id=list_id, made_at=now, notes=notes)
    told = [astuple(one) for one in rows[:MOST_ROWS_KEPT]]
    _folder().save(f"{row.public_id}.raw", ContentFile(raw))
    _folder().save(f"{row.public_id}.rows", ContentFile(json.dumps(told).encode()))
    return row.public_id


def one_of(actor: Actor | Machine, public_id: str) -> Looked:
    """Return a reading.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_SIGNPOSTS, ANYWHERE)
    row = (
        ServiceReading.objects.select_related("list")
        .filter(public_id=public_id)
        .first()
    )
    if row is None:
        raise NotFound
    return _looked(row)


def latest(actor: Actor) -> list[Looked]:
    """Return the last readings, newest first; one query.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_SIGNPOSTS, ANYWHERE)
    rows = ServiceReading.objects.select_related("list").order_by("-made_at", "-id")
    return [_looked(row) for row in rows[:MOST_SHOWN]]


def rows_of(public_id: str) -> list[FoundRow]:
    """Return what was found in a file; nothing once it was forgotten."""
    try:
        with _folder().open(f"{public_id}.rows") as file:
            told = json.loads(file.read())
    except FileNotFoundError:
        return []
    return [FoundRow(n, kind, name, tuple(said)) for n, kind, name, said in told]


def raw_of(public_id: str) -> bytes:
    """Return the file as it came.

    Raises CannotBringIn: it was brought in, or forgotten.
    """
    try:
        with _folder().open(f"{public_id}.raw") as file:
            raw: bytes = file.read()
            return raw
    except FileNotFoundError as gone:
        raise CannotBringIn("The file is no longer here. Upload it again.") from gone


def start(public_id: str, *, now: datetime) -> None:
    """Let one go on with a reading that waits, or that broke off.

    Raises CannotBringIn: somebody did already.
    """
    # One that runs for hours was cut off; going on with it does nothing twice.
    stuck = Q(state=State.RUNNING, ended_at__lt=now - STUCK_AFTER)
    rows = ServiceReading.objects.filter(
        Q(state__in=(State.LOOKED_AT, State.BROKEN)) | stuck, public_id=public_id
    )
    if not rows.update(state=State.RUNNING, ended_at=now):
        raise CannotBringIn("It is coming in already, or it is in.")


def done(public_id: str, *, notes: dict[str, Any], now: datetime) -> None:
    """Put down what came of a reading; the file goes."""
    ServiceReading.objects.filter(public_id=public_id).update(
        state=State.DONE, ended_at=now, notes=notes
    )
    _folder().delete(f"{public_id}.raw")


def broke(public_id: str, *, now: datetime) -> None:
    """Put down that a reading broke off; it can be begun again."""
    ServiceReading.objects.filter(public_id=public_id).update(
        state=State.BROKEN, ended_at=now
    )


def forget(*, now: datetime) -> int:
    """Delete readings after a week, with their files; return how many."""
    old = ServiceReading.objects.filter(made_at__lt=now - KEPT_FOR)
    ids = list(old.values_list("public_id", flat=True))
    for public_id in ids:
        _folder().delete(f"{public_id}.raw")
        _folder().delete(f"{public_id}.rows")
    old.filter(public_id__in=ids).delete()
    return len(ids)


def _looked(row: ServiceReading) -> Looked:
    source = ListSource(
        row.list.name,
        row.notes.get("country", row.list.country),
        row.notes.get("licence", row.list.licence),
    )
    return Looked(
        row.public_id, row.list_id, source, row.state, row.made_at, dict(row.notes)
    )


def _folder() -> FileSystemStorage:
    # A file as it came may hold people's numbers: only the house can read it.
    return FileSystemStorage(
        location=f"{settings.MEDIA_ROOT}/services",
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )
