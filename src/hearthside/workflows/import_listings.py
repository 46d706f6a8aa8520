"""Somebody else's list of groups comes in: read, compared, kept batch by batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import Verb
from hearthside.core.refusals import Refusal
from hearthside.engines.interchange import formats
from hearthside.engines.interchange.json_file import NotAFeed as NotSuchAFile
from hearthside.engines.interchange.listing import Kept, Listing, Reading, Refused
from hearthside.groups import feeds, listings, readings, twins
from hearthside.groups.feeds import Source
from hearthside.groups.listings import BatchTally, Comparison
from hearthside.groups.readings import Run
from hearthside.workflows.places_of_postcodes import with_places_of_postcodes
from hearthside.workflows.zones_of_places import with_zones_of_places

Clock = Callable[[], datetime]
"""Tells the time: this work lasts, so one moment handed in would not do."""

Told = Callable[[int, int], None]
"""Hears how many listings are kept, and how many there are to keep."""


class NotAFeed(Refusal):
    """The file is not a feed we can read."""


class TooFew(Refusal):
    """So little is in the feed that it looks broken."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a feed held, and what became of it.

    kept, mended, refused -- rows; mended ones are kept too, but are not counted twice.
    new, changed, same, gone -- listings, against those that were here before.
    reasons -- each sentence about mending or refusing; dropped -- what was left out so
    that nobody can be found by it; both with how often.
    """

    kept: int
    mended: int
    refused: int
    reasons: dict[str, int]
    dropped: dict[str, int]
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    was_stopped: bool = False

    def counts(self) -> dict[str, Any]:
        """Return it as plain names and numbers."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Look:
    """What bringing a feed in would do.

    about_the_file -- what was mended about the file as a whole, in sentences.
    source -- whose it is, with the kind it was read as and the columns it was read by.
    too_few -- why it looks broken, or "".
    """

    tally: Tally
    rows: tuple[Kept | Refused, ...]
    about_the_file: tuple[str, ...]
    too_few: str
    source: Source


def look(actor: Actor | Machine, raw: bytes, *, source: Source, now: datetime) -> Look:
    """Read a feed and compare it with what is here; write nothing.

    Raises NotFound, CannotKeepFeed, NotAFeed, TooFew.
    """
    feed_id = feeds.find(actor, source)
    source = settled(source, raw, feed_id=feed_id)
    reading = read(raw, source=source, now=now)
    compared = listings.compare(
        reading.listings, feed_id=feed_id, locality_id=source.locality_id
    )
    tally = replace(_tally(reading, compared.tally), gone=compared.gone)
    too_few = _why_too_few(tally, compared)
    return Look(tally, reading.rows, reading.mended, too_few, source)


def settled(source: Source, raw: bytes, *, feed_id: int | None) -> Source:
    """Return the source with the kind the file is, and the columns said of it before.

    feed_id -- None for a list never read before.
    """
    kind = source.kind or formats.guess(raw)
    columns = source.columns
    if columns is None and kind == formats.TABLE:
        columns = feeds.columns_of(feed_id)
    return replace(source, kind=kind, columns=columns)


def import_listings(
    actor: Actor | Machine,
    raw: bytes,
    *,
    source: Source,
    seen_at: datetime,
    clock: Clock,
    told: Told = lambda done, total: None,
    stop: Callable[[], bool] = lambda: False,
    even_if_smaller: bool = False,
    looked: Look | None = None,
) -> Tally:
    """Bring a feed in, from its bytes to the last listing.

    seen_at -- when it was fetched; its listings age from then.
    looked -- what look() said of the same bytes, where somebody looked already.
    stop -- asked between batches; what is in by then stays in, and nothing fades.

    Raises NotFound, CannotKeepFeed, NotAFeed, TooFew, CannotRead.
    """
    looked = looked or look(actor, raw, source=source, now=seen_at)
    source = looked.source
    if looked.too_few and not even_if_smaller:
        raise TooFew(looked.too_few)
    ready = [row.listing for row in looked.rows if isinstance(row, Kept)]
    with transaction.atomic():
        run = readings.open_run(
            actor,
            feed_id=feeds.keep(actor, source),
            total=len(ready),
            notes=notes_of(looked),
            now=seen_at,
        )
        start(actor, run, now=clock())
    ended = put_all(run, ready, clock=clock, told=told, stop=stop)
    return replace(
        looked.tally,
        new=ended.so_far.new,
        changed=ended.so_far.changed,
        same=ended.so_far.same,
        gone=ended.gone,
        was_stopped=ended.was_stopped,
    )


