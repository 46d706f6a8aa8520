"""Writing into a record: put by first, or at once; what is written stands as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.safety import drafts, records, round_a_lead
from hearthside.safety.drafts import Of
from hearthside.safety.models import Record
from hearthside.safety.records import NOTE, STEPS, CannotWrite, Said, why_not_said


@dataclass(frozen=True, slots=True)
class WritingDesk:
    """What a lead sees before writing: their own draft, and whether the record is closed."""

    draft: Said | None
    is_closed: bool


def desk_of(actor: Actor, *, record_id: str, step: str) -> WritingDesk:
    """Return the actor's own draft under a heading of a record.

    Raises NotFound.
    """
    row = _row(actor, record_id, step)
    found = drafts.find(actor, Of(record=row.pk))
    return WritingDesk(found.get(step), row.closed_at is not None)


def keep_draft(
    actor: Actor, *, record_id: str, step: str, said: Said, now: datetime
) -> None:
    """Keep what the actor typed for later; no other lead sees it.

    Raises NotFound, CannotWrite.
    """
    row = _row(actor, record_id, step)
    if why := why_not_said(said):
        raise CannotWrite(why)
    drafts.put_by(actor, Of(record=row.pk), step=step, said=said, now=now)


def write(
    actor: Actor, *, record_id: str, step: str, said: Said, now: datetime
) -> None:
    """Write into the record what was done under a heading, and forget the draft of it.

    Raises NotFound, CannotWrite.
    """
    with transaction.atomic():
        row = _row(actor, record_id, step)
        records.write(actor, record_id=record_id, step=step, said=said, now=now)
        drafts.drop(actor, Of(record=row.pk), step=step)


def _row(actor: Actor, record_id: str, step: str) -> Record:
    insist(actor, Verb.KEEP_RECORDS, ANYWHERE)
    row = (
        round_a_lead.records(actor).filter(public_id=record_id, erased_at=None).first()
    )
    if row is None or step not in (*STEPS, NOTE):
        raise NotFound
    return row
