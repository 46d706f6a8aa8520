"""Waiting for a group: kept sealed, for who has a name here, until something fits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines.matching import Point, Wanted
from hearthside.engines.matching.packing import pack, unpack
from hearthside.groups.choosing import Setting, choose
from hearthside.groups.models import Waiting

KEPT_FOR: Final = timedelta(days=365)
# Long enough to read a letter and look.
KEPT_AFTER_TELLING: Final = timedelta(days=30)
MOST_AT_ONCE: Final = 500


class CannotWait(Refusal):
    """There is nothing to wait for."""


@dataclass(frozen=True, slots=True)
class Wait:
    """What one person waits for."""

    id: int
    person_id: int
    wanted: Wanted
    since_at: datetime
    told_at: datetime | None


def wait(actor: Actor, *, wanted: Wanted, setting: Setting, now: datetime) -> None:
    """Keep what the actor waits for, in place of what they waited for before.

    Raises CannotWait: something fits already.
    """
    insist(actor, Verb.WAIT_FOR_A_GROUP, ANYWHERE)
    if why := why_not_wait(wanted, setting=setting, now=now):
        raise CannotWait(why)
    with transaction.atomic():
        Waiting.objects.update_or_create(
            person_id=actor.person_id,
            defaults={
                "wanted": pack(_roughly(wanted)),
                "since_at": now,
                "told_at": None,
            },
        )


def why_not_wait(wanted: Wanted, *, setting: Setting, now: datetime) -> str | None:
    """Return why there is nothing to wait for, or None."""
    if choose(wanted, setting=setting, now=now).answer.fitting:
        return "Something fits already. You can look at it now."
    return None


def stop_waiting(actor: Actor) -> None:
    """Forget what the actor waits for, at once.

    Raises NotFound: they wait for nothing.
    """
    insist(actor, Verb.WAIT_FOR_A_GROUP, ANYWHERE)
    if not Waiting.objects.filter(person_id=actor.person_id).delete()[0]:
        raise NotFound


def what_i_wait_for(actor: Actor) -> Wait | None:
    """Return what the actor waits for, if for anything."""
    row = Waiting.objects.filter(person_id=actor.person_id).first()
    return _wait(row) if row else None


def not_yet_told() -> list[Wait]:
    """Return those who wait and were not written to, longest first."""
    rows = Waiting.objects.filter(told_at=None).order_by("since_at", "id")
    return [_wait(row) for row in rows[:MOST_AT_ONCE]]


def told(waiting_id: int, *, now: datetime) -> None:
    """Note that somebody was written to."""
    Waiting.objects.filter(id=waiting_id, told_at=None).update(told_at=now)


def still_waits(person_id: int, *, waiting_id: int) -> bool:
    """Return whether this person still waits."""
    return Waiting.objects.filter(id=waiting_id, person_id=person_id).exists()


def forget(*, now: datetime) -> int:
    """Delete what was waited for a year, and what was answered a month ago."""
    over = Q(since_at__lt=now - KEPT_FOR) | Q(told_at__lt=now - KEPT_AFTER_TELLING)
    return Waiting.objects.filter(over).delete()[0]


def _roughly(wanted: Wanted) -> Wanted:
    """Return it with the place to about a kilometre: too coarse for a door."""
    near = wanted.near
    if near is None:
        return wanted
    rough = Point(round(near.latitude, 2), round(near.longitude, 2))
    return replace(wanted, near=rough)


def _wait(row: Waiting) -> Wait:
    return Wait(row.pk, row.person_id, unpack(row.wanted), row.since_at, row.told_at)
