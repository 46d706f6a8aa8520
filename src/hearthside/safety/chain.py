"""The chain of the record: each entry hangs on the one before, with what its words weigh."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from django.db import transaction

from hearthside.core.seal import CannotOpen, seal, unseal
from hearthside.safety.models import Chain, Entry, EntryWords, Record

BEGINNING: Final = "0" * 64
NO_WORDS: Final = hashlib.sha256(b"").hexdigest()
_PURPOSE: Final = "safety.entrywords.body"


class Happened(StrEnum):
    """What an entry says happened."""

    OPENED = "opened"
    JOINED = "joined"
    STEP = "step"
    TOLD = "told"
    REVIEW = "review"
    OFFERED = "offered"
    TAKEN = "taken"
    CARE = "care"
    CLOSING = "closing"
    NOT_YET = "not_yet"
    CLOSED = "closed"
    ASKED = "asked"
    APART = "apart"
    ANSWERED = "answered"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, opened. said -- its words by name; empty once they are erased."""

    id: int
    at: datetime
    kind: Happened
    by: int | None
    said: dict[str, str]


def append(
    record: Record,
    kind: Happened,
    *,
    by: int | None,
    said: dict[str, str] | None = None,
    now: datetime,
) -> int:
    """Hang one entry on the chain, its words sealed; return its id.

    by -- the person who did it; sealed with the words, so that it goes when they go.
    """
    payload: dict[str, Any] = {"by": by, "said": said or {}}
    body = seal(json.dumps(payload), purpose=_PURPOSE)
    with transaction.atomic():
        head = _head()
        entry = Entry(
            record=record,
            at=now,
            kind=kind,
            digest=hashlib.sha256(body.encode()).hexdigest(),
            previous=head.hash,
        )
        _hang(head, entry)
        EntryWords.objects.create(entry=entry, record=record, body=body)
    return entry.pk


def bury(record: Record, *, now: datetime) -> None:
    """Say in the chain that this record's words are erased, then erase them."""
    with transaction.atomic():
        head = _head()
        entry = Entry(
            record=record,
            at=now,
            kind=Happened.ERASED,
            digest=NO_WORDS,
            previous=head.hash,
        )
        _hang(head, entry)
        EntryWords.objects.filter(record=record).delete()


def lines_of(record: Record) -> list[Line]:
    """Return the entries of one record, opened, in order; one query."""
    rows = Entry.objects.filter(record=record).select_related("said").order_by("id")
    return [_opened(row) for row in rows]


def first_break() -> int | None:
    """Return the id of the first entry that was changed, lost or put in; 0: the end; or None.

    Needs no key: the words are weighed as they lie, sealed. An entry without words is
    whole only where the chain says they were erased.
    """
    buried = set(
        Entry.objects.filter(kind=Happened.ERASED).values_list("record_id", flat=True)
    )
    previous, count = BEGINNING, 0
    for entry in _in_order():
        if entry.previous != previous or entry.hash != _hash(entry):
            return entry.pk
        if not _weighs_right(entry, is_buried=entry.record_id in buried):
            return entry.pk
        previous, count = entry.hash, count + 1
    head = Chain.objects.filter(id=1).first()
    if head is None:
        return 0 if count else None
    return 0 if (head.hash, head.entries) != (previous, count) else None


def _head() -> Chain:
    Chain.objects.get_or_create(id=1, defaults={"hash": BEGINNING})
    # Two entries at once must not both hang on the same one: the head's lock queues them.
    return Chain.objects.select_for_update().get(id=1)


def _hang(head: Chain, entry: Entry) -> None:
    entry.hash = _hash(entry)
    entry.save(force_insert=True)
    Chain.objects.filter(id=1).update(hash=entry.hash, entries=head.entries + 1)


def _in_order() -> Iterator[Entry]:
    rows = Entry.objects.select_related("said").order_by("id")
    return rows.iterator(chunk_size=500)


def _words_of(entry: Entry) -> EntryWords | None:
    return getattr(entry, "said", None)


def _weighs_right(entry: Entry, *, is_buried: bool) -> bool:
    words = _words_of(entry)
    if words is None:
        return is_buried
    if words.record_id != entry.record_id:
        return False
    return hashlib.sha256(words.body.encode()).hexdigest() == entry.digest


def _opened(entry: Entry) -> Line:
    words, by, said = _words_of(entry), None, {}
    if words is not None:
        try:
            payload = json.loads(unseal(words.body, purpose=_PURPOSE))
        except (CannotOpen, ValueError):
            # Altered in the database: the page says that the chain is broken here.
            payload = {"by": None, "said": {"words": "?"}}
        by, said = payload["by"], dict(payload["said"])
    return Line(entry.pk, entry.at, Happened(entry.kind), by, said)


def _hash(entry: Entry) -> str:
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = [entry.previous, str(entry.record_id), at, entry.kind, entry.digest]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
