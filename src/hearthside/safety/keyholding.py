"""Keyholders: who may open an emergency contact with another, and their public keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.groups import roles
from hearthside.people.models import Person
from hearthside.safety.models import KeyholderKey

OPEN: Final = 32
FEWEST: Final = 2
# With fewer, one who is ill or away may leave a contact that nobody opens.
ADVISED: Final = 3
MOST: Final = 8
MOST_LEADS: Final = 20


class CannotHold(Refusal):
    """What was sent is no key."""


@dataclass(frozen=True, slots=True)
class Keyholder:
    """One who holds a key now. id -- of the key, not of the person."""

    id: str
    person_id: int
    open: bytes


def current() -> list[Keyholder]:
    """Return who holds a key now: named, welcome here, and with a key made; two queries.

    Longest held first, and no more than MOST.
    """
    return of(roles.keyholders())[:MOST]


def of(person_ids: Iterable[int]) -> list[Keyholder]:
    """Return the keys these people hold now, longest held first; one query.

    Whoever is suspended, or made no key known, is left out; no more than MOST_LEADS.
    """
    rows = KeyholderKey.objects.filter(
        person_id__in=set(person_ids),
        person__is_active=True,
        person__suspended_at=None,
        ended_at=None,
    ).order_by("id")[:MOST_LEADS]
    return [Keyholder(row.public_id, row.person_id, bytes(row.open)) for row in rows]


def my_key(actor: Actor) -> Keyholder | None:
    """Return the key the actor made known, or None."""
    insist(actor, Verb.HOLD_A_KEY, ANYWHERE)
    row = KeyholderKey.objects.filter(person_id=actor.person_id, ended_at=None).first()
    return Keyholder(row.public_id, row.person_id, bytes(row.open)) if row else None


def make_known(actor: Actor, *, open: bytes, now: datetime) -> None:
    """Keep the public half of the actor's key; another one takes the place of the old.

    What was sealed to the old key, the actor opens no more: its people are asked to seal
    anew. Raises CannotHold.
    """
    insist(actor, Verb.HOLD_A_KEY, ANYWHERE)
    if len(open) != OPEN or not any(open):
        raise CannotHold(_("That is no key our page makes. Nothing was changed."))
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(id=actor.person_id)
        mine = KeyholderKey.objects.filter(person_id=actor.person_id, ended_at=None)
        if (row := mine.first()) is not None and bytes(row.open) == open:
            return
        mine.update(ended_at=now)
        made = KeyholderKey.objects.create(
            person_id=actor.person_id, open=open, made_at=now
        )
        trail.note(actor, verb=Verb.HOLD_A_KEY, what=f"key:{made.pk}", now=now)
