"""The outbox: a letter leaves only if the act that caused it held, and leaves once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Count, F

from hearthside.core.models import Letter

MOST_TRIES: Final = 6
# What is still true of nobody: such a letter is dropped instead of sent.
NOBODY: Final = "nobody"


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says: a discreet subject, and the text in two dresses.

    address -- the page it leads to, for the line in the house that says the same.
    """

    subject: str
    text: str
    html: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One letter that may leave now."""

    id: int
    person_id: int | None
    still: str
    address: str
    words: Words
    kind: str = ""


def put(
    words: Words,
    *,
    key: str,
    address: str,
    now: datetime,
    person_id: int | None = None,
    still: str = "",
    kind: str = "",
    not_before: datetime | None = None,
) -> None:
    """Lay a letter in the outbox, in the transaction of the act that caused it.

    key -- names the occasion; the same occasion twice is one letter.
    still -- what must still be true when it leaves, such as "asks:12" or "role:3".
    kind -- what it is about, when its reader may stop letters of that kind.
    """
    subject = " ".join(words.subject.split())[:120]
    Letter.objects.bulk_create(
        [
            Letter(
                key=key,
                person_id=person_id,
                still=still,
                kind=kind,
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


def how_many_each(
    person_ids: Iterable[int], *, kind: str, since: datetime
) -> dict[int, int]:
    """Return how many letters of this kind were written to each of these people since."""
    rows = Letter.objects.filter(
        person_id__in=list(person_ids), kind=kind, made_at__gt=since
    )
    counts = rows.values("person_id").annotate(letters=Count("id")).order_by()
    return {
        row["person_id"]: row["letters"]
        for row in counts
        if row["person_id"] is not None
    }


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
    return Waiting(row.id, row.person_id, row.still, row.address, words, row.kind)


def gone(letter_id: int, *, now: datetime) -> None:
    """Note that a letter left, and forget its words."""
    Letter.objects.filter(id=letter_id).update(
        sent_at=now, text="", html="", address="", subject=""
    )


def keep_until(letter_id: int, *, at: datetime) -> None:
    """Keep a letter for later; that it was looked at does not count as a try."""
    Letter.objects.filter(id=letter_id, sent_at=None, dropped_at=None).update(
        not_before=at, tries=F("tries") - 1
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


def forget_letters_to(addresses: list[str]) -> int:
    """Delete letters to these addresses that have not left; those that left name none.

    An address is sealed and cannot be searched for: each letter that waits is opened.
    """
    wanted = {address.casefold() for address in addresses}
    waiting = Letter.objects.exclude(address="").only("id", "address")
    ids = [one.pk for one in waiting if one.address.casefold() in wanted]
    return Letter.objects.filter(id__in=ids).delete()[0]


def stuck(*, now: datetime) -> int:
    """Return how many letters have waited for more than a day, or run out of tries."""
    late = Letter.objects.filter(sent_at=None, dropped_at=None)
    return late.filter(made_at__lt=now - timedelta(days=1)).count()


def sweep(*, now: datetime) -> int:
    """Delete letters that left or were dropped more than a week ago, and hopeless ones."""
    old = now - timedelta(days=7)
    return Letter.objects.filter(made_at__lt=old).delete()[0]
