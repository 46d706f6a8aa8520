"""Somebody else's list of services comes in: read, compared, kept batch by batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.module_loading import import_string

from hearthside.core import trail
from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import Verb
from hearthside.core.refusals import Refusal
from hearthside.engines.interchange.json_file import NotAFeed as NotSuchAFile
from hearthside.engines.interchange.services import (
    KeptOffer,
    OfferReading,
    RefusedOffer,
    read_services,
)
from hearthside.signposting import keeping, lists, readings
from hearthside.signposting.keeping import Counts
from hearthside.signposting.lists import ListSource
from hearthside.signposting.readings import FoundRow
from hearthside.workflows.keep_the_index import keep_services

# Named and not imported: workflows stand below the jobs that call them.
JOB: Final = "hearthside.jobs.reading.bring_in_services_of"
Clock = Callable[[], datetime]


class NotServices(Refusal):
    """The file is no list of services we can read."""


class TooFewServices(Refusal):
    """So little is in the list that it looks broken."""


@dataclass(frozen=True, slots=True)
class ServiceTally:
    """What a list held, and what became of it; as a reading of listings counts it."""

    kept: int
    mended: int
    refused: int
    reasons: dict[str, int]
    dropped: dict[str, int]
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0

    def counts(self) -> dict[str, Any]:
        """Return it as plain names and numbers."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ServiceLook:
    """What bringing a list in would do. too_few -- why it looks broken, or ""."""

    tally: ServiceTally
    reading: OfferReading
    too_few: str


def look(
    actor: Actor | Machine, raw: bytes, *, source: ListSource, now: datetime
) -> ServiceLook:
    """Read a list and compare it with what is here; write nothing.

    Raises NotFound, CannotKeepList, NotServices.
    """
    list_id = lists.find(actor, source)
    try:
        reading = read_services(raw, country=source.country, today=now.date())
    except NotSuchAFile as fault:
        raise NotServices(str(fault)) from fault
    if not reading.rows:
        raise NotServices(
            "There is nothing in this list. Fetch it again, or ask its owner."
        )
    if not reading.offers:
        why, times = reading.reasons.most_common(1)[0]
        raise NotServices(f"None of its rows can be shown. {times:,} times: {why}")
    against = keeping.compare(list_id, reading.offers)
    tally = _with(_tally(reading), against.counts, gone=against.gone)
    return ServiceLook(
        tally, reading, _why_too_few(len(reading.offers), against.before)
    )


def bring_in(
    actor: Actor | Machine,
    raw: bytes,
    *,
    source: ListSource,
    clock: Clock,
    even_if_smaller: bool = False,
    looked: ServiceLook | None = None,
) -> ServiceTally:
    """Bring a list in, from its bytes to the last service.

    looked -- what look() said of the same bytes, where somebody looked already. What
    breaks off half way is mended by bringing the same list in again.

    Raises NotFound, CannotKeepList, NotServices, TooFewServices.
    """
    began_at = clock()
    looked = looked or look(actor, raw, source=source, now=began_at)
    if looked.too_few and not even_if_smaller:
        raise TooFewServices(looked.too_few)
    with transaction.atomic():
        list_id = lists.keep(actor, source)
        trail.note(
            actor, verb=Verb.KEEP_SIGNPOSTS, what=f"services:{list_id}", now=began_at
        )
    offers = looked.reading.offers
    matched = keeping.match(list_id, offers)
    counts = Counts()
    for start in range(0, len(offers), keeping.BATCH):
        batch = offers[start : start + keeping.BATCH]
        # One batch at a time, so that nobody else waits for the whole list.
        with transaction.atomic():
            counts += keeping.put_batch(list_id, batch, matched=matched, now=clock())
    with transaction.atomic():
        gone = keeping.finish(list_id, offers, seen_at=began_at, now=clock())
    keep_services(now=clock())
    return _with(looked.tally, counts, gone=gone)


def look_into(actor: Actor, raw: bytes, *, source: ListSource, now: datetime) -> str:
    """Keep an upload aside and read it once; return the public id of its reading.

    Raises NotFound, CannotKeepList, NotServices.
    """
    looked = look(actor, raw, source=source, now=now)
    with transaction.atomic():
        # What is said of a list that is shown already waits until it is brought in.
        known = lists.find(actor, source)
        return readings.open_one(
            list_id=lists.keep(actor, source) if known is None else known,
            raw=raw,
            rows=[_told(row) for row in looked.reading.rows],
            notes={
                **looked.tally.counts(),
                "about_the_file": list(looked.reading.mended),
                "too_few": looked.too_few,
                "country": source.country,
                "licence": source.licence,
            },
            now=now,
        )


def ask(actor: Actor, *, public_id: str, even_if_smaller: bool, now: datetime) -> None:
    """Have the clock bring an upload in.

    Raises NotFound, TooFewServices, CannotBringIn.
    """
    looked = readings.one_of(actor, public_id)
    if looked.notes.get("too_few") and not even_if_smaller:
        raise TooFewServices(str(looked.notes["too_few"]))
    readings.raw_of(public_id)
    with transaction.atomic():
        readings.start(public_id, now=now)
        trail.note(
            actor,
            verb=Verb.KEEP_SIGNPOSTS,
            what=f"services:{looked.list_id}",
            now=now,
        )
        import_string(JOB).enqueue(public_id)


def carry_out(public_id: str, *, clock: Clock) -> None:
    """Bring an upload in; the work of the clock."""
    clock_itself = Machine("clock")
    looked = readings.one_of(clock_itself, public_id)
    try:
        tally = bring_in(
            clock_itself,
            readings.raw_of(public_id),
            source=looked.source,
            clock=clock,
            even_if_smaller=True,
        )
    except Exception:
        readings.broke(public_id, now=clock())
        raise
    readings.done(public_id, notes={**looked.notes, **tally.counts()}, now=clock())


def _tally(reading: OfferReading) -> ServiceTally:
    return ServiceTally(
        kept=reading.kept,
        mended=reading.repaired,
        refused=reading.refused,
        reasons=dict(reading.reasons.most_common()),
        dropped=dict(reading.dropped.most_common()),
    )


def _with(tally: ServiceTally, counts: Counts, *, gone: int) -> ServiceTally:
    return replace(
        tally, new=counts.new, changed=counts.changed, same=counts.same, gone=gone
    )


def _why_too_few(count: int, before: int) -> str:
    """Return why a list looks broken: one that lost its rows would fade a whole town."""
    if count * 2 >= before:
        return ""
    return (
        f"This list has {count:,} services; last time it had {before:,}. "
        "It may be a broken copy, so nothing was changed."
    )


def _told(row: KeptOffer | RefusedOffer) -> FoundRow:
    if isinstance(row, RefusedOffer):
        return FoundRow(row.number, "refused", row.name, (row.why,))
    kind = "mended" if row.mended else "kept"
    return FoundRow(row.number, kind, row.offer.name, row.mended)
