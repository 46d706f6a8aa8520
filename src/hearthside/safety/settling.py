"""A worry with which nothing more is to be done is closed, and goes when its time is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import Refusal
from hearthside.safety.models import Worry
from hearthside.safety.practice import OPEN_FOR
from hearthside.safety.worries import LONGEST, locked

KEPT_FOR: Final = timedelta(days=365 * 6)
# Closed, with nothing more to be done: a year, and it goes.
CLOSED_FOR: Final = timedelta(days=365)


class CannotCloseWorry(Refusal):
    """This worry cannot be closed so."""


def close(actor: Actor, *, public_id: str, why: str, now: datetime) -> None:
    """Close a worry with which nothing more is to be done, and say why. It takes no record.

    Raises NotFound, CannotCloseWorry.
    """
    if not why or len(why) > LONGEST:
        raise CannotCloseWorry(f"Say in a few words why, in {LONGEST} letters at most.")
    with transaction.atomic():
        row = locked(actor, public_id)
        if row.closed_at is not None:
            raise CannotCloseWorry("This worry is closed already.")
        if not row.readings.filter(
            person_id=actor.person_id, read_at__gt=now - OPEN_FOR
        ).exists():
            raise CannotCloseWorry("Open the worry first, then decide.")
        row.closed_at, row.closed_by_id, row.closed_why = now, actor.person_id, why
        row.save(update_fields=["closed_at", "closed_by", "closed_why"])
        trail.note(actor, verb=Verb.READ_WORRIES, what=f"close:{row.pk}", now=now)


def forget(*, now: datetime) -> int:
    """Delete worries closed for a year or raised six years ago, and who read them.

    One that became a record goes with the record (retention.py).
    """
    alone = Worry.objects.filter(record=None)
    return (
        alone.filter(closed_at__lt=now - CLOSED_FOR).delete()[0]
        + alone.filter(raised_at__lt=now - KEPT_FOR).delete()[0]
    )
