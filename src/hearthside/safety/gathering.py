"""A worry becomes a record in one step, or is joined to one; its words move there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.safety import chain, practice, round_a_lead
from hearthside.safety.chain import Happened
from hearthside.safety.models import Reading, Record, Telling, Worry
from hearthside.safety.records import has_open, locked


class CannotMakeRecord(Refusal):
    """This worry cannot become a record, or be joined to one."""


def make_record(actor: Actor, *, worry_id: str, now: datetime) -> str:
    """Make a record of a worry, held by the actor; return its public id.

    The worry's words move into the record. Said twice, it is one record.

    Raises NotFound, CannotMakeRecord.
    """
    with transaction.atomic():
        worry = _worry_to_move(actor, worry_id, now=now)
        if worry.record is not None:
            return worry.record.public_id
        ways = practice.ours()
        record = Record.objects.create(
            locality_id=worry.locality_id,
            meeting_id=worry.meeting_id,
            kind=worry.kind,
            opened_at=now,
            held_by_id=actor.person_id,
            held_since=now,
            review_on=(now + timedelta(days=ways.review_days)).date(),
        )
        _move(worry, record, Happened.OPENED, actor, now=now)
    return record.public_id


def join(actor: Actor, *, worry_id: str, record_id: str, now: datetime) -> None:
    """Join a worry to a record that is open already.

    Raises NotFound, CannotMakeRecord.
    """
    with transaction.atomic():
        worry = _worry_to_move(actor, worry_id, now=now)
        record = locked(actor, record_id)
        if record.closed_at is not None:
            raise CannotMakeRecord("That record is closed. Choose one that is open.")
        if worry.record is not None:
            raise CannotMakeRecord("This worry belongs to a record already.")
        _move(worry, record, Happened.JOINED, actor, now=now)


def _worry_to_move(actor: Actor, worry_id: str, *, now: datetime) -> Worry:
    insist(actor, Verb.KEEP_RECORDS, ANYWHERE)
    rows = round_a_lead.worries(actor).select_for_update(of=("self",))
    rows = rows.select_related("record")
    worry = rows.filter(public_id=worry_id).first()
    if worry is None:
        raise NotFound
    if not has_open(list(Reading.objects.filter(worry=worry)), actor, now=now):
        # Nobody decides about what they have not read.
        raise CannotMakeRecord("Open the worry first, then decide.")
    if worry.closed_at is not None and worry.record is None:
        raise CannotMakeRecord("This worry is closed.")
    return worry


def _move(
    worry: Worry, record: Record, kind: Happened, actor: Actor, *, now: datetime
) -> None:
    """Put the words of a worry into the record, where they stay as they are."""
    by = actor.person_id
    said = {"kind": worry.kind, "words": worry.words, "times": str(worry.times)}
    said |= {
        "raised_at": worry.raised_at.isoformat(),
        "raised_by": str(worry.raised_by_id or ""),
    }
    chain.append(record, kind, by=by, said=said, now=now)
    for telling in Telling.objects.filter(worry=worry).order_by("id"):
        take_in(record, telling, now=now)
    round_a_lead.move(worry, record)
    worry.record, worry.words = record, ""
    worry.closed_at, worry.closed_by_id = now, by
    worry.save(update_fields=["record", "words", "closed_at", "closed_by"])
    trail.note(actor, verb=Verb.KEEP_RECORDS, what=f"record:{record.pk}", now=now)


def take_in(record: Record, telling: Telling, *, now: datetime) -> None:
    """Move what somebody told into the record."""
    names = ("step", "words", "by_when", "who", "reach")
    said = {name: getattr(telling, name) for name in names}
    said["told_at"] = telling.at.isoformat()
    chain.append(record, Happened.TOLD, by=telling.told_by_id, said=said, now=now)
    telling.delete()
