"""An uploaded feed is looked at first, and brought in by the clock while people do else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.module_loading import import_string

from hearthside.core.actor import Actor, Machine
from hearthside.engines import recurrence
from hearthside.engines.interchange.meeting_guide import Kept, Refused
from hearthside.engines.recurrence.spoken import WEEKDAYS
from hearthside.groups import feeds, readings, uploads
from hearthside.groups.feeds import Source
from hearthside.groups.readings import CannotRead, Standing
from hearthside.groups.uploads import Found
from hearthside.workflows import import_listings
from hearthside.workflows.import_listings import Clock, TooFew

# Named and not imported: workflows stand below the jobs that call them.
JOB: Final = "hearthside.jobs.reading.bring_in"


def look_into(actor: Actor, raw: bytes, *, source: Source, now: datetime) -> str:
    """Keep an upload aside and read it once; return the public id of its reading.

    Raises NotFound, CannotKeepFeed, NotAFeed, TooFew.
    """
    looked = import_listings.look(actor, raw, source=source, now=now)
    tally = looked.tally
    with transaction.atomic():
        run = readings.open_run(
            actor,
            feed_id=feeds.keep(actor, source),
            total=tally.kept + tally.mended,
            notes={
                **tally.counts(),
                "about_the_file": list(looked.about_the_file),
                "too_few": looked.too_few,
            },
            now=now,
        )
        uploads.keep(run.public_id, raw=raw, found=_found(looked.rows))
    return run.public_id


def ask(actor: Actor, *, public_id: str, even_if_smaller: bool, now: datetime) -> None:
    """Have the clock bring an upload in, or go on with it where it stopped.

    Raises NotFound, TooFew, CannotRead.
    """
    run = readings.run_of(actor, public_id=public_id, now=now)
    if run.standing is not Standing.DONE and not uploads.is_kept(public_id):
        raise CannotRead("The file is no longer here. Upload it again.")
    if run.notes.get("too_few") and not even_if_smaller:
        raise TooFew(str(run.notes["too_few"]))
    with transaction.atomic():
        import_listings.start(actor, run, now=now)
        import_string(JOB).enqueue(public_id)


def carry_out(public_id: str, *, clock: Clock) -> None:
    """Bring an upload in, from where its reading stands; the work of the clock.

    A reading that was stopped, broken or done meanwhile is left alone.
    """
    run = readings.run_of(Machine("clock"), public_id=public_id, now=clock())
    # It may have waited its turn for a while: a beat says that somebody is at it now.
    if not readings.beat(
        run, before=run.done, done=run.done, so_far=run.so_far, now=clock()
    ):
        return
    try:
        raw = uploads.raw_of(public_id)
        reading = import_listings.read(raw, zone=run.source.zone, now=run.made_at)
        ended = import_listings.put_all(run, list(reading.listings), clock=clock)
    except Exception as fault:
        readings.broke(run, fault=type(fault).__name__, now=clock())
        raise
    if not ended.was_stopped:
        uploads.forget_raw(public_id)


def forget_old(*, now: datetime) -> int:
    """Delete old readings, and uploads nobody brought in for a week; return how many."""
    old = readings.forget_old(now=now)
    for public_id in old:
        uploads.forget(public_id)
    for public_id in readings.left_lying(now=now):
        uploads.forget_raw(public_id)
    return len(old)


def _found(rows: tuple[Kept | Refused, ...]) -> Iterator[Found]:
    for row in rows:
        if isinstance(row, Refused):
            yield Found(row.number, "refused", row.name, "", "", (row.why,))
            continue
        one = row.listing
        when = f"{WEEKDAYS[one.weekday]} {recurrence.say_time(one.starts_at)}"
        kind = "mended" if row.mended else "kept"
        where = one.place or one.region
        yield Found(row.number, kind, one.name, when, where, row.mended)
