"""The outbox: a letter leaves only if the act that caused it held, and leaves once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.core.models import Letter

MOST_TRIES: Final = 6


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says: a discreet subject, and the text in two dresses."""

    subject: str
    text: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One letter that may leave now."""

    id: int
    person_id: int | None
    still: str
    address: str
    words: Words


def put(
    words: Words,
    *,
    key: str,
    address: str,
    now: datetime,
    person_id: int | None = None,
    still: str = "",
    not_before: datetime | None = None,
) -> None:
    """Lay a letter in the outbox, in the transaction of the act that caused it.

    key -- names the occasion; the same occasion twice is one letter.
    still -- what must still be true when it leaves, such as "asks:12" or "role:3".
    """
    subject = " ".join(words.subject.split())[:120]
    Letter.objects.bulk_create(
        [
            Letter(
                key=key,
                person_id=person_id,
                still=still,
                address=" ".join(address.split()),
                subject=subject,
                text=words.text,
                html=words.html,
                made_at=now,
                not_before=not_before or now,
            )
        ],
        ignore_conflicts=True,
    )


def take_next(*, now: datetime) -> Waiting | None:
    """Return the next letter to leave, counting this as one try; None when there is none.

    The next try of the same letter waits longer each time, so that a mail server that
    is away for an hour finds every letter once when it is back.
    """
    with transaction.atomic():
        row = (
            Letter.objects.select_for_update(skip_locked=True)
            .filter(sent_at=None, dropped_at=None, not_before__lte=now)
            .order_by("not_before", "id")
            .first()
        )
        if row is None:
            return None
        wait = timedelta(minutes=2**row.tries)
        Letter.objects.filter(id=row.id).update(
            tries=row.tries + 1, not_before=now + wait
        )
    words = Words(row.subject, row.text, row.html)
    return Waiting(row.id, row.person_id, row.still, row.address, words)


def gone(letter_id: int, *, now: datetime) -> None:
    """Note that a letter left, and forget its words."""
    Letter.objects.filter(id=letter_id).update(
        sent_at=now, text="", html="", address="", subject=""
    )


def drop(letter_id: int, *, now: datetime) -> None:
    """Let a letter go unsent, because what it was about is no longer so."""
    Letter.objects.filter(id=letter_id, sent_at=None).update(
        dropped_at=now, text="", html="", address="", subject=""
    )


def hold_all(*, now: datetime) -> int:
    """Drop every waiting letter, as after a restore; return how many."""
    waiting = Letter.objects.filter(sent_at=None, dropped_at=None)
    return waiting.update(dropped_at=now, text="", html="", address="", subject="")


def stuck(*, now: datetime) -> int:
    """Return how many letters have waited for more than a day, or run out of tries."""
    late = Letter.objects.filter(sent_at=None, dropped_at=None)
    return late.filter(made_at__lt=now - timedelta(days=1)).count()


def sweep(*, now: datetime) -> int:
    """Delete letters that left or were dropped more than a week ago, and hopeless ones."""
    old = now - timedelta(days=7)
    return Letter.objects.filter(made_at__lt=old).delete()[0]
