"""Readings: one bringing-in of a feed, how far it is, and how to go on with it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.db import IntegrityError, transaction

from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups.feeds import Source, feeds_of, place_of
from hearthside.groups.listings import BatchTally
from hearthside.groups.models import ImportRun

SILENT_FOR: Final = timedelta(seconds=60)
KEPT_FOR: Final = timedelta(days=90)
# A feed as it came may hold people's numbers: it does not lie about for long.
LIES_FOR: Final = timedelta(days=7)
State = ImportRun.State


class CannotRead(Refusal):
    """This reading cannot go on, or not now."""


class Standing(StrEnum):
    """How a reading stands."""

    LOOKED_AT = "looked at"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    STOPPED = "stopped"
    BROKEN = "broken"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Run:
    """One reading.

    total -- how many listings there are to keep; done -- how many of them are kept.
    so_far -- what became of those. gone -- known once it is done.
    notes -- counts of the first look, put down by whoever looked.
    """

    id: int
    public_id: str
    feed_id: int
    source: Source
    standing: Standing
    made_at: datetime
    ended_at: datetime | None
    total: int
    done: int
    so_far: BatchTally
    gone: int
    notes: dict[str, Any]
    asked_to_stop: bool


def open_run(
    actor: Actor | Machine,
    *,
    feed_id: int,
    total: int,
    notes: dict[str, Any],
    now: datetime,
) -> Run:
    """Put down that somebody looked into a feed; nothing of it is kept yet."""
    row = ImportRun.objects.create(
        feed_id=feed_id,
        by_person_id=actor.person_id if isinstance(actor, Actor) else None,
        made_at=now,
        beat_at=now,
        total=total,
        tally={"notes": notes},
    )
    return _run(row, now=now)


def run_of(actor: Actor | Machine, *, public_id: str, now: datetime) -> Run:
    """Return one reading.

    Raises NotFound.
    """
    row = ImportRun.objects.select_related("feed").filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    insist(actor, Verb.BRING_IN_LISTINGS, place_of(row.feed.locality_id))
    return _run(row, now=now)


def latest(actor: Actor, *, now: datetime, most: int = 10) -> list[Run]:
    """Return the newest readings of the lists this person looks after."""
    rows = ImportRun.objects.select_related("feed").filter(feed__in=feeds_of(actor))
    return [_run(row, now=now) for row in rows.order_by("-made_at", "-id")[:most]]


def start(run: Run, *, now: datetime) -> None:
    """Let a reading begin, or go on where it stopped; one at a time for each feed.

    Raises CannotRead.
    """
    if run.standing is Standing.DONE:
        raise CannotRead("These listings are in already.")
    others = ImportRun.objects.filter(feed_id=run.feed_id).exclude(id=run.id)
    if others.filter(state=State.DONE, made_at__gt=run.made_at).exists():
        raise CannotRead("A newer copy of this list is in already. Upload it again.")
    try:
        with transaction.atomic():
            stale = others.filter(state=State.RUNNING, beat_at__lt=now - SILENT_FOR)
            stale.update(state=State.BROKEN, ended_at=now)
            startable = ImportRun.objects.filter(id=run.id)
            if run.standing is not Standing.INTERRUPTED:
                startable = startable.exclude(state=State.RUNNING)
            started = startable.update(
                state=State.RUNNING,
                beat_at=now,
                ended_at=None,
                asked_to_stop=False,
                fault="",
            )
    except IntegrityError:
        started = 0
    if not started:
        raise CannotRead(
            "This list is being brought in just now. Wait until that is done; if it was "
            "cut off, try again in a minute."
        )


def beat(
    run: Run, *, before: int, done: int, so_far: BatchTally, now: datetime
) -> bool:
    """Put down how far the reading is; return False when it is no longer ours to do."""
    mine = ImportRun.objects.filter(id=run.id, state=State.RUNNING, done=before)
    tally = {"notes": run.notes, "so_far": asdict(so_far)}
    return bool(mine.update(done=done, tally=tally, beat_at=now))


def look_again(run: Run, *, total: int, notes: dict[str, Any], now: datetime) -> None:
    """Put down what was found when the same file was read in another way.

    Raises CannotRead: it is coming in, or is in already.
    """
    waiting = ImportRun.objects.filter(id=run.id, state=State.WAITING)
    if not waiting.update(total=total, tally={"notes": notes}, beat_at=now):
        raise CannotRead("This file was begun already. Upload it again to change it.")


def should_stop(run: Run) -> bool:
    """Return whether somebody asked this reading to stop, or it is not running."""
    going = ImportRun.objects.filter(id=run.id, state=State.RUNNING)
    return not going.filter(asked_to_stop=False).exists()


def ask_to_stop(actor: Actor, *, public_id: str, now: datetime) -> None:
    """Ask a reading to stop after the listings it has in hand.

    Raises NotFound.
    """
    run = run_of(actor, public_id=public_id, now=now)
    ImportRun.objects.filter(id=run.id, state=State.RUNNING).update(asked_to_stop=True)


def stopped(run: Run, *, now: datetime) -> None:
    """Put down that the reading stopped where it was asked to."""
    _end(run, State.STOPPED, now=now)


def broke(run: Run, *, fault: str, now: datetime) -> None:
    """Put down that a fault of ours ended the reading.

    fault -- the kind of it, such as "OperationalError"; never its words.
    """
    _end(run, State.BROKEN, now=now, fault=fault[:300])


def done(run: Run, *, so_far: BatchTally, gone: int, now: datetime) -> None:
    """Put down that the whole feed is in."""
    tally = {"notes": run.notes, "so_far": asdict(so_far), "gone": gone}
    _end(run, State.DONE, now=now, tally=tally)


def forget_old(*, now: datetime) -> list[str]:
    """Delete readings of more than 90 days ago; return their public ids."""
    old = ImportRun.objects.filter(made_at__lt=now - KEPT_FOR)
    ids = list(old.exclude(state=State.RUNNING).values_list("public_id", flat=True))
    ImportRun.objects.filter(public_id__in=ids).delete()
    return ids


def left_lying(*, now: datetime) -> list[str]:
    """Return the readings of more than a week ago that are not going on."""
    old = ImportRun.objects.filter(made_at__lt=now - LIES_FOR)
    return list(old.exclude(state=State.RUNNING).values_list("public_id", flat=True))


def _end(run: Run, state: str, *, now: datetime, **columns: Any) -> None:
    ImportRun.objects.filter(id=run.id, state=State.RUNNING).update(
        state=state, ended_at=now, beat_at=now, **columns
    )


def _run(row: ImportRun, *, now: datetime) -> Run:
    return Run(
        id=row.pk,
        public_id=row.public_id,
        feed_id=row.feed_id,
        source=_source(row),
        standing=_standing(row, now=now),
        made_at=row.made_at,
        ended_at=row.ended_at,
        total=row.total,
        done=row.done,
        so_far=BatchTally(**row.tally.get("so_far", {})),
        gone=row.tally.get("gone", 0),
        notes=row.tally.get("notes", {}),
        asked_to_stop=row.asked_to_stop,
    )


def _source(row: ImportRun) -> Source:
    """Return whose list it is, read the way it was when somebody looked into it."""
    notes, feed = row.tally.get("notes", {}), row.feed
    return Source(
        feed.name,
        feed.zone,
        feed.locality_id,
        notes.get("kind", feed.kind),
        notes.get("columns"),
    )


def _standing(row: ImportRun, *, now: datetime) -> Standing:
    if row.state == State.RUNNING:
        is_silent = now - row.beat_at > SILENT_FOR
        return Standing.INTERRUPTED if is_silent else Standing.RUNNING
    if row.state == State.BROKEN:
        return Standing.BROKEN if row.fault else Standing.INTERRUPTED
    return {
        State.WAITING.value: Standing.LOOKED_AT,
        State.STOPPED.value: Standing.STOPPED,
        State.DONE.value: Standing.DONE,
    }[row.state]
