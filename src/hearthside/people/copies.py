"""Copies: one person's own data, built by the clock, kept sealed for a week, theirs alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.db.models import F

from hearthside.core.actor import Actor
from hearthside.core.ids import new_public_id
from hearthside.core.refusals import NotFound, Refusal
from hearthside.core.seal import CannotOpen, seal_bytes, unseal_bytes
from hearthside.people.models import Copy

KEPT_FOR: Final = timedelta(days=7)
# A machine that stopped in the middle says nothing more.
SILENT_FOR: Final = timedelta(minutes=2)
_PURPOSE: Final = "people.copy.sealed"


class CannotTake(Refusal):
    """There is no whole copy to take."""


class Standing(StrEnum):
    """How far a copy is."""

    NONE = "none"
    BUILDING = "building"
    INTERRUPTED = "interrupted"
    STOPPED = "stopped"
    BROKEN = "broken"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Building:
    """One person's copy: how far it is, and until when it is kept once done."""

    standing: Standing
    done: int = 0
    total: int = 0
    asked_to_stop: bool = False
    kept_until: datetime | None = None


NOTHING: Final = Building(Standing.NONE)


def of(actor: Actor, *, now: datetime) -> Building:
    """Return how far the actor's own copy is."""
    row = Copy.objects.filter(person_id=actor.person_id).defer("sealed").first()
    if row is None:
        return NOTHING
    if row.state == Copy.State.DONE:
        until = (row.ended_at or row.asked_at) + KEPT_FOR
        if until <= now:
            return NOTHING
        return Building(Standing.DONE, row.done, row.total, kept_until=until)
    is_silent = now - row.beat_at > SILENT_FOR
    if row.state == Copy.State.BUILDING and is_silent:
        return Building(Standing.INTERRUPTED, row.done, row.total)
    return Building(Standing(row.state), row.done, row.total, row.asked_to_stop)


def begin(actor: Actor, *, total: int, now: datetime) -> str:
    """Begin a copy in place of the last one; return its id, new each time.

    One that is being built already goes on: then the id is "".
    """
    with transaction.atomic():
        row = Copy.objects.select_for_update().filter(person_id=actor.person_id).first()
        if row and row.state == Copy.State.BUILDING and now - row.beat_at <= SILENT_FOR:
            return ""
        public_id = new_public_id()
        Copy.objects.update_or_create(
            person_id=actor.person_id,
            defaults={
                "public_id": public_id, "state": Copy.State.BUILDING, "asked_at": now,
                "beat_at": now, "ended_at": None, "done": 0, "total": total,
                "asked_to_stop": False, "sealed": None,
            },
        )  # fmt: skip
    return public_id


def whose(public_id: str) -> int | None:
    """Return whose copy is to be built, or None when it is not wanted any more."""
    rows = Copy.objects.filter(public_id=public_id, state=Copy.State.BUILDING)
    return rows.values_list("person_id", flat=True).first()


def asked_at(person_id: int) -> datetime | None:
    """Return when a person asked for their copy: what it says is as of then."""
    rows = Copy.objects.filter(person_id=person_id)
    return rows.values_list("asked_at", flat=True).first()


def beat(public_id: str, *, now: datetime) -> bool:
    """Note that one more part is in; return False when it should stop."""
    rows = Copy.objects.filter(public_id=public_id, state=Copy.State.BUILDING)
    if rows.filter(asked_to_stop=True).update(state=Copy.State.STOPPED, ended_at=now):
        return False
    return bool(rows.update(done=F("done") + 1, beat_at=now))


def finish(public_id: str, *, whole: bytes, now: datetime) -> None:
    """Keep the whole copy, sealed; before this nothing of it can be taken."""
    rows = Copy.objects.filter(public_id=public_id, state=Copy.State.BUILDING)
    rows.filter(asked_to_stop=False).update(
        state=Copy.State.DONE,
        ended_at=now,
        done=F("total"),
        sealed=seal_bytes(whole, purpose=_PURPOSE),
    )
    rows.filter(asked_to_stop=True).update(state=Copy.State.STOPPED, ended_at=now)


def broke(public_id: str, *, now: datetime) -> None:
    """Note that something here broke."""
    rows = Copy.objects.filter(public_id=public_id, state=Copy.State.BUILDING)
    rows.update(state=Copy.State.BROKEN, ended_at=now)


def ask_to_stop(actor: Actor) -> None:
    """Ask that the building of the actor's copy stop.

    Raises NotFound: none is being built.
    """
    mine = Copy.objects.filter(person_id=actor.person_id, state=Copy.State.BUILDING)
    if not mine.update(asked_to_stop=True):
        raise NotFound


def take(actor: Actor, *, now: datetime) -> bytes:
    """Return the actor's whole copy, opened.

    Raises CannotTake.
    """
    row = Copy.objects.filter(
        person_id=actor.person_id,
        state=Copy.State.DONE,
        ended_at__gt=now - KEPT_FOR,
    ).first()
    if row is None or row.sealed is None:
        raise CannotTake("There is no copy here to take. You can ask for one.")
    try:
        return unseal_bytes(bytes(row.sealed), purpose=_PURPOSE)
    except CannotOpen as other_key:
        raise CannotTake(
            "This copy opens no more. Please ask for a new one."
        ) from other_key


def drop(person_id: int) -> None:
    """Throw a person's copy away; one that is being built stops at its next part."""
    Copy.objects.filter(person_id=person_id).delete()


def forget(*, now: datetime) -> int:
    """Delete copies a week after they were done, or asked for."""
    return Copy.objects.filter(asked_at__lt=now - KEPT_FOR).delete()[0]
