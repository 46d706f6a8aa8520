"""The secret address at which a volunteer's own calendar reads their dates."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.groups.roles import grants_of
from hearthside.meetings.models import RotaCalendar
from hearthside.people.signing_in import is_welcome

LASTS: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SecretAddress:
    """The secret of an address, and until when it opens anything."""

    secret: str
    lasts_until: datetime


def mine(actor: Actor, *, now: datetime) -> SecretAddress | None:
    """Return the actor's secret address, or None when they have none that works."""
    row = RotaCalendar.objects.filter(person_id=actor.person_id).first()
    if row is None or row.made_at + LASTS <= now:
        return None
    return SecretAddress(row.secret, row.made_at + LASTS)


def make(actor: Actor, *, now: datetime) -> None:
    """Give the actor a new secret address; the one before opens nothing any more.

    Raises NotFound.
    """
    insist(actor, Verb.SEE_MY_DATES, ANYWHERE)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        RotaCalendar.objects.filter(person_id=actor.person_id).delete()
        RotaCalendar.objects.create(
            person_id=actor.person_id,
            secret=secret,
            secret_hash=_hash(secret),
            made_at=now,
        )


def take_back(actor: Actor) -> None:
    """Close the actor's secret address, if there is one."""
    close(actor.person_id)


def close(person_id: int) -> None:
    """Close the secret address of somebody who has no dates to see any more."""
    RotaCalendar.objects.filter(person_id=person_id).delete()


def whose(secret: str, *, now: datetime) -> int:
    """Return whose dates this secret shows.

    Raises NotFound: nobody's, too old, or somebody's who may not sign in any more, or
    who has no dates to see since their last role of a volunteer ended.
    """
    rows = RotaCalendar.objects.filter(
        secret_hash=_hash(secret), made_at__gt=now - LASTS
    )
    person_id = rows.values_list("person_id", flat=True).first()
    if person_id is None or not is_welcome(person_id):
        raise NotFound
    # The secret is all a calendar can show, so it stands for the second factor too.
    reader = Actor(person_id, grants_of(person_id, now=now), True)
    insist(reader, Verb.SEE_MY_DATES, ANYWHERE)
    return person_id


def forget(*, now: datetime) -> int:
    """Delete the secret addresses that are over."""
    return RotaCalendar.objects.filter(made_at__lte=now - LASTS).delete()[0]


def _hash(secret: str) -> str:
    # The secret is 256 bits of chance: nothing slower than one hash is needed.
    return hashlib.sha256(secret.encode()).hexdigest()
