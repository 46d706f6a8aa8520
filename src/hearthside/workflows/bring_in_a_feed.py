"""An uploaded feed is looked at first, and brought in by the clock while people do else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.module_loading import import_string

from hearthside.core.actor import Actor, Machine
from hearthside.core.refusals import Refusal
from hearthside.engines import recurrence
from hearthside.engines.interchange import formats, mapped, tables
from hearthside.engines.interchange.json_file import NotAFeed as NotSuchAFile
from hearthside.engines.interchange.listing import Kept, Refused
from hearthside.engines.interchange.tables import Table
from hearthside.engines.recurrence.spoken import WEEKDAYS
from hearthside.groups import feeds, readings, uploads
from hearthside.groups.feeds import Source
from hearthside.groups.readings import CannotRead, Run, Standing
from hearthside.groups.uploads import Found
from hearthside.workflows import import_listings
from hearthside.workflows.import_listings import Clock, Look, TooFew

# Named and not imported: workflows stand below the jobs that call them.
JOB: Final = "hearthside.jobs.reading.bring_in"


class CannotSay(Refusal):
    """Nothing can be read when the columns are these."""


def look_into(actor: Actor, raw: bytes, *, source: Source, now: datetime) -> str:
    """Keep an upload aside and read it once; return the public id of its reading.

    A table nobody has said the columns of is only kept aside: see needs_columns.

    Raises NotFound, CannotKeepFeed, NotAFeed, TooFew.
    """
    feed_id = feeds.find(actor, source)
    source = import_listings.settled(source, raw, feed_id=feed_id)
    if source.kind == formats.TABLE and not _fits(raw, source.columns):
        source = replace(source, columns=None)
        return _keep(actor, raw, source=source, looked=None, now=now)
    looked = import_listings.look(actor, raw, source=source, now=now)
    return _keep(actor, raw, source=looked.source, looked=looked, now=now)


def needs_columns(run: Run) -> bool:
    """Return whether somebody has to say what the columns are before it can be read."""
    is_waiting = run.standing is Standing.LOOKED_AT
    is_table = run.source.kind == formats.TABLE
    return is_waiting and is_table and run.source.columns is None


def table_of(actor: Actor, *, public_id: str, now: datetime) -> tuple[Run, Table]:
    """Return an uploaded table and its reading.

    Raises NotFound; CannotSay: it is no table, or no longer here.
    """
    run = readings.run_of(actor, public_id=public_id, now=now)
    if run.source.kind != formats.TABLE or not uploads.is_kept(public_id):
        raise CannotSay("There is no table here whose columns could be said.")
    return run, tables.table_of(uploads.raw_of(public_id))


def say_columns(
    actor: Actor, *, public_id: str, columns: dict[str, str], now: datetime
) -> None:
    """Read an uploaded table by these columns, and remember them for its list.

    Raises NotFound, CannotSay, CannotKeepFeed, NotAFeed, TooFew, CannotRead.
    """
    run, table = table_of(actor, public_id=public_id, now=now)
    if why := mapped.check(columns, table.columns):
        raise CannotSay(why)
    source = replace(run.source, columns=columns)
    raw = uploads.raw_of(public_id)
    looked = import_listings.look(actor, raw, source=source, now=run.made_at)
    with transaction.atomic():
        feeds.keep(actor, source)
        readings.look_again(
            run,
            total=looked.tally.kept + looked.tally.mended,
            notes=import_listings.notes_of(looked),
            now=now,
        )
        uploads.put_found(public_id, _found(looked.rows))


def _fits(raw: bytes, columns: Mapping[str, str] | None) -> bool:
    """Return whether a table still has the columns somebody spoke of."""
    try:
        table = tables.table_of(raw)
    except NotSuchAFile as fault:
        raise import_listings.NotAFeed(str(fault)) from fault
    return columns is not None and not mapped.check(columns, table.columns)


def _keep(
    actor: Actor, raw: bytes, *, source: Source, looked: Look | None, now: datetime
) -> str:
    notes: dict[str, Any] = {"kind": source.kind, "columns": None}
    total = 0
    if looked is not None:
        notes = import_listings.notes_of(looked)
        total = looked.tally.kept + looked.tally.mended
    with transaction.atomic():
        feed_id = feeds.keep(actor, source)
        run = readings.open_run(
            actor, feed_id=feed_id, total=total, notes=notes, now=now
        )
        uploads.keep(
            run.public_id, raw=raw, found=_found(looked.rows if looked else ())
        )
    return run.public_id


def ask(actor: Actor, *, public_id: str, even_if_smaller: bool, now: datetime) -> None:
    """Have the clock bring an upload in, or go on with it where it stopped.

    Raises NotFound, TooFew, CannotRead.
    """
    run = readings.run_of(actor, public_id=public_id, now=now)
    if needs_columns(run):
        raise CannotRead("Say what the columns are first.")
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
        reading = import_listings.read(raw, source=run.source, now=run.made_at)
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