def start(actor: Actor | Machine, run: Run, *, now: datetime) -> None:
    """Let a reading begin, and note who did that.

    Raises CannotRead.
    """
    with transaction.atomic():
        readings.start(run, now=now)
        trail.note(
            actor, verb=Verb.BRING_IN_LISTINGS, what=f"feed:{run.feed_id}", now=now
        )


@dataclass(frozen=True, slots=True)
class Ended:
    """How bringing in ended."""

    so_far: BatchTally
    gone: int = 0
    was_stopped: bool = False


def put_all(
    run: Run,
    ready: list[Listing],
    *,
    clock: Clock,
    told: Told = lambda done, total: None,
    stop: Callable[[], bool] = lambda: False,
) -> Ended:
    """Keep a feed's listings from where its reading stands, batch by batch.

    A batch and the line that says so are one transaction, so that a machine that stops
    in the middle goes on exactly where it was.
    """
    so_far = run.so_far
    for before in range(run.done, len(ready), listings.BATCH):
        if stop() or readings.should_stop(run):
            readings.stopped(run, now=clock())
            return Ended(so_far, was_stopped=True)
        batch = ready[before : before + listings.BATCH]
        now = clock()
        done = before + len(batch)
        with transaction.atomic():
            # The first beat holds the reading's row: of two who go on with it, one waits
            # here and then finds that it is no longer theirs.
            if not readings.beat(
                run, before=before, done=before, so_far=so_far, now=now
            ):
                return Ended(so_far, was_stopped=True)
            so_far += listings.put_batch(
                run.feed_id, batch, seen_at=run.made_at, now=now
            )
            readings.beat(run, before=before, done=done, so_far=so_far, now=now)
        told(done, len(ready))
    with transaction.atomic():
        gone = listings.finish(run.feed_id, seen_at=run.made_at)
        readings.done(run, so_far=so_far, gone=gone, now=clock())
    twins.look_for(run.feed_id, now=clock())
    twins.bring_back(now=clock())
    return Ended(so_far, gone)


def notes_of(looked: Look) -> dict[str, Any]:
    """Return what a reading should remember of a look: counts, and how it was read."""
    return {
        **looked.tally.counts(),
        "about_the_file": list(looked.about_the_file),
        "too_few": looked.too_few,
        "kind": looked.source.kind,
        "columns": looked.source.columns and dict(looked.source.columns),
    }


def read(raw: bytes, *, source: Source, now: datetime) -> Reading:
    """Return everything the list holds.

    source -- with its kind.

    Raises NotAFeed, with line and column where there are any; TooFew.
    """
    zone = source.zone
    try:
        reading = formats.read(
            raw, kind=source.kind, zone=zone, now=now, columns=source.columns
        )
    except NotSuchAFile as fault:
        raise NotAFeed(str(fault)) from fault
    if not reading.feed_rows:
        raise TooFew("There is nothing in this list. Fetch it again, or ask its owner.")
    if not any(reading.listings):
        why, times = reading.refusals.most_common(1)[0]
        raise TooFew(f"None of its rows can be listed. {times:,} times: {why}")
    reading = with_places_of_postcodes(reading)
    return with_zones_of_places(reading, zone=zone, year=now.year)


def _tally(reading: Reading, against: BatchTally) -> Tally:
    return Tally(
        kept=len(reading.kept),
        mended=len(reading.repaired),
        refused=len(reading.refused),
        reasons=dict(reading.reasons.most_common()),
        dropped=dict(reading.dropped.most_common()),
        new=against.new,
        changed=against.changed,
        same=against.same,
    )


def _why_too_few(tally: Tally, compared: Comparison) -> str:
    """Return why the feed looks broken: one that lost its rows would fade a whole town."""
    count = tally.kept + tally.mended
    if count * 2 >= compared.before:
        return ""
    return (
        f"This list has {count:,} listings; last time it had {compared.before:,}. "
        "It may be a broken copy, so nothing was changed."
    )
