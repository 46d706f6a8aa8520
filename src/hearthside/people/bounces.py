"""Bounces: an address that gives our letters back is not written to any more."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.people.models import Bounce, Person

# A full mailbox is emptied some day; one that is full on three days is not read.
SOFT_DAYS: Final = 3
WITHIN: Final = timedelta(days=30)


def digest_of(address: str) -> str:
    """Return what an address is known by without being written down: HMAC-SHA-256, 16 hex."""
    key = settings.SECRET_KEY.encode()
    tidy = address.strip().casefold().encode()
    return hmac.new(key, b"bounce:" + tidy, hashlib.sha256).hexdigest()[:16]


def note(person_id: int, *, digest: str, is_hard: bool, now: datetime) -> bool:
    """Note that a letter came back; return whether the address is given up by this one.

    digest -- of the address it went to: one that was changed meanwhile is not blamed.
    """
    with transaction.atomic():
        people = Person.objects.select_for_update(no_key=True)
        person = people.filter(id=person_id).first()
        if person is None or not person.email or digest_of(person.email) != digest:
            return False
        row, _new = Bounce.objects.get_or_create(
            person=person, defaults={"digest": digest, "last_on": date.min}
        )
        today = now.date()
        if row.digest != digest or today - row.last_on > WITHIN:
            row.digest, row.days, row.gave_up_at = digest, 0, None
        if row.gave_up_at is not None:
            return False
        # Ten letters to one full mailbox on one day are one day.
        row.days += row.last_on != today
        row.last_on = today
        if is_hard or row.days >= SOFT_DAYS:
            row.gave_up_at = now
        row.save()
    return row.gave_up_at is not None


def not_working(addresses: dict[int, str]) -> set[int]:
    """Return those of these people whose address gives letters back; one query."""
    rows = Bounce.objects.filter(person_id__in=list(addresses)).exclude(gave_up_at=None)
    return {
        person_id
        for person_id, digest in rows.values_list("person_id", "digest")
        if digest_of(addresses[person_id]) == digest
    }


def is_not_working(person_id: int) -> bool:
    """Return whether this person's address, as it is now, gives letters back."""
    email = Person.objects.filter(id=person_id).values_list("email", flat=True).first()
    return bool(email) and person_id in not_working({person_id: email or ""})


def try_again(actor: Actor) -> None:
    """Write to the actor's address again, because they say that it works."""
    Bounce.objects.filter(person_id=actor.person_id).delete()


def how_many() -> int:
    """Return how many addresses give letters back; nobody is told whose."""
    rows = Bounce.objects.exclude(gave_up_at=None).exclude(person__email="")
    return sum(
        1
        for email, digest in rows.values_list("person__email", "digest")
        if digest_of(email) == digest
    )


def forget(*, now: datetime) -> int:
    """Delete what came back once or twice and not again for a month."""
    old = Bounce.objects.filter(gave_up_at=None, last_on__lt=(now - WITHIN).date())
    return old.delete()[0]


def still_working(addresses: dict[int, str]) -> dict[int, str]:
    """Return these addresses without those that give letters back; one query."""
    broken: Iterable[int] = not_working(addresses) if addresses else ()
    return {one: at for one, at in addresses.items() if one not in broken}
