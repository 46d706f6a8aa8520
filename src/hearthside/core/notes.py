"""Notes: what a letter would say, as one line in the house, for whoever signs in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from hearthside.core.models import Note

KEPT_FOR: Final = timedelta(days=30)
LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Kept:
    """One line: what happened, where to look, and whether it was put away.

    still -- what must still be true for it to be shown. address -- a path of this house.
    """

    id: int
    person_id: int
    kind: str
    still: str
    words: str
    address: str
    made_at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class NewNote:
    """What a note is made of; digest_at as in `Note`."""

    person_id: int
    key: str
    kind: str
    still: str
    digest_at: datetime | None = None


def put(notes: Iterable[NewNote], *, words: str, address: str, now: datetime) -> None:
    """Keep one line for each of these people; the same occasion twice is one line."""
    line = " ".join(words.split())[:LONGEST]
    Note.objects.bulk_create(
        [
            Note(
                key=one.key,
                person_id=one.person_id,
                kind=one.kind,
                still=one.still,
                digest_at=one.digest_at,
                words=line,
                address=address if len(address) <= 300 else "",
                made_at=now,
            )
            for one in notes
        ],
        ignore_conflicts=True,
    )


def of(person_id: int, *, now: datetime, most: int, only_new: bool) -> list[Kept]:
    """Return this person's lines, newest first; one query."""
    rows = Note.objects.filter(person_id=person_id, made_at__gt=now - KEPT_FOR)
    if only_new:
        rows = rows.filter(put_away_at=None)
    return [_kept(row) for row in rows.order_by("-made_at", "-id")[:most]]


def put_away(person_id: int, *, until: datetime, now: datetime) -> int:
    """Put away what this person was shown: everything made until then."""
    rows = Note.objects.filter(person_id=person_id, put_away_at=None)
    return rows.filter(made_at__lte=until).update(put_away_at=now)


def whose_digest_is_due(*, now: datetime) -> list[int]:
    """Return the people with lines that want to leave in one letter by now."""
    rows = _for_a_digest(now).values_list("person_id", flat=True)
    return sorted(set(rows))


def for_the_digest_of(person_id: int, *, now: datetime, most: int) -> list[Kept]:
    """Return the lines that want to leave in one letter to this person, oldest first."""
    rows = _for_a_digest(now).filter(person_id=person_id)
    return [_kept(row) for row in rows.order_by("made_at", "id")[:most]]


def digested(person_id: int, *, now: datetime) -> None:
    """Note that these lines have left, or need not any more."""
    _for_a_digest(now).filter(person_id=person_id).update(digested_at=now)


def drop(ids: Iterable[int]) -> int:
    """Delete lines whose reason is gone."""
    return Note.objects.filter(id__in=list(ids)).delete()[0]


def forget(*, now: datetime) -> int:
    """Delete lines of more than thirty days ago."""
    return Note.objects.filter(made_at__lte=now - KEPT_FOR).delete()[0]


def _for_a_digest(now: datetime) -> QuerySet[Note]:
    return Note.objects.filter(
        Q(digest_at__lte=now), digested_at=None, made_at__gt=now - KEPT_FOR
    )


def _kept(row: Note) -> Kept:
    return Kept(
        row.pk,
        row.person_id,
        row.kind,
        row.still,
        row.words,
        row.address,
        row.made_at,
        row.put_away_at is None,
    )
